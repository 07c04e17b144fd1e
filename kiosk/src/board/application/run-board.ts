import type { BoardCall, BoardState } from '@engawa/reception/contract';
import { type BoardMemory, newBoardMemory, nextBoard } from '../domain/board-scene.ts';
import { quietUntil, type SoundSettings } from '../domain/board-sound.ts';
import { spokenCall } from '../domain/spoken-call.ts';
import type { CallMemory, CallVoice } from './ports.ts';

export interface BoardRun {
  /** the hall spoke, or a second passed; gives the call that stands in the panel */
  step(state: BoardState, nowMs: number): BoardCall | null;
  isIdle(): boolean;
}

/** Holds what this board has shown, sounds each call once, one after the other, and acknowledges it once. */
export const runBoard = ({ voice, sound, memory: kept, shown }: { voice: CallVoice; sound: SoundSettings; memory: CallMemory; shown: (callId: string) => void }): BoardRun => {
  let memory: BoardMemory = newBoardMemory(kept.read());
  const call = (next: BoardCall, nowMs: number): void => {
    if (sound.wish === 'off' || quietUntil(sound, nowMs) !== null) return;
    voice.call(next, sound.wish === 'speech' ? spokenCall(next) : []);
  };
  return {
    step: (state, nowMs) => {
      const step = nextBoard(memory, state, nowMs, voice.speaking());
      if (step.memory.known.length !== memory.known.length || step.shown.length > 0) kept.write(step.memory.known);
      memory = step.memory;
      if (step.sound) call(step.sound, nowMs);
      step.shown.forEach(shown);
      return state.calls.find((one) => one.callId === memory.panel?.callId) ?? null;
    },
    isIdle: () => memory.panel === null && memory.line.length === 0 && !voice.speaking(),
  };
};
