import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_NUMBER_B, eraseDigit, numberBOf, offeredTriesOfB, partFault, putDigit, yearInTokyo, type NumberBDraft } from './number-b.ts';

const YEAR = 2026;
const typed = (digits: string, from: NumberBDraft = EMPTY_NUMBER_B): NumberBDraft => [...digits].reduce((draft, digit) => putDigit(draft, digit, YEAR), from);

describe('照合番号B, typed in its three parts', () => {
  it('[I50] a whole part closes and the next one opens; fourteen digits come together', () => {
    expect(typed('55021').open).toBe('birth');
    expect(typed('550217').open).toBe('expiry');
    expect(typed('5502172035').open).toBe('code');
    expect(typed('55021720352285')).toEqual({ parts: { birth: '550217', expiry: '2035', code: '2285' }, open: null });
    expect(numberBOf(typed('55021720352285'), YEAR)).toBe('55021720352285');
    expect(numberBOf(typed('5502172035228'), YEAR)).toBeNull();
  });

  it.each([['551317', 'no-such-day'], ['550230', 'no-such-day'], ['550431', 'no-such-day'], ['550229', null], ['780000', null], ['550200', null], ['55021', null]] as const)('[I50] birth %s: %s', (digits, fault) => {
    expect(partFault('birth', digits, YEAR)).toBe(fault);
  });
  it.each([['2015', 'no-such-year'], ['2016', null], ['2037', null], ['2038', 'no-such-year'], ['3520', 'no-such-year'], ['203', null]] as const)('[I50] expiry %s: %s', (digits, fault) => {
    expect(partFault('expiry', digits, YEAR)).toBe(fault);
  });
  it('[I50] a part that cannot be stays open and takes no further digit, so that a slip never slides into the next part', () => {
    expect(typed('5513179')).toEqual({ parts: { birth: '551317', expiry: '', code: '' }, open: 'birth' });
  });
  it('[I50] one digit back leads into the part before, and a part that is mended closes again', () => {
    expect(eraseDigit(typed('550217'))).toEqual({ parts: { birth: '55021', expiry: '', code: '' }, open: 'birth' });
    expect(eraseDigit(typed('55021720352285')).open).toBe('code');
    const opened = { ...typed('55021720352285'), open: 'birth' } as const;
    expect(putDigit(eraseDigit(opened), '8', YEAR)).toEqual({ parts: { birth: '550218', expiry: '2035', code: '2285' }, open: null });
    expect(eraseDigit(EMPTY_NUMBER_B)).toEqual(EMPTY_NUMBER_B);
  });
  it('[I50] whatever is typed, erased and opened, no part ever holds more or other than its digits', () => {
    let whole = 0;
    const act = fc.oneof(fc.constantFrom('550217', '2035', '2285'), fc.constantFrom('0', '5', 'x', '１', 'back', 'birth', 'expiry', 'code'));
    fc.assert(fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const draft = acts.reduce<NumberBDraft>((now, one) => (one === 'back' ? eraseDigit(now) : one === 'birth' || one === 'expiry' || one === 'code' ? { ...now, open: one } : typed(one, now)), EMPTY_NUMBER_B);
      expect(draft.parts.birth).toMatch(/^\d{0,6}$/);
      expect(draft.parts.expiry).toMatch(/^\d{0,4}$/);
      expect(draft.parts.code).toMatch(/^\d{0,4}$/);
      if (numberBOf(draft, YEAR) !== null) whole += 1;
    }), { numRuns: 2_000, seed: 7 });
    expect(whole).toBeGreaterThan(20);
  });
  it('[I50] three of its ten tries are never offered; the year is that of Tokyo', () => {
    expect([offeredTriesOfB(9), offeredTriesOfB(4), offeredTriesOfB(3), offeredTriesOfB(null)]).toEqual([6, 1, 0, null]);
    expect([yearInTokyo(Date.parse('2026-12-31T14:59:59Z')), yearInTokyo(Date.parse('2026-12-31T15:00:00Z'))]).toEqual([2026, 2027]);
  });
});
