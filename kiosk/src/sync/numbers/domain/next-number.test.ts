import { describe, expect, it } from 'vitest';
import { bootLife, newerRecord, nextNumber, NO_RECORD, welcomeLife, type NumberLife } from './next-number.ts';

const T0 = Date.UTC(2026, 10, 21, 23, 30);
const window = { day: '2026-11-22', startsAtMs: T0, endsAtMs: T0 + 10 * 3_600_000 };
const at = (ms: number) => ({ wallMs: T0 + ms, monoMs: ms });
const opened = (ms: number, numberFrom = 1): NumberLife =>
  welcomeLife(bootLife(NO_RECORD, null, ms), { window, numberFrom, serverMs: T0 + ms });
const give = (life: NumberLife, ms: number) => {
  const decision = nextNumber(life, at(ms));
  if (decision.kind !== 'give') throw new Error(`${decision.kind} ${decision.why}`);
  return decision;
};

describe('the next number', () => {
  it('[N1] the counter only grows, one at a time', () => {
    const one = give(opened(0), 1);
    const two = give(one.life, 2);
    expect([one.sequence, two.sequence]).toEqual([1, 2]);
    expect(two.life.record).toEqual({ day: '2026-11-22', last: 2, latestMs: T0 + 2 });
  });

  it('[N3] three at once, then one every 20 s, also in the middle of a quiet day', () => {
    let life = opened(4 * 3_600_000);
    for (const n of [1, 2, 3]) {
      const given = give(life, 4 * 3_600_000 + n);
      expect(given.sequence).toBe(n);
      life = given.life;
    }
    const wait = nextNumber(life, at(4 * 3_600_000 + 4));
    expect(wait).toMatchObject({ kind: 'wait', why: 'pace' });
    expect(give(life, 4 * 3_600_000 + 20_001).sequence).toBe(4);
  });

  it('[N3] a floor above C(t) waits until it is due', () => {
    const life = opened(0, 6);
    expect(nextNumber(life, at(1_000))).toMatchObject({ kind: 'wait', waitMs: 59_000 });
    expect(give(life, 60_000).sequence).toBe(6);
  });

  it('[N4] an online start counts from above both the saved number and the number the server names', () => {
    const record = { day: '2026-11-22', last: 9, latestMs: T0 };
    const life = (numberFrom: number) => welcomeLife(bootLife(record, window, 0), { window, numberFrom, serverMs: T0 + 3_600_000 });
    expect(give(life(4), 3_600_000).sequence).toBe(10);
    expect(give(life(40), 3_600_000).sequence).toBe(40);
  });

  it('[N4] an offline start keeps silent for 60 s, then counts from above everything the clock allows', () => {
    const life = bootLife({ day: '2026-11-22', last: 5, latestMs: T0 }, window, 3_600_000);
    expect(nextNumber(life, at(3_600_000 + 12_000))).toMatchObject({ kind: 'wait', why: 'starting', waitMs: 48_000 });
    const later = nextNumber(life, at(3_660_000));
    expect(later).toMatchObject({ kind: 'wait', why: 'pace' });
    const due = later.kind === 'wait' ? 3_660_000 + later.waitMs : 0;
    expect(due - 3_660_000).toBeLessThanOrEqual(80_000);
    expect(give(later.life, due).sequence).toBe(Math.floor((3_660_000 + 60_000) / 20_000 + 3) + 1);
  });

  it('[N4] the floor of an offline start does not run ahead while the kiosk waits for it', () => {
    const first = nextNumber(bootLife(NO_RECORD, window, 0), at(600_000));
    const second = nextNumber(first.life, at(630_000));
    expect(second.life.begun).toEqual(first.life.begun);
  });

  it('[N5] a clock behind the largest known time gives nothing', () => {
    const life = bootLife({ day: '2026-11-22', last: 5, latestMs: T0 + 7_200_000 }, window, 0);
    expect(nextNumber(life, at(3_600_000))).toMatchObject({ kind: 'refuse', why: 'clock-behind' });
  });

  it('[N5] a heartbeat raises the largest known time, so a clock set back later is found', () => {
    const life = welcomeLife(give(opened(0), 1).life, { window, numberFrom: null, serverMs: T0 + 50_000 });
    expect(nextNumber(life, at(49_000))).toMatchObject({ kind: 'refuse', why: 'clock-behind' });
  });

  it('[N6] numbers belong to the business day, not to midnight, and begin again at 1', () => {
    const given = give(opened(0), 1);
    const tomorrow = give(given.life, 86_400_000 + 60_000);
    expect(tomorrow).toMatchObject({ day: '2026-11-23', sequence: 1 });
    expect(nextNumber(given.life, at(11 * 3_600_000))).toMatchObject({ kind: 'refuse', why: 'day-over' });
  });

  it('[N6] a life as young as the new day leaves room for one that ended just before it', () => {
    const life = welcomeLife(bootLife(NO_RECORD, null, 0), { window: { day: '2026-11-21', startsAtMs: T0 - 86_400_000, endsAtMs: T0 }, numberFrom: 1, serverMs: T0 - 5_000 });
    const decision = nextNumber(life, at(120_000));
    expect(decision).toMatchObject({ kind: 'give', day: '2026-11-22', sequence: 6 });
  });

  it('[N1] a kiosk that never met its server has no series and gives nothing', () => {
    expect(nextNumber(bootLife(NO_RECORD, null, 0), at(90_000))).toMatchObject({ kind: 'refuse', why: 'never-connected' });
  });

  it('[N2] of two copies the newer day wins, then the higher number, and always the largest time', () => {
    const a = { day: '2026-11-22', last: 7, latestMs: 10 };
    const b = { day: '2026-11-21', last: 90, latestMs: 30 };
    expect(newerRecord(a, b)).toEqual({ day: '2026-11-22', last: 7, latestMs: 30 });
    expect(newerRecord(null, a)).toEqual(a);
    expect(newerRecord({ ...a, last: 8 }, a).last).toBe(8);
    expect(newerRecord(null, null)).toEqual(NO_RECORD);
  });
});
