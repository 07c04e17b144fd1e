import type { FormField } from '@engawa/reception/contract';
import { japaneseDate } from './japanese-date.ts';

const plain = (typed: string): string => typed.normalize('NFKC').trim();
const two = (text: string): string => text.padStart(2, '0');

/** 元号 by what a clerk types for it: the word, its first letter or kanji, the code of resident registers (昭3, 平4, 令5). */
const ERAS: readonly { readonly name: string; readonly first: number; readonly typed: readonly string[]; readonly code: string }[] = [
  { name: '明治', first: 1868, typed: ['明治', '明', 'm'], code: '1' }, { name: '大正', first: 1912, typed: ['大正', '大', 't'], code: '2' },
  { name: '昭和', first: 1926, typed: ['昭和', '昭', 's'], code: '3' }, { name: '平成', first: 1989, typed: ['平成', '平', 'h'], code: '4' }, { name: '令和', first: 2019, typed: ['令和', '令', 'r'], code: '5' },
];
const ERA_DATE = /^(明治|大正|昭和|平成|令和|[明大昭平令mthsr])\s*(元|\d{1,2})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?$/u;
/** s550401, and r81120 of a year with one digit */
const ERA_COMPACT = /^([明大昭平令mthsr]|明治|大正|昭和|平成|令和)(\d{1,2})(\d{2})(\d{2})$/u;
/** 3550401, as resident registers write it */
const ERA_CODE = /^([1-5])(\d{2})(\d{2})(\d{2})$/u;
const GREGORIAN = /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?$/u;

const join = (year: number, month: string | undefined, day: string | undefined): string => [String(year).padStart(4, '0'), ...[month, day].filter((part) => part !== undefined).map(two)].join('-');

/** An era year must lie in its era: 平成55年 and 昭和64年1月8日 are no dates. */
function inEra(era: string, year: string, month: string | undefined, day: string | undefined): string | null {
  const found = ERAS.find(({ typed, code }) => typed.includes(era) || code === era);
  if (found === undefined) return null;
  const iso = join(found.first + (year === '元' ? 1 : Number(year)) - 1, month, day);
  const read = japaneseDate(iso);
  // Of a year in which eras changed only a whole date has one; the year alone is taken as it was said.
  return read.startsWith(found.name) || (iso.length < 10 && /^\d{4}年/u.test(read)) ? iso : null;
}

/** A date as clerks write it (`s55.4.1`, `3550401`, `昭和55年4月1日`, `19800401`, `1980/4`) as `1980-04-01`; null: none that can be read. */
export function readTypedDate(typed: string): string | null {
  const text = plain(typed).toLowerCase().replaceAll(/\s+/gu, '');
  const [, era, eraYear = '', eraMonth, eraDay] = ERA_COMPACT.exec(text) ?? ERA_CODE.exec(text) ?? ERA_DATE.exec(text) ?? [];
  if (era !== undefined) return inEra(era, eraYear, eraMonth, eraDay);
  const [, y, m, d] = /^(\d{4})(\d{2})(\d{2})$/u.exec(text) ?? GREGORIAN.exec(text) ?? [];
  return y === undefined ? null : join(Number(y), m, d);
}

/** フリガナ as the register wants it, from hiragana or half-width letters. Only for readings: names are never converted. */
export const toKatakana = (text: string): string =>
  text.normalize('NFKC').trim().replaceAll(/\s+/gu, '\u3000').replaceAll(/[ぁ-ゖ]/gu, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0x60));

/**
 * What a clerk typed, as it is kept. Names, addresses and texts keep their exact letters; only the space between two Japanese
 * parts of a name becomes a wide one. What cannot be read stays as it is, so that the hall refuses it and says why.
 */
export function readTyped({ kind }: Pick<FormField, 'kind'>, typed: string): string {
  switch (kind) {
    case 'date': return readTypedDate(typed) ?? typed.trim();
    case 'kana': return toKatakana(typed);
    case 'phone': return plain(typed).replaceAll(/[‐‑–—―−ー]/gu, '-').replaceAll(/[\s()]/gu, '').replace(/^\+81-?/u, '0');
    case 'digits': return plain(typed).replaceAll(/[\s-]/gu, '');
    case 'count': case 'people': return plain(typed);
    case 'name': return typed.trim().replaceAll(/(?<=[^\u0000-\u024f])[ \u3000]+(?=[^\u0000-\u024f])/gu, '\u3000');
    case 'address': case 'text': case 'choice': case 'choices': return typed.trim();
    default: return kind satisfies never;
  }
}
