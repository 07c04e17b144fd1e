import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccessGrant } from '../../../contract/index.ts';
import { CLOCK, advance, lostClock, raise, readClock, setByHello } from './bounded-clock.ts';
import { decideUnlock } from './decide-unlock.ts';
import type { Standing, Wish } from './decide-unlock.ts';
import { OPEN_KEYPAD, THROTTLE, afterWrongCode, isPaused } from './keypad-throttle.ts';

const NBF = 1_800_000_000;
const standing = (over: Partial<Standing> = {}): Standing => ({ door: 'room', epoch: 3, revoked: new Set(), used: new Set(), ...over });
const press = (over: Partial<AccessGrant> = {}): AccessGrant => ({ kind: 'unlock', door: 'room', jti: randomUUID(), nbf: NBF, exp: NBF + 90, iat: NBF, epoch: 3, booking: 'B', ...over }) as AccessGrant;
const booked = (over: Partial<AccessGrant> = {}): AccessGrant => ({ kind: 'window', door: 'room', jti: randomUUID(), nbf: NBF, exp: NBF + 7200, iat: NBF - 900, epoch: 3, booking: 'B', pin: null, ...over }) as AccessGrant;
const inTime = { t: NBF * 1000 + 30_000, u: 1_000 };
const wishes = (): [string, AccessGrant, Wish][] => {
  const one = press();
  const other = booked();
  return [['command', one, { via: 'command', grant: one }], ['keypad', other, { via: 'keypad', matching: [other] }]];
};

describe('decideUnlock', () => {
  it.each(wishes())('[U3] by %s: opens exactly when all of t ± u lies in the window', (_, grant, wish) => {
    let opened = 0;
    fc.assert(fc.property(fc.integer({ min: -200_000, max: 8_000_000 }), fc.integer({ min: 0, max: 120_000 }), (offset, u) => {
      const t = NBF * 1000 + offset;
      const inside = t - u >= grant.nbf * 1000 && t + u < grant.exp * 1000;
      const decision = decideUnlock(wish, standing(), { t, u });
      if (decision.open) opened++;
      expect(decision.open).toBe(inside);
    }), { numRuns: 2_000 });
    expect(opened).toBeGreaterThan(0);
  });

  it.each(wishes())('[U3] by %s: at the edges the doubtful millisecond stays shut', (_, grant, wish) => {
    const at = (t: number, u: number) => decideUnlock(wish, standing(), { t, u });
    expect(at(grant.nbf * 1000, 0).open).toBe(true);
    expect(at(grant.nbf * 1000, 1)).toMatchObject({ reason: 'not-yet-valid' });
    expect(at(grant.exp * 1000 - 1, 0).open).toBe(true);
    expect(at(grant.exp * 1000 - 1, 1)).toMatchObject({ reason: 'expired' });
    expect(at(grant.nbf * 1000 + 5, Number.POSITIVE_INFINITY)).toMatchObject({ reason: 'clock-uncertain' });
  });

  it.each(wishes())('[U6] by %s: a revoked or superseded grant never opens, whatever the time', (_, grant, wish) => {
    fc.assert(fc.property(fc.integer({ min: -10_000, max: 8_000_000 }), fc.integer({ min: 0, max: 60_000 }), (offset, u) => {
      const clock = { t: NBF * 1000 + offset, u };
      expect(decideUnlock(wish, standing({ revoked: new Set([grant.jti]) }), clock)).toMatchObject({ open: false, reason: 'revoked' });
      expect(decideUnlock(wish, standing({ epoch: 4 }), clock)).toMatchObject({ open: false, reason: 'superseded' });
    }));
  });

  it.each(wishes())('[U4] by %s: a grant for another door never opens this one', (_, __, wish) => {
    expect(decideUnlock(wish, standing({ door: 'other' }), inTime).open).toBe(false);
  });

  it('[U5] a press opens once; the booked time opens again and again', () => {
    const grant = press();
    const used = new Set([grant.jti]);
    expect(decideUnlock({ via: 'command', grant }, standing(), inTime).open).toBe(true);
    expect(decideUnlock({ via: 'command', grant }, standing({ used }), inTime)).toMatchObject({ reason: 'already-used' });
    const window = booked();
    expect(decideUnlock({ via: 'keypad', matching: [window] }, standing({ used: new Set([window.jti]) }), inTime).open).toBe(true);
  });

  it('[U4] the kinds do not mix, and a press that would live long is no press', () => {
    expect(decideUnlock({ via: 'command', grant: booked() }, standing(), inTime)).toMatchObject({ reason: 'wrong-kind' });
    expect(decideUnlock({ via: 'keypad', matching: [press()] }, standing(), inTime)).toMatchObject({ open: false });
    expect(decideUnlock({ via: 'command', grant: press({ exp: NBF + 121 }) }, standing(), inTime)).toMatchObject({ reason: 'malformed-grant' });
  });

  it('[U8] of several bookings with one PIN, the one whose time it is opens', () => {
    const over = booked({ nbf: NBF - 7200, exp: NBF });
    const now = booked();
    expect(decideUnlock({ via: 'keypad', matching: [over, now] }, standing(), inTime)).toMatchObject({ open: true, grant: now });
    expect(decideUnlock({ via: 'keypad', matching: [over] }, standing(), inTime)).toMatchObject({ reason: 'expired', jti: over.jti });
    expect(decideUnlock({ via: 'keypad', matching: [] }, standing(), inTime)).toMatchObject({ reason: 'wrong-code', jti: null });
  });
});

describe('bounded clock', () => {
  it('[U7] true time stays inside the bounds, however the machine drifts and the network delays', () => {
    fc.assert(fc.property(
      fc.double({ min: -CLOCK.driftRatio, max: CLOCK.driftRatio, noNaN: true }), fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 40 * 86_400_000 }), fc.integer({ min: -900, max: 900 }),
      (drift, there, back, later, cityError) => {
        const localAt = (trueMs: number) => 5_000_000 + trueMs * (1 + drift * 0.99);
        const clock = setByHello(localAt(0), localAt(there + back), there + cityError);
        const { t, u } = readClock(clock, localAt(there + back + later));
        expect(Math.abs(there + back + later - t)).toBeLessThanOrEqual(u + 2);
      }));
  });

  it('[U7] a signed time raises the clock and never lowers it', () => {
    const clock = setByHello(0, 10, 1_000_000);
    expect(raise(clock, 10, 500_000)).toEqual(clock);
    expect(readClock(raise(clock, 10, 9_000_000), 10).t).toBeGreaterThan(8_990_000);
    expect(raise(lostClock(0), 10, 9_000_000).hi).toBe(Number.POSITIVE_INFINITY);
  });

  it('[U7] local time that runs backwards is a lost clock', () => {
    expect(advance(setByHello(0, 10, 1_000_000), 9).hi).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('keypad throttle', () => {
  it('[U9] five wrong codes pause the keypad for 30 s', () => {
    let throttle = OPEN_KEYPAD;
    for (let i = 0; i < THROTTLE.tries - 1; i++) throttle = afterWrongCode(throttle, 1_000 + i);
    expect(isPaused(throttle, 2_000)).toBe(false);
    throttle = afterWrongCode(throttle, 2_000);
    expect(isPaused(throttle, 31_999)).toBe(true);
    expect(isPaused(throttle, 32_000)).toBe(false);
    expect(isPaused(afterWrongCode(throttle, 33_000), 33_000)).toBe(false);
  });
});
