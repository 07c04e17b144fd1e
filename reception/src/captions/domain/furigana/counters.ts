import { sayNumber } from './japanese-number.ts';

/**
 * How the last digit and the counter change each other.
 *   plain  さんばん, よんばん         t  いっつう, はっつう, じゅうっつう is じゅっつう    k  also ろっかい, ひゃっかい
 *   h      いっぽん, さんぼん, なんぼん  p  いっぷん, さんぷん, よんぷん
 */
type Change = 'plain' | 't' | 'k' | 'h' | 'p';
/** `own`: readings of whole numbers with this counter. `four` `seven` `nine`: how these digits are said before it. `three`: the counter after 3 and 何. `eight`: はち stays. */
export interface Counter { say: string; change: Change; own?: Readonly<Record<number, string>>; four?: string; seven?: string; nine?: string; three?: string; eight?: 'はち'; zero?: string; some?: string }

const plain = (say: string, more: Partial<Counter> = {}): Counter => ({ say, change: 'plain', ...more });
const t = (say: string, more: Partial<Counter> = {}): Counter => ({ say, change: 't', ...more });
const k = (say: string, more: Partial<Counter> = {}): Counter => ({ say, change: 'k', ...more });
const h = (rest: string, more: Partial<Counter> = {}): Counter => ({ say: rest, change: 'h', ...more });
const p = (rest: string, more: Partial<Counter> = {}): Counter => ({ say: rest, change: 'p', ...more });

const DAYS = { 1: 'いちにち', 2: 'ふつか', 3: 'みっか', 4: 'よっか', 5: 'いつか', 6: 'むいか', 7: 'なのか', 8: 'ようか', 9: 'ここのか', 10: 'とおか', 14: 'じゅうよっか', 20: 'はつか', 24: 'にじゅうよっか' };
const THINGS = { 1: 'ひとつ', 2: 'ふたつ', 3: 'みっつ', 4: 'よっつ', 5: 'いつつ', 6: 'むっつ', 7: 'ななつ', 8: 'やっつ', 9: 'ここのつ' };
const FOLD = { 1: 'ひと', 2: 'ふた' };
const after = (readings: Readonly<Record<number, string>>, tail: string): Record<number, string> => Object.fromEntries(Object.entries(readings).map(([value, reading]) => [value, reading + tail]));
const person = (tail = ''): Counter => plain(`にん${tail}`, { own: after({ 1: 'ひとり', 2: 'ふたり' }, tail), four: 'よ' });
const year = (tail = ''): Counter => plain(`ねん${tail}`, { four: 'よ' });
const hour = (tail = ''): Counter => plain(`じ${tail}`, { four: 'よ', seven: 'しち', nine: 'く', zero: 'れい' });
const yen = (tail = ''): Counter => plain(`えん${tail}`, { four: 'よ' });
const day = (tail = ''): Counter => plain(`にち${tail}`, { own: after(DAYS, tail), seven: 'しち', nine: 'く', some: `じつ${tail}` });
const month = (tail = ''): Counter => plain(`がつ${tail}`, { four: 'し', seven: 'しち', nine: 'く' });
const months = (tail = ''): Counter => k(`かげつ${tail}`, { eight: 'はち' });
const MONTHS = ['か月', 'ヶ月', 'ヵ月', 'カ月', 'ケ月', '箇月'];
const PLACES = ['か所', 'ヶ所', 'ヵ所', 'カ所', 'ケ所', '箇所'];

/** 助数詞. A city hall's, with what grows on them (年度, 回目, 日間). Longest first where they are looked up. */
export const COUNTERS: Readonly<Record<string, Counter>> = {
  人: person(), 人目: person('め'), 人分: person('ぶん'), 人用: person('よう'), 人家族: person('かぞく'), 人世帯: person('せたい'), 人親: person('おや'), 名: plain('めい'), 名様: plain('めいさま'), 名分: plain('めいぶん'),
  年: year(), 年度: year('ど'), 年度分: year('どぶん'), 年間: year('かん'), 年分: year('ぶん'), 年目: year('め'), 年生: year('せい'), 年後: year('ご'), 年前: year('まえ'), 年中: plain('ねんちゅう', { four: 'よ', own: { 1: 'いちねんじゅう' } }), 年度版: year('どばん'),
  月: month(), 月分: month('ぶん'), 月中: month('ちゅう'), 月末: month('まつ'), 月頃: month('ごろ'), 月期: month('き'),
  日: day(), 日間: plain('にちかん', { own: after(DAYS, 'かん'), seven: 'しち', nine: 'く' }), 日分: day('ぶん'), 日目: day('め'), 日後: day('ご'), 日前: day('まえ'), 日中: plain('にちちゅう', { own: { ...after(DAYS, 'ちゅう'), 1: 'いちにちじゅう' }, seven: 'しち', nine: 'く' }), 日付: plain('にちづけ', { own: { ...after(DAYS, 'づけ'), 1: 'ついたちづけ' }, seven: 'しち', nine: 'く' }), 日頃: plain('にちごろ', { own: { ...after(DAYS, 'ごろ'), 1: 'ついたちごろ' }, seven: 'しち', nine: 'く' }), 日現在: plain('にちげんざい', { own: { ...after(DAYS, 'げんざい'), 1: 'ついたちげんざい' }, seven: 'しち', nine: 'く' }),
  時: hour(), 時間: hour('かん'), 時間分: hour('かんぶん'), 時間目: hour('かんめ'), 時間後: hour('かんご'), 時間前: hour('かんまえ'), 時頃: hour('ごろ'), 時半: hour('はん'),
  分: p('ふん', { three: 'ぷん' }), 分間: p('ふんかん', { three: 'ぷんかん' }), 分後: p('ふんご', { three: 'ぷんご' }), 分前: p('ふんまえ', { three: 'ぷんまえ' }), 分頃: p('ふんごろ', { three: 'ぷんごろ' }), 秒: plain('びょう'), 秒間: plain('びょうかん'),
  ...Object.fromEntries(MONTHS.flatMap((word) => [[word, months()], [`${word}間`, months('かん')], [`${word}分`, months('ぶん')], [`${word}後`, months('ご')], [`${word}前`, months('まえ')], [`${word}目`, months('め')]])),
  週: t('しゅう'), 週間: t('しゅうかん'), 週間後: t('しゅうかんご'), 週間前: t('しゅうかんまえ'), 週間分: t('しゅうかんぶん'), 週目: t('しゅうめ'),
  円: yen(), 円分: yen('ぶん'), 円玉: yen('だま'), 円札: yen('さつ'), 割: plain('わり'), 割引: plain('わりびき'), 割増: plain('わりまし'), 倍: plain('ばい'), '%': k('パーセント', { eight: 'はち' }), 点: t('てん'), 点満点: t('てんまんてん'), 桁: plain('けた', { own: after(FOLD, 'けた') }), 口: plain('くち', { own: after(FOLD, 'くち') }),
  階: k('かい', { three: 'がい', eight: 'はち' }), 階建: k('かいだ', { three: 'がいだ', eight: 'はち' }), 番: plain('ばん'), 番目: plain('ばんめ'), 番線: plain('ばんせん'), 番地: plain('ばんち'), 号: plain('ごう'), 号室: plain('ごうしつ'), 号棟: plain('ごうとう'), 号館: plain('ごうかん'), 号車: plain('ごうしゃ'), 丁目: t('ちょうめ'), 棟: t('とう'), 条: plain('じょう'), 項: k('こう', { eight: 'はち' }), 類: plain('るい'), 種: t('しゅ'), 級: k('きゅう'), 等級: t('とうきゅう'), 等: t('とう'), 期: k('き', { eight: 'はち' }), 期分: k('きぶん', { eight: 'はち' }), 段階: plain('だんかい'), 位: plain('い'), 列: plain('れつ'), 列目: plain('れつめ'), 行目: plain('ぎょうめ'), 親等: plain('しんとう'), 区分: plain('くぶん'), 子: t('し'), 子目: t('しめ'), 希望: plain('きぼう'), 次: plain('じ'), 面: plain('めん'), 重: plain('じゅう', { own: { 2: 'にじゅう' } }),
  通: t('つう'), 通目: t('つうめ'), 通分: t('つうぶん'), 枚: plain('まい'), 枚目: plain('まいめ'), 枚分: plain('まいぶん'), 部: plain('ぶ'), 部分: plain('ぶぶん'), 件: k('けん'), 件目: k('けんめ'), 冊: t('さつ'), 冊目: t('さつめ'), 台: plain('だい'), 台目: plain('だいめ'), 台分: plain('だいぶん'), 個: k('こ'), 個目: k('こめ'), 個分: k('こぶん'), 足: t('そく', { three: 'ぞく' }), 着: t('ちゃく'), 回: k('かい', { eight: 'はち' }), 回目: k('かいめ', { eight: 'はち' }), 回分: k('かいぶん', { eight: 'はち' }), 回線: k('かいせん', { eight: 'はち' }), 度: plain('ど'), 度目: plain('どめ'), 世帯: t('せたい'), 世帯分: t('せたいぶん'), 戸: k('こ'), 軒: k('けん', { three: 'げん' }), 社: t('しゃ'), 頭: t('とう'), 校: k('こう'), 園: plain('えん'), 問: plain('もん'), 票: h('ひょう'), 畳: plain('じょう'), 組: plain('くみ', { own: after(FOLD, 'くみ') }), 箱: plain('はこ', { own: { ...after(FOLD, 'はこ'), 3: 'さんぱこ' } }), 袋: plain('ふくろ', { own: after(FOLD, 'ふくろ') }), 部屋: plain('へや', { own: after(FOLD, 'へや') }), 切れ: plain('きれ', { own: after(FOLD, 'きれ') }), 言: plain('ごん', { own: { 1: 'ひとこと' } }),
  本: h('ほん'), 本目: h('ほんめ'), 匹: h('ひき'), 匹目: h('ひきめ'), 杯: h('はい'), 泊: p('はく', { three: 'ぱく' }), 拍: p('はく', { three: 'ぱく' }), 歩: p('ほ', { three: 'ぽ' }), 歳: t('さい', { own: { 20: 'はたち' } }), 歳児: t('さいじ'), 歳頃: t('さいごろ'), 才: t('さい', { own: { 20: 'はたち' } }), 代: plain('だい'), 世代: t('せだい'), 曜日: plain('ようび'),
  つ: plain('つ', { own: THINGS }), つ目: plain('つめ', { own: after(THINGS, 'め') }),
  ...Object.fromEntries(PLACES.map((word) => [word, k('かしょ', { eight: 'はち' })])), か国: k('かこく', { eight: 'はち' }), か国語: k('かこくご', { eight: 'はち' }), カ国: k('かこく', { eight: 'はち' }), か年: k('かねん', { eight: 'はち' }),
};
const LONGEST = Math.max(...Object.keys(COUNTERS).map((word) => word.length));

/** The longest counter that begins at `at`. */
export function counterAt(text: string, at: number): string | null {
  for (let length = LONGEST; length > 0; length -= 1) {
    const word = text.slice(at, at + length);
    if (word.length === length && Object.hasOwn(COUNTERS, word)) return word;
  }
  return null;
}

const VOICED: Record<string, string> = { ひ: 'び', は: 'ば', ほ: 'ぼ', ふ: 'ぶ' };
const HALF_VOICED: Record<string, string> = { ひ: 'ぴ', は: 'ぱ', ほ: 'ぽ', ふ: 'ぷ' };
const first = (word: string, table: Record<string, string>): string => (table[word.charAt(0)] ?? word.charAt(0)) + word.slice(1);

/** What the number ends on, and the same with a small っ. */
const DOUBLES: readonly (readonly [end: string, small: string, changes: string])[] = [['いち', 'いっ', 'tkhp'], ['ろく', 'ろっ', 'khp'], ['はち', 'はっ', 'tkhp'], ['じゅう', 'じゅっ', 'tkhp'], ['ひゃく', 'ひゃっ', 'khp'], ['びゃく', 'びゃっ', 'khp'], ['ぴゃく', 'ぴゃっ', 'khp']];

/** Digit and counter together: (1, 通) -> いっつう, (3, 階) -> さんがい, (14, 日) -> じゅうよっか. */
export function sayCounted(value: number, word: string): string {
  const counter = COUNTERS[word]!;
  const own = counter.own?.[value];
  if (own !== undefined) return own;
  if (value === 0 && counter.zero) return counter.zero + counter.say;
  let number = sayNumber(value);
  const digit = value % 10;
  if (digit === 4 && counter.four) number = number.replace(/よん$/, counter.four);
  if (digit === 7 && counter.seven) number = number.replace(/なな$/, counter.seven);
  if (digit === 9 && counter.nine) number = number.replace(/きゅう$/, counter.nine);
  /* of the days the last is said as a day in 14 and 24 only: these are in the table */
  const double = DOUBLES.find(([end, , changes]) => number.endsWith(end) && changes.includes(counter.change.charAt(0)) && counter.change !== 'plain' && !(end === 'はち' && counter.eight));
  if (double) return number.slice(0, -double[0].length) + double[1] + (counter.change === 'h' || counter.change === 'p' ? first(counter.say, HALF_VOICED) : counter.say);
  if (digit === 3 && counter.three) return number + counter.three;
  if (counter.change === 'h' && (digit === 3 || /(せん|まん)$/.test(number))) return number + first(counter.say, VOICED);
  if (counter.change === 'p' && (digit === 4 || /(せん|まん)$/.test(number))) return number + first(counter.say, HALF_VOICED);
  return number + counter.say;
}

/** 何通 なんつう, 何本 なんぼん, 何階 なんがい. */
export function sayWhich(word: string): string {
  const counter = COUNTERS[word]!;
  return `なん${counter.three ?? (counter.change === 'h' ? first(counter.say, VOICED) : counter.say)}`;
}

/** 数人 すうにん, 数日 すうじつ. */
export const saySome = (word: string): string => `すう${COUNTERS[word]!.some ?? COUNTERS[word]!.say}`;
