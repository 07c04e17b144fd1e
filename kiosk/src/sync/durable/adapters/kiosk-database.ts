import { Dexie, type Table } from 'dexie';
import type { OutboxEntry } from '../../outbox/domain/drain-outbox.ts';

/** Small things kept by name: the device key, the kiosk's memory, the city's profile. */
export interface Kept { name: string; value: unknown }

/**
 * The kiosk's database. `strict`: a write resolves when it is on the disk; the default of IndexedDB makes no fsync at all,
 * and a number that was shown and then forgotten would be given again.
 */
export class KioskDatabase extends Dexie {
  declare kept: Table<Kept, string>;
  declare outbox: Table<OutboxEntry, string>;
  constructor(name = 'engawa-kiosk') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ kept: 'name', outbox: 'id, order' });
  }
}
