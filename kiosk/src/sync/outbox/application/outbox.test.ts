import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutboxEntry, Sending } from '../domain/drain-outbox.ts';
import { startOutbox } from './outbox.ts';

/** A network of two arrays: what left the kiosk, and what the server did. A letter may be lost on either way. */
const network = () => {
  const applied: string[] = [];
  let inFlight = 0;
  let fate: ('ok' | 'lost' | 'answer-lost' | 'refused')[] = [];
  return {
    applied, plan: (next: typeof fate) => { fate = next; }, mostInFlight: () => most,
    send: async (entry: OutboxEntry): Promise<{ sending: Sending; answer: unknown }> => {
      inFlight += 1; most = Math.max(most, inFlight);
      await Promise.resolve();
      inFlight -= 1;
      const now = fate.shift() ?? 'ok';
      if (now === 'lost') return { sending: { kind: 'unreachable' }, answer: null };
      if (now === 'refused') return { sending: { kind: 'refused', code: 'form-invalid' }, answer: null };
      const replay = applied.includes(entry.id);
      if (!replay) applied.push(entry.id);
      if (now === 'answer-lost') return { sending: { kind: 'unreachable' }, answer: null };
      return { sending: { kind: replay ? 'replayed' : 'applied' }, answer: {} };
    },
  };
};
let most = 0;

/** Disk that survives the page: a map. */
const disk = () => {
  const entries = new Map<string, OutboxEntry>();
  return { entries, list: async () => [...entries.values()], put: async (entry: OutboxEntry) => { entries.set(entry.id, entry); }, remove: async (id: string) => { entries.delete(id); } };
};

const house = () => {
  const store = disk();
  const link = network();
  const timers = new Set<() => void>();
  let nowMs = 0;
  const start = () => startOutbox({
    store, link, nowMs: () => nowMs, jitter: () => 1, alone: (act) => act(),
    after: (_ms, act) => { timers.add(act); return () => timers.delete(act); },
  });
  const settled = async (): Promise<void> => { for (let i = 0; i < 400; i++) await Promise.resolve(); };
  /** Lets time pass until nothing waits any more, or `rounds` are over. */
  const quiet = async (rounds = 60): Promise<void> => {
    await settled();
    for (let i = 0; i < rounds && timers.size > 0; i++) {
      nowMs += 20_000;
      const due = [...timers]; timers.clear();
      for (const act of due) act();
      await settled();
    }
  };
  return { store, link, start, quiet, timers };
};

describe('the outbox', () => {
  it('[O2] an entry is on the disk before enqueue resolves', async () => {
    const { store, link, start } = house();
    link.plan(['lost']);
    await start().enqueue({ id: 'a', body: '{"x":1}' });
    expect(store.entries.get('a')).toMatchObject({ body: '{"x":1}', order: 1 });
  });

  it('[O3] everything arrives exactly once and in order over a network that loses letters and answers', async () => {
    most = 0;
    let lettersLost = 0;
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom('ok' as const, 'lost' as const, 'answer-lost' as const), { maxLength: 30 }), fc.integer({ min: 1, max: 8 }), fc.nat(8), async (fate, visits, dies) => {
      const { store, link, start, quiet, timers } = house();
      link.plan([...fate]);
      let outbox = start();
      for (let n = 1; n <= visits; n++) {
        await outbox.enqueue({ id: `v${n}`, body: '{}' });
        if (n === dies) { outbox.stop(); timers.clear(); outbox = start(); }
      }
      await outbox.hurry();
      await quiet();
      expect(link.applied).toEqual(Array.from({ length: visits }, (_, i) => `v${i + 1}`));
      expect(store.entries.size).toBe(0);
      lettersLost += fate.filter((f) => f !== 'ok').length;
    }), { numRuns: 150 });
    expect(lettersLost).toBeGreaterThan(200);
    expect(most).toBeLessThanOrEqual(2);
  });

  it('[O5] a refused visit stays on the disk and is counted for staff', async () => {
    const { store, link, start, quiet } = house();
    link.plan(['refused']);
    const outbox = start();
    await outbox.enqueue({ id: 'a', body: '{}' });
    await outbox.enqueue({ id: 'b', body: '{}' });
    await quiet();
    expect(link.applied).toEqual(['b']);
    expect(store.entries.get('a')?.parked).toBe('form-invalid');
    expect(await outbox.pending()).toBe(1);
  });
});
