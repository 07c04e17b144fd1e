import './statistics.css';
import { StatisticsTable } from '@engawa/reception/contract';
import { ActKey } from '../../design/act-key.tsx';
import type { Act } from '../../queue/domain/acts.ts';
import { clockText } from '../../queue/domain/clock-text.ts';
import { capOf } from '../../queue/domain/key-map.ts';
import { words } from '../../wording.ts';
import { statisticsCsvPath } from '../application/ask-statistics.ts';
import { dayText, oneDay } from '../domain/days.ts';
import { findingsOf } from '../domain/findings.ts';
import { BusyHours, Figures, ProcedureBars, StatisticsTables } from './statistics-parts.tsx';
import { useStatistics, type DayStatistics } from './use-statistics.ts';
import { WaitsPlot } from './waits-plot.tsx';

const w = words.statistics;

/** How a day went: figures, everybody's wait against what they were told, when it is usually busy. */
export function StatisticsPanel({ day, today, table, press }: { day: string; today: string; table: boolean; press: (act: Act) => void }) {
  const { look, again } = useStatistics(day, day === today);
  return (
    <section className="statistics" aria-labelledby="statistics-title">
      <header className="strip"><h2 id="statistics-title">{dayText(day)}{day === today && <span className="tag">{w.today}</span>}</h2>
        <span className="strip-keys">
          <ActKey look="quiet" cap={capOf('day-before')} label={w.dayBefore} onPress={() => press('day-before')} />
          <ActKey look="quiet" cap={capOf('day-after')} label={w.dayAfter} why={day === today ? w.noLaterDay : null} onPress={() => press('day-after')} />
          <ActKey look="quiet" cap={capOf('table')} label={table ? w.asPicture : w.asTable} onPress={() => press('table')} />
        </span>
        <span className="strip-end">{w.csv}{StatisticsTable.options.map((name) => <a key={name} href={statisticsCsvPath(name, oneDay(day))} download>{w.csvNames[name]}</a>)}</span>
      </header>
      {look.t === 'loading' && <p className="nobody" role="status">{w.loading}</p>}
      {look.t === 'failed' && <div className="nobody" role="alert"><p className="nobody-title">{w.failed}</p><ActKey look="act" label={w.again} onPress={again} /></div>}
      {look.t === 'here' && <Day {...look.of} table={table} />}
    </section>
  );
}

function Day({ day, before, table }: DayStatistics & { table: boolean }) {
  const { late } = findingsOf(day);
  return (
    <div className="statistics-day" role="group" aria-labelledby="statistics-title" tabIndex={0}>
      <Figures day={day} before={before} />
      <section aria-labelledby="waits-title">
        <h3 id="waits-title">{day.points.length === 0 ? w.nobodyCalledYet : w.late(late.people, late.hours, late.inEach)}</h3>
        {table ? <StatisticsTables day={day} /> : (
          <>
            <p className="legend"><span><svg width="34" height="16" aria-hidden="true"><rect className="legend-told" width="34" height="16" fill="url(#told-hatch)" /></svg>{w.legend.told}</span><span><svg width="14" height="14" aria-hidden="true"><circle className="point" cx="7" cy="7" r="4" /></svg>{w.legend.point}</span><span><svg width="16" height="14" aria-hidden="true"><path className="point-late" d="M1 13h14L8 1z" /></svg>{w.legend.late}</span></p>
            <WaitsPlot points={day.points} />
            <p className="quiet small">{w.axes}</p>
          </>)}
      </section>
      <section>
        <h3>{w.busy}</h3><p className="quiet small">{w.busyMore}</p>
        <BusyHours day={day} before={before} />
        <h3>{w.procedures}</h3>
        <ProcedureBars day={day} before={before} />
      </section>
      <p className="quiet small statistics-source">{w.source(clockText(Date.parse(day.at)))}</p>
    </div>
  );
}
