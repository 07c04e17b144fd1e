import type { HallStatistics } from '@engawa/reception/contract';
import { words } from '../../wording.ts';
import { isLate } from '../domain/findings.ts';
import { axisOf, hoursShown, toldBand } from '../domain/plot.ts';

const w = words.statistics;
/** User units of the picture; it grows and shrinks with its column. */
const BOX = { width: 884, height: 452, left: 48, right: 26, top: 14, bottom: 34 } as const;
const INNER = { width: BOX.width - BOX.left - BOX.right, height: BOX.height - BOX.top - BOX.bottom } as const;

/** Everybody who was called, by the time at which they came and the minutes that they waited, over the range that people were told. */
export function WaitsPlot({ points }: { points: HallStatistics['points'] }) {
  const band = toldBand(points);
  const hours = hoursShown(points);
  const { end, ticks } = axisOf(Math.max(5, ...points.map(({ wait }) => wait), ...band.map(({ until }) => until)));
  const x = (minute: number): number => BOX.left + ((minute - hours.from * 60) / ((hours.until - hours.from) * 60)) * INNER.width;
  const y = (minutes: number): number => BOX.top + (1 - Math.max(0, minutes) / end) * INNER.height;
  const corners = (of: 'from' | 'until'): string[] => band.map((bin) => `${x(bin.minute).toFixed(1)} ${y(bin[of]).toFixed(1)}`);
  return (
    <svg className="waits-plot" viewBox={`0 0 ${BOX.width} ${BOX.height}`} role="img" aria-label={w.plotSpoken}>
      <defs><pattern id="told-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect className="hatch-ground" width="7" height="7" /><path className="hatch-line" d="M0 0V7" /></pattern></defs>
      {ticks.map((tick) => <g key={tick}><path className="plot-line" d={`M${BOX.left} ${y(tick)}H${BOX.width - BOX.right}`} /><text x={BOX.left - 8} y={y(tick) + 5} textAnchor="end">{tick}</text></g>)}
      {Array.from({ length: hours.until - hours.from + 1 }, (_, n) => hours.from + n).map((hour) => <text key={hour} x={x(hour * 60)} y={BOX.height - 10} textAnchor="middle">{hour}:00</text>)}
      {band.length > 1 && <path fill="url(#told-hatch)" d={`M${[...corners('until'), ...corners('from').reverse()].join('L')}Z`} />}
      {band.length > 1 && <path className="told-until" d={`M${corners('until').join('L')}`} />}
      {band.length > 1 && <path className="told-from" d={`M${corners('from').join('L')}`} />}
      {points.map((point, n) => (isLate(point)
        ? <path key={n} className="point-late" d={`M${x(point.minute) - 6.5} ${y(point.wait) + 5}h13l-6.5-11.5z`} />
        : <circle key={n} className="point" cx={x(point.minute)} cy={y(point.wait)} r="3.8" />))}
    </svg>
  );
}
