import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Town } from '@engawa/reception/contract';
import { findPlaces } from '../application/find-places.ts';
import type { PostalIndex } from '../application/ports.ts';
import { addressOf, placesIn, type PostalChunk } from './places.ts';
import { readPostalCode, writePostalCode } from './postal-code.ts';
import { townRows } from './town-rows.ts';

const town = (name: string, kana: string, postal: string): Town => ({ name, kana, postal });
const city = { name: { ja: '縁側市', 'ja-easy': '縁側市', en: 'Engawa' }, towns: [town('庭先', 'ニワサキ', '9090001'), town('松町', 'マツマチ', '9090004'), town('松風町', 'マツカゼチョウ', '9090004'), town('葛\u{e0100}城町', 'カツラギチョウ', '9090012'), town('簾川', 'ズダレガワ', '9090011'), town('和室', 'ワムロ', '9090015')] };
const chunk: PostalChunk = { cities: [['愛知県', '弥富市'], ['三重県', '桑名郡木曽岬町']], codes: { '80000': [0, '', 1, '', '和富'] } };
const index = (answer: PostalChunk | 'unreachable'): PostalIndex => ({ chunk: async () => answer });

describe('postal codes', () => {
  it.each([['8830011', '8830011'], ['883-0011', '8830011'], ['〒８８３－００１１', '8830011'], [' 883ー0011 ', '8830011'], ['883001', null], ['88300111', null], ['abc0011', null], ['', null]])('[I61] %s is read as %s', (text, code) => {
    expect(readPostalCode(text)).toBe(code);
  });
  it('[I61] hostile text is no code and never throws; what is written is read again', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)), (text) => { const code = readPostalCode(text); expect(code === null || /^\d{7}$/.test(code)).toBe(true); placesIn(chunk, text); }));
    fc.assert(fc.property(fc.integer({ min: 0, max: 9_999_999 }).map((n) => String(n).padStart(7, '0')), (code) => { expect(readPostalCode(writePostalCode(code))).toBe(code); }));
  });
  it('[I62] several towns and cities under one code come as a choice, in full', async () => {
    const found = await findPlaces(city, index(chunk), '4980000');
    expect(found.ok && found.places.map(addressOf)).toEqual(['愛知県弥富市', '三重県桑名郡木曽岬町', '三重県桑名郡木曽岬町和富']);
  });
  it('[I62] an unknown code and an index that cannot be had are told apart', async () => {
    expect(await findPlaces(city, index(chunk), '4980001')).toEqual({ ok: false, why: 'unknown' });
    expect(await findPlaces(city, index(chunk), '__proto')).toEqual({ ok: false, why: 'unknown' });
    expect(await findPlaces(city, index('unreachable'), '4980000')).toEqual({ ok: false, why: 'unreachable' });
  });
  it('[I63] the city’s own towns need no index, keep their letters, and come without the prefecture', async () => {
    const found = await Promise.all(['9090004', '9090012'].map((code) => findPlaces(city, index('unreachable'), code)));
    expect(found.map((one) => one.ok && one.places.map(addressOf))).toEqual([['縁側市松町', '縁側市松風町'], ['縁側市葛\u{e0100}城町']]);
  });
  it('[I63] towns stand in the rows of their readings', () => {
    expect(townRows(city.towns).map(({ row, towns }) => [row, towns.map(({ name }) => name)])).toEqual([['か', ['葛\u{e0100}城町']], ['さ', ['簾川']], ['な', ['庭先']], ['ま', ['松風町', '松町']], ['わ', ['和室']]]);
  });
});
