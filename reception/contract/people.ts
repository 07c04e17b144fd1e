import type { PeopleWho } from './city.ts';
import { personKey, type Texts } from './fields.ts';

/** The calendar day in Tokyo, `2026-11-24`. */
export const dayInTokyo = (nowMs: number): string => new Date(nowMs + 9 * 3_600_000).toISOString().slice(0, 10);

const DAY = /^(\d{4})-(\d{2}-\d{2})$/;
const nextDay = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** Has reached this age: on the eve of the birthday, so that 1 April still belongs to the school year before. Null: the birth is not known to the day. */
const hasReached = (birth: string, age: number, today: string): boolean | null => {
  const [, year, day] = DAY.exec(birth) ?? [];
  return year === undefined || day === undefined ? null : nextDay(today) >= `${Number(year) + age}-${day}`;
};

/** Until 31 March after reaching this age. */
const isUntilFiscalYearEnd = (birth: string, age: number, today: string): boolean => {
  const [, year, day] = DAY.exec(birth) ?? [];
  return year !== undefined && day !== undefined && today <= `${Number(year) + age + (day <= '04-01' ? 0 : 1)}-03-31`;
};

/** Does this person of a list belong to them? `today`: calendar day in Tokyo. */
export const isMeant = (who: PeopleWho, list: string, n: number, values: Texts, today: string): boolean => {
  const textOf = (column: string): string => values[personKey(list, n, column)]?.value ?? '';
  const birth = textOf('birth');
  return (who.applicant === undefined || who.applicant === (n === 1))
    && (who.fromAge === undefined || hasReached(birth, who.fromAge, today) === true)
    && (who.underAge === undefined || hasReached(birth, who.underAge, today) === false)
    && (who.untilFiscalYearEndAfter === undefined || isUntilFiscalYearEnd(birth, who.untilFiscalYearEndAfter, today))
    && (who.column === undefined || who.column.is.includes(textOf(who.column.key)));
};
