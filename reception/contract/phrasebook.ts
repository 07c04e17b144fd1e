import { z } from 'zod';
import { Lane } from './captions.ts';

const Text = z.string().trim().min(1).max(200);

/**
 * A sentence of the counter that people wrote in advance, in eight languages. `{amount}`, `{days}` … are blanks for digits
 * (`{time}`: 10:35), the same in every language. `kana`: how the Japanese is said, for the search. In `ja-easy`, `漢字(かんじ)` marks furigana.
 */
export const Phrase = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)+$/), by: Lane, ja: Text, kana: Text, 'ja-easy': Text, en: Text, zh: Text, ko: Text, vi: Text, pt: Text, fil: Text,
  /** ids of what the other side may answer, in the order of their numbers */ answers: z.array(z.string()).max(6).default([]),
});
export type Phrase = z.infer<typeof Phrase>;

/** 文例の一まとまり. `title` is for staff. */
export const PhraseGroup = z.strictObject({ id: z.string().regex(/^[a-z]+$/), title: Text, phrases: z.array(Phrase).min(1) });
export type PhraseGroup = z.infer<typeof PhraseGroup>;
/** 文例集. A city without one has no groups. */
export const Phrasebook = z.strictObject({ groups: z.array(PhraseGroup) });
export type Phrasebook = z.infer<typeof Phrasebook>;
