import type { ProcedureId } from '../../../contract/index.ts';
import { UNDO_MS } from '../../queue/domain/decide-act.ts';
import type { Standing } from '../../queue/domain/standing.ts';
import type { Step } from '../../queue/domain/steps.ts';
import { learnNoShow, learnVisit, newExperience, type Experience } from './experience.ts';
import { learnCall, newCalibration, type Calibration, type Forecast } from './forecast-wait.ts';
import { visitKindOf, type Timed } from './visit-kind.ts';

/** All that a hall has learned, for foretelling: of its work, and of its own promises. */
export interface Foresight { readonly experience: Experience; readonly calibration: Calibration }

/** What a ticket can teach, each once: that it was called, that it was served, that nobody came. */
export const LESSONS = ['call', 'visit', 'no-show'] as const;
export type Lesson = (typeof LESSONS)[number];

/** A ticket as a teacher. `lessons` were learned from it before. */
export interface TicketLived {
  readonly ticketId: string;
  readonly queueDay: string;
  readonly procedures: readonly ProcedureId[];
  readonly receivedAtMs: number;
  readonly firstCalledAtMs: number | null;
  readonly forecast: Forecast | null;
  readonly standing: Standing;
  readonly steps: readonly Step[];
  readonly lessons: readonly Lesson[];
}

/** What the city typed, until the hall knows better; what it knows already stays. */
export function foresightFor(known: Foresight | null, procedures: readonly Timed[]): Foresight {
  const typed = newExperience(Object.fromEntries(procedures.map(({ id, minutes }) => [id, minutes])));
  if (known === null) return { experience: typed, calibration: newCalibration() };
  return { ...known, experience: { ...known.experience, kinds: { ...typed.kinds, ...known.experience.kinds } } };
}

/** Lessons that are due: what can still be undone teaches nothing yet. */
export function lessonsOf({ standing, forecast, firstCalledAtMs, lessons }: TicketLived, nowMs: number): Lesson[] {
  const certain = (atMs: number): boolean => nowMs > atMs + UNDO_MS;
  const due: Record<Lesson, boolean> = {
    call: forecast !== null && firstCalledAtMs !== null && certain(firstCalledAtMs),
    visit: standing.status === 'done' && certain(standing.finishedAtMs),
    'no-show': standing.status === 'missed' && certain(standing.missedAtMs),
  };
  return LESSONS.filter((lesson) => due[lesson] && !lessons.includes(lesson));
}

/** Each step is a visit of its own. Which steps follow is known from the ticket, so that it teaches nothing. */
const learnSteps = (experience: Experience, { steps }: TicketLived, procedures: readonly Timed[]): Experience => steps.reduce((known, step) => {
  const visit = visitKindOf(step.procedures, procedures);
  return learnVisit(known, visit === null ? '' : procedures[visit.kind]?.id ?? '', { minutes: (step.finishedAtMs - step.calledAtMs) / 60_000 / (visit?.stretch ?? 1), wentOnTo: 'last-step' });
}, experience);

/** The hall, wiser by these tickets. */
export function learnFrom(foresight: Foresight, ticket: TicketLived, lessons: readonly Lesson[], procedures: readonly Timed[]): Foresight {
  const visit = visitKindOf(ticket.procedures, procedures);
  const id = visit === null ? '' : procedures[visit.kind]?.id ?? '';
  return lessons.reduce<Foresight>(({ experience, calibration }, lesson) => {
    const { standing, forecast, firstCalledAtMs } = ticket;
    if (lesson === 'call' && forecast !== null && firstCalledAtMs !== null) {
      return { experience, calibration: learnCall(calibration, forecast, { day: ticket.queueDay, waitedMinutes: Math.max(0, firstCalledAtMs - ticket.receivedAtMs) / 60_000 }) };
    }
    if (lesson === 'visit' && standing.status === 'done') {
      return { calibration, experience: learnSteps(experience, ticket, procedures) };
    }
    if (lesson === 'no-show' && standing.status === 'missed') return { calibration, experience: learnNoShow(experience, id, (standing.missedAtMs - standing.calledAtMs) / 60_000) };
    return { experience, calibration };
  }, foresight);
}
