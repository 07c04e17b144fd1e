import { describe, expect, it } from 'vitest';
import { readCards, toneOf } from './card-trusts.ts';

const verified = { authenticity: 'verified', live: true } as const;
const unchecked = { authenticity: 'not_checked', live: null, by: 'number-b' } as const;
const name = (value: string) => ({ value, source: 'card' as const });

describe('how far each card of a visit may be trusted', () => {
  it('[F9] the applicant first, then each person with place and name', () => {
    const values = { 'people.family.2.name': name('見本　葛太') };
    expect(readCards({ card: verified, furtherCards: { 'people.family.10': verified, 'people.family.2': unchecked }, values })).toEqual([
      { of: null, trust: verified }, { of: { n: 2, name: '見本　葛太' }, trust: unchecked }, { of: { n: 10, name: '' }, trust: verified },
    ]);
    expect(readCards({ card: null, values: {} })).toEqual([]);
  });
  it('[F9] what is not known is said as such, and only what a person must do is an alarm', () => {
    expect(toneOf(verified)).toEqual({ signature: 'well', chip: 'well', chipAnswer: 'yes' });
    expect(toneOf(unchecked)).toEqual({ signature: 'quiet', chip: 'quiet', chipAnswer: 'unknown' });
    expect(toneOf({ authenticity: 'failed', live: false })).toEqual({ signature: 'bad', chip: 'bad', chipAnswer: 'no' });
  });
});
