import { pad } from '../city/table.ts';
import { allowedAt, MAY_BE } from './may-be.ts';
import { PLACES } from './places.ts';
import type { Place } from './places.ts';
import type { Row } from './residue.ts';

const NAME = 26;
const CELL = 11;
const COLUMNS = [...Object.keys(PLACES) as Place[], 'next'] as const;

export const headOfTable = (): string => [pad('screen', NAME), 'control', ...COLUMNS.map((column) => pad(column, CELL)), '   MB', '   s'].join(' ');

/** Its line, then each hit with its place: a line that is not clean says why. */
export function lineOfTable(row: Row): string[] {
  const { walk, control, found } = row;
  if (row.lost !== undefined) return [`${pad(walk.name, NAME)} NOT REACHED: ${row.lost.split('\n')[0] ?? ''}`];
  const cells = COLUMNS.map((column) => {
    const hits = found[column].reduce((sum, { count }) => sum + count, 0);
    if (hits === 0) return pad(column === 'next' && !row.ended ? '-' : '0', CELL);
    return pad(column !== 'next' && allowedAt(column, walk) !== undefined ? `allowed ${hits}` : `FOUND ${hits}`, CELL);
  });
  const seen = control > 0 ? String(control) : walk.empty === undefined ? 'BLIND' : '-';
  const line = [pad(walk.name, NAME), seen.padStart(7), ...cells, String(Math.round(row.bytes / 1e6)).padStart(5), row.seconds.toFixed(0).padStart(4)].join(' ');
  const hits = COLUMNS.flatMap((column) => found[column].map(({ where, needle, count }) => `    ${column} ${where}: ${needle} × ${count}`));
  return [line, ...row.ended ? [] : ['    THE BROWSER LIVES ON'], ...control > 0 || walk.empty !== undefined ? [] : ['    the control found nothing: this walk proves nothing'], ...hits];
}

export const legend = (): string[] => [
  'control: how often the visitor’s words lie in browser, bridge and reader’s daemon while the screen stands there (-: nothing of them can be there yet). next: the page that the next visitor finds, with its storage.',
  ...Object.entries(PLACES).map(([place, what]) => `${place}: ${what}`),
  ...MAY_BE.map(({ place, walks, why }) => `allowed in ${place} after ${walks.join(', ')}: ${why}`),
];
