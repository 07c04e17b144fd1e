import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReadPiece } from '../../../../contract/index.ts';
import { lineReader } from '../../adapters/line-reader.ts';
import { readGlossary } from '../../adapters/read-glossary.ts';

let read: (text: string) => ReadPiece[];
beforeAll(async () => { read = lineReader(await readGlossary(fileURLToPath(new URL('../../../../city/', import.meta.url)))); });
const parted = (text: string): string => read(text).map(({ text: part, begins }) => (begins === true ? `|${part}` : part)).join('');

describe('where a line of the glass may break', () => {
  it.each([
    ['耳が聞こえないので書いてください。', '耳が|聞こえないので|書いてください。'],
    ['番号札を取ってお待ちください。', '番号札を|取って|お待ちください。'],
    ['手数料は一通三百円です。', '手数料は|一通|三百円です。'],
    ['本人確認書類を二つ見せてください。', '本人確認書類を|二つ|見せてください。'],
    ['令和8年11月22日までに届け出てください。', '令和8年11月22日までに|届け出てください。'],
    ['次は3番の窓口へ行ってください。', '次は3番の|窓口へ|行ってください。'],
    ['内容を確認しますので少しお待ちください。', '内容を|確認しますので|少し|お待ちください。'],
    ['0982-55-1234に電話してください。', '0982-55-1234に|電話してください。'],
  ])('[T50] %s', (text, shown) => { expect(parted(text)).toBe(shown); });
  it('[T50] the pieces stay the line, and no break stands inside a word with a reading', () => {
    const word = fc.constantFrom('転入届', '三百円', '１，２００円', '5月1日', '午後3時', '山田', 'は', 'を', 'です', '。', '、', ' ', 'お待ちください', '確認', 'する', 'A4', '「', '」', '書いて');
    fc.assert(fc.property(fc.array(word, { maxLength: 14 }).map((words) => words.join('')), (text) => {
      const pieces = read(text);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      for (const whole of ['三百円', '1,200円', '5月1日', '午後3時']) for (const [i, { begins }] of pieces.entries()) {
        const at = pieces.slice(0, i).map((piece) => piece.text).join('').length;
        const from = text.lastIndexOf(whole, at);
        expect(begins === true && from >= 0 && from < at && at < from + whole.length, parted(text)).toBe(false);
      }
    }), { numRuns: 200 });
  });
});
