import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkHistory } from './check-history.ts';
import type { Answer, Entry, Place, Status } from './history.ts';

const at = (leaf: string, hour: number, hours = 1): Place => ({ leaves: leaf.split('+'), startMs: hour * 3_600_000, endMs: (hour + hours) * 3_600_000 });
const told = (id: string, place: Place, status: Status = 'confirmed', holdUntilMs: number | null = null, change: { place: Place; holdUntilMs: number } | null = null): Answer => ({ how: 'done', told: { id, status, place, holdUntilMs, change } });
let keys = 0;
const entry = (kind: Entry['kind'], [sentMs, answeredMs]: [number, number], answer: Answer, rest: Partial<Entry> = {}): Entry => ({ kind, key: `k${(keys += 1)}`, booking: answer.how === 'done' ? answer.told.id : null, wish: null, sentMs, answeredMs, answer, ...rest });
const place = (id: string, where: Place, when: [number, number], status: Status = 'confirmed', holdUntilMs: number | null = null): Entry => entry('place', when, told(id, where, status, holdUntilMs), { wish: where });
const taken = (where: Place, when: [number, number]): Entry => entry('place', when, { how: 'taken' }, { wish: where });
const verdict = (...entries: Entry[]) => checkHistory({ entries, repeats: [] });
const GOOD = { overlaps: [], noWinner: [], lost: [], twice: [] };

describe('the checker of a storm', () => {
  it('[E301] an honest race is good: one has it, the others are told so, also by one who came first and was answered later', () => {
    expect(verdict(place('a', at('x', 9), [0, 10]), taken(at('x', 9), [5, 8]), taken(at('x+y', 9), [20, 30]), place('b', at('x', 10), [0, 5]), place('c', at('y', 9), [0, 5]))).toEqual(GOOD);
  });
  it('[E301] two in one place are found, also where only one leaf is shared and where it was mended later', () => {
    expect(verdict(place('a', at('x', 9), [0, 10]), place('b', at('x+y', 9, 2), [5, 20])).overlaps).toHaveLength(1);
    expect(verdict(place('a', at('x', 9), [0, 10]), place('b', at('x', 9), [5, 20]), entry('cancel', [30, 40], told('b', at('x', 9), 'cancelled'))).overlaps).toHaveLength(1);
  });
  it('[E301] what was given back, has lapsed or was moved may be taken by the next one, and not a moment before it was asked for', () => {
    const cancel = (sent: number) => entry('cancel', [sent, 40], told('a', at('x', 9), 'cancelled'));
    expect(verdict(place('a', at('x', 9), [0, 10]), cancel(20), place('b', at('x', 9), [25, 35]))).toEqual(GOOD);
    expect(verdict(place('a', at('x', 9), [0, 10]), cancel(36), place('b', at('x', 9), [25, 35])).overlaps).toHaveLength(1);
    expect(verdict(place('a', at('x', 9), [0, 10], 'held', 50), place('b', at('x', 9), [49, 60]))).toEqual(GOOD);
    expect(verdict(place('a', at('x', 9), [0, 10], 'held', 50), place('b', at('x', 9), [30, 40])).overlaps).toHaveLength(1);
    const move = entry('change', [20, 30], told('a', at('y', 9)), { wish: at('y', 9) });
    expect(verdict(place('a', at('x', 9), [0, 10]), move, place('b', at('x', 9), [21, 31]))).toEqual(GOOD);
    expect(verdict(place('a', at('x', 9), [0, 10]), move, place('b', at('y', 9), [40, 50])).overlaps).toHaveLength(1);
  });
  it('[E301] with a change that waits for its money both places are taken, and afterwards only the new one', () => {
    const waits = entry('change', [20, 30], told('a', at('x', 9), 'confirmed', null, { place: at('y', 9), holdUntilMs: 900 }), { wish: at('y', 9) });
    const pay = entry('pay', [40, 50], { how: 'refused' }, { booking: 'a' });
    const look = entry('look', [60, 70], told('a', at('y', 9)));
    for (const leaf of ['x', 'y']) expect(verdict(place('a', at('x', 9), [0, 10]), waits, place('b', at(leaf, 9), [31, 35])).overlaps, leaf).toHaveLength(1);
    expect(verdict(place('a', at('x', 9), [0, 10]), waits, pay, look, place('b', at('x', 9), [45, 80]))).toEqual(GOOD);
    expect(verdict(place('a', at('x', 9), [0, 10]), waits, pay, look, place('b', at('y', 9), [75, 80])).overlaps).toHaveLength(1);
    // Paid, and a look that still shows the old place: it may be left the moment after.
    const still = entry('look', [52, 53], told('a', at('x', 9), 'confirmed', null, { place: at('y', 9), holdUntilMs: 900 }));
    expect(verdict(place('a', at('x', 9), [0, 10]), waits, pay, still, look, place('b', at('x', 9), [54, 59]))).toEqual(GOOD);
    expect(verdict(place('a', at('x', 9), [0, 10]), waits, still, place('b', at('x', 9), [54, 59])).overlaps).toHaveLength(1);
  });
  it('[E301] a race without a winner is found; a rival who was refused as well is none, one who never got an answer is', () => {
    expect(verdict(taken(at('x', 9), [0, 10]), taken(at('x', 9), [1, 11])).noWinner).toHaveLength(2);
    expect(verdict(taken(at('x', 9), [0, 10]), place('b', at('x', 9), [11, 12])).noWinner).toHaveLength(1);
    expect(verdict(taken(at('x', 9), [50, 60]), place('a', at('x', 9), [0, 10]), entry('cancel', [20, 30], told('a', at('x', 9), 'cancelled'))).noWinner).toHaveLength(1);
    expect(verdict(taken(at('x', 9), [50, 60]), entry('place', [0, 10], { how: 'unknown' }, { wish: at('x', 9) })).noWinner).toEqual([]);
  });
  it('[E301] a promise that is broken is found: unknown, cancelled by nobody, lapsed too early, elsewhere', () => {
    const first = place('a', at('x', 9), [0, 10]);
    expect(verdict(first, entry('look', [20, 30], { how: 'gone' }, { booking: 'a' })).lost).toHaveLength(1);
    expect(verdict(first, entry('look', [20, 30], told('a', at('x', 9), 'cancelled'))).lost).toHaveLength(1);
    expect(verdict(first, entry('look', [20, 30], told('a', at('x', 9), 'lapsed'))).lost).toHaveLength(1);
    expect(verdict(first, entry('look', [20, 30], told('a', at('y', 9)))).lost).toHaveLength(1);
    expect(verdict(first, entry('cancel', [12, 15], { how: 'unknown' }, { booking: 'a' }), entry('look', [20, 30], told('a', at('x', 9), 'cancelled'))).lost).toEqual([]);
    expect(verdict(place('a', at('x', 9), [0, 10], 'held', 25), entry('look', [20, 30], told('a', at('x', 9), 'lapsed'))).lost).toEqual([]);
  });
  it('[E301] a command that was done twice is found', () => {
    expect(checkHistory({ entries: [], repeats: [{ key: 'k', first: 'a', again: 'b' }] }).twice).toHaveLength(1);
    expect(verdict(place('a', at('x', 9), [0, 10]), place('a', at('x', 9), [20, 30])).twice).toHaveLength(1);
  });

  /** A perfect server plays random wishes one after the other; its history must be good, and with one booking given away twice it must not. */
  const wishes = fc.array(fc.record({ leaf: fc.constantFrom('x', 'y', 'x+y'), hour: fc.nat(3), hours: fc.integer({ min: 1, max: 2 }), cancels: fc.boolean(), delay: fc.nat(5) }), { minLength: 3, maxLength: 30 });
  it('[E301] over random histories of a perfect server every prefix is good, and one double booking is found in each prefix that has it', () => {
    fc.assert(fc.property(wishes, fc.nat(29), (list, which) => {
      const entries: Entry[] = [];
      const live: { id: string; where: Place }[] = [];
      let nowMs = 0;
      list.forEach(({ leaf, hour, hours, cancels, delay }, n) => {
        const where = at(leaf, hour, hours);
        nowMs += 10;
        const meets = live.some((one) => one.where.startMs < where.endMs && where.startMs < one.where.endMs && one.where.leaves.some((name) => where.leaves.includes(name)));
        if (meets) { entries.push(taken(where, [nowMs, nowMs + delay])); return; }
        entries.push(place(`b${n}`, where, [nowMs, nowMs + delay]));
        if (cancels) entries.push(entry('cancel', [nowMs + delay, nowMs + 9], told(`b${n}`, where, 'cancelled'))); else live.push({ id: `b${n}`, where });
      });
      for (let upTo = 0; upTo <= entries.length; upTo += 1) expect(verdict(...entries.slice(0, upTo))).toEqual(GOOD);
      const victim = live[which % Math.max(1, live.length)];
      if (!victim) return;
      const double = place('thief', victim.where, [nowMs + 20, nowMs + 25]);
      expect(verdict(...entries, double).overlaps).toHaveLength(1);
    }), { numRuns: 200 });
  });
});
