import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalRecord } from '../contract/index.ts';
import { scanJournal } from './journal/adapters/scan-journal.ts';
import { Cursor } from './journal/domain/cursor.ts';
import { fileDocument } from './disk/adapters/file-document.ts';

/** `npm run journal -- verify [FILE] | show [FILE]`. FILE defaults to the agent's journal. Exit 0 = every byte holds, 1 = not, 2 = used wrongly. */
async function main(): Promise<number> {
  const [command, given] = process.argv.slice(2);
  const path = given ?? defaultPath();
  if (command !== 'verify' && command !== 'show') return say(2, 'journal verify [FILE]   does every byte hold?\njournal show [FILE]     print the records');
  if (path === null || !existsSync(path)) return say(2, `no journal at ${path ?? 'DATA_DIR'}`);
  const hashes = new Map<number, string>();
  const scan = await scanJournal(path, (record) => {
    hashes.set(record.seq, record.hash);
    if (command === 'show') process.stdout.write(`${asLine(record)}\n`);
  });
  if (scan.broken) return say(1, `BROKEN at line ${scan.broken.line}, byte ${scan.broken.byte}: ${scan.broken.fault} (${scan.records} records before it hold)`);
  if (scan.tail.length > 0) return say(1, `BROKEN at line ${scan.records + 1}, byte ${scan.goodBytes}: torn-tail of ${scan.tail.length} bytes (${scan.records} records before it hold)`);
  const cursor = await fileDocument(`${path}.cursor`, Cursor).load();
  if (cursor && hashes.get(cursor.seq) !== cursor.hash) return say(1, `BROKEN at line ${cursor.seq}: the city has acknowledged record ${cursor.seq} ${cursor.hash}, and it is not here`);
  return say(0, `holds: ${scan.records} records, head ${scan.head.seq} ${scan.head.hash}${cursor ? `, the city has ${cursor.seq}` : ''}`);
}

function defaultPath(): string | null {
  const folders = [process.env.DATA_DIR, '.engawa/locks'].filter((folder) => folder !== undefined);
  return folders.map((folder) => join(folder, 'journal.jsonl')).find((path) => existsSync(path)) ?? (folders[0] ? join(folders[0], 'journal.jsonl') : null);
}

function asLine(record: JournalRecord): string {
  const uncertain = record.u === null ? '±?' : `±${(record.u / 1000).toFixed(1)}s`;
  return [String(record.seq).padStart(6), record.at, uncertain, record.door ?? '-', record.tier, record.act, record.detail ?? '', record.of === null ? '' : `of ${record.of}`, record.jti ?? ''].join('  ').trimEnd();
}

function say(code: number, text: string): number {
  process.stdout.write(`${text}\n`);
  return code;
}

process.exitCode = await main();
