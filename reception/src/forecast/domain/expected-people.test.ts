import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppointmentReference, CounterId, ProcedureId, TicketId, type Zone } from '../../../contract/index.ts';
import { isCounted } from '../../appointments/domain/appointment.ts';
import type { Ticket } from '../../queue/domain/ticket.ts';
import { foresightFor } from './foresight.ts';
import { foretellHall } from './foretell-hall.ts';
import { hallNowOf, type HallSeen } from './hall-as-seen.ts';

const MIN = 60_000;
const NOW = Date.UTC(2026, 10, 24, 1, 0);
const procedures = (['juminhyo A 5', 'tennyu B 25', 'kokuho C 12'] as const).map((text) => { const [id = '', zone = 'A', minutes = '5'] = text.split(' '); return { id: ProcedureId.parse(id), zone: zone as Zone, minutes: Number(minutes) }; });
const SKILLS: readonly (readonly Zone[])[] = [['A'], ['B'], ['A', 'B'], ['B', 'C'], ['A', 'B', 'C']];
const ticket = (n: number, kind: number): Ticket => {
  const { id, zone } = procedures[kind]!;
  const at = NOW - (40 - n) * MIN;
  return { ticketId: TicketId.parse(`${String(n + 1).padStart(8, '0')}-0000-4000-8000-000000000000`), day: '2026-11-24', series: 1, sequence: n + 1, zone, line: zone, steps: [], procedures: [id], language: 'ja', issuedAtMs: at, receivedAtMs: at, orderAtMs: at, promised: null, toldAhead: null, standing: { status: 'waiting' }, lastAct: null, announcements: 0, form: 'none', care: null, bookedAtMs: null };
};
const booked = (n: number, kind: number, minutes: number) => ({ reference: AppointmentReference.parse(`Y-${100 + n}`), procedure: procedures[kind]!.id, bookedAtMs: NOW + minutes * MIN });
const hall = (people: readonly number[], skills: readonly (readonly Zone[])[]): HallSeen => ({ nowMs: NOW, tickets: people.map((kind, n) => ticket(n, kind)), open: skills.map((zones, n) => ({ id: CounterId.parse(String(n + 1)), zones, sinceMs: NOW })), procedures });
const foretold = (seen: HallSeen) => foretellHall(seen, foresightFor(null, procedures), '2026-11-24');

describe('people who have booked and not come', () => {
  it('[Q84] a walk-in is told a later time for those who are still to come before them', () => {
    const seen = hall([1, 1], [['B']]);
    const [alone, beside] = [foretold(seen), foretold({ ...seen, expected: [booked(0, 1, 5), booked(1, 1, 10)] })];
    const last = seen.tickets[1]!.ticketId;
    expect(beside.zones.get('B')!.untilMs).toBeGreaterThan(alone.zones.get('B')!.untilMs);
    expect(beside.tickets.get(last)!.untilMs).toBeGreaterThanOrEqual(alone.tickets.get(last)!.untilMs);
  });

  it('[Q84] nobody is ever promised an earlier time for them, nor may stay away longer, whatever the counters serve', () => {
    let later = 0;
    fc.assert(fc.property(
      fc.array(fc.constantFrom(0, 1, 2), { minLength: 1, maxLength: 7 }), fc.array(fc.constantFrom(...SKILLS), { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(fc.constantFrom(0, 1, 2), fc.integer({ min: -10, max: 60 })), { minLength: 1, maxLength: 6 }), (people, skills, coming) => {
        const seen = hall(people, skills);
        const [alone, beside] = [foretold(seen), foretold({ ...seen, expected: coming.map(([kind, minutes], n) => booked(n, kind, minutes)) })];
        const both = [...seen.tickets.map(({ ticketId }) => [alone.tickets.get(ticketId), beside.tickets.get(ticketId)] as const), ...[...alone.zones].map(([zone, range]) => [range, beside.zones.get(zone)] as const)];
        for (const [before, after] of both) {
          if (before == null || after == null) continue;
          expect(after.fromMs).toBeGreaterThanOrEqual(before.fromMs);
          expect(after.untilMs).toBeGreaterThanOrEqual(before.untilMs);
          if (after.untilMs > before.untilMs) later += 1;
        }
        // To the very minute as well: what is told is rounded to five.
        for (const [id, { p50, p90 }] of alone.forecasts) { const now = beside.forecasts.get(id); if (now !== undefined) expect([now.p50 >= p50, now.p90 >= p90]).toEqual([true, true]); }
        for (const [id, until] of beside.leave) expect(until).toBeLessThanOrEqual(alone.leave.get(id) ?? 0);
      }), { numRuns: 40 });
    expect(later).toBeGreaterThan(10);
  });

  it('[Q84] who does not come counts until the grace after their time is over, as somebody who comes now', () => {
    const late = { ...booked(0, 1, -15), standing: 'expected' as const };
    expect([isCounted(late, NOW, 15 * MIN), isCounted(late, NOW + 1, 15 * MIN), isCounted({ ...late, standing: 'came' }, NOW, 15 * MIN), isCounted({ ...late, standing: 'withdrawn' }, NOW, 15 * MIN)]).toEqual([true, false, false, false]);
    expect(hallNowOf({ ...hall([1], [['B']]), expected: [late, booked(1, 0, 20)] }).hall.expected.map(({ kind, dueMinute }) => [kind, dueMinute - NOW / MIN])).toEqual([[1, 0], [0, 20]]);
  });
});
