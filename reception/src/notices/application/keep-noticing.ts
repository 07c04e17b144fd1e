import type { NoticeWay } from '../../../contract/index.ts';
import type { Hall } from '../../queue/domain/project-hall.ts';
import { afterSending } from '../domain/after-sending.ts';
import { isUrgent, noticesOf, type Notice } from '../domain/notice.ts';
import { textOf } from '../domain/notice-words.ts';
import type { ClaimedNotice, Courier, NoticeStore } from './ports.ts';
import { ticketNow } from './ticket-now.ts';

/**
 * How long a claim holds: a service has ten seconds to answer, so whoever is silent for three times as long has died. A service that
 * is stuck holds `atOnce` notices of its own kind and none of the others.
 */
export const SENDING = { claimMs: 30_000, atOnce: 32, lookMs: 1_000 } as const;

export interface NoticingDeps {
  readonly store: NoticeStore; readonly couriers: readonly Courier[]; readonly me: string; readonly clock: () => number; readonly chance: () => number;
  /** the hall as the database holds it at this moment; null: it could not be read */ readonly readAnew: () => Promise<Hall | null>;
  readonly closesAtMs: () => number; readonly failed: (error: unknown) => void;
  /** starts a timer and gives back what stops it */ readonly every: (ms: number, act: () => void) => () => void;
}
export interface Noticing { /** the hall was read: what is to be said now is written down */ see(hall: Hall): Promise<void>; poke(): void; close(): Promise<void> }

export function keepNoticing(deps: NoticingDeps): Noticing {
  const lines = deps.couriers.map((courier) => courierLine(deps, courier));
  const poke = (): void => { for (const line of lines) line.poke(); };
  const stop = deps.every(SENDING.lookMs, poke);
  const offered = new Set<NoticeWay>(deps.couriers.map(({ way }) => way));
  return {
    async see(hall) {
      const ways = (await deps.store.ways()).filter(({ way }) => offered.has(way));
      if (ways.length === 0) return;
      const tickets = new Map(hall.tickets.map((ticket) => [ticket.ticketId, ticket]));
      const wanted = ways.flatMap(({ wayId, ticketId }) => {
        const ticket = tickets.get(ticketId);
        return ticket === undefined ? [] : noticesOf(ticketNow(ticket, hall, deps.closesAtMs()), hall.nowMs).map(({ cause }) => ({ wayId, cause }));
      });
      if (wanted.length > 0 && await deps.store.plan(wanted, hall.nowMs) > 0) poke();
    },
    poke,
    async close() { stop(); await Promise.all(lines.map((line) => line.close())); },
  };
}

/** One line a kind of service: takes what is due, up to `atOnce` under way. */
function courierLine(deps: NoticingDeps, courier: Courier): { poke(): void; close(): Promise<void> } {
  const underWay = new Set<Promise<void>>();
  let open = true;
  let again = false;
  let running: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    do {
      again = false;
      const room = SENDING.atOnce - underWay.size;
      if (room <= 0) return;
      const nowMs = deps.clock();
      const claimed = await deps.store.claim(courier.way, deps.me, room, nowMs, nowMs + SENDING.claimMs);
      if (claimed.length === 0) continue;
      const hall = await deps.readAnew().catch(() => null);
      // Without the hall nobody knows whether it is still true: given back, and looked at again in a moment.
      if (hall === null) { for (const { noticeId } of claimed) await deps.store.end(noticeId, deps.me, { end: 'later', atMs: nowMs + SENDING.lookMs }, nowMs); return; }
      for (const notice of claimed) {
        const sending = deliver(deps, courier, notice, hall).catch(deps.failed).finally(() => { underWay.delete(sending); poke(); });
        underWay.add(sending);
      }
    } while (again && open);
  };
  const poke = (): void => {
    if (!open) return;
    again = true;
    running ??= run().catch(deps.failed).finally(() => { running = null; });
  };
  return { poke, async close() { open = false; await running; await Promise.all(underWay); } };
}

async function deliver({ store, me, clock, chance, closesAtMs }: NoticingDeps, courier: Courier, claimed: ClaimedNotice, hall: Hall): Promise<void> {
  const ticket = hall.tickets.find(({ ticketId }) => ticketId === claimed.ticketId);
  const seen = ticket === undefined ? null : ticketNow(ticket, hall, closesAtMs());
  const notice = seen === null ? undefined : noticesOf(seen, hall.nowMs).find(({ cause }) => cause === claimed.cause);
  if (seen === null || notice === undefined) { await store.end(claimed.noticeId, me, 'dropped', clock()); return; }
  const answer = claimed.address === null ? { answer: 'gone' } as const : await courier.send(claimed.address, letterOf(claimed, notice, seen.label));
  await store.end(claimed.noticeId, me, afterSending(answer, claimed.tries, clock(), chance()), clock());
}

const letterOf = ({ noticeId, wayId, language }: ClaimedNotice, notice: Notice, label: string) => ({
  noticeId, wayId, language, ...textOf(notice, label, language), call: notice.kind === 'called', urgent: isUrgent(notice), ttlSeconds: Math.ceil(notice.ttlMs / 1_000),
});
