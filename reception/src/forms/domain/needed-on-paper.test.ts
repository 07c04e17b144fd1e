import { describe, expect, it } from 'vitest';
import { fieldsOfVisit, type FormField, type IntakeForm, type Procedure } from '../../../contract/index.ts';
import { csvHeadings } from '../../hand-over/domain/csv.ts';
import { paperForms } from './paper-form.ts';

const field = (key: string, kind: FormField['kind'] = 'text'): FormField => ({ key, label: { ja: key, 'ja-easy': '', en: '' }, kind, required: true });
const procedure = (id: string, more: Partial<Procedure> = {}) => ({ id, zone: 'A', formTitle: id, basis: '-', addressee: '-', feeYen: 0, fields: [], minutes: 1, hasForm: true, ...more }) as unknown as Procedure;
const applicant = [field('applicant.name', 'name'), field('applicant.phone', 'phone')];
const procedures = [procedure('juminhyo', { without: ['applicant.phone'] }), procedure('tennyu')];
const form = { procedures: ['juminhyo', 'tennyu'], values: { 'applicant.name': { value: '見本', source: 'card' }, 'applicant.phone': { value: '090-0000-0000', source: 'visitor' } }, card: null } as unknown as IntakeForm;

describe('what a form does not need of the shared part', () => {
  it('[I60] is not on its paper, though another form of the same visit has it', () => {
    const pages = paperForms(form, { city: '', hall: '', applicant, procedures, zone: 'A', label: '101', date: '2026-11-22' });
    expect(pages.map((page) => page.applicant.map(({ label }) => label))).toEqual([['applicant.name'], ['applicant.name', 'applicant.phone']]);
  });
  it('[I60] has no column in its CSV and is no gap in it', () => {
    expect(csvHeadings({ applicant }, procedures[0]!).filter((heading) => heading.includes('applicant.phone'))).toEqual([]);
    expect(fieldsOfVisit({ applicant, procedures }, ['juminhyo'] as unknown as IntakeForm['procedures'], {}).map(({ key }) => key)).toEqual(['applicant.name']);
  });
});
