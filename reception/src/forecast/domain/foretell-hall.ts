import type { TicketId, Zone } from '../../../contract/index.ts';
import { leaveUntil } from '../../queue/domain/decide-visitor-act.ts';
import { promiseOf, type Foretold, type RangeMs } from '../../queue/domain/promise.ts';
import type { Ticket } from '../../queue/domain/ticket.ts';
import { seedOf } from './chance.ts';
import { beliefsOf } from './experience.ts';
import type { Foresight } from './foresight.ts';
import { forecastAll, forecastWait, type Ask, type Forecast } from './forecast-wait.ts';
import { hallNowOf, type HallSeen } from './hall-as-seen.ts';
import type { HallNow, WaitingNow } from './hall-now.ts';
import type { Beliefs } from './play-forward.ts';

/** Plays of the future: a promise that is printed is worth more of them than a figure that is shown for seconds. */
const RUNS = { promise: 1_000, all: 400, newcomer: 200 } as const;

interface Look { readonly beliefs: Beliefs; readonly ids: readonly string[]; readonly seed: number }
const lookAhead = ({ procedures }: HallSeen, { experience }: Foresight, day: string): Look => {
  const ids = procedures.map(({ id }) => id);
  return { beliefs: beliefsOf(experience, ids), ids, seed: seedOf('hall', day) };
};
const ask = ({ ids, seed }: Look, runs: number): Ask => ({ ids, seed, runs });

/** For everybody who waits, and for whoever would take a ticket of a zone now. */
export function foretellHall(seen: HallSeen, foresight: Foresight, day: string): Foretold {
  const look = lookAhead(seen, foresight, day);
  const { hall, waiting } = hallNowOf(seen);
  const range = (forecast: Forecast | null): RangeMs | null => (forecast === null ? null : promiseOf(forecast, seen.nowMs));
  const all = forecastAll(hall, look.beliefs, foresight.calibration, ask(look, RUNS.all));
  const leave = waiting.flatMap(({ ticketId }, at) => { const p10 = all[at]?.p10; const until = p10 === undefined ? null : leaveUntil({ p10 }, seen.nowMs); return until === null ? [] : [[ticketId, until] as const]; });
  const zones = [...new Set(seen.procedures.map(({ zone }) => zone))];
  return {
    leave: new Map(leave),
    tickets: new Map<TicketId, RangeMs | null>(waiting.map(({ ticketId }, at) => [ticketId, range(all[at] ?? null)])),
    zones: new Map<Zone, RangeMs | null>(zones.map((zone) => {
      const kind = seen.procedures.findIndex((procedure) => procedure.zone === zone);
      // Where no counter calls them, nothing has to be played to know that nobody can tell.
      if (!hall.counters.some(({ kinds }) => kinds.includes(kind))) return [zone, null];
      const more = withNewcomer(hall, kind);
      return [zone, range(forecastWait(more, more.waiting.length - 1, look.beliefs, foresight.calibration, ask(look, RUNS.newcomer)))];
    })),
  };
}

/** For one ticket that is in the hall's list: its range for the paper, and what its outcome will teach. */
export function foretellTicket(seen: HallSeen, { ticketId }: Pick<Ticket, 'ticketId'>, foresight: Foresight, day: string): { readonly range: RangeMs; readonly forecast: Forecast } | null {
  const { hall, waiting } = hallNowOf(seen);
  const place = waiting.findIndex((ticket) => ticket.ticketId === ticketId);
  if (place < 0) return null;
  const look = lookAhead(seen, foresight, day);
  const forecast = forecastWait(hall, place, look.beliefs, foresight.calibration, ask(look, RUNS.promise));
  return forecast === null ? null : { range: promiseOf(forecast, seen.nowMs), forecast };
}

const withNewcomer = (hall: HallNow, kind: number): HallNow => {
  const last: WaitingNow = { mark: -1, kind, stretch: 1, order: Math.max(hall.nowMinute, hall.waiting.at(-1)?.order ?? 0) + 1, sinceMinute: hall.nowMinute, dueMinute: null, lastStep: true, aheadThen: hall.waiting.filter((person) => person.kind === kind).length };
  return { ...hall, waiting: [...hall.waiting, last] };
};
