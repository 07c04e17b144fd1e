import type { Language } from '../../../contract/index.ts';
import { counterAt } from './furigana/counters.ts';
import { readNumberAt } from './furigana/japanese-number.ts';

/** What must arrive unchanged in another language. `value` is the same for 1万2千円, １２，０００円 and 12,000 yen. */
export interface Lock { readonly kind: 'date' | 'time' | 'money' | 'phone' | 'number' | 'name'; readonly from: number; readonly to: number; readonly value: string }
/** Names, forms and procedures: a name of one's own in every language, or the same everywhere where a language is missing. */
export type LockedName = { readonly ja: string } & Partial<Record<Language, string>>;

type Found = Omit<Lock, 'from' | 'to'> & { readonly length: number };
type Finder = (text: string, at: number, language: Language) => Found | null;

/** Full-width digits and signs, and the digits of other scripts, as ASCII: one letter stays one letter. */
const narrow = (text: string): string => text.replace(/[０-９，：．－／]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xFEE0)).replace(/[￥¥]/g, '\\').replace(/[‐‑–−]/g, '-');

const ERAS: Readonly<Record<string, number>> = { 明治: 1867, 大正: 1911, 昭和: 1925, 平成: 1988, 令和: 2018 };
const MONTHS = {
  en: ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'],
  pt: ['janeiro', 'fevereiro', 'março', 'abril', 'maio', 'junho', 'julho', 'agosto', 'setembro', 'outubro', 'novembro', 'dezembro'],
  fil: ['enero', 'pebrero', 'marso', 'abril', 'mayo', 'hunyo', 'hulyo', 'agosto', 'setyembre', 'oktubre', 'nobyembre', 'disyembre'],
} as const;
const monthOf = (word: string): number => Math.max(...Object.values(MONTHS).map((names) => (names as readonly string[]).indexOf(word.toLowerCase()))) + 1;
const NAMED = [...new Set(Object.values(MONTHS).flat())].sort((a, b) => b.length - a.length).join('|');

const KANJI_NUMBER = '[〇一二三四五六七八九十]{1,4}';
const N = `(?:\\d{1,4}|元|${KANJI_NUMBER})`;
const valueOf = (digits: string): number => (digits === '元' ? 1 : readNumberAt(digits, 0)?.value ?? NaN);
const dateValue = (year: number | null, month: number | null, day: number | null): string => [year ?? '', month ?? '', day ?? ''].join('-');

/** Each pattern with what its groups are. A year alone counts with its era or in four digits: 3年 may be a duration. */
const DATES: readonly (readonly [pattern: RegExp, read: (g: Readonly<Record<string, string | undefined>>) => string])[] = [
  [new RegExp(`^(?:(?<era>${Object.keys(ERAS).join('|')})(?<ey>${N})|(?<y>\\d{4}))[年년](?:\\s?(?<m>${N})[月월](?:\\s?(?<d>${N})[日일])?)?(?!度)`), (g) => dateValue(g.era === undefined ? Number(g.y) : ERAS[g.era]! + valueOf(g.ey!), g.m === undefined ? null : valueOf(g.m), g.d === undefined ? null : valueOf(g.d))],
  [new RegExp(`^(?<m>${N})[月월]\\s?(?<d>${N})[日일号]`), (g) => dateValue(null, valueOf(g.m!), valueOf(g.d!))],
  [/^(?<y>\d{4})[/-](?<m>\d{1,2})[/-](?<d>\d{1,2})(?!\d)/, (g) => dateValue(Number(g.y), Number(g.m), Number(g.d))],
  [/^ngày (?<d>\d{1,2}) tháng (?<m>\d{1,2})(?: năm (?<y>\d{4}))?/, (g) => dateValue(g.y === undefined ? null : Number(g.y), Number(g.m), Number(g.d))],
  [/^tháng (?<m>\d{1,2}) năm (?<y>\d{4})/, (g) => dateValue(Number(g.y), Number(g.m), null)],
  [new RegExp(`^(?<d>\\d{1,2})(?: de| ng)? (?<name>${NAMED})(?:,? (?:de )?(?<y>\\d{4}))?`, 'i'), (g) => dateValue(g.y === undefined ? null : Number(g.y), monthOf(g.name!), Number(g.d))],
  [new RegExp(`^(?<name>${NAMED}) (?<d>\\d{1,2})(?!\\d)(?:,? (?<y>\\d{4}))?`, 'i'), (g) => dateValue(g.y === undefined ? null : Number(g.y), monthOf(g.name!), Number(g.d))],
  [new RegExp(`^(?<name>${NAMED}) (?:de )?(?<y>\\d{4})`, 'i'), (g) => dateValue(Number(g.y), monthOf(g.name!), null)],
];
const findDate: Finder = (text, at) => {
  for (const [pattern, read] of DATES) { const found = pattern.exec(text.slice(at, at + 40)); if (found) return { kind: 'date', length: found[0].length, value: read(found.groups ?? {}) }; }
  return null;
};

const CLOCK = new RegExp(`^(?<half>午前|午後|上午|下午|오전|오후)?\\s?(?:(?<h>\\d{1,2}):(?<min>[0-5]\\d)(?!\\d)(?:\\s?(?<ap>[ap])\\.?m\\b\\.?)?|(?<jh>${N})(?:時(?!間)|[点點](?!つ)|시(?!간))(?:\\s?(?<jm>${N})[分분]|(?<jhalf>半|반))?)`, 'i');
const findTime: Finder = (text, at) => {
  const g = CLOCK.exec(text.slice(at, at + 24));
  if (!g?.groups) return null;
  const { half, h, min, ap, jh, jm, jhalf } = g.groups;
  /* 2点 is two things in Japanese, two o'clock in Chinese only with a half of the day */
  if (jh !== undefined && half === undefined && /[点點]/.test(g[0])) return null;
  const hour = valueOf(h ?? jh!);
  const later = (half !== undefined && /午後|下午|오후/.test(half)) || ap?.toLowerCase() === 'p';
  const early = (half !== undefined && !later) || ap?.toLowerCase() === 'a';
  const of24 = later && hour < 12 ? hour + 12 : early && hour === 12 ? 0 : hour;
  const minutes = jhalf === undefined ? valueOf(min ?? jm ?? '0') : 30;
  return of24 > 24 || minutes > 59 ? null : { kind: 'time', length: g[0].length, value: `${of24}:${minutes}` };
};

const findPhone: Finder = (text, at) => { const found = /^\+?\d{2,4}-\d{1,4}-\d{3,4}(?!\d)/.exec(text.slice(at, at + 20)) ?? /^0\d{9,10}(?!\d)/.exec(text.slice(at, at + 12)); return found && { kind: 'phone', length: found[0].length, value: found[0].replaceAll('-', '') }; };

/** A point parts thousands in Portuguese and Vietnamese. */
function numberAt(text: string, at: number, language: Language): { length: number; value: string } | null {
  const western = (language === 'pt' || language === 'vi' ? /^\d{1,3}(?:\.\d{3})+(?!\d)/ : /^\d{1,3}(?:,\d{3})+(?!\d)/).exec(text.slice(at, at + 20));
  if (western) return { length: western[0].length, value: western[0].replace(/[.,]/g, '') };
  const number = readNumberAt(text, at);
  if (number === null) return null;
  const alone = number.kanji && number.value < 10 && counterAt(text, at + number.length) === null;
  const word = number.kanji && language !== 'ja' && language !== 'ja-easy' && language !== 'zh';
  return alone || word ? null : { length: number.length, value: number.decimals === '' ? String(number.value) : `${number.value}.${number.decimals}` };
}
const YEN = /^\s?(?:円|日元|日圆|엔|yen\b|yên|ienes?\b)/i;
const findMoney: Finder = (text, at, language) => {
  const sign = text.charAt(at) === '\\' ? 1 : 0;
  const number = numberAt(text, at + sign, language);
  const unit = number === null ? null : YEN.exec(text.slice(at + sign + number.length));
  return number === null || (unit === null && sign === 0) ? null : { kind: 'money', length: sign + number.length + (unit?.[0].length ?? 0), value: number.value };
};
const findNumber: Finder = (text, at, language) => { const number = numberAt(text, at, language); return number && { kind: 'number', ...number }; };

const FINDERS: readonly Finder[] = [findPhone, findDate, findTime, findMoney, findNumber];
const LETTER = /[\p{Script=Latin}\p{Script=Hangul}]/u;

/** Everything in a sentence that must not change, from left to right, nothing twice. Names go before numbers, longer ones first. */
export function findLocks(text: string, language: Language, names: readonly LockedName[] = []): Lock[] {
  const plain = narrow(text);
  const known = names.map((name) => ({ value: name.ja, shown: name[language] ?? name.ja })).sort((a, b) => b.shown.length - a.shown.length);
  const locks: Lock[] = [];
  for (let at = 0; at < text.length;) {
    const name = known.find(({ shown }) => text.startsWith(shown, at) && !(LETTER.test(shown.charAt(0)) && LETTER.test(text.charAt(at - 1))));
    const found: Found | null = name ? { kind: 'name', length: name.shown.length, value: name.value } : FINDERS.reduce<Found | null>((first, find) => first ?? find(plain, at, language), null);
    if (found) locks.push({ kind: found.kind, from: at, to: at + found.length, value: found.value });
    at += found?.length ?? 1;
  }
  return locks;
}

const SLOT = /⟦(\d+)⟧/g;
/** The sentence with ⟦0⟧, ⟦1⟧ … where locks stand: what may be given to a translator. */
export const withSlots = (text: string, locks: readonly Lock[]): string => locks.reduceRight((out, { from, to }, i) => `${out.slice(0, from)}⟦${i}⟧${out.slice(to)}`, text);

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const thousands = (value: string, sign: string): string => value.replace(/\B(?=(\d{3})+(?!\d))/g, sign);
function sayDate(value: string, language: Language): string {
  const [year = '', month = '', day = ''] = value.split('-');
  if (language === 'vi') return [day && `ngày ${day}`, month && `tháng ${month}`, year && `năm ${year}`].filter(Boolean).join(' ');
  if (language === 'ko') return [year && `${year}년`, month && `${month}월`, day && `${day}일`].filter(Boolean).join(' ');
  if (language === 'en' || language === 'pt' || language === 'fil') {
    const name = month === '' ? '' : MONTHS[language][Number(month) - 1] ?? month;
    if (language === 'pt') return [day, name, year].filter(Boolean).join(' de ');
    return language === 'en' ? [day, capital(name), year].filter(Boolean).join(' ') : [[capital(name), day].filter(Boolean).join(' '), year].filter(Boolean).join(day === '' ? ' ' : ', ');
  }
  return [year && `${year}年`, month && `${month}月`, day && `${day}日`].join('');
}
const MONEY = { ja: '円', 'ja-easy': '円', en: ' yen', zh: '日元', ko: '엔', vi: ' yên', pt: ' ienes', fil: ' yen' } as const;

/** A lock as that language writes it. */
export function sayLock({ kind, value }: Lock, language: Language, names: readonly LockedName[] = []): string {
  switch (kind) {
    case 'date': return /^\d{4}--$/.test(value) && !['ja', 'ja-easy', 'zh', 'ko'].includes(language) ? value.slice(0, 4) : sayDate(value, language);
    case 'time': { const [hour, minutes] = value.split(':'); return `${hour}:${minutes!.padStart(2, '0')}`; }
    case 'money': return thousands(value, language === 'pt' || language === 'vi' ? '.' : ',') + MONEY[language];
    case 'name': { const name = names.find(({ ja }) => ja === value); return name?.[language] ?? value; }
    case 'phone': case 'number': return value;
    default: return kind satisfies never;
  }
}

/** The translated sentence with its locks back in their slots; null where a slot was lost or doubled. */
export function fillSlots(text: string, locks: readonly Lock[], language: Language, names: readonly LockedName[] = []): string | null {
  const slots = [...text.matchAll(SLOT)].map((slot) => Number(slot[1])).sort((a, b) => a - b);
  if (slots.length !== locks.length || slots.some((slot, i) => slot !== i)) return null;
  return text.replace(SLOT, (_, slot: string) => sayLock(locks[Number(slot)]!, language, names));
}

const comparable = ({ kind, value }: Lock): string => (kind === 'phone' ? `phone ${value}` : kind === 'date' && /^\d{4}--$/.test(value) ? value.slice(0, 4) : kind === 'number' || kind === 'money' ? value : `${kind} ${value}`);
/** Whether both sentences hold the same locks, in any order. */
export function sameLocks(a: readonly Lock[], b: readonly Lock[]): boolean {
  const [one, other] = [a.map(comparable).sort(), b.map(comparable).sort()];
  return one.length === other.length && one.every((value, i) => value === other[i]);
}
/** Whether a sentence holds every one of these locks, as often as it is there, whatever else it holds. */
export function holdsLocks(needed: readonly Lock[], there: readonly Lock[]): boolean {
  const left = there.map(comparable);
  return needed.map(comparable).every((value) => { const at = left.indexOf(value); if (at >= 0) left.splice(at, 1); return at >= 0; });
}
