import { describe, expect, it } from 'vitest';
import { backOffMs, nextSending, RETRY, settle, toSending, type OutboxEntry } from './drain-outbox.ts';

const entry = (order: number, change: Partial<OutboxEntry> = {}): OutboxEntry =>
  ({ id: `intake-${order}`, order, body: '{}', attempts: 0, notBeforeMs: 0, parked: null, ...change });

describe('the order of sending', () => {
  it('[O3] first in first out: a later visit never overtakes one that waits', () => {
    expect(nextSending([entry(2), entry(1)], 0)).toEqual({ kind: 'send', entry: entry(1) });
    expect(nextSending([entry(2), entry(1, { notBeforeMs: 900 })], 0)).toEqual({ kind: 'rest', untilMs: 900 });
    expect(nextSending([], 0)).toEqual({ kind: 'rest', untilMs: null });
  });

  it('[O5] a parked entry stands aside and lets the others pass', () => {
    expect(nextSending([entry(1, { parked: 'form-invalid' }), entry(2)], 0)).toMatchObject({ kind: 'send', entry: { order: 2 } });
  });

  it('[O4] news of the network cuts the waiting short', () => {
    expect(nextSending([entry(1, { notBeforeMs: 900 })], 0, true)).toMatchObject({ kind: 'send' });
  });

  it('[O4] the pause doubles up to its cap and is spread by half', () => {
    expect([1, 2, 3, 4, 5, 9].map((n) => backOffMs(n, 1))).toEqual([1_000, 2_000, 4_000, 8_000, RETRY.capMs, RETRY.capMs]);
    expect(backOffMs(1, 0)).toBe(500);
  });

  it.each([
    ['applied', 201, null, false, 'remove'], ['replayed', 200, null, true, 'remove'],
    ['a server in trouble', 503, null, false, 'keep'], ['a proxy without a problem body', 404, null, false, 'keep'],
    ['too many requests', 429, 'too-many-requests', false, 'keep'],
  ] as const)('[O4] %s is settled as such', (_name, status, code, replayed, kind) => {
    const settled = settle(entry(1), toSending(status, code, replayed), 100, 1);
    expect(settled.kind).toBe(kind);
    if (settled.kind === 'keep') expect(settled.entry).toMatchObject({ attempts: 1, parked: null, notBeforeMs: 1_100 });
  });

  it('[O5] a refusal is parked with its code, never dropped', () => {
    expect(settle(entry(1), toSending(409, 'ticket-number-taken', false), 0, 0)).toEqual({ kind: 'keep', entry: entry(1, { attempts: 1, parked: 'ticket-number-taken' }) });
  });
});
