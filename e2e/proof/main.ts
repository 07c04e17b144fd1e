/** `npm run proof -- residue`: nothing of a visitor stays. Prints screen × place → hits; ends with 1 when something is found where nothing may be. */
import { parseArgs } from 'node:util';
import { buildSurfaces } from '../city/built-surfaces.ts';
import { BREAKS } from './breaks.ts';
import { canReadMemory } from './process-memory.ts';
import { legend } from './proof-table.ts';
import { proveResidue } from './residue.ts';
import { chooseWalks } from './walks.ts';

const USAGE = `npm run proof -- residue [--screens NAME,NAME] [--break ${Object.keys(BREAKS).join('|')}]
  --screens  names of walks or of scenes, e.g. review,ticket; without it all of them
  --break    switches one wipe off: then the proof must fail
${Object.entries(BREAKS).map(([name, { what }]) => `             ${name}: ${what}`).join('\n')}`;

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { screens: { type: 'string' }, break: { type: 'string' } } });
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
main().then((code) => process.exit(code), (error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
