import { CityProfile, type IntakeId, type ProcedureId } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { formOf } from '../application/submit-intake.ts';
import { smallCity } from '../testing/small-city.ts';
import { nextIntake } from './next-intake.ts';
import { freshIntake, type Intake, type IntakeInput } from './visit.ts';

const words = (ja: string) => ({ ja, 'ja-easy': ja, en: ja });
const [juminhyo, , tennyu, sodan] = smallCity.procedures;
const city = CityProfile.parse({ ...smallCity, procedures: [juminhyo, { ...tennyu, fields: [{ key: 'move.on', label: words('異動日'), kind: 'date', required: true }, { key: 'tennyu.how', label: words('事由'), kind: 'choice', required: true, options: [{ value: 'moved', label: words('転入') }, { value: 'back', label: words('帰国') }] }] }, sodan] });
const id = 'a'.repeat(22) as IntakeId;
const play = (...inputs: IntakeInput[]): Intake => inputs.reduce((intake, input) => nextIntake({ city, nowMs: Date.parse('2026-11-24T01:12:00Z') }, intake, input).intake, freshIntake(0));
const begin = (what: 'navigator' | 'scan', values: Record<string, string>): IntakeInput[] => [{ do: 'open', what }, { do: 'begin-with', intakeId: id, procedures: ['tennyu', 'sodan'] as ProcedureId[], values, by: 'typing' }];
const asked = ({ scene }: Intake): string[] => (scene.at === 'questions' ? scene.pages.flatMap(({ keys }) => keys) : []);

describe('a visit that comes from the navigator', () => {
  it('[W11] what was answered there is the visitor’s own word, and is not asked again', () => {
    const intake = play(...begin('navigator', { 'move.on': '2026-11-10', 'tennyu.how': 'moved' }));
    expect(asked(intake).filter((key) => !key.startsWith('applicant.'))).toEqual([]);
    expect(asked(intake)).toContain('applicant.name');
    expect(intake.scene).toMatchObject({ visit: { values: { 'move.on': { value: '2026-11-10', source: 'visitor' }, 'tennyu.how': { value: 'moved', source: 'visitor' } } } });
    expect(play(...begin('scan', { 'move.on': '2026-11-10' })).scene).toMatchObject({ visit: { values: { 'move.on': { source: 'phone' } } } });
  });
  it('[W11] what does not fit the form is asked, and what no form has is dropped', () => {
    const intake = play(...begin('navigator', { 'move.on': 'unknown', 'tennyu.how': 'by-car', 'somebody.else': 'x' }));
    expect(asked(intake)).toEqual(expect.arrayContaining(['move.on', 'tennyu.how']));
    expect(JSON.stringify(intake)).not.toContain('somebody.else');
  });
  it('[W11] that it was told in the navigator stays in the kiosk: the form says who said it, and nothing more', () => {
    const { scene } = play(...begin('navigator', { 'move.on': '2026-11-10' }));
    if (scene.at !== 'questions') throw new Error(scene.at);
    expect(formOf(city, scene.visit, 'ja').values['move.on']).toEqual({ value: '2026-11-10', source: 'visitor' });
  });
});
