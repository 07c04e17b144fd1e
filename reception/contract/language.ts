import { z } from 'zod';

/** `ja-easy` is やさしい日本語: written by people, shown with furigana, `lang="ja"` in HTML. */
export const Language = z.enum(['ja', 'ja-easy', 'en']);
export type Language = z.infer<typeof Language>;

/** One sentence in every language. In `ja-easy`, `漢字(かんじ)` marks furigana. */
export const Wording = z.strictObject({ ja: z.string(), 'ja-easy': z.string(), en: z.string() });
export type Wording = z.infer<typeof Wording>;
