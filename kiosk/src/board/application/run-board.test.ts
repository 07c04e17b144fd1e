import { BoardState } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { sessionCallMemory } from '../adapters/session-call-memory.ts';
import { readSoundSettings } from '../domain/board-sound.ts';
import { runBoard } from './run-board.ts';

const NOW = Date.parse('2026-11-22T01:00:00Z');
const state = BoardState.parse({ calls: [{ callId: 'c1', zone: 'B', label: '204', counter: '5', calledAt: '2026-11-22T00:59:59.000Z', repeat: 0 }], missed: [], waits: [], openCounters: ['5'], lastPromises: null });

const hall = (storage: Map<string, string>, sound = readSoundSettings(null, null)) => {
  const sounded: string[] = [];
  const words: number[] = [];
  const speaking = { now: false };
  const shown: string[] = [];
  const board = runBoard({
    voice: { allowed: () => true, speaks: () => true, speaking: () => speaking.now, allow: () => Promise.resolve(true), call: ({ callId }, parts) => { sounded.push(callId); words.push(parts.length); speaking.now = true; } },
    sound,
    memory: sessionCallMemory({ getItem: (key) => storage.get(key) ?? null, setItem: (key, value) => { storage.set(key, value); } }),
    shown: (callId) => { shown.push(callId); },
  });
  return { board, sounded, shown, words, speaking };
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
  it('[V33] the next call waits until this one has been heard to its end, also when its visitor has come', () => {
    const { board, sounded, speaking } = hall(new Map());
    board.step(state, NOW);
    const next = { ...state, calls: [{ ...state.calls[0]!, callId: 'c2', label: '205' }] };
    expect([board.step(next, NOW + 9_000), sounded]).toEqual([null, ['c1']]);
    expect(board.isIdle()).toBe(false);
    speaking.now = false;
    expect([board.step(next, NOW + 12_000)?.label, sounded]).toEqual(['205', ['c1', 'c2']]);
  });
  it.each([
    ['off', readSoundSettings('off', null), [[], []]],
    ['quiet hours', readSoundSettings(null, '9:30-10:30'), [[], []]],
    ['chime', readSoundSettings('chime', null), [['c1'], [0]]],
    ['outside the quiet hours', readSoundSettings(null, '12:00-13:00'), [['c1'], [11]]],
  ])('[V35] a board lets hear what its address wishes: %s', (_what, sound, expected) => {
    const { board, sounded, shown, words } = hall(new Map(), sound);
    expect(board.step(state, NOW)?.label).toBe('204');
    expect([[sounded, words], shown]).toEqual([expected, ['c1']]);
  });
});
