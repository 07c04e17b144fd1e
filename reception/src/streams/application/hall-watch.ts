import type { BoardState, ConsoleState, TicketId } from '../../../contract/index.ts';
import { appointmentsOf, boardOf, queueOf, ticketViewOf, type Hall } from '../../queue/domain/project-hall.ts';
import { UNDO_MS } from '../../queue/domain/decide-act.ts';
import type { KioskSeen } from '../../kiosks/domain/kiosk-seen.ts';
import { joined } from '../../queue/application/joined.ts';
import { paperOfConsole, type PaperSeen } from '../../printing/domain/paper-views.ts';
import type { Streams } from './streams.ts';

/** A kiosk that said nothing for this long counts as cut off. */
export const KIOSK_SILENT_MS = 45_000;

/** Five hundred boards answer one call: they are told of at this pace. */
const BOARDS_TOLD_MS = 50;

export interface Boards {
  list(): ConsoleState['boards'];
  /** a call went out: acknowledgements are timed from here */
  announced(callIds: readonly string[]): void;
}

export interface HallWatch {
  /** Reads the hall anew and publishes what changed. Calls during a reading are joined into one more reading. */
  refresh(): Promise<void>;
  /** boards came, went or answered: the console is told of all of them together, and nothing is read or foretold for it */
  boardsMoved(): void;
  /** This server took the ticket in: the next reading makes its promise. Resolves when that is kept; rejects when the hall could not be read. */
  promise(ticketId: TicketId): Promise<void>;
  hall(): Hall;
  board(): BoardState;
}

export function hallWatch(deps: {
  /** `owed`: tickets whose promise this reading makes */ readHall: (owed: ReadonlySet<TicketId>) => Promise<{ hall: Hall; kiosks: readonly KioskSeen[]; paper?: PaperSeen }>;
  streams: Streams; boards: Boards; watchedTickets: () => readonly { stream: string; ticketId: string }[];
  /** a watched ticket that stands in today's hall no more: its day is over */ ticketLeft: (stream: string) => Promise<void>;
  /** when a reading begins, after those of the same moment have come: a hall in a rush is read for many at once */ pace?: <T>(work: () => Promise<T>) => Promise<T>;
  failed: (error: unknown) => void; first: { hall: Hall; kiosks: readonly KioskSeen[]; paper?: PaperSeen };
}): HallWatch {
  let seen = deps.first;
  const owed = new Set<TicketId>();

  const publish = (): void => {
    const { hall, kiosks, paper } = seen;
    const board = boardOf(hall);
    deps.boards.announced(board.calls.map((c) => c.callId));
    deps.streams.publish('board', board);
    const state: ConsoleState = {
      ...queueOf(hall, UNDO_MS), appointments: appointmentsOf(hall), boards: deps.boards.list(), ...(paper === undefined || paper.printers.length === 0 ? {} : paperOfConsole(paper, hall.tickets)),
      kiosks: kiosks.map((k) => ({ series: k.series, pending: k.pending, connected: k.lastSeenMs !== null && hall.nowMs - k.lastSeenMs <= KIOSK_SILENT_MS, lastSeen: k.lastSeenMs === null ? null : new Date(k.lastSeenMs).toISOString() })),
      help: kiosks.flatMap((k) => (k.helpSinceMs === null ? [] : [{ series: k.series, sinceMs: k.helpSinceMs }])).sort((a, b) => a.sinceMs - b.sinceMs).map((h) => ({ series: h.series, since: new Date(h.sinceMs).toISOString() })),
    };
    deps.streams.publish('console', state);
    const byId = new Map(hall.tickets.map((t) => [t.ticketId as string, t]));
    for (const { stream, ticketId } of deps.watchedTickets()) {
      const ticket = byId.get(ticketId);
      if (ticket !== undefined) deps.streams.publish(stream, ticketViewOf(ticket, hall));
      else deps.ticketLeft(stream).catch(deps.failed);
    }
  };
  let boardsToTell = false;
  const boardsMoved = (): void => {
    if (boardsToTell) return;
    boardsToTell = true;
    setTimeout(() => { boardsToTell = false; try { publish(); } catch (error) { deps.failed(error); } }, BOARDS_TOLD_MS).unref();
  };
  const pace = deps.pace ?? ((work) => work());
  const refresh = joined((): Promise<void> => pace(async () => {
    const now = new Set(owed);
    try {
      seen = await deps.readHall(now);
      for (const ticketId of now) owed.delete(ticketId);
      publish();
    } catch (error) { deps.failed(error); }
  }));
  const promise = async (ticketId: TicketId): Promise<void> => {
    owed.add(ticketId);
    await refresh();
    if (owed.has(ticketId)) throw new Error('the hall could not be read, so that nothing can be promised yet');
  };
  return { refresh, boardsMoved, promise, hall: () => seen.hall, board: () => boardOf(seen.hall) };
}
