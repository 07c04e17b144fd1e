import { open } from 'node:fs/promises';
import type { JournalRecord } from '../../../contract/index.ts';
import type { ChainFault, ChainHead } from '../domain/chain.ts';
import { EMPTY_CHAIN, checkLine } from '../domain/chain.ts';
import { sha256 } from './sha256.ts';

export interface JournalScan {
  records: number;
  head: ChainHead;
  /** bytes of whole, good lines */ goodBytes: number;
  /** first place that does not hold; `line` counts from 1 */
  broken: { line: number; byte: number; fault: ChainFault | 'line-too-long' } | null;
  /** bytes after the last newline: a write that a crash cut short */ tail: Buffer;
}

const CHUNK_BYTES = 1 << 20;
/** Records are some 500 bytes; a longer line is garbage and must not fill the memory. */
const MAX_LINE_BYTES = 4_096;

/** Reads a journal from its first byte and stops at the first fault. A missing file is an empty journal. */
export async function scanJournal(path: string, onRecord: (record: JournalRecord) => void = () => {}): Promise<JournalScan> {
  const scan: JournalScan = { records: 0, head: EMPTY_CHAIN, goodBytes: 0, broken: null, tail: Buffer.alloc(0) };
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!file) return scan;
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
      if (bytesRead === 0) return scan;
      const data = Buffer.concat([scan.tail, chunk.subarray(0, bytesRead)]);
      const used = takeLines(data, scan, onRecord);
      scan.tail = data.subarray(used);
      if (!scan.broken && scan.tail.length > MAX_LINE_BYTES && bytesRead === CHUNK_BYTES) scan.broken = { line: scan.records + 1, byte: scan.goodBytes, fault: 'line-too-long' };
      if (scan.broken) return scan;
    }
  } finally {
    await file.close();
  }
}

function takeLines(data: Buffer, scan: JournalScan, onRecord: (record: JournalRecord) => void): number {
  let start = 0;
  for (let end = data.indexOf(10, start); end >= 0; end = data.indexOf(10, start)) {
    // latin1 keeps one character per byte, so a changed byte can never hide in a decoding
    const checked = checkLine(data.toString('latin1', start, end), scan.head, sha256);
    if ('fault' in checked) {
      scan.broken = { line: scan.records + 1, byte: scan.goodBytes, fault: checked.fault };
      return start;
    }
    scan.records++;
    scan.head = { seq: checked.record.seq, hash: checked.record.hash };
    scan.goodBytes += end + 1 - start;
    onRecord(checked.record);
    start = end + 1;
  }
  return start;
}
