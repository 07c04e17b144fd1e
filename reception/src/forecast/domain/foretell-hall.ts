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
  const foretell = (expected: HallNow['expected']): (Forecast | null)[] =>
    forecastAll({ ...hall, expected, waiting: [...hall.waiting, ...asking] }, beliefs, calibration, { ids, runs: RUNS, seed: seedOf('hall', day), asking: asking.length });
  const without = foretell([]);
  // Somebody who has not come may keep a mixed counter from a long visit, and others would be promised less: they are told the later of both.
  const all = hall.expected.length === 0 ? without : foretell(hall.expected).map((forecast, at) => laterOf(forecast, without[at] ?? null));
  const range = (forecast: Forecast | null | undefined): RangeMs | null => (forecast === null || forecast === undefined ? null : promiseOf(forecast, nowMs));
  const leave = waiting.flatMap(({ ticketId }, at) => { const p10 = all[at]?.p10; const until = p10 === undefined ? null : leaveUntil({ p10 }, nowMs); return until === null ? [] : [[ticketId, until] as const]; });
  return {
    leave: new Map(leave),
    tickets: new Map<TicketId, RangeMs | null>(waiting.map(({ ticketId }, at) => [ticketId, range(all[at])])),
    forecasts: new Map(waiting.flatMap(({ ticketId }, at) => { const forecast = all[at]; return forecast === null || forecast === undefined ? [] : [[ticketId, forecast] as const]; })),
    zones: new Map<Zone, RangeMs | null>(zones.map((zone, at) => [zone, range(all[waiting.length + at])])),
  };
}

/** null where one of both cannot tell. Whoever leaves the hall is back by the earlier one's early call. */
const laterOf = (a: Forecast | null, b: Forecast | null): Forecast | null =>
  (a === null || b === null ? null : { ...a, p50: Math.max(a.p50, b.p50), p90: Math.max(a.p90, b.p90), ...(a.p10 === undefined || b.p10 === undefined ? {} : { p10: Math.min(a.p10, b.p10) }) });

/** Behind everybody, and before nobody: it only asks. */
const newcomer = ({ nowMinute, waiting }: HallNow, kind: number): WaitingNow => ({
  mark: -1, kind, stretch: 1, order: waiting.reduce((last, { order }) => Math.max(last, order), nowMinute) + 1, sinceMinute: nowMinute, dueMinute: null, lastStep: true, aheadThen: waiting.filter((person) => person.kind === kind).length,
});
