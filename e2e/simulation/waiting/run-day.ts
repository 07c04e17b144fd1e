import type { DelayNow, HallNow, WaitingNow } from '@engawa/reception/testing';
import type { Day, Visit } from './draw-day.ts';
import { minuteOf, type HallFile } from './hall-file.ts';

/** A place in the line: a walk-in, an appointment, or the second step of either. */
export interface Person { readonly visit: Visit; readonly mark: number; readonly step: 1 | 2; /** of its kind, when it began to wait */ readonly aheadThen: number; readonly kind: number; readonly minutes: number; readonly order: number; readonly since: number; readonly dueMinute: number | null }

/** What the hall sees at a moment: the very facts that a forecast may use. */
export interface Sight { readonly now: number; readonly waiting: readonly Person[]; readonly openCounters: readonly { readonly kinds: readonly number[] }[]; readonly hall: HallNow }

/** Who watches the day. A forecast is asked for when a person takes a ticket and is not called at once. */
export interface Witness {
  mustWait(person: Person, sight: () => Sight): void;
  called(person: Person, now: number): void;
  served(person: Person, minutes: number, wentOnTo: number | null, now: number): void;
  nobodyCame(person: Person, now: number): void;
}

/** The counter waits this long for somebody who does not come (stated, not learned). */
export const NO_SHOW_MINUTES = 1;

interface Desk { readonly kinds: readonly number[]; readonly closed: readonly (readonly [number, number])[]; person: Person | null; /** since when it serves, or is free */ from: number; until: number }

/** An appointment counts as having come half an hour before its time, and before its time it waits for everybody else: the rule of the hall, said once more in the plainest way. */
const before = (a: Person, b: Person, now: number): boolean => {
  const early = (p: Person): boolean => p.dueMinute !== null && p.dueMinute > now;
  const place = (p: Person): number => (p.dueMinute === null ? p.order : p.dueMinute - 30);
  return early(a) === early(b) ? place(a) < place(b) : early(b);
};

const isOpen = (desk: Desk, now: number): boolean => !desk.closed.some(([from, until]) => now >= from && now < until);

/** Plays one day until the last person has gone; whoever holds a ticket at closing time is served. */
export function runDay(hall: HallFile, day: Day, witness: Witness): void {
  const ids = hall.procedures.map((p) => p.id);
  const desks: Desk[] = hall.counters.map((c) => ({
    kinds: c.procedures.map((id) => ids.indexOf(id)), person: null, from: minuteOf(hall.open), until: Infinity,
    closed: c.closed.map(([from, until]) => [minuteOf(from), minuteOf(until)] as const).sort((a, b) => a[0] - b[0]),
  }));
  const reopens = [...new Set(desks.flatMap((d) => d.closed.map(([, until]) => until)))].sort((a, b) => a - b);
  const waiting: Person[] = [];
  const come = new Set<number>();
  const lastCalled: DelayNow[] = [];
  let arrived = 0;
  let now = minuteOf(hall.open);

  const call = (desk: Desk): boolean => {
    let first = -1;
    waiting.forEach((p, n) => { if (desk.kinds.includes(p.kind) && (first < 0 || before(p, waiting[first] as Person, now))) first = n; });
    if (first < 0) return false;
    const [person] = waiting.splice(first, 1) as [Person];
    desk.person = person; desk.from = now; desk.until = now + (person.visit.noShow ? NO_SHOW_MINUTES : person.minutes);
    lastCalled.unshift({ kind: person.kind, waitedMinutes: now - person.since, aheadThen: person.aheadThen });
    lastCalled.length = Math.min(lastCalled.length, LAST_CALLS);
    witness.called(person, now);
    return true;
  };
  const callAll = (): void => { for (const desk of desks) if (desk.person === null && isOpen(desk, now)) call(desk); };
  const lineUp = (person: Omit<Person, 'aheadThen'>): Person => {
    const found = waiting.findIndex((p) => p.order > person.order);
    const at = found < 0 ? waiting.length : found;
    const placed = { ...person, aheadThen: waiting.filter((p, n) => n < at && p.kind === person.kind).length };
    waiting.splice(at, 0, placed);
    return placed;
  };
  const finish = (desk: Desk): void => {
    const person = desk.person as Person;
    const began = desk.from;
    desk.person = null; desk.from = now; desk.until = Infinity;
    if (person.visit.noShow) { witness.nobodyCame(person, now); return; }
    const second = person.step === 1 ? person.visit.second : null;
    witness.served(person, now - began, second?.kind ?? null, now);
    if (second !== null) lineUp({ visit: person.visit, mark: -person.mark, step: 2, kind: second.kind, minutes: second.serviceMinutes, order: person.order, since: now, dueMinute: null });
  };
  const sight = (): Sight => ({ now, waiting, openCounters: desks.filter((d) => isOpen(d, now)), hall: seen({ desks, waiting, day, come, lastCalled, now }) });

  for (;;) {
    const ends = desks.reduce<Desk | null>((least, d) => (d.person !== null && d.until < (least?.until ?? Infinity) ? d : least), null);
    const next = day.visits[arrived];
    const reopen = waiting.length > 0 ? reopens.find((at) => at > now) ?? Infinity : Infinity;
    const at = Math.min(ends?.until ?? Infinity, next?.arrivesMinute ?? Infinity, reopen);
    if (at === Infinity) return;
    now = at;
    if (ends !== null && ends.until === at) { finish(ends); callAll(); continue; }
    if (next === undefined || next.arrivesMinute !== at) { callAll(); continue; }
    arrived += 1;
    if (next.dueMinute !== null) come.add(day.booked.findIndex((b, n) => !come.has(n) && b.comes && b.kind === next.kind && b.dueMinute === next.dueMinute));
    const person = lineUp({ visit: next, mark: arrived, step: 1, kind: next.kind, minutes: next.serviceMinutes, order: next.dueMinute ?? at, since: at, dueMinute: next.dueMinute });
    callAll();
    if (waiting.includes(person)) witness.mustWait(person, sight);
  }
}

const asWaiting = (p: Person): WaitingNow => ({ mark: p.mark, kind: p.kind, order: p.order, sinceMinute: p.since, dueMinute: p.dueMinute, lastStep: p.step === 2, stretch: 1, aheadThen: p.aheadThen });
/** As many of the last calls are kept as any forecast looks at. */
const LAST_CALLS = 400;
const BOOKED_MARK = 1_000_000;

interface Moment { readonly desks: readonly Desk[]; readonly waiting: readonly Person[]; readonly day: Day; readonly come: ReadonlySet<number>; readonly lastCalled: readonly DelayNow[]; readonly now: number }

/** The hall through the eyes of a forecast: no lengths of services to come, no knowledge of who will not be there. */
function seen({ desks, waiting, day, come, lastCalled, now }: Moment): HallNow {
  return {
    nowMinute: now, closesMinute: null, lastCalled: [...lastCalled],
    counters: desks.map(({ kinds, closed, person, from }) => ({
      kinds, closed, freeSinceMinute: person === null ? from : null,
      serving: person === null ? null : { mark: person.mark, kind: person.kind, sinceMinute: from, order: person.order, lastStep: person.step === 2, stretch: 1 },
    })),
    waiting: waiting.map(asWaiting),
    // Who is over their time and has not come is not waited for any more; nobody knows before.
    expected: day.booked.flatMap(({ kind, dueMinute }, n) => (come.has(n) || dueMinute < now ? [] : [{ mark: BOOKED_MARK + n, kind, dueMinute }])),
  };
}
