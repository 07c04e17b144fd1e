/**
 * Judges a storm by what its clients noted, and by nothing that a server says of itself. Each instant closes a prefix of the history; the sweep
 * goes over all of them, because an overlap that was mended afterwards is an overlap.
 */
import { meets } from './history.ts';
import type { Entry, History, Place } from './history.ts';
import { followBooking } from './stays.ts';
import type { Stay } from './stays.ts';

/** Each list is empty when all is well; otherwise one sentence for each case. */
export interface Verdict {
  /** two bookings were certainly in one place at one instant */ readonly overlaps: string[];
  /** told that a place is taken while nobody can have had it: a race without a winner */ readonly noWinner: string[];
  /** an answer that a later answer broke */ readonly lost: string[];
  /** a command that was done twice */ readonly twice: string[];
}

export function checkHistory({ entries, repeats }: History): Verdict {
  const ordered = entries.toSorted((a, b) => a.sentMs - b.sentMs || a.answeredMs - b.answeredMs);
  const followed = [...byBooking(ordered)].map(([id, own]) => followBooking(id, own));
  const stays = followed.flatMap((one) => one.stays);
  // A wish that nobody ever answered may have become a booking that nobody knows.
  const ghosts: Stay[] = ordered.filter(({ kind, answer, wish }) => kind === 'place' && answer.how === 'unknown' && wish).map(({ key, wish, sentMs }) => ({ booking: `of ${key}`, place: wish as Place, certain: [Infinity, Infinity], possible: [sentMs, Infinity] }));
  return {
    overlaps: findOverlaps(stays), noWinner: findRacesWithoutWinner(ordered, [...stays, ...ghosts]), lost: followed.flatMap((one) => one.lost),
    twice: [...repeats.filter(({ first, again }) => first !== again).map(({ key, first, again }) => `${key} made ${first}, and sent again ${again}`), ...madeTwice(ordered)],
  };
}

function byBooking(ordered: readonly Entry[]): Map<string, Entry[]> {
  const all = new Map<string, Entry[]>();
  for (const entry of ordered) if (entry.booking !== null) all.set(entry.booking, [...(all.get(entry.booking) ?? []), entry]);
  return all;
}

const madeTwice = (ordered: readonly Entry[]): string[] => {
  const made = new Map<string, string>();
  return ordered.flatMap(({ kind, key, booking }) => {
    if (kind !== 'place' || booking === null) return [];
    const before = made.get(booking);
    made.set(booking, key);
    return before === undefined ? [] : [`${before} and ${key} made the same booking ${booking}`];
  });
};

/** Stays of each leaf, earliest first. */
function byLeaf(stays: readonly Stay[], span: (stay: Stay) => [number, number]): Map<string, Stay[]> {
  const all = new Map<string, Stay[]>();
  for (const stay of stays) {
    const [fromMs, untilMs] = span(stay);
    if (fromMs < untilMs) for (const leaf of stay.place.leaves) { const list = all.get(leaf); if (list) list.push(stay); else all.set(leaf, [stay]); }
  }
  for (const list of all.values()) list.sort((a, b) => span(a)[0] - span(b)[0]);
  return all;
}

/** Goes through the instants in order and keeps who is certainly in the house; whoever comes in must meet nobody. */
function findOverlaps(stays: readonly Stay[]): string[] {
  const found = new Set<string>();
  for (const list of byLeaf(stays, (stay) => stay.certain).values()) {
    let inside: Stay[] = [];
    for (const stay of list) {
      const [atMs] = stay.certain;
      inside = inside.filter((one) => one.certain[1] > atMs);
      for (const one of inside) if (one.booking !== stay.booking && meets(one.place, stay.place)) found.add(`at ${atMs}: ${one.booking} and ${stay.booking}`);
      inside.push(stay);
    }
  }
  return [...found];
}

/** `taken` is a true answer only if somebody else's stay was possible between the question and the answer. */
function findRacesWithoutWinner(ordered: readonly Entry[], stays: readonly Stay[]): string[] {
  const leaves = byLeaf(stays, (stay) => stay.possible);
  return ordered.filter(({ answer, wish }) => answer.how === 'taken' && wish).filter(({ booking, wish, sentMs, answeredMs }) => !(wish as Place).leaves.some((leaf) => (leaves.get(leaf) ?? [])
    .some((stay) => stay.booking !== booking && stay.possible[0] <= answeredMs && stay.possible[1] >= sentMs && meets(stay.place, wish as Place))))
    .map(({ key, sentMs }) => `at ${sentMs}: ${key} was told taken, and nobody can have been there`);
}
