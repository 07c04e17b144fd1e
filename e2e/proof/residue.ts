import { setTimeout as sleep } from 'node:timers/promises';
import { whatThePageKeeps } from '../journeys/counter-people.ts';
import { BREAKS } from './breaks.ts';
import type { Break } from './breaks.ts';
import { prepareSearch } from './needles.ts';
import { allowedAt } from './may-be.ts';
import { PLACES, searchEverywhere, searchVisit } from './places.ts';
import type { Found, Place } from './places.ts';
import { canReadMemory, searchBytes } from './process-memory.ts';
import type { Hit } from './process-memory.ts';
import { openProofHall } from './proof-hall.ts';
import type { ProofHall } from './proof-hall.ts';
import { headOfTable, lineOfTable } from './proof-table.ts';
import { hurry } from './shell-life.ts';
import type { Life } from './shell-life.ts';
import { newVisitor } from './visitor.ts';
import type { Visitor } from './visitor.ts';
import { stands } from './walk.ts';
import type { Before, Walk } from './walk.ts';

/** From the moment in which the wipe is due. */
const FORGOTTEN_AFTER_MS = 5_000;
/** Warning and wipe of the proof's hall, and a tick. */
const SILENCE_MS = 15_600;
const NEXT_WITHIN_MS = 40_000;

export type Column = Place | 'next';
export type Row = { readonly walk: Walk; readonly control: number; readonly found: Readonly<Record<Column, readonly Hit[]>>; readonly bytes: number; readonly seconds: number; readonly ended: boolean; readonly clean: boolean; /** why the screen was not reached */ readonly lost?: string };

/** Walks away at each of these screens and searches everything five seconds later. The rows, and whether nothing was found where nothing may be. */
export async function proveResidue(walks: readonly Walk[], { broken, say = console.log }: { broken?: keyof typeof BREAKS; say?: (line: string) => void } = {}): Promise<{ rows: Row[]; clean: boolean }> {
  const fault: Break | undefined = broken === undefined ? undefined : BREAKS[broken];
  const hall = await openProofHall({ environment: fault?.environment });
  // Whoever ends the proof ends all that it has started.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void hall.end().finally(() => process.exit(130)));
  const rows: Row[] = [];
  const visitors: Visitor[] = [];
  const born = new Set<string>();
  try {
    say(headOfTable());
    for (const walk of walks) {
      const visitor = newVisitor(born);
      visitors.push(visitor);
      const row = await walkAway(hall, walk, visitor, fault);
      rows.push(row);
      for (const line of lineOfTable(row)) say(line);
    }
    const all = await searchEverywhere(hall, visitors.flatMap(({ needles }, n) => needles.map(({ name, bytes }) => ({ name: `${walks[n]!.name}: ${name}`, bytes }))));
    const last = closing(all, rows, say);
    return { rows, clean: last && rows.every(({ clean }) => clean) };
  } finally { await hall.end(); }
}

/** One visitor: to the screen, away from it, and five seconds later everything is searched. */
export async function walkAway(hall: ProofHall, walk: Walk, visitor: Visitor, fault?: Break): Promise<Row> {
  const begun = performance.now();
  const { kiosk } = hall;
  const life = kiosk.current();
  const { page, browser } = await kiosk.touch();
  const before: Before = { page, hall, visitor };
  await fault?.page?.(page);
  try {
    await walk.reach(before);
    await stands(page, walk.scene);
  } catch (cause) {
    await browser.close().catch(() => undefined);
    return unreached(hall, walk, life, (performance.now() - begun) / 1_000, cause);
  }
  const control = sum(searchVisit(hall, visitor.needles).hits);
  if (!walk.forgetsCard) await hall.hand.take();
  await (walk.goesOn ?? silence)(before);
  const due = performance.now();
  await sleep(Math.max(0, due + FORGOTTEN_AFTER_MS - performance.now()));
  const found = await searchEverywhere(hall, visitor.needles);
  await hall.hand.take();
  await browser.close().catch(() => undefined);
  const ended = await kiosk.nextLife(life, fault === undefined ? NEXT_WITHIN_MS : 1) !== undefined;
  const next = ended ? await whatTheNextSees(hall, visitor) : [];
  const columns = { ...found, next };
  const clean = ended && (control > 0 || walk.empty !== undefined || !canReadMemory()) && (Object.keys(PLACES) as Place[]).every((place) => found[place].length === 0 || allowedAt(place, walk) !== undefined) && next.length === 0;
  return { walk, control, found: columns, bytes: found.bytes, seconds: (performance.now() - begun) / 1_000, ended, clean };
}

/** A way that is not as it was proves nothing; the next visitor finds a kiosk of which nobody knows what stands there, so its browser is ended. */
async function unreached({ kiosk, hand }: ProofHall, walk: Walk, life: Life, seconds: number, cause: unknown): Promise<Row> {
  await hand.take();
  try { process.kill(-life.pid, 'SIGKILL'); } catch { /* it went by itself */ }
  await kiosk.nextLife(life, NEXT_WITHIN_MS);
  const nothing = Object.fromEntries([...Object.keys(PLACES), 'next'].map((column) => [column, []])) as unknown as Row['found'];
  return { walk, control: 0, found: nothing, bytes: 0, seconds, ended: true, clean: false, lost: cause instanceof Error ? cause.message : String(cause) };
}

const silence = ({ page }: Before): Promise<void> => hurry(page, SILENCE_MS);
const sum = (hits: readonly Hit[]): number => hits.reduce((total, { count }) => total + count, 0);

/** Page, its storage and its files, as the next visitor finds them. */
async function whatTheNextSees({ kiosk }: ProofHall, { needles }: Visitor): Promise<Hit[]> {
  const life = kiosk.current();
  if (await kiosk.ready(life, NEXT_WITHIN_MS) === undefined) throw new Error('The next page never showed its first screen.');
  const { page, browser } = await kiosk.touch();
  try { return searchBytes(Buffer.from(await whatThePageKeeps(page)), prepareSearch(needles), 'page'); } finally { await browser.close().catch(() => undefined); }
}

/** Once more for everybody who was there. */
function closing(all: Found, rows: readonly Row[], say: (line: string) => void): boolean {
  const left = (Object.keys(PLACES) as Place[]).flatMap((place) => all[place].filter(({ needle }) => { const row = rows.find(({ walk }) => needle.startsWith(`${walk.name}: `)); return row === undefined || allowedAt(place, row.walk) === undefined; }).map((hit) => ({ place, ...hit })));
  for (const { place, where, needle, count } of left) say(`  at the end, ${place} ${where}: ${needle} × ${count}`);
  const clean = left.length === 0 && rows.every((row) => row.clean);
  const seconds = Math.round(rows.reduce((total, row) => total + row.seconds, 0));
  say(clean ? `${rows.length} screens, ${rows.length} visitors, ${seconds} s: nothing of any of them is left where nothing may be.` : `SOMETHING IS LEFT. ${rows.filter((row) => !row.clean).length} of ${rows.length} screens, ${seconds} s.`);
  return left.length === 0;
}
