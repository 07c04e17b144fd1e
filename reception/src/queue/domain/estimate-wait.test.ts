import { describe, expect, it } from 'vitest';
import { CounterId, ProcedureId, StaffId, TicketId, type Procedure, type Zone } from '../../../contract/index.ts';
import { aheadOf, estimateWait, reasonOf, visitMinutes } from './estimate-wait.ts';
import { businessDayAt, spanOfDay } from './business-day.ts';
import { inOrder, orderAt, type Ticket } from './ticket.ts';
import type { Standing } from './standing.ts';

const T = Date.UTC(2026, 10, 24, 1, 32);
const MIN = 60_000;
const id = (n: number): TicketId => TicketId.parse(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
const procedure = (name: string, zone: Zone, minutes: number): Procedure => ({ id: ProcedureId.parse(name), zone, minutes } as Procedure);
const city = { procedures: [procedure('juminhyo', 'A', 6), procedure('zei', 'A', 4), procedure('tennyu', 'B', 25)] };
const ticket = (n: number, zone: Zone = 'A', standing: Standing = { status: 'waiting' }): Ticket => ({
  ticketId: id(n), day: '2026-11-24', series: 1, sequence: n, zone, procedures: [ProcedureId.parse(zone === 'B' ? 'tennyu' : 'juminhyo')], language: 'ja', issuedAtMs: T + n, receivedAtMs: T + n, orderAtMs: T + n,
  promised: null, standing, lastAct: null, announcements: 0, form: 'none',
});
const open = (...counters: [string, Zone[]][]) => counters.map(([c, zones]) => ({ id: CounterId.parse(c), zones }));
const clock = (ms: number): string => new Date(ms + 9 * 3_600_000).toISOString().slice(11, 16);
const range = (...args: Parameters<typeof estimateWait>): string => { const r = estimateWait(...args); return r === null ? 'unknown' : `${clock(r.fromMs)}-${clock(r.untilMs)}`; };

describe('the promised wait', () => {
  it('[Q11] nobody can tell while no counter of the zone is open', () => {
    expect(range(ticket(1), [ticket(1)], open(['4', ['B']]), city, T)).toBe('unknown');
  });
  it('[Q11] with a free counter and nobody before, the call comes now; a time that is over is never promised', () => {
    expect(range(ticket(1), [ticket(1)], open(['1', ['A']]), city, T)).toBe('10:32-10:35');
  });
  it('[Q11] people ahead × their minutes ÷ counters, as P50..P90 rounded outwards to five minutes', () => {
    const line = [1, 2, 3, 4, 5, 6].map((n) => ticket(n));
    expect(range(line[5] as Ticket, line, open(['1', ['A']]), city, T)).toBe('11:00-11:15');
    expect(range(line[5] as Ticket, line, open(['1', ['A']], ['2', ['A']]), city, T)).toBe('10:45-10:55');
  });
  it('[Q11] a counter that also serves another zone is wanted by that zone too', () => {
    const line = [ticket(1, 'B'), ticket(2, 'A')];
    expect(range(line[1] as Ticket, line, open(['3', ['A', 'B']]), city, T)).toBe('10:55-11:20');
    expect(aheadOf(line[1] as Ticket, line, open(['3', ['A', 'B']]))).toBe(1);
    expect(aheadOf(line[1] as Ticket, line, open(['1', ['A']]))).toBe(0);
  });
  it('[Q11] who is being served takes only what is left of the usual time', () => {
    const at = { counter: CounterId.parse('1'), staffId: StaffId.parse('1001'), calls: 1, calledAtMs: T };
    const served = ticket(1, 'B', { status: 'serving', ...at, servedAtMs: T - 20 * MIN });
    expect(range(ticket(2), [served, ticket(2)], open(['1', ['A']]), city, T)).toBe('10:35-10:45');
  });
  it('[Q11] a visit takes its longest procedure and half of each other', () => {
    expect(visitMinutes([ProcedureId.parse('zei'), ProcedureId.parse('juminhyo')], city)).toBe(8);
  });
  it('[Q12] a move of more than one step since the promise has a reason', () => {
    const promised = { fromMs: T, untilMs: T + 10 * MIN };
    expect(reasonOf(promised, { fromMs: T, untilMs: T + 15 * MIN })).toBeNull();
    expect(reasonOf(promised, { fromMs: T, untilMs: T + 20 * MIN })).toBe('later');
    expect(reasonOf({ fromMs: T + 10 * MIN, untilMs: T + 20 * MIN }, { fromMs: T, untilMs: T + 5 * MIN })).toBe('sooner');
    expect(reasonOf(promised, null)).toBe('no-counter');
    expect(reasonOf(null, promised)).toBeNull();
  });
});

describe('order and day', () => {
  it('[Q3] the queue is ordered by issue time, series, sequence, within honest bounds', () => {
    const a = { orderAtMs: 5, series: 2, sequence: 1 };
    expect([a, { ...a, series: 1, sequence: 9 }, { ...a, orderAtMs: 4, series: 9 }].sort(inOrder).map((t) => t.series)).toEqual([9, 1, 2]);
    expect(orderAt(T + 3_600_000, T, 0)).toBe(T + 30_000);
    expect(orderAt(T - 3_600_000, T, T - 60_000)).toBe(T - 60_000);
  });
  it('[S14] the business day begins at its border in Tokyo, not at midnight', () => {
    const at = (iso: string): string => businessDayAt(Date.parse(iso), '04:00').day;
    expect([at('2026-11-24T03:59:59.999+09:00'), at('2026-11-24T04:00:00.000+09:00'), at('2027-01-01T00:00:00.000+09:00')]).toEqual(['2026-11-23', '2026-11-24', '2026-12-31']);
    expect(spanOfDay('2026-11-24', '04:00')).toEqual(businessDayAt(T, '04:00'));
  });
});
