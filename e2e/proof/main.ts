/**
 * `npm run proof -- residue`: nothing of a visitor stays. Prints screen × place → hits; ends with 1 when something is found where nothing may be.
 * `npm run proof -- hall`: a full hall on two servers that die in turn; ends with 1 when something was lost, done twice, or stands wrong on a screen.
 */
import { parseArgs } from 'node:util';
import { buildSurfaces } from '../city/built-surfaces.ts';
import { BREAKS } from './breaks.ts';
import { FULL, proveHall } from './hall/prove-hall.ts';
import { canReadMemory } from './process-memory.ts';
import { legend } from './proof-table.ts';
import { proveResidue } from './residue.ts';
import { chooseWalks } from './walks.ts';

const USAGE = `npm run proof -- hall
npm run proof -- residue [--screens NAME,NAME] [--break ${Object.keys(BREAKS).join('|')}]
  --screens  names of walks or of scenes, e.g. review,ticket; without it all of them
  --break    switches one wipe off: then the proof must fail
${Object.entries(BREAKS).map(([name, { what }]) => `             ${name}: ${what}`).join('\n')}`;

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { screens: { type: 'string' }, break: { type: 'string' } } });
  if (positionals.join(' ') === 'hall') return await fullHall() ? 0 : 1;
  const broken = values.break as keyof typeof BREAKS | undefined;
  if (positionals.join(' ') !== 'residue' || (broken !== undefined && !(broken in BREAKS))) { console.error(USAGE); return 2; }
  if (!canReadMemory()) {
    console.error('This proof reads the memory of other processes (/proc/<pid>/mem): it needs Linux and root.');
    return 2;
  }
  const walks = chooseWalks((values.screens ?? '').split(',').map((word) => word.trim()).filter((word) => word !== ''));
  await buildSurfaces(console.log);
  for (const line of legend()) console.log(line);
  const { clean } = await proveResidue(walks, broken === undefined ? {} : { broken });
  return clean ? 0 : 1;
}
const JOINED_WITHIN_MS = 1_000;
async function fullHall(): Promise<boolean> {
  const { incidents, shift, ...kept } = await proveHall(FULL, console.log);
  const slowest = Math.max(...incidents.flatMap(({ joinedMs }) => joinedMs));
  const wrong = incidents.reduce((sum, incident) => sum + incident.wrong, 0);
  console.log(`${shift.calls.length} calls, ${shift.finished.length} visits finished, ${shift.labels.length} tickets, ${shift.again} commands sent again`);
  console.log(`double calls ${kept.doubleCalls}, lost tickets ${kept.lostTickets}, lost acts ${kept.lostActs}, double numbers ${kept.doubleNumbers}, wrong screens ${wrong}; from line to state at most ${slowest.toFixed(0)} ms (≤ ${JOINED_WITHIN_MS})`);
  return slowest <= JOINED_WITHIN_MS && wrong === 0 && Object.values(kept).every((count) => count === 0);
}

main().then((code) => process.exit(code), (error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
