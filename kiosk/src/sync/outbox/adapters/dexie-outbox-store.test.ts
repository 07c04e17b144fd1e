import { describe, expect, it } from 'vitest';
import type { DurableFiles } from '../../durable/adapters/durable-files.ts';
import type { KioskDatabase } from '../../durable/adapters/kiosk-database.ts';
import { startOutbox } from '../application/outbox.ts';
import type { OutboxEntry } from '../domain/drain-outbox.ts';
import { openOutboxStore } from './dexie-outbox-store.ts';

/** A disk of two shelves that can be full. */
const disk = () => {
  const rows = new Map<string, OutboxEntry>(); const files = new Map<string, string>();
  const full = { rows: false, files: false };
  const database = { outbox: {
    toArray: async () => [...rows.values()], orderBy: () => ({ toArray: async () => [...rows.values()].sort((a, b) => a.order - b.order) }),
    put: async (entry: OutboxEntry) => { if (full.rows) throw new Error('QuotaExceededError'); rows.set(entry.id, entry); }, delete: async (id: string) => { rows.delete(id); },
  } } as unknown as KioskDatabase;
  const shelf: DurableFiles = {
    write: async (name, text) => { if (full.files) { files.set(name, text.slice(0, 10)); throw new Error('QuotaExceededError'); } files.set(name, text); },
    read: async (name) => files.get(name) ?? null, remove: async (name) => { files.delete(name); }, list: async () => [...files.keys()],
  };
  return { rows, files, full, open: () => openOutboxStore(database, shelf) };
};
const open = async (house: ReturnType<typeof disk>) => {
  const sent: string[] = [];
  const outbox = startOutbox({
    store: await house.open(), nowMs: () => 0, jitter: () => 1, after: () => () => undefined, alone: (act) => act(),
    link: { send: async (entry) => { sent.push(entry.id); return { sending: { kind: 'applied' }, answer: null }; } },
  });
  return { outbox, sent };
};

describe('a disk that is full', () => {
  it.each(['rows', 'files'] as const)('[O2] what could not be kept in both places (%s full) is told, never sent, and not there after a restart', async (which) => {
    const house = disk();
    const { outbox, sent } = await open(house);
    house.full[which] = true;
    await expect(outbox.enqueue({ id: 'a', body: '{}' })).rejects.toThrow();
    house.full[which] = false;
    await outbox.hurry();
    expect([sent, await outbox.pending(), house.files.size]).toEqual([[], 0, 0]);
    const again = await open(house);
    await again.outbox.hurry();
    expect(again.sent).toEqual([]);
  });

  it('[O2] an entry is never sent before its second copy is flushed', async () => {
    const house = disk();
    const { outbox, sent } = await open(house);
    const store = await house.open();
    house.full.files = true;
    await store.put({ id: 'b', body: '{}', order: 1, attempts: 0, notBeforeMs: 0, parked: null }).catch(() => undefined);
    await outbox.hurry();
    expect(sent).toEqual([]);
  });

  it('[O2] an entry that only its file remembers is put back and sent', async () => {
    const house = disk();
    house.files.set('outbox-c.json', JSON.stringify({ id: 'c', body: '{}', order: 1, attempts: 0, notBeforeMs: 0, parked: null }));
    const { outbox, sent } = await open(house);
    await outbox.hurry();
    expect(sent).toEqual(['c']);
  });
});
