import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Language } from '../../../contract/index.ts';
import { fillSlots, findLocks, sameLocks, sayLock, withSlots, type Lock, type LockedName } from './locks.ts';

const NAMES: readonly LockedName[] = [{ ja: '住民票', en: 'certificate of residence', zh: '住民票', ko: '주민표', vi: 'phiếu cư trú', pt: 'atestado de residência', fil: 'sertipiko ng paninirahan' }, { ja: '山田 花子' }];
const seen = (text: string, language: Language = 'ja') => findLocks(text, language, NAMES).map(({ kind, from, to, value }) => [kind, text.slice(from, to), value]);
/** A sentence around two locks in each language; ⟦0⟧ and ⟦1⟧ stand for them. */
const FRAME: Readonly<Record<Language, string>> = { ja: 'あしたは⟦0⟧、それから⟦1⟧です。', 'ja-easy': 'あしたは ⟦0⟧ です。それから ⟦1⟧ です。', en: 'Tomorrow it is ⟦0⟧, then ⟦1⟧.', zh: '明天是 ⟦0⟧ ，然后是 ⟦1⟧ 。', ko: '내일은 ⟦0⟧ 이고 다음은 ⟦1⟧ 입니다.', vi: 'Mai là ⟦0⟧, rồi đến ⟦1⟧.', pt: 'Amanhã é ⟦0⟧, depois ⟦1⟧.', fil: 'Bukas po ay ⟦0⟧, saka ⟦1⟧.' };

const wide = (text: string): string => text.replace(/[0-9,:]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xFEE0));
const inManyHands = (text: string) => fc.constantFrom(text, wide(text));
const amount = fc.integer({ min: 10, max: 9_999_999 });
const kanjiOf = (value: number): string => (value >= 10_000 ? `${Math.floor(value / 10_000)}万${value % 10_000 === 0 ? '' : value % 10_000}` : String(value));
const money = amount.chain((value) => fc.constantFrom(`${value}円`, `${value.toLocaleString('en-US')}円`, `${kanjiOf(value)}円`).chain(inManyHands).map((said) => ({ said, kind: 'money', value: String(value) })));
const date = fc.tuple(fc.integer({ min: 2019, max: 2040 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).chain(([y, m, d]) => fc.constantFrom([`${y}年${m}月${d}日`, y], [`令和${y - 2018 === 1 ? '元' : y - 2018}年${m}月${d}日`, y], [`${m}月${d}日`, null] as const).chain(([said, year]) => inManyHands(String(said)).map((hand) => ({ said: hand, kind: 'date', value: `${year ?? ''}-${m}-${d}` }))));
const time = fc.tuple(fc.integer({ min: 1, max: 11 }), fc.integer({ min: 0, max: 59 })).chain(([h, m]) => fc.constantFrom([`${h}:${String(m).padStart(2, '0')}`, h], [`午後${h}時${m}分`, h + 12], [`${h}時${m}分`, h] as const).chain(([said, hour]) => inManyHands(String(said)).map((hand) => ({ said: hand, kind: 'time', value: `${hour}:${m}` }))));
const phone = fc.integer({ min: 1000, max: 9999 }).chain((n) => inManyHands(`0982-55-${n}`).map((said) => ({ said, kind: 'phone', value: `098255${n}` })));
const name = fc.constantFrom({ said: '住民票', kind: 'name', value: '住民票' }, { said: '山田 花子', kind: 'name', value: '山田 花子' });
const lock = fc.oneof(money, date, time, phone, name);

describe('what must not change in another language', () => {
  it.each([
    ['手数料は12,000円です', [['money', '12,000円', '12000']]], ['１万２千円を払う', [['money', '１万２千円', '12000']]], ['三百円です', [['money', '三百円', '300']]], ['￥500です', [['money', '￥500', '500']]],
    ['令和元年5月1日から', [['date', '令和元年5月1日', '2019-5-1']]], ['令和八年十一月二十二日まで', [['date', '令和八年十一月二十二日', '2026-11-22']]], ['2026/11/28に', [['date', '2026/11/28', '2026-11-28']]], ['昭和55年生まれ', [['date', '昭和55年', '1980--']]],
    ['午後3時半に', [['time', '午後3時半', '15:30']]], ['午前12時', [['time', '午前12時', '0:0']]], ['10：35までに', [['time', '10：35', '10:35']]], ['2時間待つ', [['number', '2', '2']]],
    ['電話は０９８２－５５－１２３４へ', [['phone', '０９８２－５５－１２３４', '0982551234']]], ['三番の窓口へ', [['number', '三', '3']]], ['一緒に一般の人が', []], ['書類は2点です', [['number', '2', '2']]],
    ['住民票を2通', [['name', '住民票', '住民票'], ['number', '2', '2']]], ['山田 花子様', [['name', '山田 花子', '山田 花子']]],
  ] as const)('[T40] %s', (text, locks) => { expect(seen(text)).toEqual(locks); });
  it.each([
    ['en', 'Pay 12,000 yen by November 22, 2026.', ['12000', '2026-11-22']], ['en', 'Come at 3:30 p.m., counter 5.', ['15:30', '5']], ['pt', 'São 12.000 ienes até 22 de novembro de 2026.', ['12000', '2026-11-22']], ['vi', '12.000 yên, ngày 22 tháng 11 năm 2026', ['12000', '2026-11-22']],
    ['ko', '2026년 11월 22일 오후 3시 30분, 12,000엔', ['2026-11-22', '15:30', '12000']], ['zh', '2026年11月22日下午3点30分，12000日元', ['2026-11-22', '15:30', '12000']], ['fil', 'Nobyembre 22, 2026, 12,000 yen po', ['2026-11-22', '12000']],
  ] as const)('[T40] in %s: %s', (language, text, values) => { expect(findLocks(text, language).map(({ value }) => value)).toEqual(values); });

  it('[T40] [T41] over generated sentences: each lock is found in Japanese, and stands with its value in all eight languages', () => {
    const seed = Math.floor(Math.random() * 1e9);
    fc.assert(fc.property(lock, lock, fc.constantFrom(...Language.options), (a, b, language) => {
      const text = FRAME.ja.replace('⟦0⟧', a.said).replace('⟦1⟧', b.said);
      const locks = findLocks(text, 'ja', NAMES);
      expect(locks.map(({ kind, value }) => [kind, value])).toEqual([[a.kind, a.value], [b.kind, b.value]]);
      expect(withSlots(text, locks)).toBe(FRAME.ja);
      const there = fillSlots(FRAME[language], locks, language, NAMES)!;
      expect(sameLocks(locks, findLocks(there, language, NAMES)), there).toBe(true);
    }), { numRuns: 600, seed, verbose: true });
  });
  it('[T41] a value that was changed, lost, doubled or added is a mismatch, whatever the language', () => {
    const other = ({ kind, value }: Lock): Lock => ({ kind, from: 0, to: 0, value: kind === 'name' ? '戸籍' : value.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)) });
    fc.assert(fc.property(lock, lock, fc.constantFrom(...Language.options), (a, b, language) => {
      const locks = findLocks(FRAME.ja.replace('⟦0⟧', a.said).replace('⟦1⟧', b.said), 'ja', NAMES);
      const say = (...these: Lock[]) => findLocks(these.map((one) => sayLock(one, language, NAMES)).join(' ; '), language, NAMES);
      expect(sameLocks(locks, say(...locks))).toBe(true);
      for (const wrong of [[other(locks[0]!), locks[1]!], [locks[0]!], [...locks, locks[0]!]]) expect(sameLocks(locks, say(...wrong))).toBe(false);
    }), { numRuns: 300 });
  });
  it('[T41] a translator that loses, doubles or invents a slot gets no sentence', () => {
    const locks = findLocks('300円を2回', 'ja');
    expect(fillSlots('⟦1⟧ times ⟦0⟧', locks, 'en')).toBe('2 times 300 yen');
    for (const broken of ['⟦0⟧', '⟦0⟧ ⟦0⟧', '⟦0⟧ ⟦1⟧ ⟦2⟧', '300 yen']) expect(fillSlots(broken, locks, 'en')).toBeNull();
  });
});
