import type { TicketId, Zone } from '../../../contract/index.ts';
import { leaveUntil } from '../../queue/domain/decide-visitor-act.ts';
import { promiseOf, type Foretold, type RangeMs } from '../../queue/domain/promise.ts';
import { seedOf } from './chance.ts';
import { beliefsOf } from './experience.ts';
import type { Foresight } from './foresight.ts';
import { forecastAll, type Forecast } from './forecast-wait.ts';
import { hallNowOf, type HallSeen } from './hall-as-seen.ts';
import type { HallNow, WaitingNow } from './hall-now.ts';
import type { Beliefs } from './play-forward.ts';

/** Plays of the future. All who wait and all who only ask share them, so that what is told on paper, board, phone and console is one. */
const RUNS = 400;

/** For everybody who waits, and for whoever would take a ticket of a zone now. `beliefs` follow from the foresight; a server works them out once. */
export function foretellHall(seen: HallSeen, { experience, calibration }: Foresight, day: string, beliefs: Beliefs = beliefsOf(experience, seen.procedures.map(({ id }) => id))): Foretold {
  const { nowMs, procedures } = seen;
  const ids = procedures.map(({ id }) => id);
  const { hall, waiting } = hallNowOf(seen);
  const zones = [...new Set(procedures.map(({ zone }) => zone))];
  const asking = zones.map((zone) => newcomer(hall, procedures.findIndex((procedure) => procedure.zone === zone)));
  const all = forecastAll({ ...hall, waiting: [...hall.waiting, ...asking] }, beliefs, calibration, { ids, runs: RUNS, seed: seedOf('hall', day), asking: asking.length });
  const range = (forecast: Forecast | null | undefined): RangeMs | null => (forecast === null || forecast === undefined ? null : promiseOf(forecast, nowMs));
  const leave = waiting.flatMap(({ ticketId }, at) => { const p10 = all[at]?.p10; const until = p10 === undefined ? null : leaveUntil({ p10 }, nowMs); return until === null ? [] : [[ticketId, until] as const]; });
  return {
    leave: new Map(leave),
    tickets: new Map<TicketId, RangeMs | null>(waiting.map(({ ticketId }, at) => [ticketId, range(all[at])])),
    forecasts: new Map(waiting.flatMap(({ ticketId }, at) => { const forecast = all[at]; return forecast === null || forecast === undefined ? [] : [[ticketId, forecast] as const]; })),
    zones: new Map<Zone, RangeMs | null>(zones.map((zone, at) => [zone, range(all[waiting.length + at])])),
  };
}

/** Behind everybody, and before nobody: it only asks. */
const newcomer = ({ nowMinute, waiting }: HallNow, kind: number): WaitingNow => ({
  mark: -1, kind, stretch: 1, order: waiting.reduce((last, { order }) => Math.max(last, order), nowMinute) + 1, sinceMinute: nowMinute, dueMinute: null, lastStep: true, aheadThen: waiting.filter((person) => person.kind === kind).length,
});
