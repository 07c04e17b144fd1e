import { Fragment } from 'react';
import { parseFurigana } from './furigana.ts';

/** Shows `番号(ばんごう)` with the reading above the kanji. */
export const Ruby = ({ children }: { children: string }) => (
  <>{parseFurigana(children).map(({ text, reading }, index) => reading === undefined ? <Fragment key={index}>{text}</Fragment> : <ruby key={index}>{text}<rp>(</rp><rt>{reading}</rt><rp>)</rp></ruby>)}</>
);
