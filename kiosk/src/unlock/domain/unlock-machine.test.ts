import type { UnlockAnswer } from '@engawa/facility-api/contract';
import { describe, expect, it } from 'vitest';
import { ASKS, nextUnlock, type UnlockInput, type UnlockState } from './unlock-machine.ts';

const shut: UnlockState = { at: 'shut' };
const asking: UnlockState = { at: 'asking', key: 'k1', asks: 1 };
const answer = (value: UnlockAnswer, key = 'k1'): UnlockInput => ({ t: 'answer', key, answer: value, nowMs: 1_000 });
const opened: UnlockAnswer = { state: 'opened', at: '2026-11-22T01:12:00.000Z', relockAfterSeconds: 8 };

describe('one door, one button', () => {
  it.each<[string, UnlockState, UnlockInput, UnlockState]>([
    ['a press asks', shut, { t: 'press', key: 'k1' }, asking],
    ['an opening is shown until the lock falls again', asking, answer(opened), { at: 'open', openedAt: '2026-11-22T01:12:00.000Z', shutAtMs: 9_000 }],
    ['the lock falls', { at: 'open', openedAt: '', shutAtMs: 9_000 }, { t: 'tick', nowMs: 9_000 }, shut],
    ['not before its time', { at: 'open', openedAt: '', shutAtMs: 9_000 }, { t: 'tick', nowMs: 8_999 }, { at: 'open', openedAt: '', shutAtMs: 9_000 }],
    ['a refusal is said', asking, answer({ state: 'refused', reason: 'too-early' }), { at: 'refused', reason: 'too-early' }],
    ['a queued press is asked for again', asking, answer({ state: 'queued' }), { at: 'asking', key: 'k1', asks: 2 }],
  ])('[V20] %s', (_, state, input, expected) => expect(nextUnlock(state, input, '482913')).toEqual(expected));

  it('[V21] a second press while the first is under way is no second opening', () => {
    expect(nextUnlock(asking, { t: 'press', key: 'k2' }, null)).toBe(asking);
  });
  it('[V21] a late answer to an earlier press changes nothing', () => {
    expect(nextUnlock({ at: 'asking', key: 'k2', asks: 1 }, answer(opened, 'k1'), null)).toEqual({ at: 'asking', key: 'k2', asks: 1 });
  });
  it('[V22] silence, an unreachable door and endless queueing all end with the PIN in sight', () => {
    expect(nextUnlock(asking, { t: 'silence', key: 'k1', pin: '482913' }, '482913')).toEqual({ at: 'cut-off', pin: '482913' });
    expect(nextUnlock(asking, answer({ state: 'unreachable', pin: '482913' }), null)).toEqual({ at: 'cut-off', pin: '482913' });
    expect(nextUnlock({ at: 'asking', key: 'k1', asks: ASKS }, answer({ state: 'queued' }), '482913')).toEqual({ at: 'cut-off', pin: '482913' });
  });
});
