import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProcedureId } from '../../../contract/index.ts';
import { hallStatistics, spreadOf, type VisitLived } from './hall-statistics.ts';
import { statisticsTable } from './statistics-table.ts';

const MIN = 60_000;
const id = (name: string): ProcedureId => name as ProcedureId;
const at = (clock: string, day = '2026-11-24'): number => Date.parse(`${day}T${clock}:00+09:00`);
const visit = (more: Partial<VisitLived> = {}): VisitLived => ({ day: '2026-11-24', procedures: [id('juminhyo')], waitsFromMs: at('09:00'), calledAtMs: null, promised: null, served: null, end: 'under-way', ...more });
const called = (from: string, minutes: number, more: Partial<VisitLived> = {}): VisitLived => visit({ waitsFromMs: at(from), calledAtMs: at(from) + minutes * MIN, ...more });
const DAY = { from: '2026-11-24', until: '2026-11-24' };
const of = (visits: readonly VisitLived[], period = DAY) => hallStatistics(period, visits, [], new Map([['juminhyo', '住民票の写し']]), at('18:00'));

describe('what is said of many', () => {
  it('[Q60] half of the people waited at most the median, nine of ten at most p90, and both are waits that somebody had', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 60 }), (minutes) => {
      const { people, median, p90 } = spreadOf(minutes.map((one) => one * MIN));
      const within = (most: number): number => minutes.filter((one) => one <= most).length / minutes.length;
      expect(people).toBe(minutes.length);
      expect([minutes.includes(median!), minutes.includes(p90!)]).toEqual([true, true]);
      expect([within(median!) >= 0.5, within(median! - 1) < 0.5, within(p90!) >= 0.9, within(p90! - 1) < 0.9]).toEqual([true, true, true, true]);
    }));
    expect(spreadOf([])).toEqual({ people: 0, median: null, p90: null });
  });
});

describe('the statistics of a hall', () => {
  it('[Q61] a wait belongs to the hour in which it began; who was never called did not wait to the end', () => {
    const { hours, all } = of([called('09:10', 10), called('09:50', 30), called('13:00', 5), visit({ waitsFromMs: at('13:20'), end: 'never-called' })]);
    expect(hours).toEqual([{ hour: 9, wait: { people: 2, median: 10, p90: 30 } }, { hour: 13, wait: { people: 1, median: 5, p90: 5 } }]);
    expect(all).toMatchObject({ tickets: 4, neverCalled: 1, neverCame: 0, wait: { people: 3, median: 10, p90: 30 } });
  });

  it('[Q61] a service of several procedures counts for none of them alone, its wait for each', () => {
    const served = (minutes: number) => ({ fromMs: at('10:00'), untilMs: at('10:00') + minutes * MIN });
    const { procedures, all } = of([called('09:00', 4, { served: served(6), end: 'done' }), called('09:00', 8, { procedures: [id('juminhyo'), id('inkan')], served: served(20), end: 'done' })]);
    expect(procedures.map(({ procedure, title, wait, service }) => [procedure, title, wait.people, service.people, service.median])).toEqual([['juminhyo', '住民票の写し', 2, 1, 6], ['inkan', 'inkan', 1, 0, null]]);
    expect(all.service).toEqual({ people: 2, median: 6, p90: 20 });
  });

  it('[Q60] a promise counts for those who were told and called, and is kept up to its last moment', () => {
    const told = (minutes: number, end: number): VisitLived => called('09:00', minutes, { promised: { fromMs: at('09:05'), untilMs: at('09:00') + end * MIN } });
    const { all, days } = of([told(10, 15), told(15, 15), told(16, 15), visit({ promised: { fromMs: at('09:05'), untilMs: at('09:15') } }), called('09:00', 3)]);
    expect([all.told, all.kept, days[0]!.told, days[0]!.kept]).toEqual([3, 2, 3, 2]);
  });

  it('[Q60] every day of the period stands there, also one on which nobody came; avoided visits count for day and procedure', () => {
    const out = hallStatistics({ from: '2026-11-23', until: '2026-11-25' }, [called('09:00', 3)], [{ day: '2026-11-25', procedure: id('tenshutsu'), visits: 4 }], new Map(), at('18:00'));
    expect(out.days.map(({ day, tickets, avoided }) => [day, tickets, avoided])).toEqual([['2026-11-23', 0, 0], ['2026-11-24', 1, 0], ['2026-11-25', 0, 4]]);
    expect(out.procedures.find(({ procedure }) => procedure === 'tenshutsu')).toMatchObject({ tickets: 0, avoided: 4 });
    expect(out.all.avoided).toBe(4);
  });

  it('[Q60] the week shows each hour of each of its days; one day alone shows its people as points, and several days do not', () => {
    const visits = [called('10:05', 12, { promised: { fromMs: at('10:10'), untilMs: at('10:20') } }), called('10:01', 3.25), visit({ end: 'never-called' }), called('10:30', 7, { day: '2026-11-30', waitsFromMs: at('10:30', '2026-11-30'), calledAtMs: at('10:37', '2026-11-30') })];
    const out = of(visits, { from: '2026-11-24', until: '2026-11-30' });
    expect(out.weekHours).toEqual([{ weekday: 1, hour: 10, wait: { people: 1, median: 7, p90: 7 } }, { weekday: 2, hour: 9, wait: { people: 0, median: null, p90: null } }, { weekday: 2, hour: 10, wait: { people: 2, median: 3.3, p90: 12 } }]);
    expect(out.points).toEqual([]);
    expect(of(visits.slice(0, 3)).points).toEqual([{ minute: 601, wait: 3.3, told: null }, { minute: 605, wait: 12, told: { from: 5, until: 15 } }]);
  });

  it('[Q60] each table has one heading a column, and nothing where nobody was', () => {
    const out = of([visit({ end: 'never-came' })]);
    for (const table of ['hours', 'procedures', 'days'] as const) {
      const rows = statisticsTable(table, out);
      expect(rows.map((row) => row.length)).toEqual(rows.map(() => rows[0]!.length));
      expect([rows.length, rows[1]!.slice(-2)]).toEqual([2, ['', '']]);
    }
  });
});
