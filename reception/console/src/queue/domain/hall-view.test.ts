import type { ConsoleState, CounterId, ProcedureId, QueueEntry, TicketId } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { undoSecondsLeft, whyNot, type Situation } from './acts.ts';
import { boardAcks } from './board-acks.ts';
import { clockText, rangeText, sinceText, waitText } from './clock-text.ts';
import { searchQueue, viewHall, waitedMinutes } from './hall-view.ts';

const three = '3' as CounterId;
const name = { ja: '3番窓口', 'ja-easy': '', en: '' };
const ticket = (label: string, more: Partial<QueueEntry> = {}): QueueEntry => ({
  ticketId: label as TicketId, label, zone: 'A', status: 'waiting', procedures: ['juminhyo' as ProcedureId], language: 'ja', issuedAt: '2026-11-24T01:00:00.000Z',
  lateByMinutes: 0, range: null, counter: null, calls: 0, calledAt: null, form: 'ready', care: null, bookedAt: null, awayUntil: null, rejoinUntil: null, line: more.zone ?? 'A', finished: [], nextLine: null, held: null, ...more,
});
const hall = (queue: QueueEntry[]): ConsoleState => ({
  queue, counters: [{ counter: { id: three, name, zones: ['A', 'B'] }, staffName: '見本', serving: null, doneToday: 0 }], boards: [], kiosks: [], longestWaitMinutes: 0,
});
const situation = (queue: QueueEntry[], more: Partial<Situation> = {}): Situation => ({ role: 'clerk', seated: true, hall: viewHall(hall(queue), three), last: null, chosen: null, captionsOpen: false, helpWanted: 0, printers: 0, hallMs: 0, ...more });

describe('the queue as one counter sees it', () => {
  it('[K9] keeps the order of the hall, also when a ticket arrived late', () => {
    const late = ticket('104', { lateByMinutes: 12, issuedAt: '2026-11-24T00:40:00.000Z' });
    expect(viewHall(hall([ticket('201'), late, ticket('103')]), three).waiting.map((t) => t.label)).toEqual(['201', '104', '103']);
  });
  it('[K9] the next person is the first one whose zone this counter serves', () => {
    expect(viewHall(hall([ticket('061', { zone: 'C' }), ticket('042', { zone: 'B' }), ticket('103')]), three).next?.label).toBe('042');
    expect(viewHall(hall([ticket('061', { zone: 'C' })]), three).next).toBeNull();
  });
  it('[K9] the person here is the one called to or served at this counter, nobody else\'s', () => {
    const elsewhere = ticket('101', { status: 'serving', counter: '5' as CounterId });
    expect(viewHall(hall([elsewhere, ticket('102', { status: 'called', counter: three })]), three).here?.label).toBe('102');
    expect(viewHall(hall([elsewhere]), three).here).toBeNull();
  });
  it('[K9] counts zones, and keeps those who did not come apart', () => {
    const view = viewHall(hall([ticket('1', { zone: 'B' }), ticket('2'), ticket('3'), ticket('4', { status: 'missed' })]), three);
    expect(view.perZone).toEqual([{ zone: 'A', waiting: 2 }, { zone: 'B', waiting: 1 }]);
    expect(view.missed.map((t) => t.label)).toEqual(['4']);
  });
  it('[K9] waiting minutes are whole and never negative', () => {
    const issuedMs = Date.parse(ticket('1').issuedAt);
    expect(waitedMinutes(ticket('1'), issuedMs + 119_999)).toBe(1);
    expect(waitedMinutes(ticket('1'), issuedMs - 5_000)).toBe(0);
  });
  it.each([['103', ['103']], ['a103', ['103']], ['Ａ１０３', ['103']], ['住民票', ['103', '042']], ['   ', ['103', '042']], ['999', []]])('[K10] search %s', (wanted, labels) => {
    const tickets = [ticket('103'), ticket('042', { zone: 'B' })];
    expect(searchQueue(tickets, () => '住民票の写し', wanted).map((t) => t.label)).toEqual(labels);
  });
});

describe('acts', () => {
  const called = ticket('102', { status: 'called', counter: three });
  const serving = ticket('102', { status: 'serving', counter: three });
  it.each([
    ['call-next', [], 'nobody-waiting'], ['call-next', [ticket('1')], null], ['call-next', [ticket('1'), serving], 'somebody-here'],
    ['recall', [ticket('1')], 'nobody-here'], ['recall', [called], null], ['recall', [serving], 'not-called'], ['no-show', [called], null],
    ['serve', [called], null], ['finish', [called], 'not-serving'], ['finish', [serving], null], ['undo', [serving], 'nothing-to-undo'],
    ['wipe', [], 'no-captions'], ['captions', [], null], ['help', [], 'no-help'],
  ] as const)('[K11] %s in %j says %s', (act, queue, why) => expect(whyNot(act, situation([...queue]))).toBe(why));

  it.each([
    [called, 'not-serving'], [serving, null], [{ ...serving, form: 'none' }, 'no-form'], [{ ...serving, form: 'gone' }, 'form-gone'],
  ] as const)('[K13] a form is opened and printed only while its person is served here', (here, why) => {
    expect(whyNot('print', situation([here]))).toBe(why);
    expect(whyNot('correct', situation([here]))).toBe(why);
  });

  const concierge = (queue: QueueEntry[], chosen: string | null = null): Situation => situation(queue, { role: 'concierge', seated: false, hall: viewHall(hall(queue), null, { chosen, staffId: '1005' }) });
  it.each([
    ['call-next', 'not-your-role'], ['print', 'not-your-role'], ['captions', 'not-your-role'], ['statistics', 'not-your-role'], ['heard', 'not-your-role'],
    ['desk-ticket', null], ['leave', null], ['cancel', null], ['care', null], ['transfer', null], ['rejoin', 'nobody-missed'], ['passkeys', null], ['search', null],
  ] as const)('[K72] a concierge who chose somebody waiting: %s says %s', (act, why) => expect(whyNot(act, concierge([ticket('1')], '1'))).toBe(why));
  it('[K72] without a counter one key brings back whom one has chosen, and nobody whom one does not see', () => {
    const missed = ticket('9', { status: 'missed', rejoinUntil: '2026-11-24T02:00:00.000Z' });
    expect([whyNot('rejoin', concierge([missed])), whyNot('rejoin', concierge([ticket('1'), missed], '1')), whyNot('rejoin', concierge([missed], '9'))]).toEqual(['nobody-chosen', 'nobody-missed', null]);
    expect(whyNot('rejoin', situation([missed]))).toBeNull();
  });
  it('[K72] at no counter a supervisor is told so, a viewer may look and count and do nothing', () => {
    const supervisor = situation([ticket('1')], { role: 'supervisor', seated: false });
    expect([whyNot('call-next', supervisor), whyNot('correct', supervisor), whyNot('statistics', supervisor), whyNot('desk-ticket', supervisor)]).toEqual(['no-counter', 'no-counter', null, null]);
    const viewer = situation([ticket('1')], { role: 'viewer', seated: false });
    expect([whyNot('statistics', viewer), whyNot('search', viewer), whyNot('desk-ticket', viewer), whyNot('undo', viewer)]).toEqual([null, null, 'not-your-role', 'not-your-role']);
  });
  it.each([
    [{ status: 'missed', rejoinUntil: '2026-11-24T02:00:00.000Z' }, { rejoin: null, leave: 'not-waiting', care: null, transfer: 'not-waiting', cancel: null }],
    [{ status: 'away' }, { rejoin: null, leave: 'not-waiting', care: null, transfer: 'not-waiting', cancel: null }],
    [{ status: 'held', counter: three, held: { keeper: 'counter', staffId: '1002' as never, staffName: '見本' } }, { rejoin: null, cancel: 'at-a-counter', care: 'at-a-counter' }],
    [{ status: 'serving', counter: three }, { leave: 'not-waiting', care: 'at-a-counter', cancel: 'at-a-counter' }],
  ] as const)('[K72] what a concierge may do with somebody %j', (more, wanted) => {
    const there = concierge([ticket('7', more as Partial<QueueEntry>)], '7');
    expect(Object.fromEntries(Object.keys(wanted).map((act) => [act, whyNot(act as 'care', there)]))).toEqual(wanted);
    expect(there.hall.chosen?.label).toBe('7');
  });

  it('[K12] undo counts whole seconds down to nothing', () => {
    const last = { act: 'call', ticketId: '1', label: '103', zone: 'A', undoUntilMs: 15_000 } as const;
    expect([0, 1, 14_999, 15_000, 20_000].map((ms) => undoSecondsLeft(last, ms))).toEqual([15, 15, 1, 0, 0]);
    expect(undoSecondsLeft({ ...last, undoUntilMs: null }, 0)).toBe(0);
    expect(whyNot('undo', situation([], { last, hallMs: 14_000 }))).toBeNull();
  });

  it('[K21] each board says for itself whether it showed the call', () => {
    expect(boardAcks([{ name: '正面', connected: true, lastAckMs: 120 }, { name: '階段', connected: true, lastAckMs: null }, { name: '2階', connected: false, lastAckMs: 90 }]).map((a) => a.seen)).toEqual(['shown', 'waiting', 'cut-off']);
  });
});

describe('times', () => {
  const ms = (iso: string): number => Date.parse(iso);
  it('[K5] are those of Japan', () => {
    expect(clockText(ms('2026-11-24T01:05:00.000Z'))).toBe('10:05');
    expect(clockText(ms('2026-11-24T15:05:00.000Z'))).toBe('0:05');
    expect(rangeText({ from: '2026-11-24T01:40:00.000Z', until: '2026-11-24T01:55:00.000Z' })).toBe('10:40–55');
    expect(rangeText({ from: '2026-11-24T01:45:00.000Z', until: '2026-11-24T02:10:00.000Z' })).toBe('10:45–11:10');
    expect(rangeText(null)).toBeNull();
    expect([waitText(19), waitText(65)]).toEqual(['0:19', '1:05']);
    expect([sinceText(48_000), sinceText(-1)]).toEqual(['0:48', '0:00']);
  });
});
