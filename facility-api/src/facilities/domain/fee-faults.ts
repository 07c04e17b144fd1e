import type { Facility, FeeSchedule } from '../../../contract/index.ts';
import { minutesOf } from './city-day.ts';

/** What an ordinance may leave open, said so that its editor finds it: overlapping or missing times for some class, names that nothing has. */
export function findFeeFaults(fees: FeeSchedule, opening: Facility['opening']): string[] {
  const faults: string[] = [];
  const classes = fees.userClasses.map(({ id }) => id as string);
  const named = [...fees.bands.flatMap((band) => band.classes ?? []), ...fees.factors.flatMap(({ when }) => (typeof when === 'object' && 'userClass' in when ? when.userClass : []))];
  for (const name of new Set(named)) if (!classes.includes(name)) faults.push(`user class ${name} is not among userClasses`);
  for (const [what, ids] of [['user class', classes], ['factor', fees.factors.map(({ id }) => id)], ['reduction', fees.reductions.map(({ id }) => id)], ['item', fees.items.map(({ id }) => id)]] as const) {
    for (const id of new Set(ids)) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`${what} ${id} is there twice`);
  }
  for (const { from, until } of fees.bands) if (from >= until) faults.push(`band ${from} ends before it begins`);
  for (const id of classes.length > 0 ? classes : [null]) {
    const bands = fees.bands.filter((band) => !band.classes || (id !== null && band.classes.includes(id))).toSorted((a, b) => a.from.localeCompare(b.from));
    const whom = id === null ? '' : ` for class ${id}`;
    bands.forEach((band, i) => {
      const next = bands[i + 1];
      if (next && band.until > next.from) faults.push(`bands ${band.from} and ${next.from} overlap${whom}`);
    });
    for (const { open, close } of opening) {
      const missing = minutesOf(close) - minutesOf(open) - bands.reduce((sum, band) => sum + Math.max(0, Math.min(minutesOf(close), minutesOf(band.until)) - Math.max(minutesOf(open), minutesOf(band.from))), 0);
      // Uncovered time would cost nothing, without anybody having decided so.
      if (missing > 0) faults.push(`${missing} minutes of the opening hours ${open} to ${close} have no price${whom}`);
    }
  }
  return [...new Set(faults)];
}
