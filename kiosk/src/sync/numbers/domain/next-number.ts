import { dayWindowAt, dueAtMs, highestBy, PACE, type DayWindow } from './pace.ts';

/** What is kept on the kiosk in two places (database and file); the copy that knows more wins. */
export interface NumberRecord {
  /** business day that `last` belongs to; null before the first number */ day: string | null;
  /** highest sequence that was ever saved for `day`; it may or may not have been shown */ last: number;
  /** largest time this kiosk has known, ms: its own or its server's (N5) */ latestMs: number;
}
export const NO_RECORD: NumberRecord = { day: null, last: 0, latestMs: 0 };

/**
 * One life of the kiosk's page, from boot to death.
 *
 *   starting --welcome (online)-------------------> open (begun = numberFrom)
 *   starting --60 s without a welcome-------------> open (begun = C(t + 2e) + 1)
 *   open     --the next business day begins-------> open (1, unless the life is as young as the day)
 */
export interface NumberLife {
  record: NumberRecord;
  window: DayWindow | null;
  /** where this life began to count; null while starting */
  begun: { day: string; from: number; atWallMs: number } | null;
  bootedMonoMs: number;
  /** tokens left in the bucket at `bucketMonoMs`, at most PACE.burst */
  tokens: number;
  bucketMonoMs: number;
}

/** `wallMs` is the kiosk's best knowledge of true time; `monoMs` never jumps (performance.now). */
export interface Clocks { wallMs: number; monoMs: number }

export const bootLife = (record: NumberRecord, window: DayWindow | null, monoMs: number): NumberLife =>
  ({ record, window, begun: null, bootedMonoMs: monoMs, tokens: PACE.burst, bucketMonoMs: monoMs });

/**
 * 引き継ぎ: what a life leaves behind when its page ends on purpose, under a word that is known in memory only (Z1). The record is
 * not part of it: it is durable by itself, and the newest copy of it counts.
 */
export interface Handover { word: string; begun: NumberLife['begun']; /** ms since the boot of the first life of the chain */ silentMs: number; tokens: number }

export const endLife = (life: NumberLife, word: string, monoMs: number): Handover =>
  ({ word, begun: life.begun, silentMs: Math.max(0, monoMs - life.bootedMonoMs), tokens: bucketAt(life, monoMs) });

/**
 * The next page goes on where the last one ended, if it was told the word (Z1, Z2): a crash, a restored disk image and a copied
 * profile have no word and start like any life. Clocks of pages cannot be compared, so the time between two pages counts for
 * nothing: the bucket is not filled in it, and the silence is not shortened by it.
 */
export const resumeLife = (record: NumberRecord, window: DayWindow | null, left: Handover | null, word: string | null, monoMs: number): NumberLife => {
  const life = bootLife(record, window, monoMs);
  if (left === null || word === null || left.word !== word) return life;
  return { ...life, begun: left.begun, bootedMonoMs: monoMs - left.silentMs, tokens: Math.min(PACE.burst, left.tokens) };
};

/** Above everything that a life which ended before `wallMs` can have shown on that day (N4). */
const floorAt = (window: DayWindow, wallMs: number): number => highestBy(window.startsAtMs, wallMs + 2 * PACE.clockErrorMs) + 1;

/**
 * Puts the floor of this life into the record, so that it is saved with the next token: were it kept in memory alone,
 * the next start would prove a fresh token with an old number. On a day that begins later the floor is computed from
 * the time this life began: 1, unless the life is as young as the day.
 */
const onDay = (life: NumberLife, window: DayWindow): NumberLife => {
  if (life.begun === null) return { ...life, window };
  const saved = life.record.day === window.day ? life.record.last : 0;
  const from = life.begun.day === window.day ? life.begun.from : floorAt(window, life.begun.atWallMs);
  return { ...life, window, record: { ...life.record, day: window.day, last: Math.max(saved, from - 1) } };
};

/** The server answered. Only the answer to a boot carries `numberFrom`; later ones move the day and the largest known time. */
export const welcomeLife = (life: NumberLife, welcome: { window: DayWindow; numberFrom: number | null; serverMs: number }): NumberLife => {
  const { window, numberFrom, serverMs } = welcome;
  const record = { ...life.record, latestMs: Math.max(life.record.latestMs, serverMs) };
  const begun = life.begun ?? (numberFrom === null ? null : { day: window.day, from: numberFrom, atWallMs: serverMs });
  return onDay({ ...life, record, begun }, window);
};

export type NumberDecision =
  | { kind: 'give'; day: string; sequence: number; life: NumberLife }
  | { kind: 'wait'; why: 'starting' | 'pace'; waitMs: number; life: NumberLife }
  | { kind: 'refuse'; why: 'never-connected' | 'clock-behind' | 'day-over' | 'day-full'; life: NumberLife };

const bucketAt = (life: NumberLife, monoMs: number): number =>
  Math.min(PACE.burst, life.tokens + Math.max(0, monoMs - life.bucketMonoMs) / PACE.everyMs);

/**
 * Decides the next number. The caller must save `life.record` durably in both places BEFORE the number is shown (N2);
 * a crash in between only skips a number. Keep the returned `life` whatever the decision.
 */
export const nextNumber = (before: NumberLife, clocks: Clocks): NumberDecision => {
  if (before.window === null) return { kind: 'refuse', why: 'never-connected', life: before };
  if (clocks.wallMs < before.record.latestMs) return { kind: 'refuse', why: 'clock-behind', life: before };
  const window = dayWindowAt(before.window, clocks.wallMs);
  if (highestBy(window.startsAtMs, clocks.wallMs) < 1 || clocks.wallMs >= window.endsAtMs) return { kind: 'refuse', why: 'day-over', life: before };
  const sinceBoot = clocks.monoMs - before.bootedMonoMs;
  if (before.begun === null && sinceBoot < PACE.offlineBootWaitMs) return { kind: 'wait', why: 'starting', waitMs: PACE.offlineBootWaitMs - sinceBoot, life: before };

  // An offline start is fixed once: were it computed again at each try, waiting for the pace would push it ahead for ever.
  const begun = before.begun ?? { day: window.day, from: floorAt(window, clocks.wallMs), atWallMs: clocks.wallMs };
  const life = onDay({ ...before, begun }, window);
  const sequence = life.record.last + 1;
  if (sequence > PACE.highest) return { kind: 'refuse', why: 'day-full', life };
  const tokens = bucketAt(life, clocks.monoMs);
  const waitMs = Math.max(dueAtMs(window.startsAtMs, sequence) - clocks.wallMs, (1 - tokens) * PACE.everyMs);
  if (waitMs > 0) return { kind: 'wait', why: 'pace', waitMs: Math.ceil(waitMs), life };
  const record: NumberRecord = { day: window.day, last: sequence, latestMs: Math.max(life.record.latestMs, clocks.wallMs) };
  return { kind: 'give', day: window.day, sequence, life: { ...life, record, tokens: tokens - 1, bucketMonoMs: clocks.monoMs } };
};

/** Two copies of the record: a newer day wins, within a day the higher number; the largest time of both always. Days compare as text. */
export const newerRecord = (a: NumberRecord | null, b: NumberRecord | null): NumberRecord => {
  const one = a ?? NO_RECORD;
  const two = b ?? NO_RECORD;
  const ahead = (one.day ?? '') !== (two.day ?? '') ? ((one.day ?? '') > (two.day ?? '') ? one : two) : one.last >= two.last ? one : two;
  return { ...ahead, latestMs: Math.max(one.latestMs, two.latestMs) };
};
