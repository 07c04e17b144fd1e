import { describe, expect, it } from 'vitest';
import { seededChance } from './chance.ts';
import { beliefsOf, Experience, learnNoShow, learnVisit, newExperience } from './experience.ts';
import { normalBelow, normalQuantile } from './normal-law.ts';
import { meanMinutes } from './service-times.ts';

const SEED = 20_261_124;
/** Minutes of visits whose logarithm is normal around that of `median`. */
const visits = (count: number, median: number, sigma: number, seed = SEED): number[] => {
  const chance = seededChance(seed);
  return Array.from({ length: count }, () => median * Math.exp(sigma * normalQuantile(chance())));
};
const taught = (known: Experience, id: string, minutes: readonly number[]): Experience => minutes.reduce((before, m) => learnVisit(before, id, { minutes: m, wentOnTo: null }), known);
const believedMean = (known: Experience, id = 'a'): number => meanMinutes(beliefsOf(known, [id]).times[0] as Float64Array);
const start = newExperience({ a: 12, b: 12 });

describe('what a hall learns of itself', () => {
  it('[Q25] on the first day it believes the typed minutes, and after a few visits its own', () => {
    expect(believedMean(start)).toBeCloseTo(12, 0);
    const five = believedMean(taught(start, 'a', visits(5, 5, 0.5)));
    expect(five).toBeGreaterThan(6);
    expect(five).toBeLessThan(11);
    expect(believedMean(taught(start, 'a', visits(100, 5, 0.5))) / (5 * Math.exp(0.125))).toBeCloseTo(1, 0);
    expect(Math.abs(believedMean(taught(start, 'a', visits(600, 5, 0.5))) / (5 * Math.exp(0.125)) - 1)).toBeLessThan(0.06);
  });
  it('[Q25] it learns a shape that is no curve: most visits short, some very long', () => {
    const chance = seededChance(SEED);
    const known = taught(start, 'a', Array.from({ length: 800 }, () => (chance() < 0.8 ? 3 : 30)));
    const times = beliefsOf(known, ['a']).times[0] as Float64Array;
    expect([...times].filter((t) => t > 6 && t < 20).length / times.length).toBeLessThan(0.05);
    expect([...times].filter((t) => t > 20).length / times.length).toBeCloseTo(0.2, 1);
  });
  it('[Q25] what is stored has a fixed size and comes back from the database as it was', () => {
    const known = learnNoShow(taught(start, 'a', visits(1_200, 6, 0.6)), 'b', 2);
    const json = JSON.stringify(known);
    expect(Experience.parse(JSON.parse(json))).toEqual(known);
    expect(json.length).toBeLessThan(8_000);
  });
  it('[Q25] who does not come and who goes on is counted, and neither is believed impossible', () => {
    let known = start;
    for (let n = 0; n < 400; n += 1) known = n % 10 === 0 ? learnNoShow(known, 'a', 1.5) : learnVisit(known, 'a', { minutes: 5, wentOnTo: n % 4 === 0 ? 'b' : null });
    const { noShow, goesOn, goesTo, noShowMinutes } = beliefsOf(known, ['a', 'b']);
    expect(noShow[0]).toBeCloseTo(0.1, 1);
    expect(noShow[1]).toBeGreaterThan(0);
    expect(goesOn[0]).toBeGreaterThan(0.15);
    expect(goesOn[0]).toBeLessThan(0.3);
    expect(goesTo[0]).toEqual([0, 1]);
    expect(noShowMinutes).toBeCloseTo(1.5, 0);
    expect(noShowMinutes).toBeGreaterThan(1.3);
    expect(beliefsOf(known, ['a']).goesOn).toEqual([0]);
  });
  it('[Q25] a nonsense time and an unknown kind teach nothing', () => {
    expect(learnVisit(start, 'a', { minutes: 0, wentOnTo: null })).toEqual(start);
    expect(learnVisit(start, 'zz', { minutes: 5, wentOnTo: null })).toEqual(start);
  });
});

describe('a change of the times', () => {
  it.each([[1.2, 0.5], [1.2, 0.7], [0.8, 0.6], [1.5, 0.6]])('[Q26] × %s with scatter %s is known some three hundred visits later', (factor, sigma) => {
    const before = taught(start, 'a', visits(800, 6, sigma));
    const truth = 6 * factor * Math.exp(sigma * sigma / 2);
    const after = taught(before, 'a', visits(320, 6 * factor, sigma, SEED + 1));
    expect(Math.abs(believedMean(before) / truth - 1)).toBeGreaterThan(0.12);
    expect(Math.abs(believedMean(after) / truth - 1)).toBeLessThan(0.1);
  });
  it('[Q26] it carries over to the kinds that were not seen since', () => {
    const both = taught(taught(start, 'a', visits(800, 6, 0.5)), 'b', visits(300, 20, 0.5, SEED + 2));
    const after = taught(both, 'a', visits(320, 7.2, 0.5, SEED + 1));
    expect(believedMean(after, 'b') / believedMean(both, 'b')).toBeGreaterThan(1.1);
  });
  it('[Q26] is seldom imagined: over twenty ordinary days the belief stays within a tenth of the truth', () => {
    const truth = 6 * Math.exp(0.18);
    for (const seed of [1, 3]) {
      let known = taught(start, 'a', visits(500, 6, 0.6, seed));
      const times = visits(2_500, 6, 0.6, seed + 100);
      for (let day = 0; day < 10; day += 1) {
        known = taught(known, 'a', times.slice(day * 250, day * 250 + 250));
        expect(Math.abs(believedMean(known) / truth - 1), `seed ${seed}, day ${day}`).toBeLessThan(0.1);
      }
    }
  });
});

describe('the normal law', () => {
  it('[Q26] distribution and quantile are each other’s inverse', () => {
    for (const p of [0.001, 0.01, 0.2, 0.5, 0.7, 0.99, 0.9995]) expect(normalBelow(normalQuantile(p))).toBeCloseTo(p, 5);
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
  });
});
