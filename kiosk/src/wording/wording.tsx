import { createContext, Fragment, type ReactNode, use, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { parseFurigana, withoutFurigana } from '../design/ruby/furigana.ts';
import { clockRange, clockTime, dayText, formDate, yen } from './formats.ts';
import { isReady, makeReady } from './catalogues.ts';
import { withReadingsAbove } from './readings.ts';
import { fill, htmlLang, type Language, type ParamsArgument, type Phrase, sentenceOf, spokenIn } from './wording.ts';

export { LANGUAGE_NAMES, LANGUAGES, type Language } from './wording.ts';

interface Speech { lang: Language; /** readings over plain Japanese */ furigana: boolean; setLang: (lang: Language) => void }
const SpeechContext = createContext<Speech | null>(null);

/** The language that is wanted, as soon as all its sentences are here; until then the one before it, so that no page is half translated. */
const useReadyLanguage = (wanted: Language): Language | null => {
  const [before, setBefore] = useState<Language | null>(isReady(wanted) ? wanted : null);
  useEffect(() => {
    let waiting = true;
    void makeReady(wanted).then((ready) => { if (waiting) setBefore((shown) => (ready ? wanted : shown ?? 'en')); });
    return () => { waiting = false; };
  }, [wanted]);
  return isReady(wanted) ? wanted : before;
};

/**
 * The language of everything below. Uncontrolled by default; with `lang` and `onLang` the surface keeps it
 * (a kiosk sets it back when the visitor leaves). `<html lang>` follows, also for やさしい日本語 (`data-language`).
 */
export const WordingProvider = ({ children, lang: given, onLang, initial = 'ja', furigana = false }: { children: ReactNode; lang?: Language; /** ふりがな on request */ furigana?: boolean; onLang?: (lang: Language) => void; initial?: Language }) => {
  const [own, setOwn] = useState<Language>(initial);
  const lang = useReadyLanguage(given ?? own);
  const speech = useMemo<Speech | null>(() => lang && { lang, furigana, setLang: (next) => { setOwn(next); onLang?.(next); } }, [lang, furigana, onLang]);
  useLayoutEffect(() => {
    if (!lang) return;
    document.documentElement.lang = htmlLang(lang);
    document.documentElement.dataset['language'] = lang;
  }, [lang]);
  return speech && <SpeechContext value={speech}>{children}</SpeechContext>;
};

/** Say a phrase as a plain string (names of controls, titles, speech: no readings), and the city's way of writing times, days and money. */
export const useWording = () => {
  const speech = use(SpeechContext);
  if (!speech) throw new Error('useWording needs a WordingProvider above it');
  const { lang, furigana, setLang } = speech;
  return useMemo(() => ({
    lang, furigana, setLang,
    say: <P extends Phrase>(phrase: P, ...[params]: ParamsArgument<P>): string => fill(withoutFurigana(sentenceOf(phrase, lang, params as never)), params as never),
    clock: clockTime,
    range: clockRange,
    day: (when: string) => dayText(when, lang),
    formDate: (day: string) => formDate(day, lang),
    yen: (amountYen: number) => yen(amountYen, lang),
  }), [lang, furigana, setLang]);
};

export type SayProps<P extends Phrase> = { of: P; /** speak another language than the page, with its own `lang` */ in?: Language } & (ParamsArgument<P> extends [] ? { params?: undefined } : [] extends ParamsArgument<P> ? { params?: ParamsArgument<P>[0] } : { params: ParamsArgument<P>[0] });

/** Shows a phrase; in やさしい日本語 readings stand above the kanji. Readings are looked for before parameters go in, so that a name or a number never gets one by accident. */
export const Say = <P extends Phrase>({ of, params, in: other }: SayProps<P>) => {
  const { lang, furigana } = useWording();
  const language = spokenIn(of, other ?? lang);
  const values = params as Readonly<Record<string, string | number>> | undefined;
  const parts = parseFurigana(furigana && language === 'ja' ? withReadingsAbove(sentenceOf(of, language, values)) : sentenceOf(of, language, values)).map(({ text, reading }, index) => {
    const filled = fill(text, values).split('\n').flatMap((line, row) => (row === 0 ? [line] : [<br key={row} />, line]));
    return reading === undefined ? <Fragment key={index}>{filled}</Fragment> : <ruby key={index}>{filled}<rp>(</rp><rt>{reading}</rt><rp>)</rp></ruby>;
  });
  return htmlLang(language) !== htmlLang(lang) ? <span lang={htmlLang(language)}>{parts}</span> : <>{parts}</>;
};
