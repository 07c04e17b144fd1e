import { HEAD_START_MS } from '../../queue/domain/order.ts';
import type { HallNow } from './hall-now.ts';

/** Who was called: `person` is the place in `HallNow.waiting`, or LATER. The same object is filled again for each call. */
export interface Called { person: number; mark: number; kind: number; order: number; lastStep: boolean; thenKind: number | undefined; stretch: number }
/** Somebody who came during the run and whom nobody asked about. */
export const LATER = -1;
const BOOKED_HEAD_START = HEAD_START_MS.booked / 60_000;

/**
 * The lines of one run, a line per kind. A forecast walks some ten thousand people, so a run touches only numbers in arrays that
 * were made once; what the next call needs of a line (its first order, its first due appointment) stands ready in two arrays.
 */
export interface Lines {
  /** everybody stands where they stand now */ restart(): void;
  /** by counter: 1 where somebody stands whom it may call */ readonly hasSomeone: Uint8Array;
  someLeft(): boolean;
  /** the first for this counter at this minute; only where `hasSomeone` */ call(counter: number, minute: number): Called;
  /** joins a line with the order of its ticket */ joins(kind: number, order: number, mark: number): void;
  /** joins the appointments of a kind */ arrives(kind: number, dueMinute: number, mark: number): void;
}

/** People in the order of a number: their due minute, or the order of their ticket. */
interface Line { readonly by: Float64Array; readonly person: Int32Array; readonly mark: Int32Array; head: number; length: number }

/** Puts somebody into their place behind the head. */
function insert(line: Line, by: number, person: number, mark: number): void {
  let at = line.length;
  for (; at > line.head && (line.by[at - 1] as number) > by; at -= 1) {
    line.by[at] = line.by[at - 1] as number; line.person[at] = line.person[at - 1] as number; line.mark[at] = line.mark[at - 1] as number;
  }
  line.by[at] = by; line.person[at] = person; line.mark[at] = mark;
  line.length += 1;
}
const emptyLine = (room: number): Line => ({ by: new Float64Array(room), person: new Int32Array(room), mark: new Int32Array(room), head: 0, length: 0 });

export function lineUp(hall: HallNow): Lines {
  const people = hall.waiting;
  const kinds = 1 + Math.max(0, ...hall.counters.flatMap((c) => [...c.kinds, c.serving?.kind ?? 0]), ...people.flatMap((p) => [p.kind, p.thenKind ?? 0]), ...hall.counters.map((c) => c.serving?.thenKind ?? 0), ...hall.expected.map((e) => e.kind), ...(hall.returning ?? []).map((r) => r.kind));
  const each = <T>(make: (kind: number) => T): T[] => Array.from({ length: kinds }, (_, kind) => make(kind));
  const of = (kind: number, booked: boolean): number[] => people.flatMap((p, n) => (p.kind === kind && (p.dueMinute !== null) === booked ? [n] : []));
  const orders = Float64Array.from(people, (p) => p.order);
  const walk = each((kind) => Int32Array.from(of(kind, false)));
  const room = hall.expected.length + people.length + hall.counters.length + (hall.returning?.length ?? 0);
  const startBooked = each((kind) => of(kind, true).sort((a, b) => (people[a]?.dueMinute as number) - (people[b]?.dueMinute as number)));
  const booked = each(() => emptyLine(room));
  /** who comes back for a second step, by the order of their ticket */
  const back = each(() => emptyLine(room));
  const heads = new Int32Array(kinds);
  const firstOrder = new Float64Array(kinds);
  const firstDue = new Float64Array(kinds);
  const someone = new Uint8Array(kinds);
  const kindsOf = hall.counters.map((c) => Int32Array.from(c.kinds));
  const hasSomeone = new Uint8Array(kindsOf.length);
  let left = 0;
  const called: Called = { person: LATER, mark: 0, kind: 0, order: 0, lastStep: true, thenKind: undefined, stretch: 1 };

  /** A line seldom becomes empty or ceases to be; only then the counters are looked through. */
  const look = (kind: number): void => {
    const now = (firstOrder[kind] as number) < Infinity || (firstDue[kind] as number) < Infinity ? 1 : 0;
    if (now === someone[kind]) return;
    someone[kind] = now;
    for (let c = 0; c < kindsOf.length; c += 1) hasSomeone[c] = (kindsOf[c] as Int32Array).some((of_) => someone[of_] === 1) ? 1 : 0;
  };
  const setFirstOrder = (kind: number): void => {
    const line = walk[kind] as Int32Array;
    const at = heads[kind] as number;
    const returned = back[kind] as Line;
    const mine = at < line.length ? orders[line[at] as number] as number : Infinity;
    firstOrder[kind] = returned.head < returned.length ? Math.min(mine, returned.by[returned.head] as number) : mine;
    look(kind);
  };
  const setFirstDue = (kind: number): void => {
    const line = booked[kind] as Line;
    firstDue[kind] = line.head < line.length ? line.by[line.head] as number : Infinity;
    look(kind);
  };
  const person = (who: number, kind: number): Called => {
    const { mark, order, lastStep, thenKind, stretch } = people[who] as HallNow['waiting'][number];
    left -= 1;
    called.person = who; called.mark = mark; called.kind = kind; called.order = order; called.lastStep = lastStep; called.thenKind = thenKind; called.stretch = stretch;
    return called;
  };
  const later = (kind: number, mark: number, order: number, lastStep: boolean): Called => {
    called.person = LATER; called.mark = mark; called.kind = kind; called.order = order; called.lastStep = lastStep; called.thenKind = undefined; called.stretch = 1;
    return called;
  };
  const callBooked = (kind: number): Called => {
    const line = booked[kind] as Line;
    const due = line.by[line.head] as number;
    const who = line.person[line.head] as number;
    const mark = line.mark[line.head] as number;
    line.head += 1;
    setFirstDue(kind);
    return who === LATER ? later(kind, mark, due, false) : person(who, kind);
  };
  const callTicket = (kind: number): Called => {
    const line = back[kind] as Line;
    const order = firstOrder[kind] as number;
    if (line.head < line.length && line.by[line.head] === order) {
      const mark = line.mark[line.head] as number;
      line.head += 1;
      setFirstOrder(kind);
      return later(kind, mark, order, true);
    }
    const who = (walk[kind] as Int32Array)[heads[kind] as number] as number;
    heads[kind] = (heads[kind] as number) + 1;
    setFirstOrder(kind);
    return person(who, kind);
  };

  return {
    restart() {
      left = people.length;
      for (let kind = 0; kind < kinds; kind += 1) {
        heads[kind] = 0;
        const line = booked[kind] as Line;
        const returned = back[kind] as Line;
        line.head = 0; line.length = 0; returned.head = 0; returned.length = 0;
        for (const who of startBooked[kind] as number[]) insert(line, people[who]?.dueMinute as number, who, 0);
        setFirstOrder(kind);
        setFirstDue(kind);
      }
    },
    hasSomeone,
    someLeft: () => left > 0,
    call(counter, minute) {
      const wanted = kindsOf[counter] as Int32Array;
      let dueKind = wanted[0] as number;
      let orderKind = dueKind;
      for (let n = 1; n < wanted.length; n += 1) {
        const kind = wanted[n] as number;
        if ((firstDue[kind] as number) < (firstDue[dueKind] as number)) dueKind = kind;
        if ((firstOrder[kind] as number) < (firstOrder[orderKind] as number)) orderKind = kind;
      }
      // The published rule (queue/domain/order.ts): by place; before their time, appointments only where nobody else waits.
      const due = firstDue[dueKind] as number;
      const first = firstOrder[orderKind] as number;
      return first === Infinity || (due <= minute && due - BOOKED_HEAD_START <= first) ? callBooked(dueKind) : callTicket(orderKind);
    },
    joins(kind, order, mark) { insert(back[kind] as Line, order, LATER, mark); setFirstOrder(kind); },
    arrives(kind, dueMinute, mark) { insert(booked[kind] as Line, dueMinute, LATER, mark); setFirstDue(kind); },
  };
}
