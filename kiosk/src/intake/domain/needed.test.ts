import { describe, expect, it } from 'vitest';
import { CityProfile, fieldsOfVisit, type IntakeId, type ProcedureId } from '@engawa/reception/contract';
import type { Prefill } from '../../../card-bridge/contract/index.ts';
import { formOf } from '../application/submit-intake.ts';
import { smallCity } from '../testing/small-city.ts';
import { prefillForms } from './prefill-forms.ts';
import { questionPages } from './question-pages.ts';

/** A 住民票 that is asked for by name, birth and address; 転入届 needs all of the shared part. */
const city = { today: '2026-11-24', ...CityProfile.parse({ ...smallCity, procedures: smallCity.procedures.map((procedure) => (procedure.id === 'juminhyo' ? { ...procedure, without: ['applicant.kana', 'applicant.phone'] } : procedure)) }) };
const ids = (...list: string[]) => list as ProcedureId[];
const card: Prefill = { name: '見本　花子', address: '縁側市庭石町', birth: { raw: '19800401', y: 1980, m: 4, d: 1 }, sex: 'female', authenticity: 'verified', live: true };
const asked = (...chosen: string[]) => questionPages(city, ids(...chosen), prefillForms(city, ids(...chosen), card)).flatMap(({ keys }) => keys);

describe('what no chosen form needs', () => {
  it('[I60] is not asked: with a card a 住民票 needs no written letter', () => {
    expect(asked('juminhyo')).toEqual(['juminhyo.copies', 'juminhyo.scope']);
    expect(fieldsOfVisit(city, ids('juminhyo'), {}).map(({ key }) => key)).not.toContain('applicant.phone');
  });
  it('[I60] is asked as soon as another form beside it needs it', () => {
    expect(asked('juminhyo', 'tennyu')).toContain('applicant.kana');
    expect(fieldsOfVisit(city, ids('juminhyo', 'tennyu'), {}).map(({ key }) => key)).toContain('applicant.phone');
  });
  it('[I60] is not sent either, though a phone may have brought it', () => {
    const values = prefillForms(city, ids('juminhyo'), card, { 'applicant.kana': { value: 'ミホン', source: 'phone' } });
    const visit = { intakeId: 'intake-0000000000000001' as IntakeId, procedures: ids('juminhyo'), by: 'phone' as const, values, cards: [] };
    expect(Object.keys(formOf(city, visit, 'ja').values)).not.toContain('applicant.kana');
  });
});
