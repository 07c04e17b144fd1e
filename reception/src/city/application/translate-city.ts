import { BORN_WITH, TRANSLATED, type TranslatedLanguage } from '../../../contract/index.ts';

/** `city/words/<language>/*.json`: Japanese sentence → the same in that language. */
export type CityWords = Readonly<Partial<Record<TranslatedLanguage, Readonly<Record<string, string>>>>>;

const isWording = (value: object): value is { ja: string } => BORN_WITH.every((language) => typeof (value as Record<string, unknown>)[language] === 'string');

/** The same data with every sentence in all languages that `words` knows; what a city wrote into the file itself stays. */
export const translateCity = <T>(data: T, words: CityWords): T => {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    if (!isWording(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visit(inner)]));
    const known = TRANSLATED.flatMap((language) => { const said = words[language]?.[value.ja]; return said === undefined ? [] : [[language, said]]; });
    return { ...Object.fromEntries(known), ...value };
  };
  return visit(data) as T;
};

/** Japanese sentences in `data` that a language lacks, in their order. */
export const missingWords = (data: unknown, words: Readonly<Record<string, string>>): string[] => {
  const missing = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value) && isWording(value)) { if (words[value.ja] === undefined) missing.add(value.ja); return; }
    Object.values(value).forEach(visit);
  };
  visit(data);
  return [...missing];
};
