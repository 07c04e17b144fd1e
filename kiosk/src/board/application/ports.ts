import type { BoardCall } from '@engawa/reception/contract';
import type { SpokenPart } from '../domain/spoken-call.ts';

/** The board's voice. A browser may forbid sound until somebody touches the screen. */
export interface CallVoice {
  allowed(): boolean;
  /** its recordings are here */
  speaks(): boolean;
  /** a call is being heard: the next one waits */
  speaking(): boolean;
  /** to be called from a touch or a key */
  allow(): Promise<boolean>;
  /** two wooden tones, then these words, without a gap that is not meant */
  call(call: BoardCall, parts: readonly SpokenPart[]): void;
}
/** callIds that sounded; on this machine only, gone with the browser's session */
export interface CallMemory { read(): readonly string[]; write(callIds: readonly string[]): void }
