import { describe, expect, it } from 'vitest';
import { CounterId, StaffId, type TicketAct } from '../../../contract/index.ts';
import { decideAct, type HallRules } from './decide-act.ts';
import type { LastAct, Standing } from './standing.ts';

const [three, five] = [CounterId.parse('3'), CounterId.parse('5')];
const staffId = StaffId.parse('1001');
const at = { counter: three, staffId, calls: 1, calledAtMs: 1_000 };
const waiting: Standing = { status: 'waiting' };
const called: Standing = { status: 'called', ...at };
const serving: Standing = { status: 'serving', ...at, servedAtMs: 2_000 };
const missed: Standing = { status: 'missed', ...at, missedAtMs: 2_000 };
const finished: Standing = { status: 'done', ...at, servedAtMs: 2_000, finishedAtMs: 3_000 };
const cancelled: Standing = { status: 'cancelled' };

const hall: HallRules = { zones: ['A'], served: ['A', 'B'], procedures: [], graceMs: 0 };
const rest = { procedures: [], steps: [], line: 'A' } as const;
const when = (standing: Standing, act: TicketAct, { counter = three, nowMs = 5_000, lastAct = null as LastAct | null } = {}) => {
  const decided = decideAct({ ...rest, standing, lastAct }, { act, detail: {}, counter, staffId, nowMs, hall });
  return decided.ok ? decided.value.standing.status : decided.code;
};

describe('acts on a ticket', () => {
  it('[Q9] every act from every standing leads where the diagram says, or is refused by name', () => {
    const table: [Standing, Partial<Record<TicketAct, string>>][] = [
      [waiting, { call: 'called', recall: 'ticket-not-called', 'no-show': 'ticket-not-called', serve: 'ticket-not-called', finish: 'ticket-not-serving' }],
      [called, { call: 'ticket-not-waiting', recall: 'called', 'no-show': 'missed', serve: 'serving', finish: 'ticket-not-serving' }],
      [serving, { call: 'ticket-not-waiting', recall: 'ticket-not-called', 'no-show': 'ticket-not-called', serve: 'ticket-not-called', finish: 'done' }],
      [missed, { call: 'called', recall: 'ticket-not-called', 'no-show': 'ticket-not-called', serve: 'ticket-not-called', finish: 'ticket-not-serving' }],
      [finished, { call: 'ticket-not-waiting', recall: 'ticket-not-called', 'no-show': 'ticket-not-called', serve: 'ticket-not-called', finish: 'ticket-not-serving' }],
      [cancelled, { call: 'ticket-not-waiting', recall: 'ticket-not-called', 'no-show': 'ticket-not-called', serve: 'ticket-not-called', finish: 'ticket-not-serving' }],
    ];
    for (const [standing, expected] of table) for (const [act, result] of Object.entries(expected)) expect(`${standing.status} ${act} ${when(standing, act as TicketAct)}`).toBe(`${standing.status} ${act} ${result}`);
  });

  it('[Q10] a ticket at one counter is out of reach for another', () => {
    for (const act of ['call', 'recall', 'no-show', 'serve'] as const) expect(when(called, act, { counter: five })).toBe('ticket-elsewhere');
    expect(when(serving, 'finish', { counter: five })).toBe('ticket-elsewhere');
    expect(when(missed, 'call', { counter: five })).toBe('called');
  });

  it('[Q9] calling and recalling announce and count, serving does not', () => {
    const recalled = decideAct({ ...rest, standing: called, lastAct: null }, { act: 'recall', detail: {}, counter: three, staffId, nowMs: 9_000, hall });
    expect(recalled).toMatchObject({ ok: true, value: { announces: true, standing: { calls: 2, calledAtMs: 9_000 }, undoUntilMs: 24_000 } });
    expect(decideAct({ ...rest, standing: called, lastAct: null }, { act: 'serve', detail: {}, counter: three, staffId, nowMs: 9_000, hall })).toMatchObject({ ok: true, value: { announces: false } });
  });

  it('[Q6] undo goes back exactly once, in time, at its own counter', () => {
    const lastAct: LastAct = { act: 'finish', counter: three, atMs: 3_000, before: serving };
    expect(decideAct({ ...rest, standing: finished, lastAct }, { act: 'undo', detail: {}, counter: three, staffId, nowMs: 18_000, hall })).toEqual({ ok: true, value: { standing: serving, line: 'A', steps: [], lastAct: null, announces: false, undoUntilMs: null, call: null } });
    expect(when(finished, 'undo', { lastAct, nowMs: 18_001 })).toBe('ticket-not-called');
    expect(when(finished, 'undo', { lastAct, counter: five })).toBe('ticket-elsewhere');
    expect(when(serving, 'undo')).toBe('ticket-not-called');
  });
});
