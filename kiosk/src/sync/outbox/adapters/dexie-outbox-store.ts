import type { DurableFiles } from '../../durable/adapters/durable-files.ts';
import type { KioskDatabase } from '../../durable/adapters/kiosk-database.ts';
import type { OutboxStore } from '../application/ports.ts';
import type { OutboxEntry } from '../domain/drain-outbox.ts';

const fileOf = (id: string): string => `outbox-${id}.json`;

const parse = (text: string | null): OutboxEntry | null => {
  try {
    const entry = JSON.parse(text ?? '') as OutboxEntry;
    return typeof entry.id === 'string' && typeof entry.body === 'string' && typeof entry.order === 'number' ? entry : null;
  } catch { return null; }
};

/**
 * Database and files hold the same sealed entries. Begin with what either has: an entry that only its file remembers
 * (a reset database) is put back; one whose file a crash left behind is sent again, and the server replays its answer.
 */
export const openOutboxStore = async (database: KioskDatabase, files: DurableFiles): Promise<OutboxStore> => {
  const known = new Set((await database.outbox.toArray()).map(({ id }) => id));
  for (const name of (await files.list()).filter((file) => file.startsWith('outbox-'))) {
    const entry = parse(await files.read(name));
    if (entry && !known.has(entry.id)) await database.outbox.put(entry);
  }
  return {
    list: () => database.outbox.orderBy('order').toArray(),
    put: async (entry) => {
      // The file first: what the database holds is sent, and nothing is sent that is not kept twice.
      await files.write(fileOf(entry.id), JSON.stringify(entry));
      await database.outbox.put(entry);
    },
    remove: async (id) => {
      await files.remove(fileOf(id));
      await database.outbox.delete(id);
    },
  };
};
