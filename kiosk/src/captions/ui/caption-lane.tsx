import { HTML_LANG, type Language, type Lane, type OfferedAnswer, type Utterance } from '@engawa/reception/contract';
import { Fragment, type ReactNode, useLayoutEffect, useRef } from 'react';
import { Ruby } from '../../design/index.ts';
import { captions } from '../../wording/captions.ts';
import { Say } from '../../wording/wording.tsx';
import { isUntranslated, translationOf } from '../domain/caption-lines.ts';

/** A new line pushes the older ones up, whole lines only, 120 ms. */
const PUSH_MS = 120;

/** Animates the growth of what was said from its old height to the new one. */
const usePushUp = (what: unknown) => {
  const ref = useRef<HTMLDivElement>(null);
  const height = useRef(0);
  useLayoutEffect(() => {
    const said = ref.current;
    if (!said) return;
    const before = height.current;
    const grown = said.offsetHeight - before;
    height.current = said.offsetHeight;
    /* what stood there already when the lane appeared does not move */
    if (before > 0 && grown > 4 && !matchMedia('(prefers-reduced-motion: reduce)').matches) said.animate([{ transform: `translateY(${grown}px)` }, { transform: 'none' }], { duration: PUSH_MS, easing: 'ease-out' });
  }, [what]);
  return ref;
};

/** Pieces between which no line breaks. */
const phrasesOf = (pieces: Utterance['pieces']): Utterance['pieces'][] => pieces.reduce<Utterance['pieces'][]>((all, piece) => {
  const last = all.at(-1);
  if (last === undefined || piece.begins === true) all.push([piece]); else last.push(piece);
  return all;
}, []);

/** A finished line with the readings that reception derived for it; a 文節 stays on one line where it fits. */
const Read = ({ pieces }: { pieces: Utterance['pieces'] }) => phrasesOf(pieces).map((phrase, i) => (
  <Fragment key={i}>{i > 0 && <wbr />}<span className="caption-phrase">{phrase.map(({ text, reading }, k) => (reading === undefined ? <Fragment key={k}>{text}</Fragment> : <ruby key={k}>{text}<rp>(</rp><rt>{reading}</rt><rp>)</rp></ruby>))}</span></Fragment>
));

/** Committed words and those that may still move are apart in the document too, so that one can hold the glass to its promise. */
const Spoken = ({ utterance: { utt, committed, live, final, lang, pieces }, readings }: { utterance: Utterance; readings: boolean }) => (
  <p className="caption-line" lang={lang.startsWith('ja') ? 'ja' : lang} data-utterance={utt}>
    <span data-words="committed">{readings && pieces.length > 0 ? <Read pieces={pieces} /> : committed}</span>
    <span data-words="live">{live}</span>
    {!final && <span className="caption-caret" aria-hidden="true" />}
  </p>
);

/** What the visitor may answer, by number: pointed at on the glass, pressed by the clerk. */
const Answers = ({ answers, language }: { answers: readonly OfferedAnswer[]; language: Language }) => (
  <>
    <h2 className="caption-label"><svg viewBox="0 0 30 30" aria-hidden="true"><circle cx="15" cy="15" r="13" /></svg><span><Say of={captions.pointAt} /></span></h2>
    <ol className="caption-answers" lang={HTML_LANG[language]}>{answers.map(({ ja, shown }, i) => <li key={ja}><b>{i + 1}</b><span>{language === 'ja-easy' ? <Ruby>{shown}</Ruby> : shown}</span></li>)}</ol>
  </>
);

/** One side of the conversation: label with its own shape, lines, and the translation of the newest sentence. */
export const CaptionLane = ({ lane, label, utterances, answers = [], language }: { lane: Lane; label: ReactNode; utterances: readonly Utterance[]; /** while these stand, they take the place of what was said before */ answers?: readonly OfferedAnswer[]; language: Language }) => {
  const ref = usePushUp(utterances);
  const translation = translationOf(utterances);
  if (answers.length > 0) return <section className={`caption-lane caption-lane-${lane} caption-lane-asked`} aria-live="polite"><Answers answers={answers} language={language} /></section>;
  return (
    <section className={`caption-lane caption-lane-${lane}${language === 'ja' ? '' : ' caption-lane-read'}`} aria-live="polite">
      <div className="caption-window">
        {utterances.length > 0 && <h2 className="caption-label"><svg viewBox="0 0 30 30" aria-hidden="true">{lane === 'staff' ? <rect x="2" y="2" width="26" height="26" /> : <circle cx="15" cy="15" r="13" />}</svg><span>{label}</span></h2>}
        <div className="caption-lines"><div ref={ref} className="caption-said">{utterances.map((utterance) => <Spoken key={utterance.utt} utterance={utterance} readings={language !== 'ja'} />)}</div></div>
      </div>
      {isUntranslated(utterances, language) && <p className="caption-translation caption-untranslated"><Say of={captions.notTranslated} /></p>}
      {translation !== null && <p className="caption-translation" lang={HTML_LANG[language]}>{language === 'ja-easy' ? <Ruby>{translation}</Ruby> : translation}</p>}
    </section>
  );
};
