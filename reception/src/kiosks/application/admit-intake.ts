import { ticketZone, type CityProfile, type SubmitIntake, type TicketId } from '../../../contract/index.ts';
import { refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import type { NewTicket } from '../../queue/application/ports.ts';
import { orderAt } from '../../queue/domain/ticket.ts';
import type { RangeMs } from '../../queue/domain/estimate-wait.ts';

interface Admission {
  readonly intake: SubmitIntake; readonly series: number; readonly ticketId: TicketId; readonly secretHash: Buffer;
  readonly city: Pick<CityProfile, 'procedures'>; readonly nowMs: number; readonly queueDay: string; readonly numberDayStartsAtMs: number;
}

/** The ticket that an intake makes. The label is on paper already: nothing here may change the number. */
export function admitIntake({ intake, series, ticketId, secretHash, city, nowMs, queueDay, numberDayStartsAtMs }: Admission): Outcome<NewTicket> {
  if (intake.number.series !== series) return refuse('kiosk-signature', { series: intake.number.series });
  const zone = ticketZone(intake.procedures, city);
  if (zone === undefined || intake.procedures.some((id) => !city.procedures.some((p) => p.id === id))) return refuse('bad-request', { at: 'procedures' });
  const issuedAtMs = Date.parse(intake.issuedAt);
  return { ok: true, value: {
    ticketId, ...intake.number, queueDay, intakeId: intake.intakeId, secretHash, zone, procedures: intake.procedures, language: intake.language,
    issuedAtMs, receivedAtMs: nowMs, orderAtMs: orderAt(issuedAtMs, nowMs, numberDayStartsAtMs), promised: null, standing: { status: 'waiting' }, hasForm: intake.sealed !== null,
  } };
}

export const withPromise = (ticket: NewTicket, promised: RangeMs | null): NewTicket => ({ ...ticket, promised });
