import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PICTURES } from '../domain/glossary.ts';
import { GlossaryError, parseGlossary, readGlossary } from './read-glossary.ts';

const city = fileURLToPath(new URL('../../../city/', import.meta.url));
const TERM = '{ ja: 転入届, reading: てんにゅうとどけ, easy: 知らせ, en: a, zh: b, ko: c, vi: d, pt: e, fil: f }';
const file = (terms: string, readings = '  縁側市: えんがわし') => `terms:\n${terms}\nreadings:\n${readings}\n`;

describe('the glossary', () => {
  it('[T15] the demo city has its words in eight ways of saying, each written in its own script', async () => {
    const { terms, readings } = await readGlossary(city);
    expect(terms.length).toBeGreaterThanOrEqual(600);
    expect(Object.keys(readings).length).toBeGreaterThan(250);
    const wrong = terms.filter(({ en, ko, zh, vi, pt, fil, easy }) => !/^[\p{Script=Latin}\d (),'’+.–-]+$/u.test(`${en} ${vi} ${pt} ${fil}`) || !/\p{Script=Hangul}/u.test(ko) || !/\p{Script=Han}/u.test(zh) || /[ぁ-んァ-ヶ]/.test(zh + ko) || /[A-Za-z]/.test(easy));
    expect(wrong.map(({ ja }) => ja)).toEqual([]);
    expect(new Set(terms.map(({ picture }) => picture)).size).toBeGreaterThan(PICTURES.length - 4);
  });
  it.each([
    ['two of one word', file(`  - ${TERM}\n  - ${TERM}`), /転入届: written twice/],
    ['a word among terms and readings', file(`  - ${TERM}`, '  転入届: てんにゅうとどけ'), /among the readings/],
    ['soundsLike of nothing', file(`  - ${TERM.replace(' }', ', soundsLike: [転出届] }')}`), /soundsLike 転出届 is no other term/],
    ['a reading in kanji', file(`  - ${TERM.replace('てんにゅうとどけ', '転入')}`), /reading is written in kana[\s\S]*terms\[0\]\.reading/],
    ['a language that is missing', file(`  - ${TERM.replace(', ko: c', '')}`), /terms\[0\]\.ko/],
    ['a key that nobody knows', file(`  - ${TERM.replace(' }', ', colour: red }')}`), /colour/],
    ['YAML that is broken', 'terms: [', /line/],
    ['a key that stands twice', file(`  - ${TERM}`, '  縁側市: えんがわし\n  縁側市: えんがわ'), /unique/],
  ])('[T16] %s is named', (_what, text, says) => {
    expect(() => parseGlossary(text)).toThrow(GlossaryError);
    expect(() => parseGlossary(text)).toThrow(says);
  });
  it('[T16] a city without the file has no words of its own', async () => { expect(await readGlossary(`${city}procedures`)).toEqual({ terms: [], readings: {} }); });
});
