import type { CaptionEvent, Lane, Reply } from '@engawa/reception/contract';

export type SoundGoesTo = 'nowhere' | 'this-machine' | 'internet';

/** What an engine tells while it runs. `part` names one stretch of speech; its hypotheses replace each other. */
export type Heard =
  | { readonly t: 'hypothesis'; readonly part: string; readonly text: string; readonly final: boolean }
  | { readonly t: 'started' }
  | { readonly t: 'ended' }
  | { readonly t: 'refused'; readonly why: string };

export interface Running { restart(): void; stop(): void }

/** One way from sound to text. `start` may begin in silence: only a result proves that it works. */
export interface CaptionEngine {
  readonly id: string;
  readonly soundGoesTo: SoundGoesTo;
  readonly caps: { readonly langs: readonly string[]; readonly offline: boolean; readonly openVocabulary: boolean; readonly partials: boolean };
  probe(): Promise<{ ok: boolean; why?: string }>;
  start(o: { lane: Lane; lang: string; phrases: readonly string[] }, hear: (heard: Heard) => void): Promise<Running>;
}

/** Where caption events go: the hall server, which shows them on both sides. */
export interface CaptionSink { send(event: CaptionEvent): Promise<Reply> }
