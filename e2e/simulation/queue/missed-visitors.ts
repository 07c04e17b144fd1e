import type { Change, HallNode } from '@engawa/reception/testing';
import type { Checks, TicketRow } from './checks.ts';
import type { Hall } from './hall.ts';
import type { World } from '../world.ts';

/** The window of this hall (`policy.rejoinMinutes`), short enough that both sides of its end are reached in one stretch. */
export const REJOIN_MS = 20_000;
const PATIENCE_MS = 4_000;
const TRIES = 5;

type Press = Awaited<ReturnType<HallNode['rejoin']>>;
interface Missed { readonly ticketId: string; readonly missedAtMs: number; readonly number: string }

/**
 * 呼ばれて来られなかった方, each with 「列に戻る」 on the phone: pressed in time, too late, or in the last moments, twice, over lines that break.
 * Judges the window by itself, from when a press left the phone and when its answer left the server.
 */
export class MissedVisitors {
  private readonly world: World;
  private readonly hall: Hall;
  private readonly checks: Checks;
  private readonly rows: () => readonly TicketRow[];
  private readonly isBusy: () => boolean;
  private readonly pressedAt = new Map<string, number>();
  /** presses that put somebody into the queue again */ private readonly moved = new Set<string>();
  /** told that they stand in the queue again */ private readonly back = new Map<string, Missed>();
  /** told that it was too late */ private readonly late = new Map<string, Missed>();
  rejoined = 0;
  tooLate = 0;

  constructor(world: World, hall: Hall, checks: Checks, rows: () => readonly TicketRow[], isBusy: () => boolean) { this.world = world; this.hall = hall; this.checks = checks; this.rows = rows; this.isBusy = isBusy; }

  committed(changes: readonly Change[], key: string | null): void {
    for (const { table, before, after } of changes) {
      if (table !== 'tickets' || before === null || after === null) continue;
      const [was, is] = [before as unknown as TicketRow, after as unknown as TicketRow];
      if (was.order_at.getTime() !== is.order_at.getTime()) this.checks.find('place-lost', `${is.series}/${is.sequence}`);
      const { missedAtMs = 0 } = was.standing;
      if (was.standing.status !== 'missed' && is.standing.status === 'missed') this.miss({ ticketId: is.ticket_id, missedAtMs: is.standing.missedAtMs ?? 0, number: `${is.series}/${is.sequence}` });
      if (was.standing.status !== 'missed' || is.standing.status !== 'waiting') continue;
      this.moved.add(key ?? '');
      // The hall's clock counts whole milliseconds.
      if ((this.pressedAt.get(key ?? '') ?? 0) > missedAtMs + REJOIN_MS + 1) this.checks.find('window-wrong', `${is.series}/${is.sequence} came too late and was let in`);
    }
  }

  private miss(missed: Missed): void {
    const { world } = this;
    if (world.chance(0.2)) return;
    const afterMs = world.chance(0.2) ? REJOIN_MS + world.between(-1_000, 1_000) : world.between(1_000, 2 * REJOIN_MS);
    world.after(afterMs, () => {
      if (!this.isBusy()) return;
      void this.press(missed);
      if (world.chance(0.1)) world.after(world.between(5, 700), () => { void this.press(missed); });
    });
  }

  /** One press, sent again with the same key until somebody answers. */
  private async press(missed: Missed): Promise<void> {
    const { world } = this;
    const key = `phone-${world.id()}`;
    this.pressedAt.set(key, world.nowMs);
    for (let i = 0; i < TRIES; i += 1) {
      const answer = await this.hall.ask('phone', world.oneOf(['server 1', 'server 2'] as const), PATIENCE_MS, (node) => this.arrive(node, missed, key));
      if (answer !== null && answer !== 'broken') { this.told(missed, key, answer); return; }
      await world.sleep(world.between(500, 3_000));
    }
  }

  private async arrive(node: HallNode, missed: Missed, key: string): Promise<Press> {
    const outcome = await node.rejoin(missed.ticketId, key);
    const standing = this.rows().find(({ ticket_id }) => ticket_id === missed.ticketId)?.standing;
    const inTime = standing?.status === 'missed' && standing.missedAtMs === missed.missedAtMs && this.world.nowMs <= missed.missedAtMs + REJOIN_MS;
    if (!outcome.ok && outcome.code === 'rejoin-too-late' && inTime) this.checks.find('window-wrong', `${missed.number} came back in time and was turned away`);
    return outcome;
  }

  private told(missed: Missed, key: string, answer: Press): void {
    if (answer.ok && !this.moved.has(key)) this.checks.find('ticket-lost', `${missed.number} was told that it waits again, and nothing was done`);
    if (answer.ok) { this.rejoined += 1; this.back.set(missed.ticketId, missed); this.world.tell(`${missed.number} is back`); }
    else if (answer.code === 'rejoin-too-late') { this.tooLate += 1; this.late.set(missed.ticketId, missed); this.world.tell(`${missed.number} is told that it is too late`); }
  }

  /** Whoever was told that they wait again does not stand there as missed; whoever was too late can still be called. */
  dayEnds(): void {
    const rows = new Map(this.rows().map((row) => [row.ticket_id, row.standing]));
    for (const { ticketId, missedAtMs, number } of this.back.values()) {
      const standing = rows.get(ticketId);
      if (standing === undefined || standing.status === 'cancelled' || (standing.status === 'missed' && standing.missedAtMs === missedAtMs)) this.checks.find('ticket-lost', `${number} was told that it waits again, and does not`);
    }
    for (const { ticketId, number } of this.late.values()) if ((rows.get(ticketId)?.status ?? 'cancelled') === 'cancelled') this.checks.find('ticket-lost', `${number} came too late and is gone`);
  }
}
