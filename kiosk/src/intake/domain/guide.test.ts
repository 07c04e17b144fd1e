import { describe, expect, it } from 'vitest';
import { CityProfile, type IntakeId, type ProcedureId } from '@engawa/reception/contract';
import { smallCity } from '../testing/small-city.ts';
import { guidePages } from './guide.ts';
import { nextIntake } from './next-intake.ts';
import { freshIntake, type Intake, type IntakeInput, type Visit } from './visit.ts';

const words = (ja: string) => ({ ja, 'ja-easy': ja, en: ja });
const [juminhyo, inkan, tennyu, sodan] = smallCity.procedures;
const also = { key: 'okuyami.also', label: words('あてはまるもの'), kind: 'choices', required: false, options: [{ value: 'water', label: words('水道') }, { value: 'dog', label: words('犬') }] };
/** The small city with a statutory paper, and a matter whose answers bring further forms along. */
const city = CityProfile.parse({ ...smallCity, procedures: [
  juminhyo,
  { ...inkan, id: 'shussho', paper: 'cover', fields: [], guide: ['一', '二', '三', '四', '五', '六'].map(words), bring: [words('母子手帳'), words('本人確認書類')], who: words('父か母'), deadline: words('14日以内') },
  { ...inkan, id: 'okuyami', fields: [also], guide: [words('ゆっくりで大丈夫です。'), { say: words('犬は新しい飼い主の届け出をします。'), onlyIf: { key: 'okuyami.also', is: ['dog'] } }], bring: [words('本人確認書類')] },
  { ...inkan, id: 'suido', fields: [], comesWith: { key: 'okuyami.also', is: ['water'] }, bring: [words('本人確認書類'), words('検針票')] },
  tennyu, sodan,
] });
const NOW = Date.UTC(2026, 10, 24, 1);
const id = 'intake-0000000000000001' as IntakeId;
const visit = (procedures: string[], chosen = '', more: Partial<Visit> = {}): Visit =>
  ({ intakeId: id, procedures: procedures as ProcedureId[], by: 'typing', values: { 'okuyami.also': { value: chosen, source: 'visitor' } }, cards: [], ...more });
const said = (pages: ReturnType<typeof guidePages>) => pages.map(({ form, bring, lines }) => [form?.id ?? null, bring, lines.map(({ ja }) => ja).join('')]);
const play = (...inputs: IntakeInput[]): Intake => inputs.reduce<Intake>((intake, input) => nextIntake({ city, nowMs: NOW }, intake, input).intake, freshIntake(0));
const choose = (...procedures: string[]): IntakeInput[] => [{ do: 'begin', zone: 'A', intakeId: id }, ...procedures.map((procedure): IntakeInput => ({ do: 'toggle', procedure: procedure as ProcedureId })), { do: 'next' }];
const next: IntakeInput = { do: 'next' };

describe('the guide', () => {
  it('[I45] steps of each form that has a guide, five to a page, then what to bring, each thing once', () => {
    expect(said(guidePages(city, visit(['shussho', 'okuyami', 'juminhyo']), 'first'))).toEqual([
      ['shussho', false, '一二三四五'], ['shussho', false, '六'], ['okuyami', false, 'ゆっくりで大丈夫です。'], [null, true, '母子手帳本人確認書類'],
    ]);
    expect(guidePages(city, visit(['juminhyo', 'tennyu', 'sodan']), 'first')).toEqual([]);
  });

  it('[I45] it stands before the card, leads on to it and back to the choice, and costs a form without guide no touch', () => {
    expect(play(...choose('shussho')).scene).toMatchObject({ at: 'guide', moment: 'first', page: 0 });
    expect(play(...choose('shussho'), next, next, next).scene.at).toBe('how');
    expect(play(...choose('shussho'), next, next, next, { do: 'back' }).scene).toMatchObject({ at: 'guide', page: 2 });
    expect(play(...choose('shussho'), { do: 'back' }).scene).toMatchObject({ at: 'choose', procedures: ['shussho'] });
    expect(play({ do: 'open', what: 'navigator' }, { do: 'begin-with', intakeId: id, procedures: ['okuyami' as ProcedureId] }).scene.at).toBe('guide');
    expect(play(...choose('juminhyo')).scene.at).toBe('how');
    expect(play(...choose('juminhyo'), { do: 'back' }).scene.at).toBe('choose');
  });

  it('[I46] what the answers brought along is told before the number: lines that hold now, and what forms that came ask for', () => {
    expect(said(guidePages(city, visit(['okuyami'], 'water dog'), 'last'))).toEqual([[null, false, '犬は新しい飼い主の届け出をします。'], [null, true, '検針票']]);
    expect(guidePages(city, visit(['okuyami', 'shussho']), 'last')).toEqual([]);
  });

  it('[I46] from the review it leads to the number and back to the review; with nothing to tell the number comes at once', () => {
    const review = (chosen: string): Intake => ({ ...freshIntake(0), scene: { at: 'review', visit: { ...visit(['okuyami'], chosen), values: { ...Object.fromEntries(smallCity.applicant.map(({ key, kind }) => [key, { value: kind === 'date' ? '1980-04-01' : kind === 'kana' ? 'ミホン' : kind === 'phone' ? '0312345678' : '見本', source: 'visitor' as const }])), 'okuyami.also': { value: chosen, source: 'visitor' } } } } });
    const after = (intake: Intake, ...inputs: IntakeInput[]) => inputs.reduce<Intake>((now, input) => nextIntake({ city, nowMs: NOW }, now, input).intake, intake).scene;
    expect(after(review('dog'), { do: 'submit' })).toMatchObject({ at: 'guide', moment: 'last', page: 0 });
    expect(after(review('dog'), { do: 'submit' }, { do: 'back' }).at).toBe('review');
    expect(after(review('dog'), { do: 'submit' }, next).at).toBe('submitting');
    expect(after(review(''), { do: 'submit' }).at).toBe('submitting');
  });

  it('[I46] whoever filled in the forms on a phone finds the first pages at the end', () => {
    expect(said(guidePages(city, visit(['okuyami'], 'dog', { by: 'phone' }), 'last')).map(([form]) => form)).toEqual(['okuyami', null, null]);
  });

  it('[I47] from the procedures of one zone to those of another, and what was chosen stays', () => {
    expect(play({ do: 'begin', zone: 'A', intakeId: id }, { do: 'toggle', procedure: 'juminhyo' as ProcedureId }, { do: 'look', zone: 'B' }, { do: 'toggle', procedure: 'tennyu' as ProcedureId }, { do: 'look', zone: 'A' }).scene)
      .toMatchObject({ at: 'choose', zone: 'A', procedures: ['juminhyo', 'tennyu'] });
    expect(play({ do: 'look', zone: 'B' }).scene).toEqual({ at: 'idle' });
  });
});
