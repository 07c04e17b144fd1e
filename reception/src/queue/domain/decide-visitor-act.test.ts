import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CounterId, StaffId } from '../../../contract/index.ts';
import { decideAct } from './decide-act.ts';
import { decideVisitorAct, LEAVE, leaveUntil, type VisitorCommand } from './decide-visitor-act.ts';
import { standingAt, type Standing } from './standing.ts';

const MIN = 60_000;
const at = { counter: CounterId.parse('3'), staffId: StaffId.parse('1001'), calls: 1, calledAtMs: 0 };
const missed: Standing = { status: 'missed', ...at, missedAtMs: 2 * MIN };
const away: Standing = { status: 'away', sinceMs: 0, untilMs: 30 * MIN };
const others: Standing[] = [{ status: 'called', ...at }, { status: 'serving', ...at, servedAtMs: 0 }, { status: 'done', ...at, servedAtMs: 0, finishedAtMs: 0 }, { status: 'cancelled' }];
const graceMs = 20 * MIN;
const does = (standing: Standing, command: VisitorCommand) => { const made = decideVisitorAct(standing, command); return made.ok ? made.value.status : made.code; };
const clerkDoes = (standing: Standing, act: 'rejoin' | 'call', nowMs: number) => { const made = decideAct({ standing, lastAct: null, procedures: [], steps: [], line: 'A' }, { act, detail: {}, counter: at.counter, staffId: at.staffId, nowMs, hall: { zones: ['A'], served: ['A'], procedures: [], graceMs } }); return made.ok ? made.value.standing.status : made.code; };

describe('missed and back', () => {
  it('[Q38] who did not come stands in the queue again within the window, by phone or by a clerk, and outside of it is refused by name; a clerk may still call', () => {
    expect([2, 22].map((minute) => does(missed, { act: 'rejoin', graceMs, nowMs: minute * MIN }))).toEqual(['waiting', 'waiting']);
    expect(decideVisitorAct(missed, { act: 'rejoin', graceMs, nowMs: 22 * MIN + 1 })).toEqual({ ok: false, code: 'rejoin-too-late', facts: { minutes: 20 } });
    expect([clerkDoes(missed, 'rejoin', 22 * MIN), clerkDoes(missed, 'rejoin', 22 * MIN + 1), clerkDoes(missed, 'call', 200 * MIN)]).toEqual(['waiting', 'rejoin-too-late', 'called']);
    for (const standing of [...others, { status: 'waiting' } as const, away]) expect(does(standing, { act: 'rejoin', graceMs, nowMs: MIN })).toBe('ticket-not-missed');
  });
});

describe('away and back', () => {
  it('[Q39] who waits may leave as far as the forecast allows, and is back by a word, by a clerk, or when the time is over', () => {
    const leave = (standing: Standing, minutes: number, may: number | null) => does(standing, { act: 'leave', untilMs: minutes * MIN, mayUntilMs: may === null ? null : may * MIN, nowMs: 0 });
    expect([leave({ status: 'waiting' }, 25, 25), leave({ status: 'waiting' }, 26, 25), leave({ status: 'waiting' }, 5, null), leave({ status: 'waiting' }, 0, 25)]).toEqual(['away', 'leave-too-long', 'leave-too-long', 'bad-request']);
    for (const standing of [...others, missed, away]) expect(leave(standing, 20, 25)).toBe('ticket-not-waiting');
    expect([does(away, { act: 'back', nowMs: MIN }), clerkDoes(away, 'rejoin', MIN), does({ status: 'waiting' }, { act: 'back', nowMs: MIN })]).toEqual(['waiting', 'waiting', 'waiting']);
    for (const standing of [...others, missed]) expect(does(standing, { act: 'back', nowMs: MIN })).toBe('ticket-not-waiting');
    expect([standingAt(away, 30 * MIN - 1).status, standingAt(away, 30 * MIN).status]).toEqual(['away', 'waiting']);
  });

  it('[Q39] nobody is called while away, not even by choice; afterwards anybody may', () => {
    expect([clerkDoes(away, 'call', 30 * MIN - 1), clerkDoes(away, 'call', 30 * MIN)]).toEqual(['ticket-away', 'called']);
  });

  it('[Q39] the time to be back lies before the early call, in steps of five minutes, and a short absence is not offered', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 300, noNaN: true }), fc.integer({ min: 0, max: 86_400 }), (p10, second) => {
      const nowMs = second * 1_000;
      const until = leaveUntil({ p10 }, nowMs);
      if (until === null) expect(p10).toBeLessThan((LEAVE.leastMs + LEAVE.backBeforeMs) / MIN + 5);
      else {
        expect(until).toBeLessThanOrEqual(nowMs + p10 * MIN - LEAVE.backBeforeMs);
        expect([until % (5 * MIN), until >= nowMs + LEAVE.leastMs]).toEqual([0, true]);
      }
    }));
  });
});
