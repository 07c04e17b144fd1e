import type { HallStatistics, Spread, StatisticsTable } from '../../../contract/index.ts';

type Row = readonly (string | number | null)[];
const spread = ({ people, median, p90 }: Spread): Row => [people, median, p90];
const spreadHeads = (of: string): string[] => [`${of} 人数`, `${of} 中央値(分)`, `${of} 9割の方(分)`];
const HEADS: Record<StatisticsTable, readonly string[]> = {
  hours: ['時台', ...spreadHeads('待ち')],
  procedures: ['手続き', '名称', '番号札', '不在のまま', '呼ばれないまま', '来ずに済んだ', ...spreadHeads('待ち'), ...spreadHeads('対応')],
  days: ['日', '番号札', '不在のまま', '呼ばれないまま', '来ずに済んだ', 'お知らせした', '時間内に呼んだ', ...spreadHeads('待ち')],
};

/** One table of the statistics for a spreadsheet: the headings, then a row each. An empty cell: nobody was. */
export function statisticsTable(table: StatisticsTable, { hours, procedures, days }: HallStatistics): string[][] {
  const rows: Row[] = table === 'hours' ? hours.map(({ hour, wait }) => [hour, ...spread(wait)])
    : table === 'procedures' ? procedures.map((one) => [one.procedure, one.title, one.tickets, one.neverCame, one.neverCalled, one.avoided, ...spread(one.wait), ...spread(one.service)])
      : days.map((one) => [one.day, one.tickets, one.neverCame, one.neverCalled, one.avoided, one.told, one.kept, ...spread(one.wait)]);
  return [[...HEADS[table]], ...rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))))];
}
