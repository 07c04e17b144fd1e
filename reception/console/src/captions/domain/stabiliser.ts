/**
 * LocalAgreement-2: text on which two hypotheses in a row agree is committed. A committed letter never changes here;
 * only a clerk's correction may change it. `live` is the part that may still move.
 */
export interface Stabilised { readonly committed: string; readonly live: string; /** the last hypothesis, whole */ readonly heard: string }

export const nothingHeard: Stabilised = { committed: '', live: '', heard: '' };

const letters = (text: string): readonly string[] => [...new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(text)].map((s) => s.segment);

const agreed = (a: readonly string[], b: readonly string[]): readonly string[] => {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return a.slice(0, n);
};

/** What follows the committed letters, also when the recogniser has changed its mind about them: by their number. */
const beyond = (committed: string, hypothesis: string): string =>
  hypothesis.startsWith(committed) ? hypothesis.slice(committed.length) : letters(hypothesis).slice(letters(committed).length).join('');

export function hearHypothesis(state: Stabilised, hypothesis: string): Stabilised {
  const common = agreed(letters(state.heard), letters(hypothesis)).join('');
  const committed = common.startsWith(state.committed) ? common : state.committed;
  return { committed, live: beyond(committed, hypothesis), heard: hypothesis };
}

/** The utterance is over: the committed text and what the last word of the recogniser adds to it. */
export const finishHearing = (state: Stabilised, last: string): string => state.committed + beyond(state.committed, last);
