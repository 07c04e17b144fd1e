import { HTML_LANG, type Language, type Lane, type Utterance } from '@engawa/reception/contract';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { Ruby, withoutFurigana } from '../../design/index.ts';
import { READINGS } from '../../wording/captions.ts';
import { translationOf, withReadings } from '../domain/caption-lines.ts';

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

/** Committed words and those that may still move are apart in the document too, so that one can hold the glass to its promise. */
const Spoken = ({ utterance, readings }: { utterance: Utterance; readings: boolean }) => {
  const { committed, live, final, lang } = utterance;
  const japanese = lang.startsWith('ja');
  const show = (text: string, around: { before: string; after: string; grows: boolean }) => (!japanese ? text : readings ? <Ruby>{withReadings(text, READINGS, around)}</Ruby> : withoutFurigana(text));
  return (
    <p className="caption-line" lang={japanese ? 'ja' : lang} data-utterance={utterance.utt}>
      <span data-words="committed">{show(committed, { before: '', after: live, grows: !final })}</span>
      <span data-words="live">{show(live, { before: committed, after: '', grows: true })}</span>
      {!final && <span className="caption-caret" aria-hidden="true" />}
    </p>
  );
};

/** One side of the conversation: label with its own shape, lines, and the translation of the newest sentence. */
export const CaptionLane = ({ lane, label, utterances, language }: { lane: Lane; label: ReactNode; utterances: readonly Utterance[]; language: Language }) => {
  const ref = usePushUp(utterances);
  const translation = translationOf(utterances);
  return (
    <section className={`caption-lane caption-lane-${lane}${language === 'ja' ? '' : ' caption-lane-read'}`} aria-live="polite">
      <div className="caption-window">
        {utterances.length > 0 && <h2 className="caption-label"><svg viewBox="0 0 30 30" aria-hidden="true">{lane === 'staff' ? <rect x="2" y="2" width="26" height="26" /> : <circle cx="15" cy="15" r="13" />}</svg><span>{label}</span></h2>}
        <div className="caption-lines"><div ref={ref} className="caption-said">{utterances.map((utterance) => <Spoken key={utterance.utt} utterance={utterance} readings={language !== 'ja'} />)}</div></div>
      </div>
      {translation !== null && <p className="caption-translation" lang={HTML_LANG[language]}>{language === 'ja-easy' ? <Ruby>{translation}</Ruby> : translation}</p>}
    </section>
  );
};
