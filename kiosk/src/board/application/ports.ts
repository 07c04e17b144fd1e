import type { BoardCall } from '@engawa/reception/contract';

/** The board's voice. A browser may forbid sound until somebody touches the screen. */
export interface CallVoice {
  allowed(): boolean;
  /** to be called from a touch or a key */
  allow(): Promise<boolean>;
  /** two wooden tones, then the words */
  call(call: BoardCall, words: readonly { text: string; lang: 'ja-JP' | 'en-US' }[]): void;
}
/** callIds that sounded; on this machine only, gone with the browser's session */
export interface CallMemory { read(): readonly string[]; write(callIds: readonly string[]): void }
