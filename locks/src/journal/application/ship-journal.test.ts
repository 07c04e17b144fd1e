import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '../../../contract/index.ts';
import type { ChainHead } from '../domain/chain.ts';
import { EMPTY_CHAIN, chainRecord } from '../domain/chain.ts';
import type { Cursor } from '../domain/cursor.ts';
import { createJournalShipper } from './ship-journal.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const chain = (count: number): JournalRecord[] => {
  let head: ChainHead = EMPTY_CHAIN;
  return Array.from({ length: count }, () => {
    const record = chainRecord(head, { at: '2026-12-01T09:00:00.000Z', u: 1, door: 'room', jti: null, commandId: null, tier: 'device', act: 'egress', detail: null, of: null }, sha256);
    head = record;
    return record;
  });
};
const memory = () => {
  const document = { kept: null as Cursor | null, load: () => Promise.resolve(document.kept), save: (body: Cursor) => { document.kept = body; return Promise.resolve(); } };
  return document;
};
const RECORDS = chain(260);

describe('journal shipping', () => {
  it('[J7] all records arrive in order, through lost batches, lost acknowledgements and restarts', async () => {
    let restarts = 0;
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom('add', 'deliver', 'lose-batch', 'lose-ack', 'restart', 'again'), { maxLength: 60 }), fc.integer({ min: 1, max: 90 }), async (steps, many) => {
      const document = memory();
      const wire: JournalRecord[][] = [];
      const city: JournalRecord[] = [];
      let written = 0;
      let shipper = createJournalShipper(document, null, [], (batch) => wire.push(batch));
      const deliver = async (answer: boolean) => {
        for (const record of wire.shift() ?? []) if (record.seq === city.length + 1) city.push(record);
        const last = city.at(-1);
        if (answer && last) expect(await shipper.acknowledged({ seq: last.seq, hash: last.hash })).toBe(true);
      };
      for (const step of steps) {
        if (step === 'add') for (let i = 0; i < many && written < RECORDS.length; i++) shipper.added(RECORDS[written++]!);
        if (step === 'deliver') await deliver(true);
        if (step === 'lose-ack') await deliver(false);
        if (step === 'lose-batch') wire.shift();
        if (step === 'again') shipper.sendAgain();
        if (step === 'restart') { restarts++; wire.length = 0; shipper = createJournalShipper(document, document.kept, RECORDS.slice(0, written), (batch) => wire.push(batch)); }
      }
      for (let i = 0; i < 20 && city.length < written; i++) { shipper.sendAgain(); while (wire.length > 0) await deliver(true); }
      expect(city).toEqual(RECORDS.slice(0, written));
    }), { numRuns: 300 });
    expect(restarts).toBeGreaterThan(0);
  });

  it('[J7] only the right hash acknowledges, and a batch is at most 100 records', async () => {
    const wire: JournalRecord[][] = [];
    const document = memory();
    const shipper = createJournalShipper(document, null, RECORDS, (batch) => wire.push(batch));
    shipper.sendAgain();
    expect(wire[0]).toHaveLength(100);
    expect(await shipper.acknowledged({ seq: 100, hash: 'f'.repeat(64) })).toBe(false);
    expect(await shipper.acknowledged({ seq: 999, hash: RECORDS[99]!.hash })).toBe(false);
    expect([shipper.acknowledgedSeq(), document.kept]).toEqual([0, null]);
    expect(await shipper.acknowledged({ seq: 100, hash: RECORDS[99]!.hash })).toBe(true);
    expect(wire[1]?.[0]?.seq).toBe(101);
  });
});
