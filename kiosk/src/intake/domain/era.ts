/** 元号 and their first days, newest first. Meiji begins with the Gregorian calendar in 1873: earlier dates were written in another one. */
export const ERAS = [
  { id: 'reiwa', ja: '令和', en: 'Reiwa', from: '2019-05-01', year: 2019 },
  { id: 'heisei', ja: '平成', en: 'Heisei', from: '1989-01-08', year: 1989 },
  { id: 'showa', ja: '昭和', en: 'Showa', from: '1926-12-25', year: 1926 },
  { id: 'taisho', ja: '大正', en: 'Taisho', from: '1912-07-30', year: 1912 },
  { id: 'meiji', ja: '明治', en: 'Meiji', from: '1873-01-01', year: 1868 },
] as const;
export type EraId = (typeof ERAS)[number]['id'];
/** How a visitor writes a year; `ce` is 西暦. */
export type Calendar = EraId | 'ce';

export interface CivilDate { y: number; m: number; d: number }

const two = (n: number): string => String(n).padStart(2, '0');
export const toIsoDate = ({ y, m, d }: CivilDate): string => `${String(y).padStart(4, '0')}-${two(m)}-${two(d)}`;

/** `1980-04-01` -> parts; null for anything else, also for a day that does not exist. */
export const parseIsoDate = (iso: string): CivilDate | null => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!match) return null;
  const date = { y: Number(match[1]), m: Number(match[2]), d: Number(match[3]) };
  return isRealDate(date) ? date : null;
};

export const isRealDate = ({ y, m, d }: CivilDate): boolean => {
  if (!Number.isInteger(y) || y < 1 || y > 9999 || m < 1 || m > 12 || d < 1) return false;
  const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  return d <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1] ?? 0);
};

/** Era and year of a date: 昭和55; the first year is 元年. Null before 1873. */
export const toEraYear = (date: CivilDate): { id: EraId; ja: string; en: string; year: number } | null => {
  const iso = toIsoDate(date);
  const era = ERAS.find((candidate) => candidate.from <= iso);
  return era ? { id: era.id, ja: era.ja, en: era.en, year: date.y - era.year + 1 } : null;
};

/** Japanese: `{ main: '昭和55年4月1日', sub: '1980年' }`; in one line 「昭和55年（1980年）4月1日」 as {@link formatDateLine}. */
export const formatEraDate = (date: CivilDate): { main: string; sub: string } => {
  const era = toEraYear(date);
  const year = era ? `${era.ja}${era.year === 1 ? '元' : era.year}年` : `${date.y}年`;
  return { main: `${year}${date.m}月${date.d}日`, sub: era ? `${date.y}年` : '' };
};

/** `1950`, `1950-04`: month and day that nobody knows stay out; in a year in which the era changed so does the era. Null for anything else. */
export const formatPartDate = (text: string): { main: string; sub: string } | null => {
  const match = /^(\d{4})(?:-(\d{2}))?$/.exec(text);
  if (!match) return null;
  const [y, m] = [Number(match[1]), match[2] === undefined ? null : Number(match[2])];
  const [first, last] = [toEraYear({ y, m: m ?? 1, d: 1 }), toEraYear({ y, m: m ?? 12, d: 28 })];
  const month = m === null ? '' : `${m}月`;
  if (first === null || first.id !== last?.id) return { main: `${y}年${month}`, sub: '' };
  return { main: `${first.ja}${first.year === 1 ? '元' : first.year}年${month}`, sub: `${y}年` };
};

export const formatDateLine = (date: CivilDate): string => {
  const era = toEraYear(date);
  return era ? `${era.ja}${era.year === 1 ? '元' : era.year}年（${date.y}年）${date.m}月${date.d}日` : `${date.y}年${date.m}月${date.d}日`;
};

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;
export const formatEnglishDate = ({ y, m, d }: CivilDate): string => `${d} ${MONTHS[m - 1] ?? ''} ${y}`;

/** What a visitor has typed of a date so far. Kept as one string in the form's draft: `showa/55/4/1`. */
export interface DateDraft { calendar: Calendar; year: string; month: string; day: string }
export const EMPTY_DATE_DRAFT: DateDraft = { calendar: 'showa', year: '', month: '', day: '' };

export const writeDateDraft = (draft: DateDraft): string => `${draft.calendar}/${draft.year}/${draft.month}/${draft.day}`;
export const readDateDraft = (text: string): DateDraft => {
  const date = parseIsoDate(text);
  if (date) {
    const era = toEraYear(date);
    return { calendar: era?.id ?? 'ce', year: String(era?.year ?? date.y), month: String(date.m), day: String(date.d) };
  }
  const [calendar, year = '', month = '', day = ''] = text.split('/');
  const known = calendar === 'ce' || ERAS.some((era) => era.id === calendar);
  return known ? { calendar: calendar as Calendar, year, month, day } : EMPTY_DATE_DRAFT;
};

/** Draft -> date, or why it is none. A year is inside its era only between the era's first and last day. */
export const decideDate = (draft: DateDraft): { ok: true; date: CivilDate } | { ok: false; why: 'missing' | 'no-such-date' | 'not-in-era' } => {
  if (draft.year === '' || draft.month === '' || draft.day === '') return { ok: false, why: 'missing' };
  const era = ERAS.find((candidate) => candidate.id === draft.calendar);
  const year = Number(draft.year);
  const date = { y: era ? era.year + year - 1 : year, m: Number(draft.month), d: Number(draft.day) };
  if (!isRealDate(date) || year < 1) return { ok: false, why: 'no-such-date' };
  return era && toEraYear(date)?.id !== era.id ? { ok: false, why: 'not-in-era' } : { ok: true, date };
};
