import type { CityProfile, Procedure } from '@engawa/reception/contract';

const ROMAJI: Readonly<Record<string, string>> = {
  あ: 'a', い: 'i', う: 'u', え: 'e', お: 'o', か: 'ka', き: 'ki', く: 'ku', け: 'ke', こ: 'ko', さ: 'sa', し: 'shi', す: 'su', せ: 'se', そ: 'so',
  た: 'ta', ち: 'chi', つ: 'tsu', て: 'te', と: 'to', な: 'na', に: 'ni', ぬ: 'nu', ね: 'ne', の: 'no', は: 'ha', ひ: 'hi', ふ: 'fu', へ: 'he', ほ: 'ho',
  ま: 'ma', み: 'mi', む: 'mu', め: 'me', も: 'mo', や: 'ya', ゆ: 'yu', よ: 'yo', ら: 'ra', り: 'ri', る: 'ru', れ: 're', ろ: 'ro', わ: 'wa', を: 'o', ん: 'n',
  が: 'ga', ぎ: 'gi', ぐ: 'gu', げ: 'ge', ご: 'go', ざ: 'za', じ: 'ji', ず: 'zu', ぜ: 'ze', ぞ: 'zo', だ: 'da', ぢ: 'ji', づ: 'zu', で: 'de', ど: 'do',
  ば: 'ba', び: 'bi', ぶ: 'bu', べ: 'be', ぼ: 'bo', ぱ: 'pa', ぴ: 'pi', ぷ: 'pu', ぺ: 'pe', ぽ: 'po', ゃ: 'ya', ゅ: 'yu', ょ: 'yo', っ: '', ー: '',
};
const toHiragana = (text: string): string => text.replaceAll(/[ァ-ヶ]/gu, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0x60));

/** Readings and ids in one coarse spelling, in which long vowels, doubled letters and 〜/- make no difference: てんにゅう, tennyu -> tenyu. */
const coarse = (text: string): string => [...toHiragana(text.normalize('NFKC').toLowerCase())].map((letter) => ROMAJI[letter] ?? letter).join('')
  .replaceAll(/(sh|ch|j)i(y)([auo])/gu, '$1$3').replaceAll(/([kgnhbpmr])iy([auo])/gu, '$1y$2').replaceAll(/ou/gu, 'o').replaceAll(/(.)\1+/gu, '$1').replaceAll(/[^a-z0-9]/gu, '');

/** 漢字(かんじ) -> かんじ */
const reading = (easy: string): string => easy.replaceAll(/[^()（）\sぁ-んァ-ヶー]+\(([^)]*)\)/gu, '$1').replaceAll(/\s/gu, '');

const fits = ({ id, title, formTitle }: Procedure, text: string): boolean => {
  const wanted = text.normalize('NFKC').replaceAll(/\s/gu, '');
  if ([title.ja, formTitle].some((words) => words.replaceAll(/\s/gu, '').includes(wanted))) return true;
  if (!/^[a-z0-9ぁ-んァ-ヶー-]+$/iu.test(wanted)) return false;
  const sound = coarse(wanted);
  return sound !== '' && (coarse(id).includes(sound) || coarse(reading(title['ja-easy'])).includes(sound));
};

/**
 * Procedures that a clerk may mean by a few letters, in the city's order: part of the title in Japanese, or its sound in kana
 * or Latin letters, also while the input method still composes them. Those whose sound begins so come first, because Enter takes the first.
 */
export const findProcedures = (city: Pick<CityProfile, 'procedures'>, text: string): readonly Procedure[] =>
  findAmong(city.procedures.filter((p) => p.hasForm && p.comesWith === undefined), text);

/** The same among any procedures; all of them where nothing was typed. */
export function findAmong(all: readonly Procedure[], text: string): readonly Procedure[] {
  if (text.trim() === '') return all;
  const found = all.filter((p) => fits(p, text));
  const begins = (p: Procedure): boolean => p.title.ja.startsWith(text.trim()) || coarse(p.id).startsWith(coarse(text) || '-');
  return [...found.filter(begins), ...found.filter((p) => !begins(p))];
}
