import { createHash, randomUUID } from 'node:crypto';
import { ticketLabel, TicketId, type IntakeAccepted, type KioskHello, type KioskWelcome, type PublicJwk, type SubmitIntake } from '../../../contract/index.ts';
import { inTransaction, type Transaction } from '../../database/database.ts';
import type { Command } from '../../idempotency/application/ports.ts';
import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import { spanOfDay } from '../../queue/domain/business-day.ts';
import { rangeOnWire, type Hall } from '../../queue/domain/project-hall.ts';
import type { NewTicket } from '../../queue/application/ports.ts';
import type { Ticket } from '../../queue/domain/ticket.ts';
import type { HallWatch } from '../../streams/application/hall-watch.ts';
import type { House } from '../../web/house.ts';
import { admitIntake } from '../application/admit-intake.ts';
import { hearHeartbeat, startKiosk, type KioskMemory } from '../application/hear-kiosk.ts';
import { learn } from '../domain/number-from.ts';
import { makeToken, readToken } from './kiosk-proof.ts';
import { findEvidence, findKiosk, rememberLife, saveEvidence, sawKiosk, type Kiosk } from './postgres-kiosks.ts';

/** What of the house the words of a kiosk need; HTTP is not among it. */
export type KioskHouse = Pick<House, 'pool' | 'once' | 'tickets' | 'sealedForms' | 'clock' | 'today' | 'secret'>
  & { /** absent: a hall without printers */ readonly paper?: Pick<House['paper'], 'ofKiosk'>; readonly city: { readonly hall: Pick<House['city']['hall'], 'dayStartsAt'> }; readonly profile: Pick<House['profile'], 'procedures'>; readonly seal: Pick<House['seal'], 'sealTo'>; hall(): { hall(): Pick<Hall, 'tickets'>; promise: HallWatch['promise'] } };

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** `givenOn`: the day of the number that it brings. */
export async function provenKiosk(house: Pick<House, 'pool'>, kioskId: string, isSigned: (publicKey: PublicJwk) => boolean, givenOn?: string): Promise<Outcome<Kiosk>> {
  const kiosk = await findKiosk(house.pool, kioskId);
  // A retired kiosk speaks no more; what it gave out until that day may still arrive.
  if (kiosk === null || (kiosk.retiredOn !== null && !(givenOn !== undefined && givenOn <= kiosk.retiredOn))) return refuse('kiosk-unknown');
  return isSigned(kiosk.publicKey) ? done(kiosk) : refuse('kiosk-signature');
}

const memoryOf = (tx: Transaction, house: KioskHouse, kiosk: Kiosk, life: string, nowMs: number): KioskMemory => ({
  bootId: kiosk.bootId,
  evidence: (day) => findEvidence(tx, kiosk.kioskId, day),
  save: (day, evidence) => saveEvidence(tx, kiosk.kioskId, day, evidence),
  isNewLife: (bootId) => rememberLife(tx, kiosk.kioskId, bootId, nowMs),
  seen: (bootId, pending) => sawKiosk(tx, kiosk.kioskId, { bootId, pending, nowMs }),
  readToken: (token) => readToken(house.secret, kiosk.kioskId, life, token),
  makeToken: () => makeToken(house.secret, kiosk.kioskId, life, nowMs),
});

/** `ticketId`: null where its day is over. An answer that an earlier version kept has none. */
export interface Taken { readonly ticketId?: TicketId | null }
/** An intake of a kiosk that has proven itself. */
export interface Arrival { readonly command: Command; readonly intake: SubmitIntake; readonly series: number }
export type Take = (arrival: Arrival) => Promise<Outcome<Taken>>;

export const admitted = (house: KioskHouse, { command, intake, series }: Arrival): Outcome<NewTicket> => admitIntake({
  intake, series, ticketId: TicketId.parse(randomUUID()), secretHash: sha256(intake.secret), city: house.profile, nowMs: command.nowMs, today: house.today().day,
  numberDayStartsAtMs: spanOfDay(intake.number.day, house.city.hall.dayStartsAt).startsAtMs,
});

async function takeIn(tx: Transaction, house: KioskHouse, arrival: Arrival): Promise<Outcome<Taken>> {
  const { intake, series, command: { nowMs } } = arrival;
  const ticket = admitted(house, arrival);
  if (!ticket.ok) return ticket;
  const { ticketId, issuedAtMs, standing } = ticket.value;
  const over = standing.status === 'cancelled';
  if (!await house.tickets(tx).add(ticket.value)) return refuse('ticket-number-taken', { label: ticketLabel(intake.number) });
  if (intake.sealed !== null && !over) await house.sealedForms(tx).keep(ticketId, intake.intakeId, intake.sealed);
  if (!over) await house.paper?.ofKiosk(tx, { ticketId, day: intake.number.day, series, secret: intake.secret, issuedAtMs, nowMs });
  await findKiosk(tx, intake.kioskId, true);
  const learned = learn(await findEvidence(tx, intake.kioskId, intake.number.day), { lastSequence: intake.number.sequence, tokenMs: null });
  if (learned !== null) await saveEvidence(tx, intake.kioskId, intake.number.day, learned);
  return done({ ticketId: over ? null : ticketId });
}

/** In a transaction of its own. */
export const takeAlone = (house: KioskHouse, arrival: Arrival): Promise<Outcome<Taken>> => house.once(arrival.command, (tx) => takeIn(tx, house, arrival));

/** What the ticket was told. Its promise is made by the next reading of the hall, and is the same whenever the intake is sent again. */
async function told(house: KioskHouse, { ticketId = null }: Taken, number: SubmitIntake['number']): Promise<IntakeAccepted> {
  const listed = (): Ticket | undefined => house.hall().hall().tickets.find((ticket) => ticket.ticketId === ticketId);
  if (ticketId !== null && (listed()?.toldAhead ?? null) === null) await house.hall().promise(ticketId);
  const ticket = listed() ?? await house.tickets(house.pool).find(number);
  return { label: ticketLabel(number), ahead: ticket?.toldAhead ?? 0, range: rangeOnWire(ticket?.promised ?? null) };
}

const HEAR = { boot: startKiosk, heartbeat: hearHeartbeat } as const;

/** A start or a sign of life of a kiosk that has proven itself. */
export const hearLife = (house: KioskHouse, kind: 'boot' | 'heartbeat', proven: Kiosk, hello: KioskHello): Promise<Outcome<KioskWelcome>> => inTransaction(house.pool, async (tx) => {
  // The row lock puts this kiosk's words in one order; the time is read under it.
  const kiosk = await findKiosk(tx, proven.kioskId, true) ?? proven;
  const nowMs = house.clock();
  return HEAR[kind](memoryOf(tx, house, kiosk, hello.bootId, nowMs), { hello, today: house.today(), nowMs, sealTo: house.seal.sealTo });
});

/** An intake of a kiosk that has proven itself, once. `take`: how it comes into the database. */
export async function hearIntake(house: KioskHouse, arrival: Arrival, take: Take = (one) => takeAlone(house, one)): Promise<Outcome<IntakeAccepted>> {
  const taken = await take(arrival);
  return taken.ok ? done(await told(house, taken.value, arrival.intake.number)) : taken;
}
