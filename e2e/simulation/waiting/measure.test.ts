import { describe, expect, it } from 'vitest';
import { drawDay } from './draw-day.ts';
import { HallFile } from './hall-file.ts';
import { measureHall, ROWS, type Measured, type RowId } from './measure.ts';
import { learning, oracle, type Ours } from './our-forecast.ts';
import { runDay, type Person, type Sight } from './run-day.ts';

/** Small halls, so that a test takes a second; the benches run the large ones. */
const hall = (more: object = {}): HallFile => HallFile.parse({
  open: '09:00', close: '16:00',
  procedures: [{ id: 'paper', letter: 'A', share: 0.8, service: { kind: 'lognormal', medianMinutes: 5, sigma: 0.5 } }, { id: 'move', letter: 'B', share: 0.2, service: { kind: 'gamma', shape: 3, meanMinutes: 20 } }],
  counters: [{ id: 1, procedures: ['paper'], closed: [['12:00', '13:00']] }, { id: 2, procedures: ['paper', 'move'], closed: [] }],
  arrivals: { perDay: 75, byTime: [['09:00', 1.4], ['12:00', 0.8]] }, appointmentsPerDay: 4, noShow: 0.04, secondStep: 0.1, ...more,
});
const SEEDS = [1, 2];
const RUNS = 40;
const DAYS = 18;
const row = (measured: Measured, id: RowId): { maeMinutes: number; p90Coverage: number } => measured.rows.find((r) => r.id === id) ?? { maeMinutes: Number.NaN, p90Coverage: Number.NaN };
const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
const measured = (of: HallFile, learner?: typeof learning): Measured[] => SEEDS.map((seed) => measureHall(of, { days: DAYS, seed, runs: RUNS, withOracle: false, ...(learner === undefined ? {} : { learner }) }));
const mae = (all: readonly Measured[], id: RowId): number => mean(all.map((m) => row(m, id).maeMinutes));
/** What a broken learner is caught by: the accuracy, or the promise. */
const offTarget = (all: readonly Measured[]): number => Math.abs(mean(all.map((m) => row(m, 'learned').p90Coverage)) - 0.9);

/** A learner in which something is changed before it is asked. */
const changed = (change: (ours: Ours) => Partial<Ours>): typeof learning => (of, seed, runs) => { const ours = learning(of, seed, runs); return { ...ours, ...change(ours) }; };
const withoutElapsed = ({ now, hall: seen, ...rest }: Sight): Sight => ({ ...rest, now, hall: { ...seen, counters: seen.counters.map((c) => (c.serving === null ? c : { ...c, serving: { ...c.serving, sinceMinute: now } })) } });

describe('the honest wait, measured', { timeout: 60_000 }, () => {
  const right = measured(hall());
  it('[Q29] what was learned in ten days foretells better than every rival and keeps its promise', () => {
    for (const id of ['constant', 'zms', 'zms-true', 'ql', 'les', 'hol'] as const) expect(mae(right, 'learned'), id).toBeLessThan(mae(right, id));
    expect(mae(right, 'learned') / mae(right, 'zms')).toBeLessThan(0.6);
    expect(offTarget(right)).toBeLessThan(0.025);
    expect(mean(right.map((m) => m.people))).toBeGreaterThan(100);
  });
  it('[Q29] it comes close to a forecast that knows the truth', () => {
    const one = measureHall(hall(), { days: DAYS, seed: 1, runs: RUNS });
    expect(row(one, 'learned').maeMinutes / row(one, 'oracle').maeMinutes).toBeLessThan(1.15);
    expect(one.rows.map((r) => r.id)).toEqual([...ROWS, 'zms-true']);
  });
  it('[Q21] the same seed measures the same, to the last digit', () => {
    const again = measureHall(hall(), { days: DAYS, seed: 1, runs: RUNS, withOracle: false });
    expect(again.rows).toEqual(right[0]?.rows);
  });
  it('[Q26] a fifth slower from one day to the next costs little', () => {
    const shifted = measured(hall({ drift: { fromDay: 13, serviceFactor: 1.2 } }));
    expect(mae(shifted, 'learned') / mae(shifted, 'zms')).toBeLessThan(0.75);
  });
  it('[Q29] a learner is found out that forgets how long a visit lasts already', () => {
    const broken = measured(hall({ procedures: [{ id: 'paper', letter: 'A', share: 0.8, service: { kind: 'empirical', minutes: [4, 4, 5] } }, { id: 'move', letter: 'B', share: 0.2, service: { kind: 'empirical', minutes: [29, 30, 31] } }] }), changed((ours) => ({ announce: (person, sight) => ours.announce(person, withoutElapsed(sight)) })));
    const whole = measured(hall({ procedures: [{ id: 'paper', letter: 'A', share: 0.8, service: { kind: 'empirical', minutes: [4, 4, 5] } }, { id: 'move', letter: 'B', share: 0.2, service: { kind: 'empirical', minutes: [29, 30, 31] } }] }));
    expect(mae(broken, 'learned')).toBeGreaterThan(mae(whole, 'learned') * 1.2);
  });
  it('[Q29] a learner is found out that never learns, or that nobody tells what became of its promises', () => {
    const deaf = measured(hall(), changed(() => ({ served() {}, nobodyCame() {} })));
    expect(mae(deaf, 'learned')).toBeGreaterThan(mae(right, 'learned') * 1.3);
    const wrongBelief = changed((ours) => ({ served: (person: Person, minutes: number, to: number | null) => { ours.served(person, minutes * 0.85, to); } }));
    const careless = changed((ours) => ({ called() {}, served: (person: Person, minutes: number, to: number | null) => { ours.served(person, minutes * 0.85, to); } }));
    expect(offTarget(measured(hall(), careless))).toBeGreaterThan(0.05);
    expect(offTarget(measured(hall(), wrongBelief))).toBeLessThan(0.03);
  });
});

describe('the day itself', () => {
  it('[Q20] with fixed times and nobody who fails, the play foretells every call to the second', () => {
    const fixed = hall({ procedures: [{ id: 'paper', letter: 'A', share: 0.8, service: { kind: 'empirical', minutes: [6] } }, { id: 'move', letter: 'B', share: 0.2, service: { kind: 'empirical', minutes: [25] } }], noShow: 0, secondStep: 0 });
    const truth = oracle(fixed, 1, 3);
    const told = new Map<Person, number>();
    const wrong: number[] = [];
    truth.dayBegins(1);
    runDay(fixed, drawDay(fixed, 4, 1), {
      mustWait(person, look) { if (person.dueMinute === null) told.set(person, truth.announce(person, look())?.p50 ?? Number.NaN); },
      called(person, now) { const said = told.get(person); if (said !== undefined) wrong.push(Math.abs(said - (now - person.since))); },
      served() {}, nobodyCame() {},
    });
    expect(wrong.length).toBeGreaterThan(30);
    // An appointment may come up to ten minutes before its time; nobody foretells that.
    expect(wrong.filter((minutes) => minutes > 1 / 60).length / wrong.length).toBeLessThan(0.15);
  });
  it('[Q30] brings as many people as the file says, at its rates, and each only once', () => {
    const days = Array.from({ length: 60 }, (_, n) => drawDay(hall(), 5, n + 1));
    const walkIns = days.flatMap((d) => d.visits.filter((v) => v.dueMinute === null));
    expect(walkIns.length / 60).toBeGreaterThan(71);
    expect(walkIns.length / 60).toBeLessThan(79);
    const morning = walkIns.filter((v) => v.arrivesMinute < 720).length / walkIns.length;
    expect(morning).toBeCloseTo((180 * 1.4) / (180 * 1.4 + 240 * 0.8), 1);
    expect(days.every((d) => d.booked.length === 4)).toBe(true);
    let calls = 0;
    const seen = new Set<Person>();
    runDay(hall(), days[0] as ReturnType<typeof drawDay>, { mustWait() {}, called(person) { calls += 1; seen.add(person); }, served() {}, nobodyCame() {} });
    expect(calls).toBe(seen.size);
    expect(calls).toBe((days[0]?.visits.length ?? 0) + (days[0]?.visits.filter((v) => v.second !== null && !v.noShow).length ?? 0));
  });
});
