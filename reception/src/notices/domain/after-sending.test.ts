import { describe, expect, it } from 'vitest';
import { afterSending, retryAfterMs, type Answer } from './after-sending.ts';

const pause = (answer: Answer, tries: number, chance = 0.5): number => { const after = afterSending(answer, tries, 1_000_000, chance); return after.end === 'later' ? after.atMs - 1_000_000 : Number.NaN; };

describe('after a try', () => {
  it('[Y7] silence is tried again after a second, then twice as long each time, spread by chance, never longer than half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 40].map((tries) => pause({ answer: 'silent' }, tries))).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect([pause({ answer: 'silent' }, 1, 0), pause({ answer: 'silent' }, 1, 1)]).toEqual([750, 1_250]);
  });
  it('[Y7] whoever says when to come again is heard, within reason, and never sooner than one who says nothing', () => {
    expect([pause({ answer: 'busy', retryAfterMs: 20_000 }, 1), pause({ answer: 'busy', retryAfterMs: 0 }, 3), pause({ answer: 'busy', retryAfterMs: null }, 2), pause({ answer: 'busy', retryAfterMs: 9e9 }, 1)]).toEqual([20_000, 4_000, 2_000, 3_600_000]);
    expect([retryAfterMs('12', 0), retryAfterMs('Thu, 01 Jan 1970 00:00:30 GMT', 10_000), retryAfterMs('Thu, 01 Jan 1970 00:00:00 GMT', 10_000), retryAfterMs('soon', 0), retryAfterMs(null, 0)]).toEqual([12_000, 20_000, 0, null, null]);
  });
  it('[Y7] the rest ends: taken, too large, or the way itself', () => {
    expect((['taken', 'too-large', 'gone', 'not-taken'] as const).map((answer) => afterSending({ answer }, 1, 0, 0))).toEqual([{ end: 'sent' }, { end: 'refused' }, { end: 'way-over', why: 'gone' }, { end: 'way-over', why: 'not-taken' }]);
  });
});
