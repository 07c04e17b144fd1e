import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { buildSurfaces } from '../city/built-surfaces.ts';
import type { City } from '../city/start-city.ts';
import { openHall, takeCard } from '../journeys/counter-people.ts';
import { familyOf, roleOf, searchBytes, searchMemory, statusOf } from './process-memory.ts';
import type { Hit } from './process-memory.ts';
import { CANARIES, SCREENS } from './screens.ts';
import type { Screen } from './screens.ts';
import { openKiosk } from './shell-life.ts';
import type { KioskUnderProof } from './shell-life.ts';

/** From the moment in which the wipe is due. */
const FORGOTTEN_AFTER_MS = 5_000;
/** The shortest that the hall's policy allows: the warning after 5 s, the wipe 10 s later. */
const POLICY = { idleWarnSeconds: 5, idleWipeSeconds: 15 };

/** Walks away at every screen and searches everything. True when nothing was found and the control found everything it must. */
export async function proveResidue({ broken = false, screens = SCREENS, say = console.log }: { broken?: boolean; screens?: readonly Screen[]; say?: (line: string) => void } = {}): Promise<boolean> {
  await buildSurfaces(say);
  const hall = await openHall({ policy: POLICY });
  const profile = join(hall.city.folder, '..', 'kiosk-profile');
  const kiosk = await openKiosk(hall.city.url.kiosk, profile);
  try {
    let clean = true;
    for (const screen of screens) clean = await walkAway(hall.city, kiosk, profile, screen, broken, say) && clean;
    say(clean ? 'nothing of any visitor is left' : 'SOMETHING IS LEFT');
    return clean;
  } finally {
    await kiosk.stop();
    await hall.end();
  }
}

async function walkAway(city: City, kiosk: KioskUnderProof, profile: string, screen: Screen, broken: boolean, say: (line: string) => void): Promise<boolean> {
  const life = kiosk.current();
  const { page, browser } = await kiosk.touch();
  // The wipe of `--break wipe` stays inside the page: nobody hears that it is over.
  if (broken) await page.evaluate(() => { Object.assign(globalThis, { engawaTell: () => undefined }); });
  await screen.reach(page, city);
  const control = searchMemories(kiosk.pid);
  await takeCard(city);
  if (!broken) await browser.close();
  const next = await kiosk.nextLife(life, 30_000);
  await sleep(FORGOTTEN_AFTER_MS);
  const memory = searchMemories(kiosk.pid);
  const hits = [...memory.hits, ...searchServers(city), ...await searchFiles(profile, 'profile'), ...await searchDatabase(city), ...await searchFiles(city.folder, 'city folder')];
  if (broken) await browser.close().catch(() => undefined);
  const seen = control.hits.reduce((sum, { count }) => sum + count, 0);
  say(`${screen.name.padEnd(22)} control ${String(seen).padStart(4)}   afterwards ${String(hits.reduce((sum, { count }) => sum + count, 0)).padStart(4)} in ${String(Math.round(memory.bytes / 1e6)).padStart(4)} MB   ${next ? `browser ${life.life} ended` : 'THE BROWSER LIVES ON'}`);
  for (const { place, canary, count } of hits) say(`    ${place}: ${canary} × ${count}`);
  const proves = seen > 0 || screen.empty === true;
  if (!proves) say('    the control found nothing: this screen proves nothing');
  return hits.length === 0 && proves && next !== undefined;
}

/** The shell and all of its browser. A process that ended meanwhile keeps nothing; one that lives and cannot be read proves nothing, and says so. */
function searchMemories(shell: number): { hits: Hit[]; bytes: number } {
  const parts = familyOf(shell).map((pid) => {
    const role = pid === shell ? 'shell' : roleOf(pid);
    try {
      const found = searchMemory(pid, CANARIES, role);
      if (found.bytes > 0 || !lives(pid)) return found;
    } catch (cause) {
      if (!lives(pid)) return { hits: [], bytes: 0 };
      throw new Error(`The memory of ${role} (${pid}) cannot be read. Run the proof as root.`, { cause });
    }
    throw new Error(`The memory of ${role} (${pid}) read as nothing.`);
  });
  return { hits: parts.flatMap(({ hits }) => hits), bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** A zombie has no memory any more. */
const lives = (pid: number): boolean => familyOf(pid).length > 0 && !/^State:\s+[ZX]/m.test(statusOf(pid));

const searchServers = (city: City): Hit[] => (['reception', 'facility-api'] as const).flatMap((name) => searchMemory(city.pid(name)!, CANARIES, name).hits);

async function searchFiles(folder: string, place: string): Promise<Hit[]> {
  const hits: Hit[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    hits.push(...searchBytes(await readFile(path).catch(() => Buffer.alloc(0)), CANARIES, `${place} ${path.slice(folder.length)}`));
  }
  return hits;
}

/** Makes the database write everything to its files, which lie in the city's folder or are searched as rows. */
async function searchDatabase(city: City): Promise<Hit[]> {
  const client = new pg.Client({ connectionString: city.databases.reception });
  await client.connect();
  try {
    await client.query('CHECKPOINT');
    const { rows } = await client.query<{ schemaname: string; tablename: string }>(`SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`);
    const hits: Hit[] = [];
    for (const { schemaname, tablename } of rows) {
      const { rows: texts } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${client.escapeIdentifier(schemaname)}.${client.escapeIdentifier(tablename)} t`);
      hits.push(...searchBytes(Buffer.from(texts.map(({ row }) => row).join('\n')), CANARIES, `table ${tablename}`));
    }
    return hits;
  } finally { await client.end(); }
}
