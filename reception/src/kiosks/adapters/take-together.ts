import { inTransaction, type Transaction } from '../../database/database.ts';
import { done, type Outcome } from '../../idempotency/domain/outcome.ts';
import type { NewTicket } from '../../queue/application/ports.ts';
import type { House } from '../../web/house.ts';
import { admitted, takeAlone, type Arrival, type KioskHouse, type Take, type Taken } from './hear-kiosks.ts';
import { learnTogether } from './postgres-kiosks.ts';

/** In one transaction; the next one is begun when it is over. */
const MOST = 64;
/** A row that somebody holds longer keeps only its own intake waiting. */
const LOCK_WAIT_MS = 250;

type TogetherHouse = KioskHouse & Pick<House, 'claimTogether'>;
interface Waiting { readonly arrival: Arrival; answer(taken: Promise<Outcome<Taken>>): void }
interface Entry { readonly arrival: Arrival; readonly ticket: NewTicket; readonly taken: Taken }
const keyOf = ({ scope, key }: { readonly scope: string; readonly key: string }): string => `${scope}\n${key}`;

/** Those that can be written side by side: admitted, and with nothing that another one of them has too. The others are taken in alone, one after the other. */
function sideBySide(house: KioskHouse, arrivals: readonly Arrival[]): Entry[] {
  const used = new Set<string>();
  return arrivals.flatMap((arrival) => {
    const ticket = admitted(house, arrival);
    if (!ticket.ok) return [];
    const { day, series, sequence, secretHash, ticketId } = ticket.value;
    const marks = [keyOf(arrival.command), `intake ${arrival.intake.intakeId}`, `number ${day} ${series} ${sequence}`, `secret ${secretHash.toString('base64')}`];
    if (marks.some((mark) => used.has(mark))) return [];
    for (const mark of marks) used.add(mark);
    return [{ arrival, ticket: ticket.value, taken: { ticketId: ticket.value.standing.status === 'cancelled' ? null : ticketId } }];
    // One order for every server, so that two never wait for each other.
  }).sort((a, b) => (keyOf(a.arrival.command) < keyOf(b.arrival.command) ? -1 : 1));
}

/** What one intake writes (hear-kiosks.ts), for all of them: five or eight statements, however many come. */
async function write(tx: Transaction, house: TogetherHouse, entries: readonly Entry[]): Promise<readonly Entry[]> {
  await tx.query(`SET LOCAL lock_timeout = ${LOCK_WAIT_MS}`);
  const claimed = await house.claimTogether(tx, entries.map(({ arrival, taken }) => ({ ...arrival.command, outcome: done(taken) })));
  const mine = entries.filter(({ arrival }) => claimed.has(keyOf(arrival.command)));
  if (mine.length === 0) return mine;
  // The ledger says already that each of them was taken in: one number that is another ticket's takes everything back.
  if (!await house.tickets(tx).addAll(mine.map(({ ticket }) => ticket))) throw new Error('a number among them is taken');
  const alive = mine.filter(({ taken }) => taken.ticketId !== null);
  await house.sealedForms(tx).keepAll(alive.flatMap(({ ticket, arrival: { intake } }) => (intake.sealed === null ? [] : [{ ticketId: ticket.ticketId, intakeId: intake.intakeId, sealed: intake.sealed }])));
  for (const { ticket, arrival: { intake, series, command } } of alive) await house.paper?.ofKiosk(tx, { ticketId: ticket.ticketId, day: intake.number.day, series, secret: intake.secret, issuedAtMs: ticket.issuedAtMs, nowMs: command.nowMs });
  await learnTogether(tx, mine.map(({ arrival: { intake } }) => ({ kioskId: intake.kioskId, day: intake.number.day, sequence: intake.number.sequence })));
  return mine;
}

/**
 * Intakes that come while a transaction is under way share the next one: one commit for all, and an answer for each.
 *   waiting -claimed, written, committed-> answered
 *   waiting -refused, repeated, a number that is taken, a held row, a broken transaction-> taken in alone, where each has its own transaction
 * So nobody is told a number that is not durable, and nobody pays for the intake of another.
 */
export function takeTogether(house: TogetherHouse, soon: (act: () => void) => void): Take {
  const waiting: Waiting[] = [];
  let busy = false;
  const go = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MOST);
      const entries = sideBySide(house, batch.map(({ arrival }) => arrival));
      const written = entries.length === 0 ? [] : await inTransaction(house.pool, (tx) => write(tx, house, entries)).catch(() => []);
      const taken = new Map(written.map((entry) => [entry.arrival, entry.taken]));
      for (const { arrival, answer } of batch) {
        const known = taken.get(arrival);
        answer(known === undefined ? takeAlone(house, arrival) : Promise.resolve(done(known)));
      }
    }
    busy = false;
  };
  return (arrival) => new Promise((resolve, reject) => {
    waiting.push({ arrival, answer: (taken) => { taken.then(resolve, reject); } });
    if (busy) return;
    busy = true;
    soon(() => { void go(); });
  });
}
