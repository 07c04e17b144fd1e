/** The short form of `npm run proof -- residue`: two screens, and one wipe that is switched off. The whole of it is run by hand, because it takes minutes. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BREAKS } from '../proof/breaks.ts';
import { PLACES } from '../proof/places.ts';
import { canReadMemory } from '../proof/process-memory.ts';
import { openProofHall } from '../proof/proof-hall.ts';
import type { ProofHall } from '../proof/proof-hall.ts';
import { headOfTable, lineOfTable } from '../proof/proof-table.ts';
import { walkAway } from '../proof/residue.ts';
import type { Column, Row } from '../proof/residue.ts';
import { newVisitor } from '../proof/visitor.ts';
import { WALKS } from '../proof/walks.ts';

let hall: ProofHall;
beforeAll(async () => {
  hall = await openProofHall();
  console.info(`${canReadMemory() ? '' : 'Not root: the memory of the processes is not searched, only what they have written.\n'}${headOfTable()}`);
});
afterAll(() => hall?.end());

const walk = (name: string, fault?: (typeof BREAKS)[keyof typeof BREAKS]): Promise<Row> => walkAway(hall, WALKS.find((one) => one.name === name)!, newVisitor(), fault).then((row) => { console.info(lineOfTable(row).join('\n')); return row; });
const COLUMNS = [...Object.keys(PLACES), 'next'] as Column[];
const left = ({ found }: Row): string[] => COLUMNS.flatMap((column) => found[column].map(({ where, needle, count }) => `${column} ${where}: ${needle} × ${count}`));

it('[E152] five seconds after somebody has walked away, nothing of them is anywhere, and the next visitor finds nothing', async () => {
  for (const name of ['name-check', 'ticket']) {
    const row = await walk(name);
    expect([name, left(row)]).toEqual([name, []]);
    expect([row.lost, row.ended]).toEqual([undefined, true]);
    // What stands on the screen is found: nothing is not blindness.
    if (canReadMemory()) expect(row.control).toBeGreaterThan(10);
  }
});

it('[E153] what is kept in the clear beside its seal is found where it was kept, and in the page of the next visitor', async () => {
  const row = await walk('ticket', BREAKS.outbox);
  expect(row.clean).toBe(false);
  for (const column of BREAKS.outbox.fails) expect([column, row.found[column].length > 0]).toEqual([column, true]);
});
