/** A piece of a sentence; `reading` stands above it. */
export interface FuriganaPart { text: string; reading?: string }

/** `漢字(かんじ)`; digits that touch the kanji belong to it (`6分(ろっぷん)`), and `｜` marks another beginning (`お｜子さん(こさん)`). */
const MARKED = /(?:｜([^｜(（]+)|([0-9０-９]*[\p{Script=Han}々〆ヶ〇]+))[(（]([\p{Script=Hiragana}\p{Script=Katakana}ー]+)[)）]/gu;

export const parseFurigana = (sentence: string): FuriganaPart[] => {
  const parts: FuriganaPart[] = [];
  let done = 0;
  for (const match of sentence.matchAll(MARKED)) {
    if (match.index > done) parts.push({ text: sentence.slice(done, match.index) });
    parts.push({ text: match[1] ?? match[2] ?? '', reading: match[3] ?? '' });
    done = match.index + match[0].length;
  }
  if (done < sentence.length) parts.push({ text: sentence.slice(done) });
  return parts;
};

/** The sentence without readings: for names of controls, titles and speech. */
export const withoutFurigana = (sentence: string): string => parseFurigana(sentence).map(({ text }) => text).join('');
