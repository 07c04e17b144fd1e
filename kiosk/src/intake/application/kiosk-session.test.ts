import { describe, expect, it } from 'vitest';
import type { IntakeId, PaperView, ProcedureId, SealedForm, SubmitIntake } from '@engawa/reception/contract';
import type { CardReader, CardReading, TrayView } from '../ports.ts';
import type { IntakeInput } from '../domain/visit.ts';
import { smallCity } from '../testing/small-city.ts';
import { startSession } from './kiosk-session.ts';

const mine: CardReading = { ok: true, prefill: { name: '前の　人', address: '前の町１', birth: { raw: '19800401', y: 1980, m: 4, d: 1 }, sex: 'female', authenticity: 'verified', live: true } };
const lying: TrayView = { link: 'open', reader: 'ready', card: { state: 'mynumber', insertion: 'i1', triesLeft: 3 } };
const sealTo = { keyId: 'k', publicKey: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } } as const;

/** A kiosk whose reader, disk and clock are moved by hand. */
const kiosk = () => {
  let nowMs = 0;
  const readings: ((reading: CardReading) => void)[] = [];
  const reader: CardReader = { watch: (listener) => { listener(lying); return () => undefined; }, read: () => new Promise((resolve) => { readings.push(resolve); }), readB: () => new Promise((resolve) => { readings.push(resolve); }), cancel: () => undefined, close: () => undefined };
  const saved: { body: string; done: () => void; fail: () => void }[] = [];
  let tick = (): void => undefined;
  let series = 2;
  const forgotten: boolean[] = [];
  const papers: { secret: string; answer: (paper: PaperView | null) => void }[] = [];
  const sounds: string[] = [];
  const session = startSession({
    city: smallCity, glyphs: { look: (text) => [{ text, drawn: 'exact' }], settled: async () => undefined }, reader, every: (_ms, act) => { tick = act; return () => undefined; }, nowMs: () => nowMs, sleep: async () => undefined, sound: (sound) => { sounds.push(sound); }, forget: (somebody) => { forgotten.push(somebody); },
    kioskId: () => `kiosk-00000000000000000${series}` as SubmitIntake['kioskId'], sealTo: () => sealTo, seal: async () => ({ keyId: 'k', ephemeralKey: sealTo.publicKey, iv: '', ciphertext: 'sealed' }) as SealedForm,
    giveNumber: async () => { series = 3; return { kind: 'given', day: '2026-11-22', series: 3, sequence: 1, issuedAtMs: nowMs }; },
    enqueue: ({ body }) => new Promise((done, fail) => { saved.push({ body, done, fail: () => fail(new Error('full')) }); }), newSecret: () => 'secret-000000000000000001',
    paper: (secret) => new Promise((answer) => { papers.push({ secret, answer }); }),
  });
  const settle = async (): Promise<void> => { for (let i = 0; i < 20; i += 1) await Promise.resolve(); };
  return { session, readings, saved, papers, sounds, forgotten, settle, pass: (ms: number) => { nowMs += ms; tick(); }, scene: () => session.state().scene, send: (...inputs: IntakeInput[]) => { for (const input of inputs) { nowMs += 1; session.dispatch(input); } } };
};
const toReading = (id: string): IntakeInput[] => [
  { do: 'begin', zone: 'A', intakeId: id as IntakeId }, { do: 'toggle', procedure: 'juminhyo' as ProcedureId }, { do: 'next' }, { do: 'by-card' },
  ...[...'1234'].map((digit): IntakeInput => ({ do: 'digit', digit })), { do: 'enter-pin' },
];
const handIn = (id: string): IntakeInput[] => [{ do: 'begin', zone: 'F', intakeId: id as IntakeId }, { do: 'toggle', procedure: 'sodan' as ProcedureId }, { do: 'next' }];
const first = 'intake-0000000000000001'; const second = 'intake-0000000000000002';

describe('what a visit leaves to be forgotten', () => {
  it('[Z18] who only looked at the list keeps the browser and the language; whoever came further ends it, once', () => {
    const { send, forgotten, session } = kiosk();
    send({ do: 'manner', manner: { language: 'en' } }, { do: 'begin', zone: 'A', intakeId: first as IntakeId }, { do: 'back' });
    expect([forgotten, session.state().manner.language]).toEqual([[false], 'en']);
    send(...toReading(second), { do: 'leave' });
    send({ do: 'begin', zone: 'A', intakeId: first as IntakeId }, { do: 'leave' });
    expect(forgotten).toEqual([false, true, false]);
    send({ do: 'open', what: 'scan' }, { do: 'back' });
    expect(forgotten.at(-1)).toBe(true);
  });
});

describe('answers that come late', () => {
  it('[I21] a reading that the one before called off reaches nobody, though the same card still lies on the tray', async () => {
    const { session, readings, send, settle, scene } = kiosk();
    send(...toReading(first), { do: 'leave' }, ...toReading(second));
    expect([readings.length, scene().at]).toEqual([2, 'reading']);
    readings[0]?.(mine);
    await settle();
    expect(scene()).toMatchObject({ at: 'reading', visit: { intakeId: second } });
    expect(JSON.stringify(session.state())).not.toContain('前の');
    readings[1]?.({ ok: false, code: 'PIN_WRONG', triesLeft: 2 });
    await settle();
    expect(scene()).toMatchObject({ at: 'pin', wrong: true });
  });

  it('[I21] a ticket and its standing that come after the wipe are shown to nobody', async () => {
    const { session, saved, send, settle, scene, pass } = kiosk();
    send(...handIn(first));
    await settle();
    pass(30_000);
    send({ do: 'leave' }, ...handIn(second));
    await settle();
    saved[0]?.done();
    await settle();
    session.accepted(first, { label: '301', ahead: 0, range: null });
    expect(scene()).toMatchObject({ at: 'submitting', visit: { intakeId: second } });
    saved[1]?.done();
    await settle();
    expect(scene()).toMatchObject({ at: 'ticket', ticket: { intakeId: second } });
  });
});

describe('a paper beside the number', () => {
  const issued = async () => {
    const one = kiosk();
    one.send(...handIn(first));
    await one.settle();
    one.saved[0]?.done();
    await one.settle();
    return { ...one, hear: async (paper: PaperView | null): Promise<void> => { one.papers.at(-1)?.answer(paper); await one.settle(); one.pass(500); } };
  };

  it('[I80] nothing is asked before the hall has the ticket; then its paper is followed until it is out, each change is told and heard once', async () => {
    const { session, papers, sounds, pass, hear, scene } = await issued();
    pass(500);
    expect([papers.length, scene()]).toMatchObject([0, { at: 'ticket', ticket: { paper: null } }]);
    session.accepted(first, { label: '301', ahead: 0, range: null });
    sounds.length = 0;
    pass(500);
    pass(500);
    expect(papers.map(({ secret }) => secret)).toEqual(['secret-000000000000000001']);
    await hear({ state: 'printing' });
    await hear(null);
    await hear({ state: 'trouble', why: 'paper-out' });
    expect(scene()).toMatchObject({ at: 'ticket', ticket: { paper: { state: 'trouble', why: 'paper-out' } } });
    await hear({ state: 'trouble', why: 'cover-open' });
    await hear({ state: 'trouble', why: 'cover-open' });
    expect([papers.length, sounds]).toEqual([6, ['error']]);
    await hear({ state: 'printed' });
    pass(500);
    expect([papers.length, sounds]).toEqual([6, ['error', 'success']]);
  });

  it('[I80] a hall without a printer is asked once and nothing is told', async () => {
    const { session, papers, sounds, pass, hear } = await issued();
    session.accepted(first, { label: '301', ahead: 0, range: null });
    sounds.length = 0;
    pass(500);
    await hear({ state: 'none' });
    pass(500);
    expect([papers.length, sounds]).toEqual([1, []]);
  });

  it('[I81] nobody waits for the printer: the visitor leaves while it is asked, and the answer reaches no one after them', async () => {
    const { session, saved, papers, pass, send, settle, scene } = await issued();
    session.accepted(first, { label: '301', ahead: 0, range: null });
    pass(500);
    send({ do: 'leave' });
    expect(scene().at).toBe('thanks');
    send({ do: 'leave' }, ...handIn(second));
    await settle();
    saved[1]?.done();
    await settle();
    papers[0]?.answer({ state: 'trouble', why: 'perhaps' });
    await settle();
    expect(scene()).toMatchObject({ at: 'ticket', ticket: { intakeId: second, paper: null } });
  });
});

describe('a desk that does not answer', () => {
  it('[I25] a disk that hangs is told after 15 s: a person takes over, and the screen is free again', async () => {
    const { send, settle, scene, pass } = kiosk();
    send(...handIn(first));
    await settle();
    pass(14_000);
    expect(scene().at).toBe('submitting');
    pass(2_000);
    expect(scene()).toMatchObject({ at: 'staff-needed', why: 'not-saved' });
    pass(30_001);
    expect(scene().at).toBe('idle');
  });
  it('[I25] a wait that is counted down on the screen is no silence', async () => {
    const { send, settle, scene, pass } = kiosk();
    send(...handIn(first));
    await settle();
    send({ do: 'number-wait', intakeId: first as IntakeId, untilMs: 48_000, why: 'starting' });
    pass(40_000);
    expect(scene().at).toBe('submitting');
    pass(25_000);
    expect(scene().at).toBe('staff-needed');
  });
  it('[N1] a ticket carries the kiosk that gave its number, also when the hall gave this kiosk a new series meanwhile', async () => {
    const { send, settle, saved } = kiosk();
    send(...handIn(first));
    await settle();
    expect(JSON.parse(saved[0]?.body ?? '')).toMatchObject({ kioskId: 'kiosk-000000000000000003', number: { series: 3 } });
  });
});
