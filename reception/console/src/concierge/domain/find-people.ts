import type { QueueEntry } from '@engawa/reception/contract';
import { searchQueue } from '../../queue/domain/hall-view.ts';

/** What a concierge looks people up by, in the order of the digit keys. `booked`: has an appointment, also one that is still ahead. */
export const LOOKS = ['all', 'waiting', 'called', 'missed', 'away', 'held', 'booked'] as const;
export type Look = (typeof LOOKS)[number];

const fits: Readonly<Record<Look, (ticket: QueueEntry) => boolean>> = {
  all: () => true,
  waiting: ({ status }) => status === 'waiting',
  called: ({ status }) => status === 'called' || status === 'serving',
  missed: ({ status }) => status === 'missed',
  away: ({ status }) => status === 'away',
  held: ({ status }) => status === 'held',
  booked: ({ bookedAt }) => bookedAt !== null,
};

/** How many people each look would show. */
export const countLooks = (people: readonly QueueEntry[]): Readonly<Record<Look, number>> =>
  Object.fromEntries(LOOKS.map((look) => [look, people.filter(fits[look]).length])) as Record<Look, number>;

const CLOCK = /^(\d{1,2})[:時](\d{0,2})分?(頃|ごろ)?$/u;
const TOKYO_MS = 9 * 3_600_000;
/** Nobody remembers the minute at which they came. */
const ABOUT_MINUTES = 10;

/** 「10:20」, 「10時」: who came about then; `null`: these words are no time. */
function cameAbout(wanted: string): ((ticket: QueueEntry) => boolean) | null {
  const [, hour, minute] = CLOCK.exec(wanted.normalize('NFKC').replaceAll(/\s/gu, '')) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute ?? 0) > 59) return null;
  const minuteOf = (instant: string): number => Math.floor(((Date.parse(instant) + TOKYO_MS) % 86_400_000) / 60_000);
  if (minute === undefined || minute === '') return ({ issuedAt }) => Math.floor(minuteOf(issuedAt) / 60) === Number(hour);
  return ({ issuedAt }) => Math.abs(minuteOf(issuedAt) - Number(hour) * 60 - Number(minute)) <= ABOUT_MINUTES;
}

/** People by what is known of them: the label, a procedure, or when they came; always in the order of the hall. */
export function findPeople(people: readonly QueueEntry[], { look, wanted, titleOf }: { readonly look: Look; readonly wanted: string; readonly titleOf: (procedure: string) => string }): readonly QueueEntry[] {
  const among = people.filter(fits[look]);
  const about = cameAbout(wanted);
  return about === null ? searchQueue(among, titleOf, wanted) : among.filter(about);
}

/** Why somebody is not called yet, as a code with its facts; the wording says it. `ahead`: people of the same line who are called before. */
export type WhyWaiting =
  | { readonly why: 'next' } | { readonly why: 'ahead'; readonly ahead: number } | { readonly why: 'no-counter' } | { readonly why: 'too-early'; readonly at: string }
  | { readonly why: 'away'; readonly until: string } | { readonly why: 'missed'; readonly until: string | null } | { readonly why: 'held'; readonly by: string } | { readonly why: 'at-counter'; readonly counter: string };

export function whyWaiting(ticket: QueueEntry, people: readonly QueueEntry[], hall: { readonly openLines: ReadonlySet<string>; readonly hallMs: number }): WhyWaiting {
  if (ticket.status === 'away' && ticket.awayUntil !== null) return { why: 'away', until: ticket.awayUntil };
  if (ticket.status === 'missed') return { why: 'missed', until: ticket.rejoinUntil };
  if (ticket.held !== null) return { why: 'held', by: ticket.held.staffName };
  if (ticket.counter !== null) return { why: 'at-counter', counter: ticket.counter };
  if (!hall.openLines.has(ticket.line)) return { why: 'no-counter' };
  const line = people.filter((other) => other.status === 'waiting' && other.line === ticket.line);
  const ahead = line.findIndex((other) => other.ticketId === ticket.ticketId);
  if (ticket.bookedAt !== null && Date.parse(ticket.bookedAt) > hall.hallMs) return { why: 'too-early', at: ticket.bookedAt };
  return ahead <= 0 ? { why: 'next' } : { why: 'ahead', ahead };
}
