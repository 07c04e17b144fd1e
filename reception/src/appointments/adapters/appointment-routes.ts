import { Router } from 'express';
import { AppointmentAct, AppointmentReference } from '../../../contract/index.ts';
import { refuse } from '../../idempotency/domain/outcome.ts';
import type { House } from '../../web/house.ts';
import { sendOutcome, sendProblem } from '../../web/problem.ts';
import { readCommand } from '../../web/request.ts';
import { withStaff } from '../../web/staff-guard.ts';
import { markAppointment } from '../application/keep-the-register.ts';

/** 未着の予約 marked by hand. The list itself comes from the back office (hand-over), and a ticket with an appointment from the desk (queue). */
export function appointmentRoutes(house: House): Router {
  const router = Router();
  for (const act of AppointmentAct.options) router.post(`/api/staff/appointments/:reference/${act}`, withStaff(house, async (req, res, { staffId, counter }) => {
    const nowMs = house.clock();
    const reference = AppointmentReference.safeParse(req.params.reference);
    if (!reference.success) { sendProblem(res, refuse('appointment-unknown')); return; }
    const command = readCommand(req, `staff:${staffId}`, house.secret, nowMs);
    if (!command.ok) { sendProblem(res, command); return; }
    const outcome = await house.once(command.value, async (tx) => {
      const marked = await markAppointment(house.appointments(tx), reference.data, { act, day: house.today().day, staffId, nowMs });
      // Who marked is on record; which appointment it was is forgotten with the day.
      if (marked.ok) await house.recordAct(tx, { atMs: nowMs, staffId, counter, ticketId: null, act: `appointment-${act}` });
      return marked;
    });
    sendOutcome(res, outcome);
    if (outcome.ok) house.changed();
  }));
  return router;
}
