import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { linderaTokenizer } from '../../adapters/lindera-tokenizer.ts';
import { readGlossary } from '../../adapters/read-glossary.ts';
import { readingsOf } from '../glossary.ts';
import { parseAnswers, scoreFurigana } from './score-furigana.ts';
import { writeFurigana, type Glossary, type Tokenize } from './write-furigana.ts';

const folder = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const answers = (name: string) => parseAnswers(readFileSync(folder(`testing/furigana/${name}.txt`), 'utf8'));
let tokenize: Tokenize;
let glossary: Glossary;
beforeAll(async () => { tokenize = linderaTokenizer(); glossary = readingsOf(await readGlossary(folder('city'))); });
const write = (text: string) => writeFurigana(text, glossary, tokenize);
const pairs = (text: string) => write(text).flatMap((piece) => (piece.reading === undefined ? [] : [[piece.text, piece.reading]]));

describe('furigana', () => {
  it.each([['held-out', 200], ['development', 100]] as const)('[T10] at least 98 of 100 chunks of the %s sentences are read rightly', (name, sentences) => {
    const score = scoreFurigana(answers(name), write);
    expect(score.sentences).toBe(sentences);
    expect(score.chunks).toBeGreaterThan(2 * sentences);
    expect(score.right / score.chunks, JSON.stringify(score.wrong, null, 1)).toBeGreaterThanOrEqual(0.98);
  });
  it('[T10] the score counts a wrong reading, and a name that is read wrongly; a bare name is none', () => {
    const [one] = parseAnswers('田中(たなか*)様(さま)の番(ばん)です');
    const say = (name: string | undefined) => scoreFurigana([one!], () => [name === undefined ? { text: '田中' } : { text: '田中', reading: name }, { text: '様', reading: 'よう' }, { text: 'の' }, { text: '番', reading: 'ばん' }, { text: 'です' }]);
    expect(say(undefined)).toMatchObject({ chunks: 3, right: 2, namesBare: 1 });
    expect(say('でんちゅう')).toMatchObject({ chunks: 3, right: 1 });
  });
  it('[T10] a word that is parted differently is compared by what is said: 三(さん)か月(げつ) is 三か月(さんかげつ)', () => {
    const score = (line: string, pieces: { text: string; reading?: string }[]) => { const { chunks, right } = scoreFurigana(parseAnswers(line), () => pieces); return [chunks, right]; };
    const [three, wrong] = [{ text: '三か月', reading: 'さんかげつ' }, { text: '三か月', reading: 'みかげつ' }];
    expect(score('三(さん)か月(げつ)', [three])).toEqual([2, 2]);
    expect(score('三(さん)か月(げつ)', [wrong])).toEqual([2, 0]);
    expect(score('｜三ヶ月(さんかげつ)', [{ text: '三', reading: 'さん' }, { text: 'ヶ' }, { text: '月', reading: 'げつ' }])).toEqual([1, 0]);
    expect(score('三(さん)ヶ月(げつ)', [{ text: '三ヶ月', reading: 'さんかげつ' }])).toEqual([2, 2]);
    expect(score('引(ひ)っ越(こ)し', [{ text: '引っ越', reading: 'ひっこ' }, { text: 'し' }])).toEqual([2, 2]);
  });
  it.each([
    ['日向市', 'ひゅうがし'], ['一通', 'いっつう'], ['一階', 'いっかい'], ['三百円', 'さんびゃくえん'], ['十四日', 'じゅうよっか'], ['二十日', 'はつか'], ['何名様', 'なんめいさま'], ['転入届', 'てんにゅうとどけ'], ['三番', 'さんばん'],
    ['三階', 'さんがい'], ['六百円', 'ろっぴゃくえん'], ['8通', 'はっつう'], ['１０分', 'じゅっぷん'], ['二十四日', 'にじゅうよっか'], ['四時', 'よじ'], ['九時', 'くじ'], ['四人', 'よにん'], ['三本', 'さんぼん'], ['3か月', 'さんかげつ'], ['12,800円', 'いちまんにせんはっぴゃくえん'], ['1万2千円', 'いちまんにせんえん'], ['二〇一号室', 'にひゃくいちごうしつ'], ['9:30', 'くじさんじゅっぷん'], ['第3子', 'だいさんし'], ['第１子', 'だいいっし'], ['第１希望', 'だいいちきぼう'], ['第二希望', 'だいにきぼう'], ['元年', 'がんねん'], ['何階', 'なんがい'], ['数日', 'すうじつ'],
  ])('[T11] %s is %s', (word, reading) => { expect(pairs(`ここは${word}です`)).toEqual([[word, reading]]); });
  it.each([
    ['五月一日です', '一日', 'ついたち'], ['一日に二回です', '一日', 'いちにち'], ['十分に確認', '十分', 'じゅうぶん'], ['山田様です', '様', 'さま'], ['この様に書く', '様', 'よう'], ['バスで行った', '行', 'い'], ['手続きを行った', '行', 'おこな'],
    ['担当の方を呼ぶ', '方', 'かた'], ['早い方がいい', '方', 'ほう'], ['書き方', '方', 'かた'], ['その他の書類', '他', 'た'], ['何を持つ', '何', 'なに'], ['何ですか', '何', 'なん'], ['氏が変わる', '氏', 'うじ'], ['来られません', '来', 'こ'], ['体が辛い', '辛', 'つら'], ['年に四回払う', '年', 'ねん'], ['年に１度です', '年', 'ねん'], ['年を取った人', '年', 'とし'],
  ])('[T12] in %s, %s is %s', (text, word, reading) => { expect(pairs(text).find(([surface]) => surface!.includes(word))?.[1]).toContain(reading); });
  it('[T13] a name that the glossary does not hold stays bare, with the 市 behind it; digits of telephones and codes too', () => {
    expect(pairs('鈴木です。0982-55-1234、〒909-0001、A4、2026/11/28')).toEqual([]);
    expect(pairs('延岡市')).toEqual([['延岡市', 'のべおかし']]);
    expect(pairs('枚方市')).toEqual([]);
  });
  it('[T14] okurigana stays outside', () => { expect(write('引っ越しを')).toEqual([{ text: '引', reading: 'ひ' }, { text: 'っ' }, { text: '越', reading: 'こ' }, { text: 'しを' }]); });
  it('[T14] the pieces are the line, letter by letter, whatever stands in it', () => {
    const odd = fc.constantFrom('転入届', '三', '3', '３', '番', '円', '葛\u{E0100}城', '辻\u{E0101}', 'ｶﾞ', '😀', ' ', '　', '、', '\uD800', '〆', '々', '〇', 'A', '何', 'を', '。', '\u200B', '-', ':', '1,', '.5');
    const seed = Math.floor(Math.random() * 1e9);
    fc.assert(fc.property(fc.oneof(fc.array(odd, { maxLength: 30 }).map((letters) => letters.join('')), fc.string({ unit: 'binary', maxLength: 30 })), (text) => {
      const pieces = write(text);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      for (const piece of pieces) expect(piece.reading ?? 'あ').toMatch(/^[^\p{Script=Han}\d]+$/u);
    }), { numRuns: 300, seed, verbose: true });
  });
  it('[T14] a line without end is read like a short one', () => {
    const line = '転入届は三番です。'.repeat(2_000);
    expect(pairs(line)).toHaveLength(4_000);
    expect(write('転'.repeat(2_000)).map(({ text }) => text).join('')).toBe('転'.repeat(2_000));
  });
});
