import type { ConsoleState, CounterId, QueueEntry, Zone } from '@engawa/reception/contract';

/** What one counter sees of the hall. Everybody in `waiting` keeps the order that the hall server gave. */
export interface HallView {
  readonly waiting: readonly QueueEntry[];
  /** everybody who is not over, whatever they wait for, in the order of the hall */
  readonly everybody: readonly QueueEntry[];
  /** the row that the arrows stand on */
  readonly chosen: QueueEntry | null;
  /** whom one key brings back into the line: the chosen one who is away, kept, or did not come; at a counter else the first who did not come within the city's window */
  readonly back: QueueEntry | null;
  /** 保留: kept for this counter, or for this clerk */
  readonly held: readonly QueueEntry[];
  /** those who did not come when they were called */
  readonly missed: readonly QueueEntry[];
  /** the person who is called to, or served at, this counter */
  readonly here: QueueEntry | null;
  /** the first waiting person whose zone this counter serves */
  readonly next: QueueEntry | null;
  /** waiting people per zone, in the order of the alphabet, only zones with people */
  readonly perZone: readonly { readonly zone: Zone; readonly waiting: number }[];
  /** longest waits of people whom this counter serves cannot hide behind other zones: of the whole hall */
  readonly longestWaitMinutes: number;
}

export function viewHall(state: ConsoleState, counter: CounterId | null, { chosen = null, staffId = '' }: { readonly chosen?: string | null; readonly staffId?: string } = {}): HallView {
  const zones = state.counters.find((c) => c.counter.id === counter)?.counter.zones ?? [];
  const waiting = state.queue.filter((t) => t.status === 'waiting' || t.status === 'away');
  const missed = state.queue.filter((t) => t.status === 'missed');
  const perZone = new Map<Zone, number>();
  const found = state.queue.find((t) => t.ticketId === chosen && t.status !== 'done' && t.status !== 'cancelled') ?? null;
  for (const ticket of waiting) perZone.set(ticket.line, (perZone.get(ticket.line) ?? 0) + 1);
  return {
    waiting,
    everybody: state.queue.filter((t) => t.status !== 'done' && t.status !== 'cancelled'),
    chosen: found,
    missed,
    held: state.queue.filter((t) => t.held !== null && (t.held.keeper === 'clerk' ? t.held.staffId === staffId : counter !== null && t.counter === counter)),
    back: found !== null && (found.status === 'away' || found.status === 'held' || found.rejoinUntil !== null) ? found : counter === null ? null : missed.find((t) => t.rejoinUntil !== null) ?? null,
    here: state.queue.find((t) => counter !== null && t.counter === counter && (t.status === 'serving' || t.status === 'called')) ?? null,
    next: waiting.find((t) => t.status === 'waiting' && zones.includes(t.line)) ?? null,
    perZone: [...perZone].map(([zone, count]) => ({ zone, waiting: count })).sort((a, b) => (a.zone < b.zone ? -1 : 1)),
    longestWaitMinutes: state.longestWaitMinutes,
  };
}

/** Whole minutes since the label was given; never negative when clocks disagree. */
export const waitedMinutes = (ticket: Pick<QueueEntry, 'issuedAt'>, hallMs: number): number =>
  Math.max(0, Math.floor((hallMs - Date.parse(ticket.issuedAt)) / 60_000));

/** People find a ticket by what is on the paper (`A103`, `103`, also full width) or by a procedure's name. */
export function searchQueue(tickets: readonly QueueEntry[], titleOf: (procedure: string) => string, wanted: string): readonly QueueEntry[] {
  const needle = plain(wanted);
  if (needle === '') return tickets;
  return tickets.filter((t) => plain(`${t.zone}${t.label}`).includes(needle) || t.procedures.some((p) => plain(titleOf(p)).includes(needle)));
}

/** Only for comparing; the texts on the screen are never normalised. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
