import type { Basis, CityProfile, Deadline, NavigatorProfile, NavigatorRule, Procedure, SkipVisit, Wording } from '@engawa/reception/contract';
import { dueOf, type Due } from './deadline.ts';
import { atomsOf, ruleTruth, truthOf, type Facts, type Truth } from './facts.ts';
import type { Step } from './questions.ts';

/** `must` 必要, `wish` 必要な方だけ, `staff` 職員に確認. What is certainly not needed has no line. */
export type Need = 'must' | 'wish' | 'staff';

/** One procedure of the answer. */
export interface Line {
  readonly id: string;
  readonly need: Need;
  /** of the city, or done elsewhere */ readonly procedure: Procedure | null;
  readonly outside: { readonly name: Wording; readonly where: Wording } | null;
  /** what made it so */ readonly whys: readonly Wording[];
  readonly basis: readonly Basis[];
  readonly deadline: Deadline | null;
  /** as a date, when the day of the event is known */ readonly due: Due | null;
  readonly bring: readonly string[];
  readonly skip: SkipVisit | null;
  /** it is certain that nobody has to come for it */ readonly noVisit: boolean;
  /** questions answered with 「わからない」 that keep it open */ readonly open: readonly Step[];
  readonly rules: readonly NavigatorRule[];
}
export interface Guidance { readonly lines: readonly Line[]; /** nobody knows yet what has happened: a person listens */ readonly lost: boolean }

interface Judged { readonly rule: NavigatorRule; readonly truth: Truth }
const needOf = ({ rule, truth }: Judged): Need => (truth === 'open' ? 'staff' : rule.then);

/** Pages behind the parts of a rule that nobody could answer. */
const openSteps = ({ rule, truth }: Judged, facts: Facts): Step[] => (truth !== 'open' ? [] : rule.when.filter((one) => truthOf(one, facts) === 'open').flatMap((one) => atomsOf(one, facts).filter((atom) => atom.truth === 'open').map((atom): Step => (atom.page === 'event' && facts.matter === 'unknown' ? 'matter' : atom.page))));

const unique = <T>(all: readonly T[], key: (one: T) => string = String): T[] => all.filter((one, n) => all.findIndex((other) => key(other) === key(one)) === n);
const ranked: readonly Need[] = ['must', 'wish', 'staff'];

/** The deadline that ends first: the others have then been met as well. */
const tightest = (rules: readonly NavigatorRule[], day: string | null, today: string, holidays: ReadonlySet<string>): { deadline: Deadline | null; due: Due | null } => {
  const all = rules.flatMap(({ deadline }) => (deadline === undefined ? [] : [{ deadline, due: day === null ? null : dueOf(deadline, day, today, holidays) }]));
  return all.toSorted((a, b) => (a.due?.day ?? '').localeCompare(b.due?.day ?? ''))[0] ?? { deadline: null, due: null };
};

/** Several rules may speak of one procedure; the surest of them decides, and only its like say why. */
const lineOf = (id: string, judged: readonly Judged[], world: { city: Pick<CityProfile, 'procedures'>; profile: NavigatorProfile; facts: Facts; today: string; holidays: ReadonlySet<string> }): Line => {
  const { city, profile, facts, today, holidays } = world;
  const need = ranked.find((rank) => judged.some((one) => needOf(one) === rank)) ?? 'staff';
  const counted = judged.filter((one) => needOf(one) === need);
  const rules = counted.map(({ rule }) => rule);
  const skip = need === 'staff' ? null : (rules.find((rule) => rule.skip !== undefined)?.skip ?? null);
  return {
    id, need, rules, skip,
    procedure: city.procedures.find((procedure) => procedure.id === id) ?? null,
    outside: profile.outside[id] ?? null,
    whys: unique(rules.map(({ why }) => why), ({ ja }) => ja),
    basis: unique(rules.map(({ basis }) => basis), ({ law, article }) => `${law} ${article}`),
    ...tightest(rules, facts.day === undefined || facts.day === 'unknown' ? null : facts.day, today, holidays),
    bring: unique(rules.flatMap(({ bring }) => bring)),
    noVisit: skip !== null && (!skip.needsCard || facts.items.card === 'yes'),
    open: unique(counted.flatMap((one) => openSteps(one, facts))),
  };
};

/** The answer: every procedure that is needed, wanted by some, or for a person to judge, in the order of the city's file. */
export const guide = (profile: NavigatorProfile, city: Pick<CityProfile, 'procedures'>, facts: Facts, today: string): Guidance => {
  const judged = profile.rules.map((rule): Judged => ({ rule, truth: ruleTruth(rule.when, facts) })).filter(({ truth }) => truth !== 'fails');
  const world = { city, profile, facts, today, holidays: new Set(profile.holidays) };
  const lines = unique(judged.map(({ rule }) => rule.procedure as string)).map((id) => lineOf(id, judged.filter(({ rule }) => rule.procedure === id), world));
  return { lines, lost: facts.matter === undefined || facts.matter === 'unknown' };
};

/** How sure the answer is, and what would make it surer. */
export interface Sureness {
  /** lines that nothing can change any more */ readonly sure: number;
  /** lines that hang on a 「わからない」 */ readonly open: number;
  /** questions whose answer would settle some, the one that settles most first */ readonly ask: readonly { readonly step: Step; readonly settles: number }[];
}
export const howSure = ({ lines }: Guidance): Sureness => {
  const open = lines.filter((line) => line.open.length > 0);
  const ask = unique(open.flatMap((line) => line.open)).map((step) => ({ step, settles: open.filter((line) => line.open.includes(step)).length }));
  return { sure: lines.length - open.length, open: open.length, ask: ask.toSorted((a, b) => b.settles - a.settles) };
};
