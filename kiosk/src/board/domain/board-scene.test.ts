import { BoardState } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { CALL_PANEL, isSoon, newBoardMemory, nextBoard, waitRows } from './board-scene.ts';

const TEN = Date.parse('2026-11-22T01:00:00Z');
const call = (callId: string, secondsAfterTen: number) => ({ callId, zone: 'A', label: `1${callId.slice(1).padStart(2, '0')}`, counter: '3', calledAt: new Date(TEN + secondsAfterTen * 1_000).toISOString(), repeat: 0 });
const hall = (...calls: ReturnType<typeof call>[]) => BoardState.parse({ calls, missed: [], waits: [], openCounters: ['3'], lastPromises: null });
const empty = hall();

describe('the board', () => {
  it('[V1] sounds a new call once, and acknowledges it once', () => {
    const state = hall(call('c1', 0));
    const first = nextBoard(newBoardMemory(), state, TEN);
    expect(first.sound?.callId).toBe('c1');
    expect(first.shown).toEqual(['c1']);
    const again = nextBoard(first.memory, state, TEN + 1_000);
    expect(again).toMatchObject({ sound: null, shown: [] });
  });
  it('[V1] does not sound it again after a reconnect that repeats the state, nor after a reload that kept the list', () => {
    const first = nextBoard(newBoardMemory(), hall(call('c1', 0)), TEN);
    const gone = nextBoard(first.memory, empty, TEN + 2_000);
    expect(nextBoard(gone.memory, hall(call('c1', 0)), TEN + 4_000).sound).toBeNull();
    expect(nextBoard(newBoardMemory(first.memory.known), hall(call('c1', 0)), TEN + 5_000).sound).toBeNull();
  });
  it('[V1] a recall has a callId of its own and sounds', () => {
    const first = nextBoard(newBoardMemory(), hall(call('c1', 0)), TEN);
    expect(nextBoard(first.memory, hall(call('c2', 20)), TEN + 20_000).sound?.callId).toBe('c2');
  });
  it('[V2] shows one call at a time, each long enough to be read, in the order of calling', () => {
    const state = hall(call('c2', 1), call('c1', 0));
    const first = nextBoard(newBoardMemory(), state, TEN + 1_000);
    expect(first.sound?.callId).toBe('c1');
    const early = nextBoard(first.memory, state, TEN + 1_000 + CALL_PANEL.leastMs - 1);
    expect(early.sound).toBeNull();
    const second = nextBoard(early.memory, state, TEN + 1_000 + CALL_PANEL.leastMs);
    expect(second.sound?.callId).toBe('c2');
    expect(second.shown).toEqual(['c2']);
  });
  it('[V2] goes to rest when nothing follows, and at once when the visitor has come', () => {
    const state = hall(call('c1', 0));
    const { memory } = nextBoard(newBoardMemory(), state, TEN);
    expect(nextBoard(memory, state, TEN + CALL_PANEL.stayMs - 1).memory.panel).not.toBeNull();
    expect(nextBoard(memory, state, TEN + CALL_PANEL.stayMs).memory.panel).toBeNull();
    expect(nextBoard(memory, empty, TEN + 1_000).memory.panel).toBeNull();
  });
  it('[V3] a call that was made while the board was away is listed and acknowledged, not sounded', () => {
    const step = nextBoard(newBoardMemory(), hall(call('c2', 100), call('c1', 0)), TEN + 101_000);
    expect(step.sound?.callId).toBe('c2');
    expect(step.shown).toEqual(['c1', 'c2']);
  });
  it('[V34] a call that waited for the panel while the board heard nothing of the hall is listed, not spoken', () => {
    const state = hall(call('c2', 2), call('c1', 0));
    const first = nextBoard(newBoardMemory(), state, TEN + 2_000);
    expect([first.sound?.callId, first.memory.line]).toEqual(['c1', ['c2']]);
    const thawed = nextBoard(first.memory, state, TEN + 2_000 + CALL_PANEL.freshMs + 1);
    expect([thawed.sound, thawed.shown, thawed.memory.line]).toEqual([null, ['c2'], []]);
  });
  it('[V1] remembers enough calls for a whole morning and forgets the oldest', () => {
    let memory = newBoardMemory();
    for (let n = 0; n < CALL_PANEL.remembered + 10; n += 1) memory = nextBoard(memory, hall(call(`c${n}`, n)), TEN + n * 1_000).memory;
    expect(memory.known).toHaveLength(CALL_PANEL.remembered);
  });
  it('[V4] lists at most six waits by plate, those where somebody can come first', () => {
    const waits = BoardState.shape.waits.parse(['F', 'E', 'D', 'C', 'B', 'A'].map((zone) => ({ zone, waiting: 0, range: null, openCounters: zone === 'C' ? 0 : 1 })));
    expect(waitRows(waits).map(({ zone }) => zone)).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
  });
  it.each([
    ['nobody waits, a clerk is free', { waiting: 0, minutes: 0 }, true],
    ['nobody waits, but the only clerk still serves', { waiting: 0, minutes: 10 }, false],
    ['somebody waits', { waiting: 1, minutes: 0 }, false],
  ])('[V4] 「すぐ」 is a promise: %s', (_what, { waiting, minutes }, soon) => {
    const at = (more: number): string => new Date(TEN + (minutes + more) * 60_000).toISOString();
    const [wait] = BoardState.shape.waits.parse([{ zone: 'C', waiting, range: { from: at(0), until: at(10) }, openCounters: 1 }]);
    expect(isSoon(wait!, TEN)).toBe(soon);
  });
});
