import { BoardState } from '@engawa/reception/contract';
import type { Change } from '@engawa/reception/testing';
import type { BoardScreen } from './board-screen.ts';
import type { Hall } from './hall.ts';
import type { KioskMachine, Shown } from './kiosk-machine.ts';
import type { World } from '../world.ts';

/** What may never happen, in the words of the table. */
export const FAULTS = {
  'number-twice': 'two people were shown the same number',
  'double-call': 'a ticket at two counters, or moved along no line of its diagram',
  'command-twice': 'one press did something twice',
  'two-at-counter': 'two visitors at one counter',
  'ticket-lost': 'somebody was shown a number and stands in no queue',
  'form-twice': 'one visit stands in the queue twice',
  'form-lost': 'a ticket whose form is not there',
  'window-wrong': 'who came back in time was turned away, or who came too late was let in',
  'place-lost': 'a ticket changed its place in the queue',
  'board-wrong': 'after quiet a board does not show what the database holds',
  'board-back': 'a board showed again what its server had said before',
  'sounded-twice': 'a board called somebody twice for one call',
} as const;
export type Fault = keyof typeof FAULTS;

interface Standing { status: string; counter?: string; missedAtMs?: number }
export interface TicketRow { ticket_id: string; day: string; series: number; sequence: number; queue_day: string; intake_id: string | null; standing: Standing; last_act: { act: string } | null; has_form: boolean; announcements: number; order_at: Date }

/** Lines of the diagram in reception's `standing.ts`, forwards and by an undo; whether the counter must stay the same. */
const LINES = new Set(['waiting>called', 'called>called', 'called>serving', 'called>missed', 'serving>done', 'missed>called', 'missed>waiting', 'called>waiting', 'serving>called', 'done>serving', 'serving>waiting', 'waiting>serving']);
/** Whoever was missed may be called at any counter; an undo of that comes back to the counter before. */
const MOVES = new Set(['missed>called', 'called>missed']);

/** Watches every commit and everything that is shown; says at the end of the day what the day did not keep. */
export class Checks {
  readonly found = new Map<Fault, string>();
  private readonly numbers = new Map<string, Shown>();
  private readonly labels = new Map<string, Shown>();
  private readonly commands = new Map<string, number>();
  private readonly world: World;
  commits = 0;
  calls = 0;
  constructor(world: World) { this.world = world; }

  find(fault: Fault, what: string): void {
    this.world.tell(`FAULT ${fault}: ${what}`);
    if (!this.found.has(fault)) this.found.set(fault, what);
  }

  shown(shown: Shown): void {
    for (const [map, key] of [[this.numbers, `${shown.day} ${shown.series} ${shown.sequence}`], [this.labels, `${shown.day} ${shown.label}`]] as const) {
      const before = map.get(key);
      if (before !== undefined) this.find('number-twice', `${shown.label} by ${before.kiosk} and ${shown.kiosk}`);
      map.set(key, shown);
    }
  }

  committed(changes: readonly Change[], key: string | null, rows: () => Iterable<TicketRow>): void {
    const tickets = changes.filter(({ table, after }) => table === 'tickets' && after !== null).map(({ before, after }) => ({ before: before as TicketRow | null, after: after as unknown as TicketRow }));
    if (tickets.length === 0) return;
    this.commits += 1;
    for (const { before, after } of tickets) {
      const { standing: { status, counter = '' }, series, sequence } = after;
      this.world.tell(`${series}/${sequence} ${before?.standing.status ?? 'new'} > ${status} ${counter}`);
      this.move(before, after);
      if (before !== null && after.announcements > before.announcements) this.calls += 1;
      if (status === 'called' || status === 'serving') for (const other of rows()) if (other.ticket_id !== after.ticket_id && (other.standing.status === 'called' || other.standing.status === 'serving') && other.standing.counter === counter) this.find('two-at-counter', counter);
    }
    if (key === null) return;
    const times = (this.commands.get(key) ?? 0) + 1;
    this.commands.set(key, times);
    if (times > 1) this.find('command-twice', `${tickets[0]?.after.last_act?.act ?? 'a ticket'} at ${tickets[0]?.after.series}/${tickets[0]?.after.sequence}`);
  }

  private move(before: TicketRow | null, after: TicketRow): void {
    const { status, counter } = after.standing;
    if (before === null) { if (status !== 'waiting' && status !== 'cancelled') this.find('double-call', `begins as ${status}`); return; }
    const line = `${before.standing.status}>${status}`;
    if (status === 'cancelled') return;
    const stays = MOVES.has(line) || before.standing.counter === undefined || counter === undefined || before.standing.counter === counter;
    if (!LINES.has(line) || !stays) this.find('double-call', `${after.series}/${after.sequence} ${line}, ${before.standing.counter ?? '-'} to ${counter ?? '-'}`);
  }

  /** After quiet. Returns how many were excused: their disk was destroyed in both copies, or staff have them parked. */
  dayEnds(hall: Hall, kiosks: readonly KioskMachine[], boards: readonly BoardScreen[]): { destroyed: number; parked: number } {
    const rowsOf = (table: string): Iterable<unknown> => [...hall.database.tables.tables.get(table)?.values() ?? []].flatMap(({ committed }) => (committed === null ? [] : [committed]));
    const tickets = [...rowsOf('tickets')] as TicketRow[];
    const forms = new Map<string, number>();
    for (const { intake_id } of rowsOf('sealed_forms') as Iterable<{ intake_id: string }>) forms.set(intake_id, (forms.get(intake_id) ?? 0) + 1);
    const byIntake = new Map<string, TicketRow[]>();
    for (const ticket of tickets) if (ticket.intake_id !== null) byIntake.set(ticket.intake_id, [...byIntake.get(ticket.intake_id) ?? [], ticket]);
    const excused = { destroyed: 0, parked: 0 };
    for (const kiosk of kiosks) {
      const entries = new Map(kiosk.entries().map((entry) => [entry.id, entry]));
      for (const shown of kiosk.given) this.arrived(shown, byIntake.get(shown.intakeId) ?? [], entries.get(shown.intakeId)?.parked ?? null, excused);
    }
    for (const [intakeId, list] of byIntake) {
      if (list.length > 1) this.find('form-twice', intakeId);
      const had = list[0]?.has_form === true && list[0].standing.status !== 'cancelled';
      if (had && forms.get(intakeId) !== 1) this.find((forms.get(intakeId) ?? 0) > 1 ? 'form-twice' : 'form-lost', `${list[0]?.series}/${list[0]?.sequence}`);
    }
    for (const board of boards) this.boardRight(board, hall, tickets);
    return excused;
  }

  private arrived(shown: Shown, tickets: readonly TicketRow[], parked: string | null, excused: { destroyed: number; parked: number }): void {
    const [ticket] = tickets;
    if (ticket !== undefined) {
      if (ticket.series !== shown.series || ticket.sequence !== shown.sequence || ticket.day !== shown.day) this.find('ticket-lost', `${shown.label} stands as another number`);
      else if (parked !== null && parked !== 'kiosk-signature') this.find('form-twice', `${shown.label} is taken in and parked: ${parked}`);
    } else if (shown.destroyed) excused.destroyed += 1;
    // The device key went with the database and the second copy stayed: nobody can sign it any more, and staff see it.
    else if (parked === 'kiosk-signature' || parked === 'kiosk-unknown') excused.parked += 1;
    else this.find('ticket-lost', `${shown.label} of ${shown.kiosk}${parked === null ? '' : `, parked: ${parked}`}`);
  }

  private boardRight(board: BoardScreen, hall: Hall, tickets: readonly TicketRow[]): void {
    const { view } = board;
    if (view.status !== 'live') { this.find('board-wrong', `${board.name} is ${view.status}`); return; }
    const body = BoardState.parse(view.body);
    const called = tickets.filter(({ standing }) => standing.status === 'called').length;
    const waiting = tickets.filter(({ standing }) => standing.status === 'waiting').length;
    const shownWaiting = body.waits.reduce((sum, wait) => sum + wait.waiting, 0);
    const truth = hall.nodes.find(({ hall: node }) => node !== null)?.hall?.board();
    if (JSON.stringify(body) !== JSON.stringify(truth) || body.calls.length !== Math.min(4, called) || shownWaiting !== waiting) this.find('board-wrong', `${board.name}: ${body.calls.length} calls, ${shownWaiting} waiting; in the database ${called} and ${waiting}`);
  }
}
