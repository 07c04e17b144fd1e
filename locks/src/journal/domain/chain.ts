import type { JournalRecord, UnhashedRecord } from '../../../contract/index.ts';
import { FIRST_PREV, JournalRecord as JournalRecordSchema, journalHashInput, journalLine } from '../../../contract/index.ts';

export type Sha256 = (bytes: Uint8Array) => string;
/** The end of a chain: what the next record builds on. */
export interface ChainHead { seq: number; hash: string }
/** A record before the journal has given it a place. */
export type JournalDraft = Omit<UnhashedRecord, 'seq' | 'prev'>;

export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: FIRST_PREV };

export function chainRecord(head: ChainHead, draft: JournalDraft, sha256: Sha256): JournalRecord {
  const record = { seq: head.seq + 1, prev: head.hash, ...draft };
  return { ...record, hash: sha256(journalHashInput(record)) };
}

export type ChainFault = 'not-a-record' | 'not-its-only-form' | 'out-of-order' | 'wrong-prev' | 'wrong-hash';

/** Is this line (without newline) the record that follows `head`? Every byte counts, spaces too. */
export function checkLine(line: string, head: ChainHead, sha256: Sha256): { record: JournalRecord } | { fault: ChainFault } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { fault: 'not-a-record' };
  }
  const parsed = JournalRecordSchema.safeParse(json);
  if (!parsed.success) return { fault: 'not-a-record' };
  const record = parsed.data;
  if (journalLine(record) !== line) return { fault: 'not-its-only-form' };
  if (record.seq !== head.seq + 1) return { fault: 'out-of-order' };
  if (record.prev !== head.hash) return { fault: 'wrong-prev' };
  if (record.hash !== sha256(journalHashInput(record))) return { fault: 'wrong-hash' };
  return { record };
}
