import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { TRANSLATED } from '../../../contract/index.ts';
import { missingWords, translateCity } from '../application/translate-city.ts';
import { readCity } from './read-city.ts';

const CITY = fileURLToPath(new URL('../../../city/', import.meta.url));
const json = (file: string): unknown => JSON.parse(readFileSync(join(CITY, file), 'utf8'));
const files = readdirSync(CITY, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json') && !name.startsWith('words'));

describe.each(TRANSLATED)('the city’s words in %s', (language) => {
  const words = Object.fromEntries(readdirSync(join(CITY, 'words', language)).flatMap((file) => Object.entries(json(`words/${language}/${file}`) as Record<string, string>)));
  it('[S40] every sentence of the city’s files has its translation', () => {
    expect(files.flatMap((file) => missingWords(json(file), words).map((ja) => `${file}: ${ja}`))).toEqual([]);
  });
  it('[S40] Japanese stands in brackets only, as the name on the paper', () => {
    const free = Object.entries(words).map(([ja, said]) => [ja, said.replaceAll(/[（(][^（()）]*\p{Script=Han}[^（()）]*[)）]/gu, '')] as const);
    const wrong = language === 'zh' ? /[\p{Script=Hiragana}\p{Script=Katakana}証続窓読込発対応気円験検売録帯様転話語電]|(?<=\p{Script=Han})[,.!?;:]/u : /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。，？！：；]/u;
    expect(free.filter(([, said]) => wrong.test(said) || said !== said.normalize('NFC'))).toEqual([]);
  });
});

describe('translating a city', () => {
  const address = { ja: '住所', 'ja-easy': '住所(じゅうしょ)', en: 'Address' };
  it('[S41] a sentence gets the languages that are known; what the city wrote itself stays', () => {
    const words = { ko: { 住所: '주소' }, vi: { 住所: 'Địa chỉ' } };
    expect(translateCity({ rows: [{ label: address }], n: 1, none: null }, words)).toEqual({ rows: [{ label: { ...address, ko: '주소', vi: 'Địa chỉ' } }], n: 1, none: null });
    expect(translateCity({ ...address, ko: '거주지' }, words)).toMatchObject({ ko: '거주지', vi: 'Địa chỉ' });
  });
  it('[S41] the demo city speaks all of them, and one without words speaks English', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'engawa-words-'));
    try {
      await cp(CITY, folder, { recursive: true });
      expect((await readCity(folder)).hall.name).toMatchObject({ ko: '엔가와시(縁側市)', pt: 'Cidade de Engawa' });
      await writeFile(join(folder, 'words', 'ko', 'more.json'), '{"住所": 1}');
      await expect(readCity(folder)).rejects.toThrow('words/ko/more.json: 住所');
      await writeFile(join(folder, 'words', 'ko', 'more.json'), '{"住所": "거주지"}');
      await expect(readCity(folder)).rejects.toThrow('words/ko/more.json: 住所: another file of words/ko says it differently');
      await rm(join(folder, 'words'), { recursive: true });
      expect((await readCity(folder)).hall.name.ko).toBeUndefined();
    } finally { await rm(folder, { recursive: true, force: true }); }
  });
});
