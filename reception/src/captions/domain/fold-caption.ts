import type { CaptionEvent, CaptionView, CounterId, OpenCaptions, ReadPiece, Utterance } from '../../../contract/index.ts';
import type { PhraseDesk } from './phrasebook.ts';
import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';

/** The glass keeps this many 発話 at most; older ones leave at the top. */
export const KEPT_UTTERANCES = 60;

export const closedCaptions = (counter: CounterId): CaptionView =>
  ({ counter, open: false, visitorLanguage: 'ja', utterances: [], engine: 'typed', soundGoesTo: 'nowhere', large: false, answers: [] });

/** Opening at an open counter only changes how it is shown: the words so far stay. */
export const openCaptions = (view: CaptionView, { visitorLanguage, large }: OpenCaptions): CaptionView =>
  view.open ? { ...view, visitorLanguage, large, answers: visitorLanguage === view.visitorLanguage ? view.answers : [] } : { ...closedCaptions(view.counter), open: true, visitorLanguage, large };

const replace = (view: CaptionView, next: Utterance): CaptionView => {
  const known = view.utterances.some((u) => u.utt === next.utt);
  const utterances = known ? view.utterances.map((u) => (u.utt === next.utt ? next : u)) : [...view.utterances, next];
  return { ...view, utterances: utterances.slice(-KEPT_UTTERANCES) };
};

/** What a finished line is given: translations and answers that people wrote in advance, and readings for Japanese. */
export interface Derivation { readonly phrases: PhraseDesk; readonly furigana: (text: string) => readonly ReadPiece[] }

/** Derived once for each committed line: a line that still moves could be read wrongly at its end. Free speech is not translated. */
const derive = (text: string, lang: string, view: CaptionView, { phrases, furigana }: Derivation): Pick<Utterance, 'translation' | 'pieces'> =>
  ({ translation: phrases.translate(text, view.visitorLanguage), pieces: lang.startsWith('ja') ? [...furigana(text)] : [] });

/** Answers are offered to the newest sentence of the staff, and gone with the next one. */
const offering = (view: CaptionView, { phrases }: Derivation): CaptionView => {
  const newest = view.utterances.findLast((u) => u.final);
  return { ...view, answers: newest?.lane === 'staff' ? phrases.answers(newest.committed, view.visitorLanguage) : [] };
};

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
      return done(offering(replace(view, { utt: event.utt, rev: event.rev, lane: event.lane, lang: event.lang, committed: event.text, live: '', final: true, corrected: false, ...derive(event.text, event.lang, view, derivation) }), derivation));
    }
    case 'correct': {
      if (have === undefined) return refuse('utterance-unknown');
      if (event.rev <= have.rev) return have.corrected && have.committed === event.text ? done(view) : refuse('utterance-committed');
      return done(offering(replace(view, { ...have, rev: event.rev, committed: event.text, live: '', final: true, corrected: true, ...derive(event.text, have.lang, view, derivation) }), derivation));
    }
    case 'retract':
      return have === undefined ? refuse('utterance-unknown') : done(offering({ ...view, utterances: view.utterances.filter((u) => u.utt !== event.utt) }, derivation));
    default: return unreachable(event);
  }
}

const unreachable = (value: never): never => { throw new Error(`unknown caption event ${JSON.stringify(value)}`); };
