/** Where something of a visitor could remain: nine places, each searched for the same bytes. */
import { readFile, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import pg from 'pg';
import { prepareSearch } from './needles.ts';
import type { Needle } from './needles.ts';
import { canReadMemory, searchBytes, searchFamilies, startedWith } from './process-memory.ts';
import type { Hit, Searched } from './process-memory.ts';
import { postmasterOf } from './proof-hall.ts';
import type { ProofHall } from './proof-hall.ts';

/** In the order of the table. */
export const PLACES = {
  browser: 'memory of every process of the shell and of the browser that stands there now',
  profile: 'the browser’s profile folder, and home and temporary folder of the kiosk',
  bridge: 'memory of every process of the card bridge',
  pcscd: 'memory of the card reader’s daemon',
  spool: 'print spools of the machine (/var/spool): neither kiosk nor reception prints to one; paper is a PDF that staff ask for',
  logs: 'what every program of the city, the shell and the browser said (stdout, stderr)',
  database: 'every row of both databases as text; files of the cluster with its write-ahead log; memory of the database server',
  servers: 'memory of reception and facility-api, and their data folders',
} as const;
export type Place = keyof typeof PLACES;
export type Found = Readonly<Record<Place, readonly Hit[]>> & { readonly bytes: number };

const NOTHING: Searched = { hits: [], bytes: 0 };

export async function searchEverywhere(hall: ProofHall, needles: readonly Needle[]): Promise<Found> {
  const { city, folders } = hall;
  const memory = (...roots: readonly number[]): Searched => (canReadMemory() ? searchFamilies(roots, needles) : NOTHING);
  const files = (folder: string, without: readonly string[] = []): Promise<Searched> => searchFiles(folder, needles, without);
  // Memory first: what follows takes time, and five seconds are five seconds.
  const [browser, bridge, pcscd] = [memory(...kioskOf(hall)), memory(city.pid('card-bridge')!), memory(...hall.pcscd)];
  const [servers, postgres] = [memory(city.pid('reception')!, city.pid('facility-api')!), memory(postmasterOf(hall))];
  const rows = [...await searchRows(city.databases.reception, needles), ...await searchRows(city.databases.facility, needles)];
  const parts = {
    browser: [browser], bridge: [bridge], pcscd: [pcscd], profile: [await files(folders.profile), await files(folders.home)], spool: [await files('/var/spool')], logs: [await files(folders.logs)],
    database: [{ hits: rows, bytes: 0 }, postgres, await files(folders.postgres)], servers: [servers, await files(folders.city, [folders.postgres, folders.logs])],
  };
  const hits = Object.fromEntries(Object.entries(parts).map(([place, searched]) => [place, searched.flatMap((part) => part.hits)])) as Record<Place, Hit[]>;
  return { ...hits, bytes: Object.values(parts).flat().reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** Where a visitor's words must be found while they are in use: a search that finds nothing then is blind. */
export const searchVisit = (hall: ProofHall, needles: readonly Needle[]): Searched => (!canReadMemory() ? NOTHING : searchFamilies([...kioskOf(hall), hall.city.pid('card-bridge')!, ...hall.pcscd], needles));

/** The shell, its browser and whatever either has started. */
const kioskOf = ({ kiosk, folders }: ProofHall): number[] => [kiosk.pid, ...startedWith(`HOME=${folders.home}`)];

/** Every file below the folder, whole. */
export async function searchFiles(folder: string, needles: readonly Needle[], without: readonly string[] = []): Promise<Searched> {
  const search = prepareSearch(needles);
  const hits: Hit[] = [];
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || without.some((other) => path.startsWith(other + sep))) continue;
    const content = await readFile(path).catch(() => Buffer.alloc(0));
    bytes += content.length;
    hits.push(...searchBytes(content, search, path.slice(folder.length + 1)));
  }
  return { hits, bytes };
}

/** Every row as text. Before that the database writes everything to its files, so that they can be searched as well. */
async function searchRows(url: string, needles: readonly Needle[]): Promise<Hit[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('CHECKPOINT');
    const { rows: tables } = await client.query<{ schema: string; name: string }>(`SELECT schemaname AS schema, tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`);
    const hits: Hit[] = [];
    for (const { schema, name } of tables) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)} t`);
      hits.push(...searchBytes(Buffer.from(rows.map(({ row }) => row).join('\n')), prepareSearch(needles), `table ${name}`));
    }
    return hits;
  } finally { await client.end(); }
}
