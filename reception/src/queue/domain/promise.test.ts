import { describe, expect, it } from 'vitest';
import { CounterId, ProcedureId, StaffId, TicketId, type Procedure, type Zone } from '../../../contract/index.ts';
import { foresightFor } from '../../forecast/domain/foresight.ts';
import { foretellHall } from '../../forecast/domain/foretell-hall.ts';
import type { HallSeen } from '../../forecast/domain/hall-as-seen.ts';
import { visitKindOf } from '../../forecast/domain/visit-kind.ts';
import { businessDayAt, momentOf, spanOfDay } from './business-day.ts';
import { aheadOf, promiseOf, reasonOf, type RangeMs } from './promise.ts';
import { inOrder } from './order.ts';
import { orderAt, type Ticket } from './ticket.ts';
import type { Standing } from './standing.ts';

const T = Date.UTC(2026, 10, 24, 1, 32);
const DAY = '2026-11-24';
const MIN = 60_000;
const id = (n: number): TicketId => TicketId.parse(`${String(n).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`);
const procedure = (name: string, zone: Zone, minutes: number): Procedure => ({ id: ProcedureId.parse(name), zone, minutes } as Procedure);
const procedures = [procedure('juminhyo', 'A', 6), procedure('zei', 'A', 4), procedure('tennyu', 'B', 25)];
const ticket = (n: number, zone: Zone = 'A', standing: Standing = { status: 'waiting' }): Ticket => ({
  ticketId: id(n), day: DAY, series: 1, sequence: n, zone, line: zone, steps: [], procedures: [ProcedureId.parse(zone === 'B' ? 'tennyu' : 'juminhyo')], language: 'ja', issuedAtMs: T + n, receivedAtMs: T + n, orderAtMs: T + n,
  promised: null, toldAhead: null, standing, lastAct: null, announcements: 0, form: 'none', care: null, bookedAtMs: null,
});
const open = (...counters: [string, Zone[]][]): HallSeen['open'] => counters.map(([c, zones]) => ({ id: CounterId.parse(c), zones, sinceMs: T - MIN }));
const seen = (tickets: readonly Ticket[], counters: HallSeen['open'], nowMs = T): HallSeen => ({ nowMs, tickets, open: counters, procedures });
const typed = foresightFor(null, procedures);
const clock = (ms: number): string => new Date(ms + 9 * 3_600_000).toISOString().slice(11, 16);
const asText = (range: RangeMs | null | undefined): string => (range === null || range === undefined ? 'unknown' : `${clock(range.fromMs)}-${clock(range.untilMs)}`);
const range = (of: Ticket, tickets: readonly Ticket[], counters: HallSeen['open']): string => asText(foretellHall(seen([...tickets.filter(({ ticketId }) => ticketId !== of.ticketId), of], counters), typed, DAY).tickets.get(of.ticketId));
const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
const width = (text: string): number => minutesOf(text.slice(6)) - minutesOf(text.slice(0, 5));

describe('the promised wait', () => {
  it('[Q11] nobody can tell while no counter of the zone is open', () => {
    expect(range(ticket(1), [ticket(1)], open(['4', ['B']]))).toBe('unknown');
  });
  it('[Q11] with a free counter and nobody before, the call comes now; a time that is over is never promised', () => {
    expect(range(ticket(1), [ticket(1)], open(['1', ['A']]))).toBe('10:32-10:35');
  });
  it('[Q11] P50 to P90 in clock times, rounded outwards to five minutes', () => {
    expect(asText(promiseOf({ p50: 6, p90: 8.5 }, T))).toBe('10:35-10:45');
    expect(asText(promiseOf({ p50: 3, p90: 8 }, T))).toBe('10:35-10:40');
    expect(asText(promiseOf({ p50: 0, p90: 0.25 }, T))).toBe('10:32-10:35');
  });
  it('[Q11] a longer line is promised later, more counters sooner, and a wait that is far away less sharply', () => {
    const line = Array.from({ length: 12 }, (_, n) => ticket(n + 1));
    const [third, last, helped] = [range(line[2]!, line, open(['1', ['A']])), range(line[11]!, line, open(['1', ['A']])), range(line[11]!, line, open(['1', ['A']], ['2', ['A']]))];
    expect(minutesOf(last)).toBeGreaterThan(minutesOf(third) + 30);
    expect(minutesOf(helped)).toBeLessThan(minutesOf(last) - 15);
    expect(width(last)).toBeGreaterThan(width(third));
  });
  it('[Q11] a counter that also serves another zone is wanted by that zone too', () => {
    const line = [ticket(1, 'B'), ticket(2, 'A')];
    expect(minutesOf(range(line[1]!, line, open(['3', ['A', 'B']])))).toBeGreaterThan(minutesOf(range(line[1]!, line, open(['1', ['A']]))) + 10);
    expect(aheadOf(line[1]!, line, open(['3', ['A', 'B']]), T)).toBe(1);
    expect(aheadOf(line[1]!, line, open(['1', ['A']]), T)).toBe(0);
  });
  it('[Q11] who is being served takes only what is left of the usual time', () => {
    const at = { counter: CounterId.parse('1'), staffId: StaffId.parse('1001'), calls: 1 };
    const begun = (minutes: number): Ticket => ticket(1, 'B', { status: 'serving', ...at, calledAtMs: T - minutes * MIN, servedAtMs: T - minutes * MIN });
    expect(minutesOf(range(ticket(2), [begun(20), ticket(2)], open(['1', ['A']])))).toBeLessThan(minutesOf(range(ticket(2), [begun(0), ticket(2)], open(['1', ['A']]))));
  });
  it('[Q11] a visit takes its longest procedure and half of each other', () => {
    expect(visitKindOf([ProcedureId.parse('zei'), ProcedureId.parse('juminhyo')], procedures)).toEqual({ kind: 0, stretch: 8 / 6 });
    expect(visitKindOf([ProcedureId.parse('gone')], procedures)).toBeNull();
  });
  it('[Q11] everybody who waits and the newcomers of each zone are foretold from one reading', () => {
    const line = [...Array.from({ length: 4 }, (_, n) => ticket(n + 1)), ticket(9, 'B')];
    const { tickets, zones } = foretellHall(seen(line, open(['1', ['A']])), typed, DAY);
    expect([...tickets.keys()]).toEqual(line.map(({ ticketId }) => ticketId));
    expect([asText(tickets.get(id(9))), asText(zones.get('B'))]).toEqual(['unknown', 'unknown']);
    const starts = [1, 2, 3, 4].map((n) => tickets.get(id(n))!.fromMs);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(zones.get('A')!.fromMs).toBeGreaterThanOrEqual(starts[3]!);
  });
  it('[Q52] nobody is promised a call for the time in which a counter is closed, and a planned closing is no absence', () => {
    const lunch = [[T + 8 * MIN, T + 68 * MIN]] as const;
    const [one] = open(['1', ['A']]);
    const line = Array.from({ length: 4 }, (_, n) => ticket(n + 1));
    const { tickets, zones } = foretellHall(seen(line, [{ ...one!, closed: lunch }]), typed, DAY);
    expect(tickets.get(id(1))!.untilMs).toBeLessThan(lunch[0][1]);
    expect(zones.get('A')!.fromMs).toBeGreaterThanOrEqual(lunch[0][1]);
    const during = seen([ticket(1)], [{ ...one!, closed: [[T - 30 * MIN, T + 30 * MIN]] }]);
    expect(foretellHall(during, typed, DAY).tickets.get(id(1))).toEqual({ fromMs: T + 28 * MIN, untilMs: T + 33 * MIN });
  });
  it('[Q28] a clerk who is signed in and lets people wait is not counted', () => {
    const at = { counter: CounterId.parse('2'), staffId: StaffId.parse('1002'), calls: 1 };
    const line = [ticket(90, 'A', { status: 'serving', ...at, calledAtMs: T + 19 * MIN, servedAtMs: T + 19 * MIN }), ...Array.from({ length: 6 }, (_, n) => ticket(n + 1))];
    const both = open(['1', ['A']], ['2', ['A']]);
    const later = (counters: HallSeen['open']): string => asText(foretellHall(seen(line, counters, T + 20 * MIN), typed, DAY).tickets.get(line.at(-1)!.ticketId));
    expect(later(both)).toBe(later(both.slice(1)));
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
    const a = { orderAtMs: 5, series: 2, sequence: 1, care: null, bookedAtMs: null };
    expect([a, { ...a, series: 1, sequence: 9 }, { ...a, orderAtMs: 4, series: 9 }].sort(inOrder).map((t) => t.series)).toEqual([9, 1, 2]);
    expect(orderAt(T + 3_600_000, T, 0)).toBe(T + 30_000);
    expect(orderAt(T - 3_600_000, T, T - 60_000)).toBe(T - 60_000);
  });
  it('[S14] the business day begins at its border in Tokyo, not at midnight', () => {
    const at = (iso: string): string => businessDayAt(Date.parse(iso), '04:00').day;
    expect([at('2026-11-24T03:59:59.999+09:00'), at('2026-11-24T04:00:00.000+09:00'), at('2027-01-01T00:00:00.000+09:00')]).toEqual(['2026-11-23', '2026-11-24', '2026-12-31']);
    expect(spanOfDay('2026-11-24', '04:00')).toEqual(businessDayAt(T, '04:00'));
    expect(['04:00', '12:30', '03:59'].map((clock) => new Date(momentOf(clock, businessDayAt(T, '04:00'))).toISOString())).toEqual(['2026-11-23T19:00:00.000Z', '2026-11-24T03:30:00.000Z', '2026-11-24T18:59:00.000Z']);
  });
});
