import { samePlace } from './history.ts';
import type { Entry, Place } from './history.ts';

/**
 * A booking's time in a place. `certain`: from an answer that gave it until the first thing that might have taken it away; nobody else may be
 * there then. `possible`: from the request until an answer that excludes it; only then may somebody be told that the place is taken.
 */
export interface Stay { readonly booking: string; readonly place: Place; certain: [fromMs: number, untilMs: number]; possible: [fromMs: number, untilMs: number] }
export interface Followed { readonly stays: Stay[]; /** promises that a later answer broke */ readonly lost: string[] }

/** Follows one booking through the entries of its client, who does one thing after the other. */
export function followBooking(id: string, entries: readonly Entry[]): Followed {
  const stays: Stay[] = [];
  const lost: string[] = [];
  let now: Stay | null = null;
  let other: Stay | null = null;
  let paid = false;
  let mayBeGone = false;
  /** its difference is paid: from then on it moves at any moment, whatever a look still shows */
  let moving = false;
  const begin = (place: Place, { sentMs, answeredMs }: Entry, untilMs: number): Stay => {
    const stay: Stay = { booking: id, place, certain: [answeredMs, untilMs], possible: [sentMs, paid ? Infinity : untilMs] };
    stays.push(stay);
    return stay;
  };
  const end = (stay: Stay | null, certainMs: number, possibleMs: number): void => {
    if (!stay) return;
    stay.certain[1] = Math.min(stay.certain[1], certainMs);
    stay.possible[1] = possibleMs;
  };
  /** From `sentMs` on nothing is certain, and everything that was possible stays so. */
  const doubt = (sentMs: number): void => { for (const stay of [now, other]) end(stay, sentMs, Infinity); };

  for (const entry of entries) {
    const { kind, answer, wish, sentMs, answeredMs } = entry;
    if (kind === 'pay') {
      paid = true;
      // A hold whose money is on its way may come back to life after its end; with a change, either place may be the one.
      if (now) now.possible[1] = Infinity;
      if (other) { moving = true; other.possible[1] = Infinity; end(now, sentMs, Infinity); }
      continue;
    }
    if (answer.how === 'unknown') {
      if (kind === 'cancel') { mayBeGone = true; doubt(sentMs); }
      if (kind === 'change' && wish) { doubt(sentMs); stays.push({ booking: id, place: wish, certain: [Infinity, Infinity], possible: [sentMs, Infinity] }); }
      continue;
    }
    if (answer.how === 'gone') { lost.push(`${id} is not known any more (${entry.key})`); continue; }
    // A refusal changes nothing at all.
    if (answer.how !== 'done') continue;
    const { told } = answer;
    const live = told.status === 'held' || told.status === 'confirmed' || told.status === 'released';
    const untilMs = told.status === 'held' ? told.holdUntilMs ?? answeredMs : Infinity;
    if (!live) {
      if (told.status === 'cancelled' && kind !== 'cancel' && !mayBeGone) lost.push(`${id} is cancelled, and nobody cancelled it`);
      if (told.status === 'lapsed' && now && answeredMs < now.certain[1]) lost.push(`${id} has lapsed before its time`);
      for (const stay of [now, other]) end(stay, kind === 'cancel' ? sentMs : answeredMs, told.status === 'lapsed' && paid ? Infinity : answeredMs);
      [now, other] = [null, null];
      mayBeGone ||= told.status === 'cancelled';
      continue;
    }
    if (now && samePlace(now.place, told.place)) {
      if ((kind === 'look' || kind === 'change') && !moving) now.certain[1] = Math.max(now.certain[1], untilMs);
      if (untilMs === Infinity) now.possible[1] = Infinity;
    } else {
      const expected = kind !== 'look' || other !== null && samePlace(other.place, told.place) || mayBeElsewhere(stays, told.place);
      if (!expected) lost.push(`${id} stands in another place than its client was told`);
      end(now, kind === 'look' ? answeredMs : sentMs, answeredMs);
      if (kind === 'look' && other) { end(other, answeredMs, answeredMs); other = null; }
      now = begin(told.place, entry, untilMs);
    }
    if (told.change && (!other || !samePlace(other.place, told.change.place))) other = begin(told.change.place, entry, told.change.holdUntilMs);
    if (!told.change) moving = false;
    if (!told.change && other && kind !== 'place') { end(other, answeredMs, paid ? Infinity : Math.max(answeredMs, other.possible[1])); other = null; }
  }
  return { stays, lost };
}

const mayBeElsewhere = (stays: readonly Stay[], place: Place): boolean => stays.some((stay) => samePlace(stay.place, place));
