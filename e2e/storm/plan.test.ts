import { expect, it } from 'vitest';
import { drawVisits, WISHES_A_DAY } from './plan.ts';
import { readStormArguments } from './storm-arguments.ts';

it('[E303] the same seed draws the same wishes, another seed others, and a longer storm begins like a shorter one', () => {
  const visits = drawVisits(7, 2_000, 20);
  expect(drawVisits(7, 2_000, 20)).toEqual(visits);
  expect(drawVisits(7, 500, 20)).toEqual(visits.slice(0, 500));
  expect(drawVisits(8, 2_000, 20)).not.toEqual(visits);
  const firstDay = visits.slice(0, WISHES_A_DAY).map(({ slot }) => slot);
  expect(Math.max(...firstDay)).toBeLessThan(20);
  expect(new Set(firstDay).size).toBe(20);
  expect(new Set(visits.map(({ ending }) => ending)).size).toBe(4);
});

it('[E303] the words of the command are read, and a wrong one is said', () => {
  expect(readStormArguments(['booking'])).toEqual({ attempts: 2_000, clients: 32, killEverySeconds: 5, seed: 1, servers: 3, naive: false });
  expect(readStormArguments(['booking', '--attempts', '10000', '--clients', '64', '--kill-every', '0', '--seed', '9', '--servers', '2', '--naive'])).toEqual({ attempts: 10_000, clients: 64, killEverySeconds: 0, seed: 9, servers: 2, naive: true });
  for (const wrong of [[], ['queue'], ['booking', '--attempts'], ['booking', '--attempts', 'many'], ['booking', '--clients', '0'], ['booking', '--loud']]) expect(() => readStormArguments(wrong)).toThrow();
});
