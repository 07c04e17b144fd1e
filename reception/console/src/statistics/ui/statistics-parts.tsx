import type { HallStatistics, Spread } from '@engawa/reception/contract';
import { words } from '../../wording.ts';
import { dayAfter, weekdayName } from '../domain/days.ts';
import { findingsOf } from '../domain/findings.ts';
import { shadeOf } from '../domain/plot.ts';
import type { DayStatistics } from './use-statistics.ts';

const w = words.statistics;
const minutes = (value: number | null): string => (value === null ? '–' : String(Math.round(value)));

/** One figure: what it is, the number, what to make of it. */
const Figure = ({ name, value, unit, more }: { name: string; value: string; unit: string; more: string }) => <div><dt>{name}</dt><dd><b>{value}</b><small>{unit}</small></dd><dd className="figure-more">{more}</dd></div>;

export function Figures({ day, before }: DayStatistics) {
  const { all } = day;
  const { kept } = findingsOf(day);
  const weekAgo = before.days.find((one) => one.day === dayAfter(day.from, -7));
  return (
    <dl className="figures">
      <Figure name={w.visits} value={String(all.tickets)} unit={w.people} more={weekAgo === undefined || weekAgo.tickets === 0 ? w.noWeekAgo : w.thanWeekAgo(all.tickets - weekAgo.tickets)} />
      <Figure name={w.wait} value={minutes(all.wait.median)} unit={w.minutes} more={all.wait.p90 === null ? w.nobodyCalled : w.mostWaited(minutes(all.wait.p90))} />
      <Figure name={w.kept} value={kept === null ? '–' : String(kept.percent)} unit="%" more={kept === null ? w.nobodyTold : w.keptMore[kept.enough](kept.kept, kept.told)} />
      <Figure name={w.service} value={minutes(all.service.median)} unit={w.minutes} more={all.service.p90 === null ? w.nobodyServed : w.mostServed(minutes(all.service.p90))} />
      <Figure name={w.avoided} value={String(all.avoided)} unit={w.people} more={w.absent(all.neverCame)} />
    </dl>
  );
}

/** Medians of the eight weeks before: when it is usually busy. The number stands in each field; the shade only helps the eye. */
export function BusyHours({ before: { weekHours } }: DayStatistics) {
  const hours = [...new Set(weekHours.map(({ hour }) => hour))].sort((a, b) => a - b);
  const weekdays = [1, 2, 3, 4, 5, 6, 0].filter((weekday) => weekHours.some((one) => one.weekday === weekday));
  if (weekHours.length === 0) return <p className="quiet">{w.busyNone}</p>;
  return (
    <table className="busy-hours">
      <caption className="visually-hidden">{w.busyMore}</caption>
      <thead><tr><td /> {hours.map((hour) => <th key={hour} scope="col">{hour}<span className="visually-hidden">{w.oclock}</span></th>)}</tr></thead>
      <tbody>{weekdays.map((weekday) => (
        <tr key={weekday}><th scope="row">{weekdayName(weekday)}</th>
          {hours.map((hour) => {
            const median = weekHours.find((one) => one.weekday === weekday && one.hour === hour)?.wait.median ?? null;
            return <td key={hour} className={median === null ? 'shade-none' : `shade-${shadeOf(median)}`}>{minutes(median)}</td>;
          })}
        </tr>))}
      </tbody>
    </table>
  );
}

export function ProcedureBars({ day: { procedures } }: DayStatistics) {
  const asked = procedures.filter(({ tickets }) => tickets > 0).slice(0, 7);
  const most = Math.max(1, ...asked.map(({ tickets }) => tickets));
  if (asked.length === 0) return <p className="quiet">{w.nobodyCame}</p>;
  return (
    <ul className="procedure-bars">
      {asked.map(({ procedure, title, tickets, wait }) => (
        <li key={procedure}><span>{title}</span><i aria-hidden="true"><b style={{ inlineSize: `${(100 * tickets) / most}%` }} /></i><span className="bar-count">{tickets}<span className="visually-hidden">{w.people}</span></span><span className="quiet">{wait.median === null ? '' : w.waitShort(minutes(wait.median))}</span></li>))}
    </ul>
  );
}

const spreadCells = ({ people, median, p90 }: Spread) => <><td>{people}</td><td>{minutes(median)}</td><td>{minutes(p90)}</td></>;
/** The same as the picture, to be read. */
export function StatisticsTables({ day }: { day: HallStatistics }) {
  const heads = <><th scope="col">{w.table.people}</th><th scope="col">{w.table.median}</th><th scope="col">{w.table.p90}</th></>;
  return (
    <div className="statistics-tables">
      <table><caption>{w.table.hours}</caption><thead><tr><th scope="col">{w.table.hour}</th>{heads}</tr></thead>
        <tbody>{day.hours.map(({ hour, wait }) => <tr key={hour}><th scope="row">{w.table.hourName(hour)}</th>{spreadCells(wait)}</tr>)}</tbody></table>
      <table><caption>{w.table.procedures}</caption><thead><tr><th scope="col">{w.table.procedure}</th>{heads}<th scope="col">{w.table.service}</th><th scope="col">{w.table.absent}</th></tr></thead>
        <tbody>{day.procedures.map((one) => <tr key={one.procedure}><th scope="row">{one.title}</th>{spreadCells(one.wait)}<td>{minutes(one.service.median)}</td><td>{one.neverCame}</td></tr>)}</tbody></table>
    </div>
  );
}
