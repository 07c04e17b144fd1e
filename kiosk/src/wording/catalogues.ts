import type { Language, TranslatedLanguage } from '@engawa/reception/contract';

/** Sentences of one language, keyed by the Japanese one; a function where numbers change the words. */
export type Catalogue = Readonly<Record<string, string | ((params: never) => string)>>;

/** Each catalogue is a chunk of its own: nobody's first page carries five languages that they do not read. The worker keeps all of them. */
const CHUNKS: Record<TranslatedLanguage, () => Promise<{ catalogue: Catalogue }>> = {
  zh: () => import('./catalogues/zh.ts'),
  ko: () => import('./catalogues/ko.ts'),
  vi: () => import('./catalogues/vi.ts'),
  pt: () => import('./catalogues/pt.ts'),
  fil: () => import('./catalogues/fil.ts'),
};
const loaded = new Map<Language, Catalogue>();

/** True when every sentence of this language can be said at once. */
export const isReady = (language: Language): boolean => !(language in CHUNKS) || loaded.has(language);

/** Brings a language's sentences. False when they cannot be had now (no network, nothing kept): the page stays as it is. */
export const makeReady = async (language: Language): Promise<boolean> => {
  if (isReady(language)) return true;
  try {
    loaded.set(language, (await CHUNKS[language as TranslatedLanguage]()).catalogue);
    return true;
  } catch {
    return false;
  }
};

/** The translation of a Japanese sentence, once the language is ready. */
export const translationOf = (language: TranslatedLanguage, ja: string): string | ((params: never) => string) | undefined => loaded.get(language)?.[ja];
