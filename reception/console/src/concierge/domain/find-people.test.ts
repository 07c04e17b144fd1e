import type { CounterId, ProcedureId, QueueEntry, TicketId } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { countLooks, findPeople, LOOKS, whyWaiting, type Look } from './find-people.ts';

const ticket = (label: string, more: Partial<QueueEntry> = {}): QueueEntry => ({
  ticketId: label as TicketId, label, zone: 'A', status: 'waiting', procedures: ['juminhyo' as ProcedureId], language: 'ja', issuedAt: '2026-11-24T01:00:00.000Z',
  lateByMinutes: 0, range: null, counter: null, calls: 0, calledAt: null, form: 'ready', care: null, bookedAt: null, awayUntil: null, rejoinUntil: null, line: more.zone ?? 'A', finished: [], nextLine: null, held: null, ...more,
});
const five = '5' as CounterId;
const HALL: readonly QueueEntry[] = [
  ticket('101'), ticket('102', { issuedAt: '2026-11-24T01:21:00.000Z' }), ticket('103', { status: 'away', awayUntil: '2026-11-24T02:00:00.000Z' }),
  ticket('104', { status: 'missed', rejoinUntil: null }), ticket('105', { status: 'held', counter: five, held: { keeper: 'clerk', staffId: '1002' as never, staffName: '見本' } }),
  ticket('201', { zone: 'B', status: 'serving', counter: five }), ticket('106', { bookedAt: '2026-11-24T02:30:00.000Z' }), ticket('301', { zone: 'C', procedures: ['kokuho' as ProcedureId] }),
];
const titleOf = (id: string): string => (id === 'kokuho' ? '国民健康保険' : '住民票の写し');
const labels = (look: Look, wanted = ''): string[] => findPeople(HALL, { look, wanted, titleOf }).map(({ label }) => label);

describe('who is where', () => {
  it.each([['waiting', ['101', '102', '106', '301']], ['called', ['201']], ['missed', ['104']], ['away', ['103']], ['held', ['105']], ['booked', ['106']]] as const)('[K70] %s', (look, found) => expect(labels(look)).toEqual(found));
  it('[K70] all keeps everybody in the order of the hall, and the figures are those of the lists', () => {
    expect(labels('all')).toEqual(HALL.map(({ label }) => label));
    expect(countLooks(HALL)).toEqual(Object.fromEntries(LOOKS.map((look) => [look, labels(look).length])));
  });
  it.each([['A10', ['101', '102', '103', '104', '105', '106']], ['301', ['301']], ['国民健康', ['301']], ['10:20', ['102']], ['１０：２５', ['102']], ['10時', HALL.map(({ label }) => label)], ['9:40', []], ['25:00', []]])('[K70] %s finds by label, procedure or the time of coming', (wanted, found) => expect(labels('all', wanted)).toEqual(found));
});

describe('why somebody waits', () => {
  const why = (label: string, openLines = new Set(['A', 'B'])) => whyWaiting(HALL.find((t) => t.label === label)!, HALL, { openLines, hallMs: Date.parse('2026-11-24T01:30:00.000Z') });
  it.each([
    ['101', { why: 'next' }], ['102', { why: 'ahead', ahead: 1 }], ['103', { why: 'away', until: '2026-11-24T02:00:00.000Z' }], ['104', { why: 'missed', until: null }],
    ['105', { why: 'held', by: '見本' }], ['201', { why: 'at-counter', counter: '5' }], ['106', { why: 'too-early', at: '2026-11-24T02:30:00.000Z' }], ['301', { why: 'no-counter' }],
  ] as const)('[K71] %s', (label, reason) => expect(why(label)).toEqual(reason));
});
