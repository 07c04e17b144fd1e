import { ticketZone, type CityProfile, type SubmitIntake, type TicketId } from '../../../contract/index.ts';
import { refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import type { NewTicket } from '../../queue/application/ports.ts';
import { FUTURE_BOUND_MS, orderAt } from '../../queue/domain/ticket.ts';

interface Admission {
  readonly intake: SubmitIntake; readonly series: number; readonly ticketId: TicketId; readonly secretHash: Buffer;
  readonly city: Pick<CityProfile, 'procedures'>; readonly nowMs: number; readonly today: string; readonly numberDayStartsAtMs: number;
}

/**
 * The ticket that an intake makes. The label is on paper already: nothing here may change the number.
 * A kiosk that was cut off over night brings people who have gone home, and their labels are other people's today: their
 * tickets are taken in as over. A clock that runs ahead within its bound gives tomorrow's first numbers before the border.
 */
export function admitIntake({ intake, series, ticketId, secretHash, city, nowMs, today, numberDayStartsAtMs }: Admission): Outcome<NewTicket> {
  if (intake.number.series !== series) return refuse('kiosk-signature', { series: intake.number.series });
  const { day } = intake.number;
  if (day > today && nowMs < numberDayStartsAtMs - FUTURE_BOUND_MS) return refuse('bad-request', { at: 'number.day' });
  const over = day < today;
  const zone = ticketZone(intake.procedures, city);
  if (zone === undefined || intake.procedures.some((id) => !city.procedures.some((p) => p.id === id))) return refuse('bad-request', { at: 'procedures' });
  const issuedAtMs = Date.parse(intake.issuedAt);
  return { ok: true, value: {
    ticketId, ...intake.number, queueDay: day, intakeId: intake.intakeId, secretHash, zone, procedures: intake.procedures, language: intake.language,
    issuedAtMs, receivedAtMs: nowMs, orderAtMs: orderAt(issuedAtMs, nowMs, numberDayStartsAtMs), standing: over ? { status: 'cancelled' } : { status: 'waiting' }, hasForm: intake.sealed !== null, care: null, bookedAtMs: null,
  } };
}

