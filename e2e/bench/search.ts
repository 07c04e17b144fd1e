import { atMost, exactly, median, quantile, type Bench, type Goal } from './bench.ts';
import { DAYS, openSearchCity, openSearchCluster } from './search-city.ts';
import type { Question } from './search-city.ts';
import { changeOne, makePeers, readBitmapRows, searchInSql } from './search-peers.ts';
import { onWorkbench } from './workbench.ts';

/** Rooms, questions that are timed, and how many of them one SQL statement answers too (it takes seconds in a large city). */
const SIZES = [{ rooms: 100, questions: 100, pairs: 20 }, { rooms: 1_000, questions: 100, pairs: 12 }, { rooms: 10_000, questions: 40, pairs: 3 }] as const;
const QUESTIONS: readonly Question[] = [{ minutes: 60, after: '00:00', before: '24:00' }, { minutes: 180, after: '17:00', before: '22:00' }, { minutes: 120, after: '09:00', before: '12:00' }];
const WARM = 10;
const PAGE = 50;

type Measured = { rooms: number; bookings: number; firstMs: number; oursMs: number[]; ratios: number[]; sqlMs: number[]; bitmapRowsMs: number[]; changeMs: number[]; differ: number; found: number };

export const bench: Bench = {
  name: 'search',
  title: `first free time of every room in ${DAYS} days over HTTP, while bookings change, ÷ one SQL statement on the same rows`,
  run: () => onWorkbench(async (workbench) => {
    await openSearchCluster(workbench);
    const asked = (process.env.SEARCH_ROOMS ?? '').split(',').filter(Boolean).map(Number);
    const all: Measured[] = [];
    for (const size of SIZES) if (asked.length === 0 || asked.includes(size.rooms)) all.push(await measure(workbench.folder, size));
    return { goals: all.flatMap(goalsOf), notes: [...all.flatMap(notesOf),
      'ours = HTTP request, marks since the last snapshot, search, prices, JSON of the first 50; before each question a booking is cancelled or comes back in another connection',
      'SQL = open hours as a multirange minus range_agg of the occupancies, prepared, on the exclusion constraint’s own index; without HTTP, prices, lapsed holds and differing opening hours'] };
  }),
};

async function measure(folder: string, { rooms, questions, pairs }: (typeof SIZES)[number]): Promise<Measured> {
  const city = await openSearchCity(folder, rooms);
  try {
    await makePeers(city);
    const measured: Measured = { rooms, bookings: city.bookings, firstMs: city.firstAnswerMs, oursMs: [], ratios: [], sqlMs: [], bitmapRowsMs: [], changeMs: [], differ: 0, found: 0 };
    for (let turn = -WARM; turn < questions; turn += 1) {
      const question = QUESTIONS[(turn + WARM) % QUESTIONS.length]!;
      measured.changeMs.push(await changeOne(city.database, 1 + ((turn + WARM) * 7_919) % city.bookings));
      const { ms } = await city.ask(question, PAGE);
      if (turn < 0) continue;
      measured.oursMs.push(ms);
      if (turn % Math.floor(questions / pairs) !== 0 || measured.sqlMs.length >= pairs) continue;
      const sql = await searchInSql(city, question);
      measured.sqlMs.push(sql.ms);
      measured.ratios.push(ms / sql.ms);
      measured.bitmapRowsMs.push(await readBitmapRows(city.database));
      const whole = new Set((await city.ask(question, 10_000)).slots.map(({ room, start }) => `${room} ${start}`));
      measured.found += whole.size;
      measured.differ += sql.found.filter((one) => !whole.has(one)).length + Math.abs(whole.size - sql.found.length);
    }
    return measured;
  } finally {
    await city.close();
  }
}

const goalsOf = ({ rooms, oursMs, ratios, differ, found }: Measured): Goal[] => [
  ...(rooms === 1_000 ? [atMost('search.p95-1000-rooms', quantile(oursMs, 0.95), 20, 'ms')] : []),
  atMost(`search.over-sql-${rooms}-rooms`, median(ratios), 0.05, '×'),
  exactly(`search.answers-that-differ-${rooms}-rooms`, found > 0 ? differ : Number.NaN, 0, ''),
];
const notesOf = ({ rooms, bookings, firstMs, oursMs, sqlMs, bitmapRowsMs, changeMs, found }: Measured): string[] => [
  `${rooms} rooms, ${bookings} bookings: ours p50 ${median(oursMs).toFixed(1)}, p95 ${quantile(oursMs, 0.95).toFixed(1)} ms; SQL p50 ${median(sqlMs).toFixed(0)} ms; ${found} answers compared; a change with its mark p50 ${median(changeMs).toFixed(1)} ms`,
  `${rooms} rooms: the first answer of a server (everything read from the rows) ${firstMs.toFixed(0)} ms; only to read bitmaps that lay in PostgreSQL would take ${median(bitmapRowsMs).toFixed(1)} ms a question`,
];
