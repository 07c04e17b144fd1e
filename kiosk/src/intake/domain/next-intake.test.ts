import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IntakeId, ProcedureId, Zone } from '@engawa/reception/contract';
import type { CardCode, Prefill } from '../../../card-bridge/contract/index.ts';
import { smallCity } from '../testing/small-city.ts';
import { offeredTries } from './card-scenes.ts';
import { nextIntake } from './next-intake.ts';
import { freshIntake, type Intake, type IntakeEffect, type IntakeInput, type Tray } from './visit.ts';

const card: Prefill = { name: 'カナリア　見本', address: 'カナリア町１番地', birth: { raw: '19800401', y: 1980, m: 4, d: 1 }, sex: 'female', authenticity: 'verified', live: true };
const tray = (state: Tray['card'], more: Partial<Tray> = {}): Tray => ({ link: 'open', reader: 'ready', card: state, ...more });
const mynumber = (triesLeft: number | null = 3, insertion = 'i1'): Tray => tray({ state: 'mynumber', insertion, triesLeft });
const id = 'intake-0000000000000001' as IntakeId;
const begin = (zone: Zone = 'A'): IntakeInput => ({ do: 'begin', zone, intakeId: id });
const toggle = (procedure: string): IntakeInput => ({ do: 'toggle', procedure: procedure as ProcedureId });
const pin = [...'1234'].map((digit): IntakeInput => ({ do: 'digit', digit }));
const read: IntakeInput = { do: 'read', insertion: 'i1', reading: { ok: true, prefill: card } };
const refused = (code: CardCode, triesLeft?: number): IntakeInput => ({ do: 'read', insertion: 'i1', reading: { ok: false, code, triesLeft } });
const ticket = { intakeId: id, label: '101', zone: 'A' as const, procedures: ['juminhyo' as ProcedureId], secret: 's', issuedAtMs: 0, form: true, typed: false, standing: null, paper: null };

const play = (inputs: readonly IntakeInput[], from: Intake = freshIntake(0, tray({ state: 'absent' })), stepMs = 1): { intake: Intake; effects: IntakeEffect[] } => {
  let intake = from; let nowMs = from.touchedAtMs; const effects: IntakeEffect[] = [];
  for (const input of inputs) { nowMs += stepMs; const step = nextIntake({ city: smallCity, nowMs }, intake, input); intake = step.intake; effects.push(...step.effects); }
  return { intake, effects };
};
const at = (...inputs: IntakeInput[]) => play(inputs).intake.scene;
const toHow = [begin(), toggle('juminhyo'), toggle('inkan'), { do: 'next' }] satisfies IntakeInput[];
const toPin = [...toHow, { do: 'by-card' }, { do: 'tray', tray: mynumber() }] satisfies IntakeInput[];
const toReading = [...toPin, ...pin, { do: 'enter-pin' }] satisfies IntakeInput[];
const answers = [
  { do: 'edit', key: 'applicant.kana', value: 'みほん' }, { do: 'next' }, { do: 'next' },
] satisfies IntakeInput[];
const nameRight: IntakeInput = { do: 'glyph-doubt', doubt: false };
const toReview = [...toReading, read, nameRight, ...answers];

describe('a visit by card', () => {
  it('[I10] several procedures are chosen together and go through one reading', () => {
    expect(at(...toReview)).toMatchObject({ at: 'review', visit: { procedures: ['juminhyo', 'inkan'], by: 'card' } });
  });

  it('[I11] the tries are known before the PIN pad opens, and the last one is never offered', () => {
    expect(at(...toPin)).toMatchObject({ at: 'pin', triesLeft: 3 });
    expect([offeredTries(3), offeredTries(2), offeredTries(1), offeredTries(null)]).toEqual([2, 1, 0, null]);
    expect(at(...toHow, { do: 'by-card' }, { do: 'tray', tray: mynumber(1) })).toMatchObject({ at: 'card-stopped', code: 'PIN_LAST_TRY' });
    expect(at(...toHow, { do: 'by-card' }, { do: 'tray', tray: mynumber(0) })).toMatchObject({ at: 'card-stopped', code: 'PIN_LOCKED' });
  });

  it('[I12] a PIN leaves once, for the insertion it was typed for, and stays in no state', () => {
    const { intake, effects } = play(toReading);
    expect(effects.filter((effect) => effect.do === 'read-card')).toEqual([{ do: 'read-card', pin: '1234', insertion: 'i1' }]);
    expect(JSON.stringify(intake)).not.toContain('1234');
    expect(at(...toPin, ...pin, { do: 'tray', tray: mynumber(3, 'i2') })).toMatchObject({ at: 'pin', insertion: 'i2', digits: '' });
  });

  it('[I12] a reading of another insertion is thrown away', () => {
    expect(at(...toReading, { do: 'read', insertion: 'other', reading: { ok: true, prefill: card } })).toMatchObject({ at: 'reading' });
  });

  it.each([
    ['PIN_WRONG', { at: 'pin', wrong: true, triesLeft: 2, digits: '' }], ['PIN_LAST_TRY', { at: 'card-stopped' }], ['PIN_LOCKED', { at: 'card-stopped' }],
    ['PIN_NOT_SET', { at: 'card-stopped' }], ['AUTH_FAILED', { at: 'card-stopped' }], ['CARD_DATA', { at: 'card-stopped' }], ['BRIDGE_DOWN', { at: 'card-stopped' }],
    ['READER_MISSING', { at: 'card-stopped' }], ['CARD_REMOVED', { at: 'place-card', trouble: 'CARD_REMOVED' }], ['TIMEOUT', { at: 'place-card' }], ['BUSY', { at: 'place-card' }],
    ['CARD_UNREADABLE', { at: 'place-card' }], ['CARD_SHARED', { at: 'place-card' }], ['NOT_MYNUMBER_CARD', { at: 'place-card' }], ['CANCELLED', { at: 'place-card', trouble: 'CANCELLED' }], ['BAD_OP', { at: 'card-stopped' }],
  ] as const)('[I13] %s has one calm way on', (code, scene) => expect(at(...toReading, refused(code, 2))).toMatchObject(scene));

  it.each([
    ['no bridge', tray({ state: 'absent' }, { link: 'down' }), { at: 'card-stopped', code: 'BRIDGE_DOWN' }],
    ['no reader', tray({ state: 'absent' }, { reader: 'none' }), { at: 'card-stopped', code: 'READER_MISSING' }],
    ['a phone on the tray', tray({ state: 'unsupported', insertion: 'x' }), { at: 'place-card', trouble: 'NOT_MYNUMBER_CARD' }],
    ['two cards', tray({ state: 'unreadable', insertion: 'x', code: 'CARD_SHARED' }), { at: 'place-card', trouble: 'CARD_SHARED' }],
    ['a card being asked', tray({ state: 'present', insertion: 'x' }), { at: 'place-card', trouble: null }],
  ] as const)('[I13] %s is told before any PIN', (_name, seen, scene) => expect(at(...toHow, { do: 'by-card' }, { do: 'tray', tray: seen })).toMatchObject(scene));

  it('[I13] a card that leaves while the PIN is typed clears the digits and is asked for again', () => {
    expect(at(...toPin, ...pin, { do: 'tray', tray: tray({ state: 'absent' }) })).toMatchObject({ at: 'place-card', trouble: 'CARD_REMOVED' });
  });

  it('[I13] after three rounds a person is the better help', () => {
    const round: IntakeInput[] = [{ do: 'tray', tray: tray({ state: 'absent' }) }, { do: 'tray', tray: mynumber() }, ...pin, { do: 'enter-pin' }, refused('CARD_UNREADABLE')];
    expect(at(...toReading, refused('CARD_UNREADABLE'), ...round, ...round)).toMatchObject({ at: 'card-stopped', code: 'CARD_UNREADABLE' });
  });

  it('[I14] from every card screen one can type instead', () => {
    for (const way of [toHow, [...toHow, { do: 'by-card' } as const], toPin, toReading, [...toReading, refused('PIN_LOCKED')]]) {
      expect(at(...way, { do: 'by-typing' })).toMatchObject({ at: 'questions', visit: { by: 'typing', cards: [] } });
    }
  });
});

describe('questions and review', () => {
  it('[I15] a page is left only when its answers hold; the problem is named by its field', () => {
    expect(at(...toReading, read, nameRight, { do: 'next' })).toMatchObject({ at: 'questions', page: 0, problems: { 'applicant.kana': 'missing' } });
    expect(at(...toReading, read, nameRight, { do: 'next' }, { do: 'edit', key: 'applicant.kana', value: 'み' })).toMatchObject({ problems: {} });
  });

  it('[I16] 直す leads to that one value and back to the review; back leaves it as it was', () => {
    const fix: IntakeInput = { do: 'fix', key: 'applicant.address' };
    const edit: IntakeInput = { do: 'edit', key: 'applicant.address', value: '松町' };
    expect(at(...toReview, fix, edit, { do: 'next' })).toMatchObject({ at: 'review', visit: { values: { 'applicant.address': { value: '松町', source: 'visitor', cardValue: card.address } } } });
    expect(at(...toReview, fix, edit, { do: 'back' })).toMatchObject({ at: 'review', visit: { values: { 'applicant.address': { value: card.address, source: 'card' } } } });
  });

  it('[I16] 「字の形がちがう」 is remembered for staff', () => {
    const look: IntakeInput = { do: 'look-at-names', keys: ['applicant.name'] };
    expect(at(...toReview, look, { do: 'glyph-doubt', doubt: true })).toMatchObject({ at: 'review', visit: { values: { 'applicant.name': { value: card.name, source: 'card', doubt: 'glyph' } } } });
    expect(at(...toReview, look, { do: 'glyph-doubt', doubt: true }, look, nameRight)).toMatchObject({ at: 'review', visit: { values: { 'applicant.name': { value: card.name, source: 'card' } } } });
  });

  it('[I17] a matter without a form gets its number at once', () => {
    const { intake, effects } = play([begin('F')]);
    expect(intake.scene).toMatchObject({ at: 'submitting', visit: { procedures: ['sodan'], values: {} } });
    expect(effects).toMatchObject([{ do: 'submit' }]);
  });
});

describe('the end of a visit', () => {
  it('[I18] the form is gone from the screen\'s memory the moment the ticket exists', () => {
    const { intake } = play([...toReview, { do: 'submit' }, { do: 'issued', ticket }]);
    expect(intake.scene.at).toBe('ticket');
    expect(JSON.stringify(intake)).not.toMatch(/カナリア|ミホン|090/);
  });

  it('[I19] silence warns first, then wipes; a touch goes on', () => {
    const tick: IntakeInput = { do: 'tick' };
    const review = play(toReview).intake;
    const quiet = nextIntake({ city: smallCity, nowMs: review.touchedAtMs + 45_000 }, review, tick);
    expect(quiet.intake.wipeAtMs).toBe(review.touchedAtMs + 75_000);
    expect(nextIntake({ city: smallCity, nowMs: review.touchedAtMs + 60_000 }, quiet.intake, { do: 'continue' }).intake).toMatchObject({ wipeAtMs: null, scene: { at: 'review' } });
    const wiped = nextIntake({ city: smallCity, nowMs: review.touchedAtMs + 75_000 }, quiet.intake, tick);
    expect(wiped.intake.scene).toEqual({ at: 'idle' });
    expect(wiped.effects).toContainEqual({ do: 'forget' });
  });

  it('[I19] a visit that waits for its number is not wiped', () => {
    const waiting = play([begin('F'), { do: 'number-wait', intakeId: id, untilMs: 900_000, why: 'starting' }]).intake;
    expect(nextIntake({ city: smallCity, nowMs: 900_000 }, waiting, { do: 'tick' }).intake.scene.at).toBe('submitting');
  });

  it('[I20] the next visitor finds language, text size, colours and sound plain again', () => {
    const manner: IntakeInput = { do: 'manner', manner: { language: 'en', textScale: 1.5, inverted: true, sound: false } };
    expect(play([manner, begin()]).intake.manner.language).toBe('en');
    expect(play([manner, begin(), { do: 'leave' }]).intake).toMatchObject({ manner: { language: 'ja', textScale: 1, inverted: false, sound: true } });
    const left = play([manner]).intake;
    expect(nextIntake({ city: smallCity, nowMs: left.touchedAtMs + 45_000 }, left, { do: 'tick' }).intake.manner.language).toBe('ja');
  });

  it('[I21] an answer that comes after its visitor has left reaches nobody', () => {
    expect(at(...toReading, { do: 'leave' }, read)).toEqual({ at: 'idle' });
    expect(at({ do: 'issued', ticket })).toEqual({ at: 'idle' });
    const other = { ...ticket, intakeId: 'someone-else-000000000' as IntakeId };
    expect(at(begin('F'), { do: 'issued', ticket: other })).toMatchObject({ at: 'submitting' });
  });

  it('[I22] the thanks stay while a card lies on the tray', () => {
    const done = play([...toReview, { do: 'submit' }, { do: 'issued', ticket }, { do: 'leave' }]).intake;
    expect(nextIntake({ city: smallCity, nowMs: done.touchedAtMs + 6_000 }, done, { do: 'tick' }).intake.scene.at).toBe('thanks');
    const taken = nextIntake({ city: smallCity, nowMs: done.touchedAtMs + 6_000 }, done, { do: 'tray', tray: tray({ state: 'absent' }) }).intake;
    expect(nextIntake({ city: smallCity, nowMs: done.touchedAtMs + 7_000 }, taken, { do: 'tick' }).intake.scene.at).toBe('idle');
  });
});

const SECRET = 'カナリア';
const anyInput: fc.Arbitrary<IntakeInput> = fc.oneof(
  fc.constantFrom<IntakeInput>(begin('A'), begin('B'), begin('F'), toggle('juminhyo'), toggle('tennyu'), { do: 'next' }, { do: 'next' }, { do: 'next' }, { do: 'back' }, { do: 'by-card' }, { do: 'by-card' }, { do: 'by-typing' },
    { do: 'tray', tray: mynumber() }, { do: 'tray', tray: mynumber() }, { do: 'tray', tray: tray({ state: 'absent' }) }, { do: 'tray', tray: tray({ state: 'absent' }, { link: 'down' }) }, { do: 'enter-pin' }, read, read, refused('PIN_WRONG', 2),
    refused('CARD_REMOVED'), { do: 'submit' }, { do: 'issued', ticket }, { do: 'continue' }, { do: 'glyph-doubt', doubt: true }, nameRight, { do: 'look-at-names', keys: ['applicant.name'] }, { do: 'pin-unknown' }, { do: 'by-number-b' }, { do: 'enter-number-b' }, { do: 'fix', key: 'applicant.name' }, { do: 'manner', manner: { language: 'en' } }, { do: 'tick' }),
  fc.constantFrom('applicant.name', 'applicant.kana', 'applicant.phone', 'tennyu.from', 'juminhyo.use').map((key): IntakeInput => ({ do: 'edit', key, value: key.endsWith('phone') ? '09012345678' : key.endsWith('kana') ? 'かなりあ' : `${SECRET}の値` })),
  fc.constant<IntakeInput>({ do: 'digit', digit: '7' }),
);

describe('nothing stays', () => {
  it('[I18] after any walk that ends at the idle screen the state is that of a kiosk just switched on', () => {
    let walksWithSecrets = 0;
    fc.assert(fc.property(fc.array(anyInput, { minLength: 3, maxLength: 80 }), fc.boolean(), (walk, byTime) => {
      const script: IntakeInput[] = [begin('A'), toggle('juminhyo'), { do: 'next' }, { do: 'by-typing' }, { do: 'edit', key: 'applicant.name', value: `${SECRET}　花` }, ...walk];
      const { intake } = play(script);
      if (JSON.stringify(intake).includes(SECRET)) walksWithSecrets += 1;
      let now = intake.touchedAtMs; let left = intake;
      const ends: IntakeInput[] = byTime ? [] : [{ do: 'issued', ticket }, { do: 'leave' }];
      for (const input of [...ends, { do: 'tray', tray: tray({ state: 'absent' }) } as const, ...Array.from({ length: 8 }, (): IntakeInput => ({ do: 'tick' }))]) {
        now += 80_000;
        left = nextIntake({ city: smallCity, nowMs: now }, left, input).intake;
        if (left.scene.at === 'submitting') left = nextIntake({ city: smallCity, nowMs: now }, left, { do: 'issued', ticket: { ...ticket, intakeId: left.scene.visit.intakeId } }).intake;
      }
      expect(left).toEqual({ ...freshIntake(left.touchedAtMs, tray({ state: 'absent' })) });
    }), { numRuns: 1_500 });
    expect(walksWithSecrets).toBeGreaterThan(100);
  });
});
