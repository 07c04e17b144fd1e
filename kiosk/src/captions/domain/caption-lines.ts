import type { CaptionView, Language, Lane, Utterance } from '@engawa/reception/contract';

/** What one lane shows, oldest first. Lines that scrolled above the face are gone from the glass, not only hidden. */
export const LANE = { keptUtterances: 6, /** a glass without its link forgets by itself, because it would miss the wiping */ forgetMs: 60_000, /** 「すべて消しました」 stays this long */ wipedMs: 8_000 } as const;

export const laneOf = (view: CaptionView, lane: Lane): Utterance[] => view.utterances.filter((utterance) => utterance.lane === lane && utterance.committed + utterance.live !== '').slice(-LANE.keptUtterances);

/** The newest finished utterance that has a translation: only this one is shown, under its lane. */
export const translationOf = (utterances: readonly Utterance[]): string | null => utterances.findLast((utterance) => utterance.final)?.translation ?? null;

/** Whether the newest finished sentence of the staff stands there in Japanese alone, for somebody who reads another language. */
export const isUntranslated = (utterances: readonly Utterance[], language: Language): boolean => {
  const newest = utterances.findLast((utterance) => utterance.final);
  return language !== 'ja' && newest?.lane === 'staff' && newest.lang.startsWith('ja') && newest.translation === null;
};
