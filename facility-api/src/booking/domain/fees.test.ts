import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FeeSchedule } from '../../../contract/index.ts';
import { findFeeFaults } from '../../facilities/domain/fee-faults.ts';
import { factsOf, findProofMissing } from './fee-facts.ts';
import { findUnpriced, quoteFee } from './quote-fee.ts';
import type { FeeQuestion } from './quote-fee.ts';

const words = (ja: string) => ({ ja, 'ja-easy': ja, en: ja });
const line = { title: words('x'), clause: '別表第1' };
const made = (change: object = {}): FeeSchedule => FeeSchedule.parse({
  bands: [{ ...line, from: '09:00', until: '12:00', yenPerHour: 300 }, { ...line, from: '12:00', until: '22:00', yenPerHour: 405 }],
  userClasses: [{ id: 'resident', title: words('市内'), evidence: null }, { id: 'non-resident', title: words('市外'), evidence: null }, { id: 'group', title: words('登録団体'), evidence: words('登録証') }],
  factors: [
    { ...line, id: 'commercial', when: 'commercial', percent: 300 }, { ...line, id: 'fee', when: { admissionFromYen: 1000 }, percent: 200 }, { ...line, id: 'outside', when: { userClass: ['non-resident'] }, percent: 200 },
  ],
  reductions: [{ ...line, id: 'half', percentOff: 50, evidence: words('手帳'), alsoCommercial: false }, { ...line, id: 'exempt', percentOff: 100, evidence: words('手帳'), alsoCommercial: true }],
  items: [{ ...line, id: 'air', yenPerHour: 100, months: [8] }, { ...line, id: 'piano', yenPerUse: 1500 }], roundToYen: 10, ...change,
});
const ask = (change: Partial<FeeQuestion> = {}): FeeQuestion => ({ from: 600, until: 720, weekend: false, commercial: false, month: 8, items: [], ...change });
const yenOf = (change: Partial<FeeQuestion>, schedule = made()): number => quoteFee(schedule, ask(change)).totalYen;

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const percent = fc.integer({ min: 0, max: 1000 });
const when = fc.oneof(fc.constantFrom('weekend', 'commercial'), fc.record({ userClass: fc.subarray(['resident', 'non-resident', 'group'], { minLength: 1 }) }), fc.record({ admissionFromYen: fc.integer({ min: 1, max: 3_000 }) }));
const schedules = fc.record({
  bands: fc.uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 2, maxLength: 5 }).map((cuts) => cuts.sort((a, b) => a - b)).chain((cuts) => fc.tuple(...cuts.slice(1).map(() => fc.integer({ min: 0, max: 20_000 }))).map((prices) => prices.map((yenPerHour, i) => ({ ...line, yenPerHour, from: clock(cuts[i] ?? 0), until: clock(cuts[i + 1] ?? 0) })))),
  factors: fc.array(fc.record({ id: fc.constant('f'), title: fc.constant(line.title), clause: fc.constant('c'), when, percent }), { maxLength: 5 }),
  items: fc.array(fc.oneof(fc.record({ id: fc.constantFrom('a', 'b'), yenPerHour: fc.nat(5_000) }), fc.record({ id: fc.constantFrom('a', 'c'), yenPerUse: fc.nat(9_000) })).map((item) => ({ ...line, ...item })), { maxLength: 4 }),
  roundToYen: fc.constantFrom(1, 10, 50, 100), rounding: fc.constantFrom('down', 'up', 'half-up'),
}).map((change) => made(change));
const questions = fc.record({
  from: fc.integer({ min: 0, max: 1410 }), length: fc.integer({ min: 1, max: 1440 }), weekend: fc.boolean(), commercial: fc.boolean(), month: fc.integer({ min: 1, max: 12 }), items: fc.array(fc.constantFrom('a', 'b', 'c', 'unknown'), { maxLength: 5 }),
  userClass: fc.constantFrom(null, 'resident', 'non-resident', 'group'), admissionYen: fc.nat(4_000), reduction: fc.constantFrom(null, 'half', 'exempt', 'unknown'),
}).map(({ length, ...asked }) => ({ ...asked, until: Math.min(1440, asked.from + length) }));

describe('the whole ordinance', () => {
  it('[M20] room, time, user class, commercial use and tickets multiply in their order on the room fee alone', () => {
    expect([yenOf({}), yenOf({ userClass: 'resident' }), yenOf({ userClass: 'non-resident' })]).toEqual([600, 600, 1200]);
    expect([yenOf({ admissionYen: 999 }), yenOf({ admissionYen: 1000 }), yenOf({ commercial: true, admissionYen: 1000, userClass: 'non-resident', items: ['piano'] })]).toEqual([600, 1200, 600 * 12 + 1500]);
    const [below] = made().factors;
    expect(yenOf({ admissionYen: 500 }, made({ factors: [{ ...below, when: { admissionFromYen: 1, admissionBelowYen: 500 } }] }))).toBe(600);
  });
  it('[M20] a row of the table may stand for some classes only', () => {
    const table = made({ factors: [], bands: [{ ...line, from: '09:00', until: '22:00', yenPerHour: 500, classes: ['resident'] }, { ...line, from: '09:00', until: '22:00', yenPerHour: 80, classes: ['group'] }] });
    expect([yenOf({}, table), yenOf({ userClass: 'group' }, table)]).toEqual([1000, 160]);
    expect(findUnpriced(table, ask({ userClass: 'non-resident' }))).toEqual([{ why: 'time', minutes: 120 }]);
  });
  it('[M21] an item costs by the hour or once, and rounding goes the way that the ordinance says', () => {
    expect([yenOf({ items: ['air'] }), yenOf({ items: ['air'], until: 721 }), yenOf({ items: ['piano'], until: 721 })]).toEqual([800, 1300, 2500]);
    const at = (rounding: string) => yenOf({ from: 720, until: 780 }, made({ rounding }));
    expect([at('down'), at('up'), at('half-up')]).toEqual([400, 410, 410]);
  });
  it('[M22] a reduction takes its share of the room fee, of items nothing, and of commercial use only where it says so', () => {
    expect([yenOf({ reduction: 'half', items: ['piano'] }), yenOf({ reduction: 'exempt' }), yenOf({ reduction: 'half', commercial: true }), yenOf({ reduction: 'exempt', commercial: true })]).toEqual([1800, 0, 1800, 0]);
  });
  it('[M23] who claims a class or a reduction without proof is told which proof is missing', () => {
    const facts = factsOf({ commercial: false, items: ['piano', 'nothing', 'piano'], userClass: 'group', reduction: 'half' }, made());
    expect(facts.items).toEqual(['piano']);
    expect([findProofMissing(made(), facts, []), findProofMissing(made(), facts, ['group']), findProofMissing(made(), facts, ['half', 'group']), findProofMissing(made(), { ...facts, userClass: 'non-resident', reduction: null }, [])]).toEqual(['group', 'half', null, null]);
  });
  it('[M24] no price is below zero, the lines sum to it, and all of it is whole yen', () => {
    let reduced = 0;
    fc.assert(fc.property(schedules, questions, (schedule, asked) => {
      const quote = quoteFee(schedule, asked);
      expect(quote.lines.reduce((sum, { yen }) => sum + yen, 0)).toBe(quote.totalYen);
      expect(quote.totalYen).toBeGreaterThanOrEqual(0);
      expect(quote.totalYen % schedule.roundToYen).toBe(0);
      expect([quote.totalYen, ...quote.lines.map(({ yen }) => yen)].every(Number.isSafeInteger)).toBe(true);
      reduced += quote.lines.some(({ yen }) => yen < 0) ? 1 : 0;
    }), { seed: 20_261_128, numRuns: 400 });
    expect(reduced).toBeGreaterThan(20);
  });
  it('[M25] the order and the repetition of the facts change nothing', () => {
    let several = 0;
    fc.assert(fc.property(schedules, questions, fc.infiniteStream(fc.nat()), (schedule, asked, chance) => {
      const shuffled = [...asked.items, ...asked.items].map((item) => ({ item, at: chance.next().value as number })).sort((a, b) => a.at - b.at).map(({ item }) => item);
      const turned = Object.fromEntries(Object.entries({ ...asked, items: shuffled }).reverse()) as unknown as FeeQuestion;
      expect(quoteFee(schedule, turned)).toEqual(quoteFee(schedule, asked));
      several += new Set(asked.items).size > 1 ? 1 : 0;
    }), { seed: 20_261_128, numRuns: 300 });
    expect(several).toBeGreaterThan(20);
  });
  it('[M26] what an ordinance leaves open is found before it counts', () => {
    const opening = [{ days: ['mon' as const], open: '09:00', close: '22:00' }];
    expect(findFeeFaults(made(), opening)).toEqual([]);
    expect(findFeeFaults(made(), [{ days: ['mon'], open: '08:30', close: '22:00' }])[0]).toMatch(/30 minutes of the opening hours 08:30 to 22:00 have no price for class resident/);
    expect(findFeeFaults(made({ bands: [{ ...line, from: '09:00', until: '13:00', yenPerHour: 1 }, { ...line, from: '12:00', until: '22:00', yenPerHour: 1 }] }), [])).toContain('bands 09:00 and 12:00 overlap for class group');
    expect(findFeeFaults(made({ userClasses: [] }), [])).toEqual(['user class non-resident is not among userClasses']);
    expect(findFeeFaults(made({ items: [{ ...line, id: 'air', yenPerHour: 1 }, { ...line, id: 'air', yenPerUse: 1 }] }), [])).toEqual(['item air is there twice']);
  });
});
