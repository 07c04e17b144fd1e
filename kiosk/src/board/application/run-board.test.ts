import { BoardState } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { sessionCallMemory } from '../adapters/session-call-memory.ts';
import { runBoard } from './run-board.ts';

const NOW = Date.parse('2026-11-22T01:00:00Z');
const state = BoardState.parse({ calls: [{ callId: 'c1', zone: 'B', label: '204', counter: '5', calledAt: '2026-11-22T00:59:59.000Z', repeat: 0 }], missed: [], waits: [], openCounters: ['5'], lastPromises: null });

const hall = (storage: Map<string, string>) => {
  const sounded: string[] = [];
  const shown: string[] = [];
  const board = runBoard({
    voice: { allowed: () => true, allow: () => Promise.resolve(true), call: (call) => { sounded.push(call.callId); } },
    memory: sessionCallMemory({ getItem: (key) => storage.get(key) ?? null, setItem: (key, value) => { storage.set(key, value); } }),
    shown: (callId) => { shown.push(callId); }, wordsOf: () => [],
  });
  return { board, sounded, shown };
};

describe('running a board', () => {
  it('[V1] a reload of the page does not sound the call that stands there', () => {
    const storage = new Map<string, string>();
    const before = hall(storage);
    expect(before.board.step(state, NOW)?.label).toBe('204');
    const after = hall(storage);
    after.board.step(state, NOW + 3_000);
    expect([before.sounded, before.shown, after.sounded, after.shown]).toEqual([['c1'], ['c1'], [], []]);
  });
  it('[V5] is idle, so that a new version may come, only when no call stands or waits', () => {
    const { board } = hall(new Map());
    expect(board.isIdle()).toBe(true);
    board.step(state, NOW);
    expect(board.isIdle()).toBe(false);
  });
  it('[V1] a damaged memory is an empty one', () => {
    const { board, sounded } = hall(new Map([['engawa.board.sounded', '{broken']]));
    board.step(state, NOW);
    expect(sounded).toEqual(['c1']);
  });
});
