import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalRecord } from '../../../contract/index.ts';
import { journalLine } from '../../../contract/index.ts';
import type { Journal } from '../application/ports.ts';
import { JournalUnavailable } from '../application/ports.ts';
import type { ChainHead, JournalDraft } from '../domain/chain.ts';
import { chainRecord, checkLine } from '../domain/chain.ts';
import type { Cursor } from '../domain/cursor.ts';
import type { JournalScan } from './scan-journal.ts';
import { scanJournal } from './scan-journal.ts';
import { sha256 } from './sha256.ts';

interface Waiting { draft: JournalDraft; done: (record: JournalRecord) => void; failed: (error: Error) => void }

/**
 * Opens (or begins) the journal file, one record a line, and calls `onRecord` for every record it already holds.
 * A cut-off last line is completed or cut away; anything else that does not hold makes the journal read-only:
 * an agent must not write on over a forged past, and without a journal it opens nothing.
 * The same when the record that the city has acknowledged is not there: somebody has shortened or replaced the file.
 * `repairedBytes` > 0 = so many bytes of a torn last line were thrown away.
 */
export async function openFileJournal(path: string, acknowledged: Cursor | null, onRecord: (record: JournalRecord) => void): Promise<Journal & { repairedBytes: number }> {
  let complete = acknowledged === null;
  const scan = await scanJournal(path, (record) => {
    if (record.seq === acknowledged?.seq && record.hash === acknowledged.hash) complete = true;
    onRecord(record);
  });
  const file = await open(path, 'a+', 0o600);
  let repairedBytes = 0;
  /** for ever: somebody has to look */
  let broken = scan.broken === null ? null : `line ${scan.broken.line}: ${scan.broken.fault}`;
  /** until a write succeeds: what lies behind `durableBytes` cannot be trusted */
  let unwritable: string | null = null;
  /** a later record may be the first to succeed: the gap is told all the same */
  let lapsed = false;
  if (broken === null) {
    const repaired = await repairTail(file, scan, onRecord);
    repairedBytes = repaired.cut;
    if (repaired.kept) scan.head = repaired.kept;
    await syncFolder(path);
    if (!complete) broken = `record ${acknowledged?.seq}, which the city has, is missing`;
  }
  let head: ChainHead = scan.head;
  let durableBytes = (await file.stat()).size;
  let queue: Waiting[] = [];
  let writing: Promise<void> | null = null;

  /** Everything that waits goes out in one write and one fsync: two doors do not pay twice. */
  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      const records: JournalRecord[] = [];
      let end = head;
      for (const { draft } of batch) {
        const record = chainRecord(end, draft, sha256);
        end = { seq: record.seq, hash: record.hash };
        records.push(record);
      }
      const bytes = Buffer.from(records.map((record) => `${journalLine(record)}\n`).join(''), 'latin1');
      try {
        await writeDurably(bytes);
        head = end;
        durableBytes += bytes.length;
        if (batch.some(({ draft }) => draft.act === 'journal-restored')) lapsed = false;
        batch.forEach((waiting, i) => waiting.done(records[i]!));
      } catch (error) {
        lapsed = true;
        batch.forEach((waiting) => waiting.failed(new JournalUnavailable('the record is not durable', { cause: error })));
      }
    }
    writing = null;
  }

  /**
   * writable --write or fsync fails (disk full)--> unwritable --next append: cut back, fsync, write, fsync--> writable | unwritable
   * After a failed fsync the kernel may have forgotten the new pages and call the file clean. They are cut off before anything
   * follows them; everything before `durableBytes` was confirmed by an earlier fsync.
   */
  async function writeDurably(bytes: Buffer): Promise<void> {
    if (broken !== null) throw new Error(broken);
    try {
      if (unwritable !== null) {
        await file.truncate(durableBytes);
        await file.datasync();
      }
      const { bytesWritten } = await file.write(bytes);
      if (bytesWritten !== bytes.length) throw new Error('the disk took only a part');
      await file.datasync();
      unwritable = null;
    } catch (error) {
      unwritable = (error as NodeJS.ErrnoException).code ?? 'the record is not durable';
      // at once as well, so that a reader of the file does not see half a line
      await file.truncate(durableBytes).catch(() => {});
      throw error;
    }
  }

  return {
    repairedBytes,
    append: (draft) => new Promise<JournalRecord>((done, failed) => {
      queue.push({ draft, done, failed });
      writing ??= Promise.resolve().then(drain);
    }),
    head: () => head,
    fault: () => broken ?? unwritable,
    lapsed: () => lapsed,
    close: async () => {
      await writing;
      await file.close();
    },
  };
}

async function repairTail(file: FileHandle, scan: JournalScan, onRecord: (record: JournalRecord) => void): Promise<{ cut: number; kept: ChainHead | null }> {
  if (scan.tail.length === 0) return { cut: 0, kept: null };
  const checked = checkLine(scan.tail.toString('latin1'), scan.head, sha256);
  if ('record' in checked) {
    await file.write('\n');
    await file.datasync();
    onRecord(checked.record);
    return { cut: 0, kept: { seq: checked.record.seq, hash: checked.record.hash } };
  }
  await file.truncate(scan.goodBytes);
  await file.datasync();
  return { cut: scan.tail.length, kept: null };
}

/** A new file exists after a power cut only when its folder has been synced too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
