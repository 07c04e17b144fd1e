import { counterAt, sayCounted, saySome, sayWhich } from './counters.ts';
import { readNumberAt, sayDecimal, sayNumber, type ReadNumber } from './japanese-number.ts';

/** A number with its counter at its place. `alone`: no counter follows, so that a word of the dictionary goes before it. */
export interface NumberChunk { length: number; reading: string; alone: boolean }

const HYPHENS = '-‐‑–−－ー';
const isIn = (letters: string, letter: string): boolean => letter !== '' && letters.includes(letter);
const LATIN = /[A-Za-zＡ-Ｚａ-ｚ_]/;

/** Digits of a telephone, a post code, an address in short, a date in figures, a code: nobody writes readings over them. */
function isCode(text: string, at: number, number: ReadNumber): boolean {
  const [before, next, afterNext] = [text.charAt(at - 1), text.charAt(at + number.length), text.charAt(at + number.length + 1)];
  return number.leadingZero || LATIN.test(before) || isIn('〒#＃@＠.', before) || (isIn(`${HYPHENS}/／:：.`, next) && /\d/.test(afterNext)) || (isIn(`${HYPHENS}/／:：.`, before) && /\d/.test(text.charAt(at - 2)))
    || (number.digitsOnly && (LATIN.test(next) || number.value > 99_999_999));
}

/** 一日 as a date is ついたち, as a duration いちにち: the month before it decides, or what follows. */
const isFirstOfMonth = (text: string, at: number, end: number): boolean =>
  /(月|月の|翌月の?|毎月の?)$/.test(text.slice(Math.max(0, at - 4), at)) || /^(から|まで|以降|以前|付|現在|生まれ|より)/.test(text.slice(end, end + 3));

const CLOCK = /^([01]?\d|2[0-4])[:：]([0-5]\d)(?![\d:：])/;
/** 9:30 -> くじさんじゅっぷん. */
function clockAt(text: string, at: number): NumberChunk | null {
  const found = /[\d:：]/.test(text.charAt(at - 1)) ? null : CLOCK.exec(text.slice(at, at + 6));
  return found && { length: found[0].length, alone: false, reading: sayCounted(Number(found[1]), '時') + (found[2] === '00' ? '' : sayCounted(Number(found[2]), '分')) };
}

/** 十分 is 'enough' before に and な, else ten minutes. */
const isEnough = (text: string, at: number, end: number): boolean => text.slice(at, end) === '十分' && /^(に(?!来|着|終|始|呼|到)|な(?!ら)|気|注意|ではありません|ではない|です。?$)/.test(text.slice(end, end + 8));
/** Words in which a number is not one. */
const NO_COUNT = /^(一(般|緒|括|応|切|旦|方|覧|致|定|律|連|層|家|見|昨|生|瞬|体|人前|気|流|段落|種の|目瞭然|石|斉|部始終|足先|役|身上|周忌|面識|式|存|任|泊|次|元|概|因|環|例|変|同|戸建)|三(重県|原|浦|宅|鷹|郷|田|島|沢|条|好|世|味|角|脚|者)|四(国|季|角|捨|隅|方|日市|街道)|五(十嵐|感|輪|島|所川原|泉|條)|六(本木|甲|角|法)|七(夕|五三|転|草|尾|宝|福)|八(幡|王子|代市|尾|戸|千代|重|百屋|女)|九(州|重|谷)|十(和田|勝|人十色|日町|字|二単|文字)|百(貨|科|合|日咳|姓)|千(葉|代田|歳市|曲|円札|切|羽|里|秋)|万(一|引|能|年筆|歳|全|博|葉|国|遍))/;

/** A few counters count only behind 第: 第3子, 第2希望. */
const ORDINAL_ONLY = ['子', '子目', '希望', '面'];
const counterFor = (text: string, at: number, ordinal: boolean): string | null => {
  const word = counterAt(text, at);
  return word !== null && !ordinal && ORDINAL_ONLY.includes(word) ? null : word;
};

function countedAt(text: string, at: number): NumberChunk | null {
  const ordinal = text.charAt(at) === '第' ? 1 : 0;
  const number = readNumberAt(text, at + ordinal);
  if (number === null || (number.kanji && ordinal === 0 && NO_COUNT.test(text.slice(at, at + 4)))) return null;
  const afterNumber = at + ordinal + number.length;
  if (isCode(text, at + ordinal, number) || (number.kanji && /[\p{Script=Han}]/u.test(text.charAt(at - 1)) && number.value < 10 && counterAt(text, afterNumber) === null && ordinal === 0)) return null;
  const word = counterFor(text, afterNumber, ordinal === 1);
  const lead = ordinal === 1 ? 'だい' : '';
  if (word === null) return { length: ordinal + number.length, alone: ordinal === 0, reading: lead + (number.decimals === '' ? sayNumber(number.value) : sayDecimal(number.value, number.decimals)) };
  const end = afterNumber + word.length;
  if (isEnough(text, at, end)) return { length: 2, alone: false, reading: 'じゅうぶん' };
  if (word === '年生' && /^ま/.test(text.slice(end, end + 1))) return { length: end - 1 - at, alone: false, reading: lead + sayCounted(number.value, '年') };
  if (number.value === 1 && (word === '日' || word === '日分') && isFirstOfMonth(text, at, end)) return { length: end - at, alone: false, reading: word === '日' ? 'ついたち' : 'ついたちぶん' };
  if (word === '分' && /^の[\d一二三四五六七八九]/.test(text.slice(end, end + 2))) return { length: end - at, alone: false, reading: `${sayNumber(number.value)}ぶん` };
  if (number.decimals !== '') return { length: end - at, alone: false, reading: sayDecimal(number.value, number.decimals) + sayCounted(Number(number.decimals.at(-1)), word).slice(sayNumber(Number(number.decimals.at(-1))).length) };
  return { length: end - at, alone: false, reading: lead + sayCounted(number.value, word) };
}

const UNITS: Record<string, [which: string, some: string]> = { 十: ['なんじゅう', 'すうじゅう'], 百: ['なんびゃく', 'すうひゃく'], 千: ['なんぜん', 'すうせん'], 万: ['なんまん', 'すうまん'], 十万: ['なんじゅうまん', 'すうじゅうまん'] };
/** 何通, 何十人, 数日, 元年. */
function unknownAt(text: string, at: number): NumberChunk | null {
  if (text.startsWith('元年', at)) return text.startsWith('元年度', at) ? { length: 3, reading: 'がんねんど', alone: false } : { length: 2, reading: 'がんねん', alone: false };
  const which = text.charAt(at) === '何';
  if (!which && text.charAt(at) !== '数') return null;
  const unit = Object.keys(UNITS).filter((one) => text.startsWith(one, at + 1)).sort((a, b) => b.length - a.length)[0];
  const word = counterAt(text, at + 1 + (unit?.length ?? 0));
  if (word === null || ['つ', '子', '等', '次', '重', '分間', '代', '面', '言'].includes(word) || (!which && ['名', '度', '点', '位', '円', '部'].includes(word) && !unit)) return null;
  const length = 1 + (unit?.length ?? 0) + word.length;
  if (unit === undefined) return { length, alone: false, reading: which ? sayWhich(word) : saySome(word) };
  return { length, alone: false, reading: UNITS[unit]![which ? 0 : 1] + sayCounted(10, word).replace(/^じゅ[うっ]/, '') };
}

/** What a number at this place is, with all that grows on it. `text` has half-width digits. */
export const numberChunkAt = (text: string, at: number): NumberChunk | null => clockAt(text, at) ?? countedAt(text, at) ?? unknownAt(text, at);
