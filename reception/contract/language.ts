import { z } from 'zod';

/** `ja-easy` is やさしい日本語: written by people, shown with furigana, `lang="ja"` in HTML. `zh` is in simplified letters, `pt` as in Brazil. */
export const Language = z.enum(['ja', 'ja-easy', 'en', 'zh', 'ko', 'vi', 'pt', 'fil']);
export type Language = z.infer<typeof Language>;

/** The languages that every sentence is born with; the others come from catalogues and from `city/words/<language>/`. */
export const BORN_WITH = ['ja', 'ja-easy', 'en'] as const satisfies readonly Language[];
/** The languages that are translated from the Japanese sentence. */
export const TRANSLATED = ['zh', 'ko', 'vi', 'pt', 'fil'] as const satisfies readonly Language[];
export type TranslatedLanguage = (typeof TRANSLATED)[number];

/** One sentence in every language. In `ja-easy`, `漢字(かんじ)` marks furigana. A missing translation is shown in English. */
export const Wording = z.strictObject({
  ja: z.string(), 'ja-easy': z.string(), en: z.string(),
  zh: z.string().optional(), ko: z.string().optional(), vi: z.string().optional(), pt: z.string().optional(), fil: z.string().optional(),
});
export type Wording = z.infer<typeof Wording>;

/** BCP 47 for `lang` in HTML, fonts and voices. */
export const HTML_LANG = { ja: 'ja', 'ja-easy': 'ja', en: 'en', zh: 'zh-Hans', ko: 'ko', vi: 'vi', pt: 'pt-BR', fil: 'fil' } as const satisfies Record<Language, string>;
export type HtmlLang = (typeof HTML_LANG)[Language];
