import { Router, type Request } from 'express';
import { STATISTICS_MAX_DAYS, StatisticsPeriod, StatisticsTable, type HallStatistics } from '../../../contract/index.ts';
import { done, refuse, type Outcome } from '../../idempotency/domain/outcome.ts';
import { sendCsv } from '../../web/csv.ts';
import type { House } from '../../web/house.ts';
import { sendOutcome, sendProblem } from '../../web/problem.ts';
import { parse } from '../../web/request.ts';
import { withStaff } from '../../web/staff-guard.ts';
import { daysOf, hallStatistics } from '../domain/hall-statistics.ts';
import { statisticsTable } from '../domain/statistics-table.ts';
import { listAvoided, listVisits } from './postgres-statistics.ts';

async function statisticsOf(house: House, query: Request['query']): Promise<Outcome<HallStatistics>> {
  const today = house.today().day;
  const period = parse(StatisticsPeriod, { from: query['from'] ?? today, until: query['until'] ?? today });
  if (!period.ok) return period;
  const days = daysOf(period.value).length;
  if (days < 1 || days > STATISTICS_MAX_DAYS) return refuse('bad-request', { at: 'until', mostDays: STATISTICS_MAX_DAYS });
  const [visits, avoided] = await Promise.all([listVisits(house.pool, period.value), listAvoided(house.pool, period.value)]);
  return done(hallStatistics(period.value, visits, avoided, new Map(house.city.procedures.map(({ id, title }) => [id, title.ja])), house.clock()));
}

/** `/api/staff/statistics`: the same figures as a picture's data and as files. */
export function statisticsRoutes(house: House): Router {
  const router = Router();
  router.get('/api/staff/statistics', withStaff(house, async (req, res) => { sendOutcome(res, await statisticsOf(house, req.query)); }));
  router.get('/api/staff/statistics.csv', withStaff(house, async (req, res) => {
    const table = parse(StatisticsTable, req.query['table']);
    const statistics = table.ok ? await statisticsOf(house, req.query) : table;
    if (!statistics.ok || !table.ok) { sendProblem(res, statistics as Extract<typeof statistics, { ok: false }>); return; }
    sendCsv(res, `statistics-${table.value}-${statistics.value.from}-${statistics.value.until}.csv`, statisticsTable(table.value, statistics.value));
  }));
  return router;
}
