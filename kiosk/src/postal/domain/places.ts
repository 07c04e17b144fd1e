import type { Town, Wording } from '@engawa/reception/contract';

/** 都道府県, 市区町村, 町域. The town is empty where a code stands for the rest of a city; the prefecture, where everybody knows it. */
export interface Place { readonly pref: string; readonly city: string; readonly town: string }
export const addressOf = ({ pref, city, town }: Place): string => `${pref}${city}${town}`;

/**
 * All codes that begin with the same two digits. `codes`: the last five digits, then towns; a number before them says of
 * which of `cities`. `{ cities: [['愛知県', '清須市']], codes: { '20961': [0, '春日明河原', '春日一番割'] } }`
 */
export interface PostalChunk { readonly cities: readonly (readonly [pref: string, city: string])[]; readonly codes: Readonly<Record<string, readonly (number | string)[]>> }
export const CHUNK_DIGITS = 2;
export const chunkOf = (code: string): string => code.slice(0, CHUNK_DIGITS);

export const placesIn = (chunk: PostalChunk, code: string): Place[] => {
  const rest = code.slice(CHUNK_DIGITS);
  let [pref, city] = ['', ''];
  return (Object.hasOwn(chunk.codes, rest) ? chunk.codes[rest] ?? [] : []).flatMap((item) => {
    if (typeof item === 'string') return [{ pref, city, town: item }];
    [pref, city] = chunk.cities[item] ?? ['', ''];
    return [];
  });
};

export interface OwnTowns { readonly name: Wording; readonly towns?: readonly Town[] | undefined }
/** A town of the own city is written as its residents write it: without the prefecture. */
export const ownPlace = (city: OwnTowns, town: Town): Place => ({ pref: '', city: city.name.ja, town: town.name });
export const ownPlaces = (city: OwnTowns, code: string): Place[] => (city.towns ?? []).filter(({ postal }) => postal === code).map((town) => ownPlace(city, town));
