import type { Language, Lane, Utterance } from '@engawa/reception/contract';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { Ruby, withoutFurigana } from '../../design/index.ts';
import { READINGS } from '../../wording/captions.ts';
import { translationOf, withReadings } from '../domain/caption-lines.ts';

/** A new line pushes the older ones up, whole lines only, 120 ms. */
const PUSH_MS = 120;

/** Animates the growth of the lane from its old height to the new one. */
const usePushUp = (what: unknown) => {
  const ref = useRef<HTMLDivElement>(null);
  const height = useRef(0);
  useLayoutEffect(() => {
    const lines = ref.current;
    if (!lines) return;
    const before = height.current;
    const grown = lines.scrollHeight - before;
    height.current = lines.scrollHeight;
    /* what stood there already when the lane appeared does not move */
    if (before > 0 && grown > 4 && !matchMedia('(prefers-reduced-motion: reduce)').matches) lines.animate([{ transform: `translateY(${grown}px)` }, { transform: 'none' }], { duration: PUSH_MS, easing: 'ease-out' });
  }, [what]);
  return ref;
};

const Spoken = ({ utterance, readings }: { utterance: Utterance; readings: boolean }) => {
  const japanese = utterance.lang.startsWith('ja');
  const show = (text: string) => (!japanese ? text : readings ? <Ruby>{withReadings(text, READINGS)}</Ruby> : withoutFurigana(text));
  return <p className="caption-line" lang={japanese ? 'ja' : utterance.lang}>{show(utterance.committed)}{show(utterance.live)}{!utterance.final && <span className="caption-caret" aria-hidden="true" />}</p>;
};

/** One side of the conversation: label with its own shape, lines, and the translation of the newest sentence. */
export const CaptionLane = ({ lane, label, utterances, language }: { lane: Lane; label: ReactNode; utterances: readonly Utterance[]; language: Language }) => {
  const ref = usePushUp(utterances);
  const translation = translationOf(utterances);
  return (
    <section className={`caption-lane caption-lane-${lane}`} aria-live="polite">
      <div ref={ref} className="caption-lines">
        {utterances.length > 0 && <h2 className="caption-label"><svg viewBox="0 0 30 30" aria-hidden="true">{lane === 'staff' ? <rect x="2" y="2" width="26" height="26" /> : <circle cx="15" cy="15" r="13" />}</svg><span>{label}</span></h2>}
        {utterances.map((utterance) => <Spoken key={utterance.utt} utterance={utterance} readings={language !== 'ja'} />)}
        {translation !== null && <p className="caption-translation" lang={language === 'en' ? 'en' : 'ja'}>{language === 'ja-easy' ? <Ruby>{translation}</Ruby> : translation}</p>}
      </div>
    </section>
  );
};
