import type { BoardCall, BoardState } from '@engawa/reception/contract';
import { type BoardMemory, newBoardMemory, nextBoard } from '../domain/board-scene.ts';
import type { CallMemory, CallVoice } from './ports.ts';

export interface BoardRun {
  /** the hall spoke, or a second passed; gives the call that stands in the panel */
  step(state: BoardState, nowMs: number): BoardCall | null;
  isIdle(): boolean;
}

/** Holds what this board has shown, sounds each call once, and acknowledges it once. */
export const runBoard = ({ voice, memory: kept, shown, wordsOf }: { voice: CallVoice; memory: CallMemory; shown: (callId: string) => void; wordsOf: (call: BoardCall) => readonly { text: string; lang: 'ja-JP' | 'en-US' }[] }): BoardRun => {
  let memory: BoardMemory = newBoardMemory(kept.read());
  return {
    step: (state, nowMs) => {
      const step = nextBoard(memory, state, nowMs);
      if (step.memory.known.length !== memory.known.length || step.shown.length > 0) kept.write(step.memory.known);
      memory = step.memory;
      if (step.sound) voice.call(step.sound, wordsOf(step.sound));
      step.shown.forEach(shown);
      return state.calls.find((call) => call.callId === memory.panel?.callId) ?? null;
    },
    isIdle: () => memory.panel === null && memory.line.length === 0,
  };
};
