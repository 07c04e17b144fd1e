import { Router, type Response } from 'express';
import type { OpenQueue } from '../../../contract/index.ts';
import { sendCsv } from '../../web/csv.ts';
import type { House } from '../../web/house.ts';
import { boardOf } from '../domain/project-hall.ts';

/** Old enough to be served by caches in a storm, young enough to decide by. */
const CACHED_SECONDS = 10;

function queueNow(house: House): OpenQueue {
  const hall = house.hall().hall();
  const titles = new Map(house.city.hall.zones.map(({ zone, title }) => [zone, title.ja]));
  return {
    at: new Date(hall.nowMs).toISOString(),
    zones: boardOf(hall).waits.map((wait) => ({ ...wait, title: titles.get(wait.zone) ?? wait.zone })),
    promises: [...hall.promises],
  };
}

/** `/open/`: waits, forecasts and how honest they were, for anybody and from any page; counts only. */
export function openRoutes(house: House): Router {
  const router = Router();
  const open = (res: Response): Response => res.set('cache-control', `public, max-age=${CACHED_SECONDS}`).set('access-control-allow-origin', '*').set('cross-origin-resource-policy', 'cross-origin');

  router.get('/open/queue.json', (_req, res) => { open(res).json(queueNow(house)); });
  router.get('/open/queue.csv', (_req, res) => {
    const { at, zones } = queueNow(house);
    sendCsv(open(res), 'queue.csv', [['at', 'zone', 'title', 'waiting', 'open_counters', 'from', 'until'], ...zones.map(({ zone, title, waiting, openCounters, range }) => [at, zone, title, waiting, openCounters, range?.from ?? '', range?.until ?? ''])]);
  });
  router.get('/open/promises.csv', (_req, res) => { sendCsv(open(res), 'promises.csv', [['day', 'told', 'kept'], ...queueNow(house).promises.map(({ day, told, kept }) => [day, told, kept])]); });
  return router;
}
