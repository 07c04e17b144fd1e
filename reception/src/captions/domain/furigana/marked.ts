import type { Piece } from './okurigana.ts';

const PLAIN = /^[0-9０-９]*[\p{Script=Han}々〆ヶ〇]+$/u;
const TOUCHES = /[\p{Script=Han}々〆ヶ〇0-9０-９]$/u;

/** Pieces as text: 窓口(まどぐち)へ. `｜` says where a word begins that its own letters do not show. */
export const toMarked = (pieces: readonly Piece[]): string => pieces.reduce((out, { text, reading }) =>
  out + (reading === undefined ? text : `${PLAIN.test(text) && !TOUCHES.test(out) ? '' : '｜'}${text}(${reading})`), '');

const MARKED = /(?:｜([^｜(（]+)|([0-9０-９]*[\p{Script=Han}々〆ヶ〇]+))[(（][\p{Script=Hiragana}\p{Script=Katakana}ー]+[)）]/gu;
/** The same text without its readings. */
export const withoutMarks = (marked: string): string => marked.replace(MARKED, (_, from: string | undefined, word: string | undefined) => from ?? word ?? '');
