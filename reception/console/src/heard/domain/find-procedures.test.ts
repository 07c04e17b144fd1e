import type { CityProfile, ProcedureId } from '@engawa/reception/contract';
import { expect, it } from 'vitest';
import { findAmong, findProcedures } from './find-procedures.ts';

const procedure = (id: string, ja: string, easy = ja, more: Partial<CityProfile['procedures'][number]> = {}): CityProfile['procedures'][number] =>
  ({ id: id as ProcedureId, zone: 'A', title: { ja, 'ja-easy': easy, en: ja }, line: { ja: '', 'ja-easy': '', en: '' }, formTitle: `${ja}申請書`, basis: '', addressee: '', feeYen: 0, minutes: 5, hasForm: true, fields: [], ...more });
const city = {
  procedures: [
    procedure('juminhyo', '住民票の写し', '住民票(じゅうみんひょう)の 写(うつ)し'), procedure('jusho-henko', '障害者手帳の住所変更'), procedure('tennyu', '転入届', '引(ひ)っ越(こ)して 来(き)た 届(とど)け'),
    procedure('jido-teate', '児童手当', '子(こ)どもの お金(かね)'), procedure('proxy', '委任状', '委任状(いにんじょう)', { comesWith: { key: 'applicant.role', is: ['proxy'] } }), procedure('soudan', '相談', '相談(そうだん)', { hasForm: false }),
  ],
};
const first = (text: string): string | undefined => findProcedures(city, text)[0]?.id;

it('[K41] a few letters find a procedure: its words, its sound in kana or Latin letters, in any width', () => {
  expect(['住民', '写し', 'ju', 'juuminhyou', 'じゅうみん', 'ジュウミン', 'ｊｕｍｉｎ'].map(first)).toEqual(Array.from({ length: 7 }, () => 'juminhyo'));
  expect(['転入', 'てんにゅう', 'ten', 'ひっこし'].map(first)).toEqual(Array.from({ length: 4 }, () => 'tennyu'));
  expect(['児童', 'じどうてあて', 'jidou', 'こども'].map(first)).toEqual(Array.from({ length: 4 }, () => 'jido-teate'));
});
it('[K41] whose sound begins so comes first, and what is not asked for at a counter is never found', () => {
  expect(findProcedures(city, 'ju').map((p) => p.id)).toEqual(['juminhyo', 'jusho-henko']);
  expect(findProcedures(city, '').map((p) => p.id)).toEqual(['juminhyo', 'jusho-henko', 'tennyu', 'jido-teate']);
  expect(['委任状', 'そうだん', 'zzz', '〓'].map(first)).toEqual([undefined, undefined, undefined, undefined]);
});
it('[K41] half a composition finds too: 「じゅうm」', () => expect(first('じゅうm')).toBe('juminhyo'));
it('[K73] whoever only takes a number finds what has no form as well', () => expect(findAmong(city.procedures, 'そうだん').map((p) => p.id)).toEqual(['soudan']));
