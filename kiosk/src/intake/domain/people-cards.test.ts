import { describe, expect, it } from 'vitest';
import { CityProfile, type IntakeId, type ProcedureId } from '@engawa/reception/contract';
import type { CardCode, Prefill } from '../../../card-bridge/contract/index.ts';
import { formOf } from '../application/submit-intake.ts';
import { smallCity } from '../testing/small-city.ts';
import { nextIntake } from './next-intake.ts';
import { freshIntake, type Intake, type IntakeEffect, type IntakeInput, type Tray } from './visit.ts';

const words = (ja: string) => ({ ja, 'ja-easy': ja, en: ja });
const family = { key: 'people.family', label: words('ご家族'), kind: 'people', required: true, min: 1, max: 3, beginsWithApplicant: true, columns: [
  { key: 'name', label: words('氏名'), kind: 'name', required: true, fromCard: 'name' }, { key: 'kana', label: words('フリガナ'), kind: 'kana', required: true }, { key: 'birth', label: words('生年月日'), kind: 'date', required: true, fromCard: 'birth' },
  { key: 'sex', label: words('性別'), kind: 'choice', required: false, fromCard: 'sex', options: [{ value: '1', label: words('男') }, { value: '2', label: words('女') }] },
] };
const city = CityProfile.parse({ ...smallCity, procedures: smallCity.procedures.map((one) => (one.id === 'tennyu' ? { ...one, fields: [family] } : one)) });

const id = 'intake-0000000000000001' as IntakeId;
const tray = (card: Tray['card'], more: Partial<Tray> = {}): Tray => ({ link: 'open', reader: 'ready', card, ...more });
const empty: IntakeInput = { do: 'tray', tray: tray({ state: 'absent' }) };
const laid = (insertion: string, triesLeft: number | null = 3): IntakeInput => ({ do: 'tray', tray: tray({ state: 'mynumber', insertion, triesLeft }) });
const person = (name: string, raw: string, sex: Prefill['sex'] = 'female'): Prefill => ({ name, address: '縁側市庭先', birth: { raw, y: Number(raw.slice(0, 4)), m: Number(raw.slice(4, 6)), d: Number(raw.slice(6)) }, sex, authenticity: 'verified', live: true });
const HANAKO = person('見本　花子', '19850412');
const HINATA = person('見本　葛󠄀太', '20180505', 'male');
const read = (insertion: string, prefill: Prefill): IntakeInput => ({ do: 'read', insertion, reading: { ok: true, prefill } });
const refused = (insertion: string, code: CardCode, triesLeft?: number): IntakeInput => ({ do: 'read', insertion, reading: { ok: false, code, triesLeft } });
const pin = [...[...'1234'].map((digit): IntakeInput => ({ do: 'digit', digit })), { do: 'enter-pin' } as const];
const right: IntakeInput = { do: 'glyph-doubt', doubt: false };
const wrong: IntakeInput = { do: 'glyph-doubt', doubt: true };
const next: IntakeInput = { do: 'next' };
const add: IntakeInput = { do: 'add-by-card', list: 'people.family' };

const play = (inputs: readonly IntakeInput[], from: Intake = freshIntake(0, tray({ state: 'absent' }))): { intake: Intake; effects: IntakeEffect[] } => {
  let intake = from; let nowMs = Date.parse('2026-11-24T01:00:00Z'); const effects: IntakeEffect[] = [];
  for (const input of inputs) { nowMs += 1; const step = nextIntake({ city, nowMs }, intake, input); intake = step.intake; effects.push(...step.effects); }
  return { intake, effects };
};
const at = (...inputs: IntakeInput[]) => play(inputs).intake.scene;
const start: IntakeInput[] = [{ do: 'begin-with', intakeId: id, procedures: ['tennyu' as ProcedureId], by: 'card' }];
/** The applicant's card is read, its holder takes it, and the page about people stands there. */
const toPeople: IntakeInput[] = [...start, laid('i1'), ...pin, read('i1', HANAKO), right, empty, { do: 'edit', key: 'applicant.kana', value: 'みほん' }, next];
const toSecond: IntakeInput[] = [...toPeople, add, laid('i2'), ...pin];

describe('one more person by card', () => {
  it('[I52] the card fills that person and marks each value; the list grows to hold her, and the rest is still asked', () => {
    expect(at(...toPeople)).toMatchObject({ at: 'questions', pages: [{}, { keys: ['people.family'] }], page: 1 });
    const scene = at(...toSecond, read('i2', HINATA), right);
    expect(scene).toMatchObject({ at: 'questions', page: 1, visit: { values: {
      'people.family': { value: '2' }, 'people.family.2.name': { value: HINATA.name, source: 'card' }, 'people.family.2.birth': { value: '2018-05-05', source: 'card' }, 'people.family.2.sex': { value: '1', source: 'card' },
      'people.family.1.name': { value: HANAKO.name, source: 'card' }, 'applicant.name': { value: HANAKO.name },
    } } });
    const after = at(...toSecond, read('i2', HINATA), right, next);
    expect(after.at === 'questions' && after.pages[after.page]?.keys).toEqual(['people.family.2.kana']);
  });

  it('[I52] the tries come first, the last one is never offered, and a PIN leaves once for its insertion', () => {
    expect(at(...toPeople, add, laid('i2', 1))).toMatchObject({ at: 'card-stopped', code: 'PIN_LAST_TRY', errand: { who: { list: 'people.family', n: 2 } } });
    expect(at(...toPeople, add, laid('i2', 2))).toMatchObject({ at: 'pin', triesLeft: 2, errand: { who: { n: 2 } } });
    expect(play(toSecond).effects.filter((effect) => effect.do === 'read-card')).toEqual([{ do: 'read-card', pin: '1234', insertion: 'i1' }, { do: 'read-card', pin: '1234', insertion: 'i2' }]);
    expect(JSON.stringify(play(toSecond).intake)).not.toContain('1234');
  });

  it('[I52] nothing of a reading that is cancelled, refused or taken back stays, and the page stands as it was', () => {
    const before = at(...toPeople);
    for (const away of [[{ do: 'back' }], [{ do: 'by-typing' }], [refused('i2', 'AUTH_FAILED'), { do: 'back' }], [read('i2', HINATA), { do: 'back' }], [refused('i2', 'PIN_LOCKED', 0), { do: 'by-typing' }]] as IntakeInput[][]) expect(at(...toSecond, ...away)).toEqual(before);
    expect(play([...toSecond, { do: 'back' }]).effects).toContainEqual({ do: 'cancel-reading' });
    expect(JSON.stringify(play([...toSecond, { do: 'back' }, read('i2', HINATA)]).intake)).not.toContain('葛');
  });

  it('[I53] the card that still lies there, the applicant\'s card and one that was read before are told kindly, before anything is kept', () => {
    expect(at(...start, laid('i1'), ...pin, read('i1', HANAKO), right, { do: 'edit', key: 'applicant.kana', value: 'みほん' }, next, add)).toMatchObject({ at: 'place-card', trouble: 'CARD_STILL_LIES' });
    expect(at(...start, laid('i1'), ...pin, read('i1', HANAKO), right, { do: 'edit', key: 'applicant.kana', value: 'みほん' }, next, add, empty)).toMatchObject({ at: 'place-card', trouble: null });
    expect(at(...toSecond, read('i2', HANAKO))).toMatchObject({ at: 'place-card', trouble: 'CARD_IS_APPLICANTS', visit: { cards: [{ who: '' }] } });
    const third = at(...toSecond, read('i2', HINATA), right, empty, add, laid('i3'), ...pin, read('i3', HINATA));
    expect(third).toMatchObject({ at: 'place-card', trouble: 'CARD_READ_ALREADY', errand: { who: { n: 3 } } });
    expect(third.at === 'place-card' && third.visit.values['people.family']?.value).toBe('2');
  });

  it('[I52] the trust of each reading is handed in by person; who is taken out again takes the card along', () => {
    const second = { ...HINATA, authenticity: 'not_checked', live: null } as const;
    const scene = at(...toSecond, read('i2', second), right);
    const form = (visit: Parameters<typeof formOf>[1]) => formOf(city, visit, 'ja');
    if (scene.at !== 'questions') throw new Error(scene.at);
    expect(form(scene.visit)).toMatchObject({ card: { authenticity: 'verified', live: true, by: 'pin' }, furtherCards: { 'people.family.2': { authenticity: 'not_checked', live: null, by: 'pin' } } });
    const fewer = at(...toSecond, read('i2', second), right, { do: 'edit', key: 'people.family', value: '1' });
    if (fewer.at !== 'questions') throw new Error(fewer.at);
    expect(form(fewer.visit)).not.toHaveProperty('furtherCards');
  });

  it('[I52] a full list takes nobody more', () => {
    expect(at(...toPeople, { do: 'edit', key: 'people.family', value: '3' }, ...[2, 3].flatMap((n): IntakeInput[] => [{ do: 'edit', key: `people.family.${n}.name`, value: `名${n}` }]), add)).toMatchObject({ at: 'questions' });
  });
});

describe('照合番号B at the screen', () => {
  const digits = [...'55021720352285'].map((digit): IntakeInput => ({ do: 'digit', digit }));
  const toB: IntakeInput[] = [...start, laid('i1', 0), { do: 'by-number-b' }];
  const enter: IntakeInput = { do: 'enter-number-b' };

  it.each([['locked', laid('i1', 0), 'PIN_LOCKED'], ['last try', laid('i1', 1), 'PIN_LAST_TRY'], ['without a PIN', { do: 'tray', tray: tray({ state: 'unreadable', insertion: 'i1', code: 'PIN_NOT_SET' }) }, 'PIN_NOT_SET']] as const)('[I51] a card that is %s offers it to staff', (_name, card, code) => {
    expect(at(...start, card)).toMatchObject({ at: 'card-stopped', code });
    expect(at(...start, card, { do: 'by-number-b' })).toMatchObject({ at: 'number-b', draft: { open: 'birth' } });
  });
  it('[I51] who does not know the PIN is helped the same way', () => {
    expect(at(...start, laid('i1'), { do: 'pin-unknown' }, { do: 'by-number-b' })).toMatchObject({ at: 'number-b' });
  });
  it('[I50] it leaves once, for the card that lies there when it is entered, and stays in no state', () => {
    expect(at(...toB, empty, ...digits, enter)).toMatchObject({ at: 'number-b' });
    const { intake, effects } = play([...toB, empty, ...digits, enter, laid('i2', 0), enter]);
    expect(intake.scene).toMatchObject({ at: 'reading', by: 'number-b', insertion: 'i2' });
    expect(effects.filter((effect) => effect.do === 'read-card-b')).toEqual([{ do: 'read-card-b', number: '55021720352285', insertion: 'i2' }]);
    expect(JSON.stringify(intake)).not.toMatch(/550217|2285/);
    for (const away of ['back', 'leave', 'by-typing'] as const) expect(JSON.stringify(play([...toB, ...digits, { do: away }]).intake)).not.toMatch(/550217|2285/);
  });
  it('[I50] a wrong one is told with what is left of its own tries and begins empty; the end of them is told as such', () => {
    expect(at(...toB, ...digits, enter, refused('i1', 'PIN_WRONG', 9))).toMatchObject({ at: 'number-b', wrong: true, triesLeft: 9, draft: { parts: { birth: '' } } });
    expect(at(...toB, ...digits, enter, refused('i1', 'PIN_LAST_TRY', 3))).toMatchObject({ at: 'card-stopped', code: 'PIN_LAST_TRY', by: 'number-b' });
    expect(at(...toB, ...digits, enter, refused('i1', 'CARD_REMOVED'))).toMatchObject({ at: 'number-b', trouble: 'CARD_REMOVED', draft: { parts: { code: '' } } });
  });
  it('[I50] a reading by it says so', () => {
    const scene = at(...toB, ...digits, enter, read('i1', HANAKO));
    expect(scene).toMatchObject({ at: 'name-check', visit: { by: 'card', cards: [{ trust: { by: 'number-b' } }] } });
  });
});

describe('the letters of a name', () => {
  const letters = (key: string, value: string, shown: boolean): IntakeInput => ({ do: 'letters', intakeId: id, looked: [{ key, value, shown }] });
  const toName: IntakeInput[] = [...start, laid('i1'), ...pin, read('i1', HANAKO)];

  it('[I54] the name is shown after each reading and asked about; a doubt stands at that person\'s name alone', () => {
    expect(at(...toName)).toMatchObject({ at: 'name-check', keys: ['applicant.name'] });
    const scene = at(...toSecond, read('i2', HINATA), wrong);
    expect(scene).toMatchObject({ at: 'questions', visit: { values: { 'people.family.2.name': { doubt: 'glyph' } } } });
    expect(scene.at === 'questions' && scene.visit.values['applicant.name']).toEqual({ value: HANAKO.name, source: 'card' });
    expect(at(...toName, wrong)).toMatchObject({ visit: { values: { 'applicant.name': { doubt: 'glyph' }, 'people.family.1.name': { doubt: 'glyph' } } } });
  });
  it('[I54] back drops what was read', () => {
    const { intake } = play([...toName, { do: 'back' }]);
    expect(intake.scene).toMatchObject({ at: 'how', visit: { cards: [] } });
    expect(JSON.stringify(intake)).not.toContain('花子');
  });
  it('[I54] from the review the names of all who were read are looked at, one after the other', () => {
    const review: Intake = { ...freshIntake(0), scene: { at: 'review', visit: { ...sceneVisit(), procedures: ['tennyu' as ProcedureId] } } };
    const look: IntakeInput = { do: 'look-at-names', keys: ['applicant.name', 'people.family.2.name'] };
    expect(play([look, right], review).intake.scene).toMatchObject({ at: 'name-check', n: 1 });
    expect(play([look, right, wrong], review).intake.scene).toMatchObject({ at: 'review', visit: { values: { 'people.family.2.name': { doubt: 'glyph' } } } });
    expect(play([look, right, { do: 'back' }, { do: 'back' }], review).intake.scene).toMatchObject({ at: 'review' });
  });
  it('[I55] a name or address that the screen cannot draw is in doubt by itself, はい does not take that back, and the visitor\'s own word stays', () => {
    expect(play(toName).effects).toContainEqual({ do: 'look-at-letters', intakeId: id, texts: expect.arrayContaining([{ key: 'applicant.name', value: HANAKO.name }, { key: 'applicant.address', value: HANAKO.address }]) });
    expect(at(...toName, letters('applicant.name', HANAKO.name, false), right)).toMatchObject({ visit: { values: { 'applicant.name': { doubt: 'unshown' } } } });
    expect(at(...toName, letters('applicant.name', HANAKO.name, false), wrong)).toMatchObject({ visit: { values: { 'applicant.name': { doubt: 'glyph' } } } });
    expect(at(...toName, wrong, letters('applicant.name', HANAKO.name, false))).toMatchObject({ visit: { values: { 'applicant.name': { doubt: 'glyph' } } } });
  });
  it('[I55] what was looked at too late, for somebody else, or for another value changes nothing', () => {
    const untouched = at(...toName);
    expect(at(...toName, letters('applicant.name', '別の　名', false))).toEqual(untouched);
    expect(at(...toName, { do: 'letters', intakeId: 'intake-0000000000000002' as IntakeId, looked: [{ key: 'applicant.name', value: HANAKO.name, shown: false }] })).toEqual(untouched);
    expect(at(...toName, { do: 'leave' }, letters('applicant.name', HANAKO.name, false))).toEqual({ at: 'idle' });
  });
  const sceneVisit = () => {
    const scene = at(...toSecond, read('i2', HINATA), right);
    if (scene.at !== 'questions') throw new Error(scene.at);
    return scene.visit;
  };
});

describe('nothing of a card stays', () => {
  it('[I12] [I18] after the wipe no PIN, no 照合番号B and no word of any card is left in the state', () => {
    const digits = [...'55021720352285'].map((digit): IntakeInput => ({ do: 'digit', digit }));
    const walks: IntakeInput[][] = [
      toSecond, [...toSecond, read('i2', HINATA)], [...toSecond, read('i2', HINATA), right], [...start, laid('i1', 0), { do: 'by-number-b' }, ...digits],
      [...start, laid('i1', 0), { do: 'by-number-b' }, ...digits, { do: 'enter-number-b' }], [...start, laid('i1'), ...pin, read('i1', HANAKO)],
    ];
    for (const walk of walks) {
      const left = play([...walk, { do: 'leave' }, empty]).intake;
      expect(left).toEqual({ ...freshIntake(left.touchedAtMs, tray({ state: 'absent' })) });
      expect(JSON.stringify(left)).not.toMatch(/花子|葛|1234|5502|2285|庭先/);
    }
  });
});
