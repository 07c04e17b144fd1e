import type { CaptionView, Lane, Utterance } from '@engawa/reception/contract';

/** What one lane shows, oldest first. Lines that scrolled above the face are gone from the glass, not only hidden. */
export const LANE = { keptUtterances: 6, /** a glass without its link forgets by itself, because it would miss the wiping */ forgetMs: 60_000, /** 「すべて消しました」 stays this long */ wipedMs: 8_000 } as const;

export const laneOf = (view: CaptionView, lane: Lane): Utterance[] => view.utterances.filter((utterance) => utterance.lane === lane && utterance.committed + utterance.live !== '').slice(-LANE.keptUtterances);

/** The newest finished utterance that has a translation: only this one is shown, under its lane. */
export const translationOf = (utterances: readonly Utterance[]): string | null => utterances.findLast((utterance) => utterance.final)?.translation ?? null;

const HAN = /\p{Script=Han}/u;
/** Writes readings behind words of the glossary that stand alone and have none yet: `窓口` -> `窓口(まどぐち)`. Longest words first. */
export const withReadings = (text: string, readings: readonly (readonly [word: string, reading: string])[]): string => {
  let out = '';
  for (let at = 0; at < text.length;) {
    const known = readings.find(([word]) => text.startsWith(word, at));
    const after = known && text.slice(at + known[0].length);
    /* a short word inside a longer one (届 in 届出) would be read wrongly: only where kanji do not touch it on either side */
    if (known && after !== undefined && !HAN.test(out.slice(-1)) && !HAN.test(after.charAt(0)) && !/^[(（]/.test(after)) {
      out += `｜${known[0]}(${known[1]})`;
      at += known[0].length;
    } else {
      out += text.charAt(at);
      at += 1;
    }
  }
  return out;
};
