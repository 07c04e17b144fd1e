import type { JournalAck, JournalRecord } from '../../../contract/index.ts';
import type { Document } from '../../disk/application/ports.ts';
import type { Cursor } from '../domain/cursor.ts';

/** Says a batch to the city; resolves or rejects, both mean nothing: only the acknowledgement counts. */
export type SendBatch = (records: JournalRecord[]) => void;

export interface JournalShipper {
  /** a record became durable */ added(record: JournalRecord): void;
  /** @returns false for an acknowledgement of something that is not ours */ acknowledged(ack: JournalAck): Promise<boolean>;
  /** the city may listen now, or time has passed: say again what it has not acknowledged */ sendAgain(): void;
  acknowledgedSeq(): number;
}

export const SHIP = { /** records a message; some 500 bytes each */ batch: 100 } as const;

/**
 * idle --added--> sent --ack--> idle | sent (next batch)
 *                  |--sendAgain (timer, reconnection)--> sent
 * `unshipped` are the records after the cursor, in order.
 */
export function createJournalShipper(cursor: Document<Cursor>, from: Cursor | null, unshipped: JournalRecord[], send: SendBatch): JournalShipper {
  let acknowledged = from?.seq ?? 0;
  let waiting = unshipped.filter((record) => record.seq > acknowledged);
  let sentUpTo = 0;

  function sendNext(): void {
    const batch = waiting.slice(0, SHIP.batch);
    const last = batch.at(-1);
    if (!last || last.seq <= sentUpTo) return;
    sentUpTo = last.seq;
    send(batch);
  }

  return {
    added: (record) => {
      waiting.push(record);
      // one batch is under way at a time; a record that comes meanwhile goes with the next one
      if (sentUpTo <= acknowledged) sendNext();
    },
    acknowledged: async (ack) => {
      if (ack.seq <= acknowledged) return true;
      const record = waiting.find(({ seq }) => seq === ack.seq);
      if (!record || record.hash !== ack.hash) return false;
      acknowledged = ack.seq;
      waiting = waiting.filter(({ seq }) => seq > ack.seq);
      sendNext();
      await cursor.save(ack);
      return true;
    },
    sendAgain: () => {
      sentUpTo = acknowledged;
      sendNext();
    },
    acknowledgedSeq: () => acknowledged,
  };
}
