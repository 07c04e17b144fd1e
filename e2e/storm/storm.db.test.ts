import { expect, it } from 'vitest';
import { storm } from './storm.ts';

it('[E300] a small storm in which servers and database are killed: one winner for each free slot, nothing lost, nothing twice, money as the prices', async () => {
  const { atRest, commands, killed, again, seconds: _, unknown: __, ...verdict } = await storm({ attempts: 240, clients: 16, killEverySeconds: 1, seed: 20_261_128, servers: 2, naive: false });
  expect(verdict).toEqual({ overlaps: [], noWinner: [], lost: [], twice: [] });
  expect(atRest).toMatchObject({ money: [], doubled: [], halves: [], overlaps: [] });
  // The exercise did something: everybody died at least once, commands had to be sent again, and there was a race.
  expect(killed.server).toBeGreaterThan(0);
  expect(killed.database).toBeGreaterThan(0);
  expect(again).toBeGreaterThan(0);
  for (const what of ['place done', 'place taken', 'change done', 'change taken', 'cancel done']) expect(commands[what], what).toBeGreaterThan(0);
}, 240_000);

it('[E302] servers that look first and insert then are found out', async () => {
  const { overlaps } = await storm({ attempts: 240, clients: 24, killEverySeconds: 0, seed: 1, servers: 2, naive: true });
  expect(overlaps.length).toBeGreaterThan(0);
}, 240_000);
