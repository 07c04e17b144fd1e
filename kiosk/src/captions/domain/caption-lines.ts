import type { CaptionView, Lane, Utterance } from '@engawa/reception/contract';

/** What one lane shows, oldest first. Lines that scrolled above the face are gone from the glass, not only hidden. */
export const LANE = { keptUtterances: 6, /** a glass without its link forgets by itself, because it would miss the wiping */ forgetMs: 60_000, /** 「すべて消しました」 stays this long */ wipedMs: 8_000 } as const;

export const laneOf = (view: CaptionView, lane: Lane): Utterance[] => view.utterances.filter((utterance) => utterance.lane === lane && utterance.committed + utterance.live !== '').slice(-LANE.keptUtterances);

/** The newest finished utterance that has a translation: only this one is shown, under its lane. */
export const translationOf = (utterances: readonly Utterance[]): string | null => utterances.findLast((utterance) => utterance.final)?.translation ?? null;

const HAN = /\p{Script=Han}/u;
/** What stands on either side of a piece of an utterance. `grows`: more words may follow, so a word at its very end may still become another one. */
export interface Around { before: string; after: string; grows: boolean }

/** Writes readings behind words of the glossary that stand alone and have none yet: `窓口` -> `窓口(まどぐち)`. Longest words first. */
export const withReadings = (text: string, readings: readonly (readonly [word: string, reading: string])[], { before, after, grows }: Around = { before: '', after: '', grows: false }): string => {
  let out = '';
  for (let at = 0; at < text.length;) {
    const known = readings.find(([word]) => text.startsWith(word, at));
    const next = known && (text.charAt(at + known[0].length) || after.charAt(0));
    /* A short word inside a longer one (届 in 届出) would be read wrongly: only where kanji do not touch it on either side. */
    const alone = next !== undefined && !HAN.test((before + text.slice(0, at)).slice(-1)) && !HAN.test(next) && !/^[(（]/.test(next);
    if (known && alone && !(next === '' && grows)) {
      out += `｜${known[0]}(${known[1]})`;
      at += known[0].length;
    } else {
      out += text.charAt(at);
      at += 1;
    }
  }
  return out;
};
