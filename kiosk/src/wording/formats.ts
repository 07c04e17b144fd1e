import type { Language } from '@engawa/reception/contract';

/** Japan has no summer time: Asia/Tokyo is UTC+9, always. */
const TOKYO_MS = 9 * 60 * 60_000;
const WEEKDAYS_JA = ['日', '月', '火', '水', '木', '金', '土'] as const;
const WEEKDAYS_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const tokyo = (instant: string | number): Date => new Date((typeof instant === 'number' ? instant : Date.parse(instant)) + TOKYO_MS);
const two = (n: number): string => String(n).padStart(2, '0');
/** A day (`2026-11-22`) is taken as it is, an instant as the day in Tokyo. */
const dayOf = (when: string): Date => (when.length === 10 ? new Date(`${when}T00:00:00Z`) : tokyo(when));

/** `10:35`, 24 hours, in every language. */
export const clockTime = (instant: string | number): string => {
  const at = tokyo(instant);
  return `${at.getUTCHours()}:${two(at.getUTCMinutes())}`;
};

/** `10:35〜10:50` */
export const clockRange = (from: string | number, until: string | number): string => `${clockTime(from)}〜${clockTime(until)}`;

const WEEKDAYS = { zh: ['日', '一', '二', '三', '四', '五', '六'], ko: ['일', '월', '화', '수', '목', '금', '토'], vi: ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'], pt: ['dom.', 'seg.', 'ter.', 'qua.', 'qui.', 'sex.', 'sáb.'], fil: ['Lin', 'Lun', 'Mar', 'Miy', 'Huw', 'Biy', 'Sab'] } as const;
const MONTHS_FIL = ['Ene', 'Peb', 'Mar', 'Abr', 'May', 'Hun', 'Hul', 'Ago', 'Set', 'Okt', 'Nob', 'Dis'] as const;
/** `month` and `weekday` count from 0. */
const DAY: Record<Exclude<Language, 'ja-easy'>, (date: number, month: number, weekday: number) => string> = {
  ja: (date, month, weekday) => `${month + 1}月${date}日(${WEEKDAYS_JA[weekday]})`,
  en: (date, month, weekday) => `${WEEKDAYS_EN[weekday]} ${date} ${MONTHS_EN[month]}`,
  zh: (date, month, weekday) => `${month + 1}月${date}日（周${WEEKDAYS.zh[weekday]}）`,
  ko: (date, month, weekday) => `${month + 1}월 ${date}일(${WEEKDAYS.ko[weekday]})`,
  vi: (date, month, weekday) => `${WEEKDAYS.vi[weekday]}, ${date}/${month + 1}`,
  pt: (date, month, weekday) => `${WEEKDAYS.pt[weekday]}, ${date}/${two(month + 1)}`,
  fil: (date, month, weekday) => `${WEEKDAYS.fil[weekday]}, ${date} ${MONTHS_FIL[month]}`,
};

/** 11月22日(日), Sun 22 Nov, 11月22日（周日）, CN, 22/11. */
export const dayText = (when: string, language: Language): string => {
  const day = dayOf(when);
  const [month, date, weekday] = [day.getUTCMonth(), day.getUTCDate(), day.getUTCDay()];
  return DAY[language === 'ja-easy' ? 'ja' : language](date, month, weekday);
};

/** `2人(ふたり)` in やさしい日本語: the reading of 人 hangs on the number before it. */
export const peopleEasy = (n: number): string => (n === 1 ? '1人(ひとり)' : n === 2 ? '2人(ふたり)' : `${n}｜人(にん)`);

/** `6分(ぷん)` in やさしい日本語: 分 is ふん or ぷん by the number before it. */
export const minutesEasy = (n: number): string => `${n}｜分(${[1, 3, 4, 6, 8, 0].includes(n % 10) ? 'ぷん' : 'ふん'})`;

/** First day of each era, newest first. */
const ERAS = [['令和', '2019-05-01'], ['平成', '1989-01-08'], ['昭和', '1926-12-25'], ['大正', '1912-07-30'], ['明治', '1868-01-25']] as const;

/** `month` counts from 1. */
const FORM_DATE: Record<Exclude<Language, 'ja' | 'ja-easy'>, (date: number, month: number, year: number) => string> = {
  en: (date, month, year) => `${date} ${MONTHS_EN[month - 1]} ${year}`,
  zh: (date, month, year) => `${year}年${month}月${date}日`,
  ko: (date, month, year) => `${year}년 ${month}월 ${date}일`,
  vi: (date, month, year) => `${date}/${month}/${year}`,
  pt: (date, month, year) => `${two(date)}/${two(month)}/${year}`,
  fil: (date, month, year) => `${date} ${MONTHS_FIL[month - 1]} ${year}`,
};

/** 令和8年11月22日（2026年）, as forms write it; the first year of an era is 元年. English: 22 November in digits with the year. */
export const formDate = (day: string, language: Language = 'ja'): string => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  if (language !== 'ja' && language !== 'ja-easy') return FORM_DATE[language](date, month, year);
  const era = ERAS.find(([, from]) => day >= from);
  if (!era) return `${year}年${month}月${date}日`;
  const eraYear = year - Number(era[1].slice(0, 4)) + 1;
  return `${era[0]}${eraYear === 1 ? '元' : eraYear}年${month}月${date}日（${year}年）`;
};

const inYen = (digits: string): string => `¥${digits}`;
/** 日元 and 엔 by name, because ¥ alone would be read as another country's money. */
const MONEY: Record<Language, (digits: string) => string> = { ja: (digits) => `${digits}円`, 'ja-easy': (digits) => `${digits}円`, en: inYen, zh: (digits) => `${digits}日元`, ko: (digits) => `${digits}엔`, vi: (digits) => `${digits} yên`, pt: inYen, fil: inYen };

/** 1,260円, ¥1,260; a reduction wears the true minus (U+2212). */
export const yen = (amountYen: number, language: Language): string => {
  const digits = String(Math.abs(amountYen)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amountYen < 0 ? '−' : ''}${MONEY[language](digits)}`;
};
