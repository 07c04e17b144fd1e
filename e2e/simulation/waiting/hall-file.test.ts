import { describe, expect, it } from 'vitest';
import { readArguments } from './estimate-arguments.ts';
import { parseHall } from './hall-file.ts';

const GOOD = {
  open: '08:30', close: '17:15',
  procedures: [{ id: 'resident', letter: 'A', share: 0.55, service: { kind: 'lognormal', medianMinutes: 6, sigma: 0.5 } }, { id: 'tax', letter: 'B', share: 0.45, service: { kind: 'empirical', minutes: [3, 5, 20] } }],
  counters: [{ id: 1, procedures: ['resident', 'tax'], closed: [['12:00', '13:00']] }],
  arrivals: { perDay: 250, byTime: [['08:30', 1.4], ['10:00', 1.0], ['16:00', 0.5]] },
  appointmentsPerDay: 20, noShow: 0.03, secondStep: 0.15, drift: { fromDay: 15, serviceFactor: 1.2 },
};
const complaint = (change: (hall: typeof GOOD) => unknown): string => {
  const hall = structuredClone(GOOD);
  change(hall);
  try { parseHall('hall.json', JSON.stringify(hall)); return ''; } catch (error) { return (error as Error).message; }
};

describe('a hall file', () => {
  it('[Q30] is read as it is written; what may be absent is', () => {
    expect(parseHall('hall.json', JSON.stringify(GOOD))).toEqual(GOOD);
    expect(complaint((hall) => { Reflect.deleteProperty(hall, 'drift'); Reflect.deleteProperty(hall, 'noShow'); })).toBe('');
  });
  it.each<[string, (hall: typeof GOOD) => unknown, string]>([
    ['a word for a number', (hall) => Object.assign(hall.arrivals, { perDay: 'many' }), 'hall.json: arrivals.perDay: '],
    ['a time that is none', (hall) => { hall.open = '8:30'; }, 'hall.json: open: a time of day'],
    ['a law that is not known', (hall) => { (hall.procedures[1] as (typeof GOOD.procedures)[0]).service.kind = 'weibull'; }, 'hall.json: procedures.1.service.kind: '],
    ['a share above one', (hall) => { hall.noShow = 3; }, 'hall.json: noShow: '],
    ['an unknown key', (hall) => Object.assign(hall, { lunch: true }), 'Unrecognized key'],
    ['a procedure that nobody offers', (hall) => { (hall.counters[0] as (typeof GOOD.counters)[0]).procedures = ['resident']; }, 'hall.json: procedures.1: no counter serves "tax"'],
    ['a counter for what nobody wants', (hall) => { (hall.counters[0] as (typeof GOOD.counters)[0]).procedures.push('cars'); }, 'hall.json: counters.0.procedures.2: there is no procedure "cars"'],
    ['a lunch that ends before it begins', (hall) => { (hall.counters[0] as (typeof GOOD.counters)[0]).closed = [['13:00', '12:00']]; }, 'hall.json: counters.0.closed.0: ends before'],
    ['an id twice', (hall) => { hall.counters.push(structuredClone(hall.counters[0] as (typeof GOOD.counters)[0])); }, 'hall.json: counters.1.id: "1" stands there twice'],
    ['times out of order', (hall) => { hall.arrivals.byTime.reverse(); }, 'hall.json: arrivals.byTime.1.0: the times must rise'],
    ['a hall that closes before it opens', (hall) => { hall.close = '08:00'; }, 'hall.json: close: '],
  ])('[Q30] names the place of %s', (_name, change, place) => {
    expect(complaint(change)).toContain(place);
  });
  it('[Q30] that is no JSON is said to be none', () => { expect(() => parseHall('hall.json', '{')).toThrow('hall.json: not JSON'); });
});

describe('the command line', () => {
  it('[Q30] is read in any order, and every word that is wrong is named', () => {
    expect(readArguments(['--json', '--seed', '7', '--hall', 'a.json', '--days', '30'])).toEqual({ hall: 'a.json', days: 30, seed: 7, json: true });
    expect(() => readArguments(['--days', '30', '--seed', '1'])).toThrow('--hall needs a file');
    expect(() => readArguments(['--hall', 'a', '--days', '10', '--seed', '1'])).toThrow('--days must be more than 10');
    expect(() => readArguments(['--hall', 'a', '--days', 'x', '--seed', '1'])).toThrow('--days needs a whole number, not "x"');
    expect(() => readArguments(['--hell', 'a'])).toThrow('"--hell" is not known');
  });
});
