import { FACTS, type FormField, type NavigatorFile, type NavigatorProfile, type NavigatorRule, type Procedure } from '../../../contract/index.ts';
import type { City } from './city.ts';

const FILE = 'navigator.json';

/** A case that could never hold: 「どれもない」 beside something, or the same thing twice. */
const wrongCase = (rule: NavigatorRule, place: string): string[] => rule.when.flatMap((one) => Object.entries(one).flatMap(([fact, wanted]) => {
  if (!Array.isArray(wanted)) return [];
  const items: readonly string[] = wanted;
  const twice = items.find((item, at) => items.indexOf(item) !== at);
  return [
    ...(twice === undefined ? [] : [`${place}: "${twice}" stands twice under "${fact}"`]),
    ...(fact in FACTS && new Set(items).size > FACTS[fact as keyof typeof FACTS].length ? [`${place}: "${fact}" names everything and none of it, which is always so; leave it out`] : []),
  ];
}));

const wrongFill = (rule: NavigatorRule, procedure: Procedure | undefined, place: string): string[] => {
  const fieldOf = (key: string): FormField | undefined => procedure?.fields.find((field) => field.key === key);
  return [
    ...(rule.days ?? []).filter((key) => fieldOf(key)?.kind !== 'date').map((key) => `${place}: "${key}" is not a date of this form`),
    ...Object.entries(rule.fills ?? {}).filter(([key, value]) => !fieldOf(key)?.options?.some((option) => option.value === value)).map(([key, value]) => `${place}: "${value}" is none of the options of "${key}"`),
  ];
};

const wrongRule = (rule: NavigatorRule, at: number, file: NavigatorFile, city: Pick<City, 'procedures'>): string[] => {
  const place = `${FILE}: rules.${at} (${rule.procedure})`;
  const procedure = city.procedures.find(({ id }) => id === rule.procedure);
  const elsewhere = Object.hasOwn(file.outside, rule.procedure);
  return [
    ...(procedure === undefined && !elsewhere ? [`${place}: the city has no such procedure, and it does not stand under "outside"`] : []),
    ...(procedure !== undefined && elsewhere ? [`${place}: it is a procedure of the city and stands under "outside" as well`] : []),
    ...(procedure?.comesWith === undefined ? [] : [`${place}: it comes by itself with other forms and cannot be chosen`]),
    ...(Object.hasOwn(file.laws, rule.basis.law) ? [] : [`${place}: "${rule.basis.law}" does not stand under "laws"`]),
    ...rule.bring.filter((thing) => !Object.hasOwn(file.brings, thing)).map((thing) => `${place}: "${thing}" does not stand under "brings"`),
    ...wrongCase(rule, place), ...wrongFill(rule, procedure, place),
  ];
};

/** What a file of rules contradicts the city or itself in, as sentences for whoever edits it. */
export const navigatorContradictions = (file: NavigatorFile, city: Pick<City, 'procedures'>): string[] => {
  const unused = (table: 'laws' | 'brings' | 'outside', used: readonly string[]): string[] => Object.keys(file[table]).filter((key) => !used.includes(key)).map((key) => `${FILE}: ${table}.${key}: no rule uses it`);
  const ask = city.procedures.find(({ id }) => id === file.ask);
  return [
    ...(ask !== undefined && !ask.hasForm ? [] : [`${FILE}: ask: "${file.ask}" is not a procedure without a form`]),
    ...file.rules.flatMap((rule, at) => wrongRule(rule, at, file, city)),
    ...unused('laws', file.rules.map(({ basis }) => basis.law)), ...unused('brings', file.rules.flatMap(({ bring }) => bring)), ...unused('outside', file.rules.map(({ procedure }) => procedure)),
  ];
};

/** What a clerk still has to check against the text of the law: `住民基本台帳法施行令 第30条の14`. */
export const unconfirmedBases = (file: NavigatorFile): string[] =>
  [...new Set(file.rules.filter(({ basis }) => basis.unconfirmed === true).map(({ basis }) => `${file.laws[basis.law]?.ja ?? basis.law} 第${basis.article.replace(/^\d+/, '$&条')}`))];

/** Deadlines look back at events of the last months and forward over the longest period, two years. */
const HOLIDAY_SPAN = { backDays: 200, forwardDays: 1_200 } as const;
const DAY_MS = 86_400_000;

export const navigatorProfile = (file: NavigatorFile, nationalHolidays: readonly string[], nowMs: number): NavigatorProfile => {
  const [from, until] = [-HOLIDAY_SPAN.backDays, HOLIDAY_SPAN.forwardDays].map((days) => new Date(nowMs + days * DAY_MS).toISOString().slice(0, 10)) as [string, string];
  return { ...file, holidays: nationalHolidays.filter((day) => from <= day && day <= until) };
};
