import { z } from 'zod';
import { CounterId, UtteranceId } from './ids.ts';
import { Language } from './language.ts';

/** Staff stand left, white, ■; the visitor right, warm, ●. Never told apart by voice. */
export const Lane = z.enum(['staff', 'visitor']);
export type Lane = z.infer<typeof Lane>;

/** `partial.stable` only ever grows; words in a `final` change by `correct` alone. Revisions count up per utterance. */
export const CaptionEvent = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('partial'), utt: UtteranceId, rev: z.int().min(0), lane: Lane, lang: z.string().max(12), stable: z.string().max(500), unstable: z.string().max(500) }),
  z.strictObject({ t: z.literal('final'), utt: UtteranceId, rev: z.int().min(0), lane: Lane, lang: z.string().max(12), text: z.string().min(1).max(500), engine: z.string().max(30) }),
  z.strictObject({ t: z.literal('correct'), utt: UtteranceId, rev: z.int().min(0), text: z.string().min(1).max(500), by: z.literal('staff') }),
  z.strictObject({ t: z.literal('retract'), utt: UtteranceId }),
  z.strictObject({ t: z.literal('state'), engine: z.string().max(30), state: z.enum(['live', 'degraded', 'down']), soundGoesTo: z.enum(['nowhere', 'this-machine', 'internet']) }),
]);
export type CaptionEvent = z.infer<typeof CaptionEvent>;

/** A piece of a written line, with its reading in kana where it needs one. The pieces of a line are the line, letter by letter. */
export const ReadPiece = z.strictObject({ text: z.string().min(1), reading: z.string().min(1).optional(), /** a line may break before it */ begins: z.literal(true).optional() });
export type ReadPiece = z.infer<typeof ReadPiece>;

export const Utterance = z.strictObject({ utt: UtteranceId, rev: z.int(), lane: Lane, lang: z.string(), committed: z.string(), live: z.string(), final: z.boolean(), corrected: z.boolean(),
  /** the same quick phrase in the visitor's language, checked by people */ translation: z.string().nullable(),
  /** `committed` with readings, once the line is finished and in Japanese; else empty */ pieces: z.array(ReadPiece) });
export type Utterance = z.infer<typeof Utterance>;

/** An answer that can be pointed at: what staff send, and how it stands on the glass. */
export const OfferedAnswer = z.strictObject({ ja: z.string(), shown: z.string() });
export type OfferedAnswer = z.infer<typeof OfferedAnswer>;

/** Stream `caption:<counterId>`: the whole conversation of this visit, in memory only. `open: false` means wiped. */
export const CaptionView = z.strictObject({ counter: CounterId, open: z.boolean(), visitorLanguage: Language, utterances: z.array(Utterance), engine: z.string(), soundGoesTo: z.enum(['nowhere', 'this-machine', 'internet']), large: z.boolean(),
  /** what the visitor can answer to the newest sentence, by number; empty where nothing was asked */ answers: z.array(OfferedAnswer) });
export type CaptionView = z.infer<typeof CaptionView>;

export const OpenCaptions = z.strictObject({ visitorLanguage: Language, large: z.boolean() });
export type OpenCaptions = z.infer<typeof OpenCaptions>;
