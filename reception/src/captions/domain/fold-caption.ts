import type { CaptionEvent, CaptionView, CounterId, OpenCaptions, ReadPiece, Utterance, Wording } from '../../../contract/index.ts';
import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';

/** The glass keeps this many 発話 at most; older ones leave at the top. */
export const KEPT_UTTERANCES = 60;

export const closedCaptions = (counter: CounterId): CaptionView =>
  ({ counter, open: false, visitorLanguage: 'ja', utterances: [], engine: 'typed', soundGoesTo: 'nowhere', large: false });

/** Opening at an open counter only changes how it is shown: the words so far stay. */
export const openCaptions = (view: CaptionView, { visitorLanguage, large }: OpenCaptions): CaptionView =>
  view.open ? { ...view, visitorLanguage, large } : { ...closedCaptions(view.counter), open: true, visitorLanguage, large };

const replace = (view: CaptionView, next: Utterance): CaptionView => {
  const known = view.utterances.some((u) => u.utt === next.utt);
  const utterances = known ? view.utterances.map((u) => (u.utt === next.utt ? next : u)) : [...view.utterances, next];
  return { ...view, utterances: utterances.slice(-KEPT_UTTERANCES) };
};

/** The same quick phrase in the visitor's language; null for free speech: nothing is translated that people have not checked. */
export function translate(text: string, view: CaptionView, phrases: readonly Wording[]): string | null {
  const phrase = phrases.find((p) => p.ja === text);
  return phrase === undefined || view.visitorLanguage === 'ja' ? null : phrase[view.visitorLanguage] ?? phrase.en;
}

/** What a finished line is given: the phrases that people wrote in advance, and readings for Japanese. */
export interface Derivation { readonly phrases: readonly Wording[]; readonly furigana: (text: string) => readonly ReadPiece[] }

/** Derived once for each committed line: a line that still moves could be read wrongly at its end. */
const derive = (text: string, lang: string, view: CaptionView, { phrases, furigana }: Derivation): Pick<Utterance, 'translation' | 'pieces'> =>
  ({ translation: translate(text, view, phrases), pieces: lang.startsWith('ja') ? [...furigana(text)] : [] });

/**
 * One step of a conversation. An event older than what is shown is refused where it would change words, and does
 * nothing where it only repeats them.
 *   (nothing) -partial-> live -partial (stable grows)-> live -final-> committed -correct-> committed
 *   any -retract-> (nothing)
 */
export function foldCaption(view: CaptionView, event: CaptionEvent, derivation: Derivation): Outcome<CaptionView> {
  if (!view.open) return refuse('caption-not-open');
  if (event.t === 'state') return done({ ...view, engine: event.engine, soundGoesTo: event.soundGoesTo });
  const have = view.utterances.find((u) => u.utt === event.utt);
  switch (event.t) {
    case 'partial': {
      if (have?.final === true) return event.rev <= have.rev ? done(view) : refuse('utterance-committed');
      if (have !== undefined && event.rev <= have.rev) return done(view);
      if (have !== undefined && !event.stable.startsWith(have.committed)) return refuse('utterance-committed');
      return done(replace(view, { utt: event.utt, rev: event.rev, lane: event.lane, lang: event.lang, committed: event.stable, live: event.unstable, final: false, corrected: false, translation: null, pieces: [] }));
    }
    case 'final': {
      if (have?.final === true) return have.committed === event.text || event.rev <= have.rev ? done(view) : refuse('utterance-committed');
      if (have !== undefined && !event.text.startsWith(have.committed)) return refuse('utterance-committed');
      return done(replace(view, { utt: event.utt, rev: event.rev, lane: event.lane, lang: event.lang, committed: event.text, live: '', final: true, corrected: false, ...derive(event.text, event.lang, view, derivation) }));
    }
    case 'correct': {
      if (have === undefined) return refuse('utterance-unknown');
      if (event.rev <= have.rev) return have.corrected && have.committed === event.text ? done(view) : refuse('utterance-committed');
      return done(replace(view, { ...have, rev: event.rev, committed: event.text, live: '', final: true, corrected: true, ...derive(event.text, have.lang, view, derivation) }));
    }
    case 'retract':
      return have === undefined ? refuse('utterance-unknown') : done({ ...view, utterances: view.utterances.filter((u) => u.utt !== event.utt) });
    default: return unreachable(event);
  }
}

const unreachable = (value: never): never => { throw new Error(`unknown caption event ${JSON.stringify(value)}`); };
