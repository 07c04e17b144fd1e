import { execFileSync, spawnSync } from 'node:child_process';
import { open } from 'node:fs/promises';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { JournalRecord } from '../../../contract/index.ts';
import { JournalUnavailable } from '../application/ports.ts';
import type { JournalDraft } from '../domain/chain.ts';
import { openFileJournal } from './file-journal.ts';
import { scanJournal } from './scan-journal.ts';

const draft = (door: string): JournalDraft => ({ at: '2026-12-01T09:00:00.000Z', u: 12, door, jti: null, commandId: null, tier: 'keypad', act: 'denied', detail: 'wrong-code', of: null });
const folder = mkdtempSync(join(tmpdir(), 'engawa-journal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const newFile = () => join(mkdtempSync(join(folder, 'one-')), 'journal.jsonl');
const ignore = () => {};
const CLI = fileURLToPath(new URL('../../journal-cli.ts', import.meta.url));

async function written(path: string, count: number): Promise<JournalRecord[]> {
  const journal = await openFileJournal(path, null, ignore);
  const records = await Promise.all(Array.from({ length: count }, (_, i) => journal.append(draft(`door-${i}`))));
  await journal.close();
  return records;
}

describe('journal file', () => {
  it('[J1] records are chained in the order in which they were asked for, over restarts too', async () => {
    const path = newFile();
    await written(path, 5);
    const records = await written(path, 3);
    expect(records.map(({ seq }) => seq)).toEqual([6, 7, 8]);
    expect(await scanJournal(path)).toMatchObject({ records: 8, broken: null, head: { seq: 8, hash: records[2]!.hash } });
  });

  it('[J4] every changed byte is found, and so is every deleted, doubled or swapped line', async () => {
    const path = newFile();
    await written(path, 2);
    const whole = readFileSync(path);
    const copy = `${path}.copy`;
    let tried = 0;
    for (let at = 0; at < whole.length; at++) {
      for (const flip of [0x01, 0x20]) {
        const bent = Buffer.from(whole);
        bent[at]! ^= flip;
        writeFileSync(copy, bent);
        const scan = await scanJournal(copy);
        expect(scan.broken !== null || scan.tail.length > 0, `byte ${at} ^ ${flip}`).toBe(true);
        tried++;
      }
    }
    expect(tried).toBe(whole.length * 2);
    // the same record in other words is a change too
    for (const [from, to] of [['"seq":2,', '"seq": 2,'], ['"seq":2,', '"seq":2.0,'], ['"door-1"', '"\\u0064oor-1"'], ['"jti":null,"commandId":null', '"commandId":null,"jti":null'], ['"seq":2,', '"seq":1,"seq":2,']] as const) {
      const bent = whole.toString().replace(from, to);
      expect(bent).not.toBe(whole.toString());
      writeFileSync(copy, bent);
      expect((await scanJournal(copy)).broken, to).toMatchObject({ fault: 'not-its-only-form' });
    }
    await written(path, 2);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    for (const bent of [[0, 2, 3], [0, 1, 1, 2, 3], [0, 2, 1, 3], [1, 2, 3]]) {
      writeFileSync(copy, bent.map((i) => `${lines[i]}\n`).join(''));
      expect((await scanJournal(copy)).broken, String(bent)).not.toBeNull();
    }
  }, 60_000);

  it('[J3] a write that a crash cut short is cut away at any byte, and the chain goes on', async () => {
    const path = newFile();
    await written(path, 2);
    const two = readFileSync(path).length;
    await written(path, 1);
    const whole = readFileSync(path);
    for (let length = two; length <= whole.length; length++) {
      writeFileSync(path, whole.subarray(0, length));
      const journal = await openFileJournal(path, null, ignore);
      const kept = length >= whole.length - 1 ? 3 : 2;
      expect(journal.head().seq).toBe(kept);
      expect(journal.repairedBytes).toBe(kept === 3 ? 0 : length - two);
      expect((await journal.append(draft('after'))).seq).toBe(kept + 1);
      await journal.close();
      expect(await scanJournal(path)).toMatchObject({ records: kept + 1, broken: null });
    }
  }, 60_000);

  it('[J2] a journal that does not hold takes no record, so no door opens', async () => {
    const path = newFile();
    await written(path, 3);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('door-1', 'door-9'));
    const journal = await openFileJournal(path, null, ignore);
    expect(journal.fault()).toBe('line 2: wrong-hash');
    await expect(journal.append(draft('x'))).rejects.toBeInstanceOf(JournalUnavailable);
    await journal.close();
    expect(readFileSync(path, 'utf8')).toContain('door-9');
  });

  it('[J8] a failed fsync is a fault until a later record is durable; what could not be confirmed is gone, not doubled', async () => {
    const path = newFile();
    const journal = await openFileJournal(path, null, ignore);
    await journal.append(draft('first'));
    const probe = await open(path, 'r');
    const datasync = vi.spyOn(Object.getPrototypeOf(probe) as { datasync(): Promise<void> }, 'datasync').mockRejectedValue(Object.assign(new Error('i/o'), { code: 'EIO' }));
    try {
      for (const lost of ['lost', 'lost too']) await expect(journal.append(draft(lost))).rejects.toBeInstanceOf(JournalUnavailable);
      expect([journal.fault(), journal.head().seq]).toEqual(['EIO', 1]);
    } finally {
      datasync.mockRestore();
      await probe.close();
    }
    expect((await journal.append(draft('second'))).seq).toBe(2);
    // Whatever is the first to be durable again, the gap stays untold until its own record is.
    expect([journal.fault(), journal.lapsed()]).toEqual([null, true]);
    await journal.append({ ...draft('third'), act: 'journal-restored' });
    expect(journal.lapsed()).toBe(false);
    await journal.close();
    expect(await scanJournal(path)).toMatchObject({ records: 3, broken: null, tail: Buffer.alloc(0) });
    expect(readFileSync(path, 'utf8')).not.toContain('lost');
  });

  it('[J5] a journal that lost what the city has is found at the next start', async () => {
    const path = newFile();
    const records = await written(path, 3);
    const last = { seq: 3, hash: records[2]!.hash };
    const good = await openFileJournal(path, last, ignore);
    expect(good.fault()).toBeNull();
    await good.close();
    const lines = readFileSync(path, 'utf8').split('\n');
    truncateSync(path, lines[0]!.length + lines[1]!.length + 2);
    const cut = await openFileJournal(path, last, ignore);
    expect(cut.fault()).toMatch(/record 3/);
    await cut.close();
  });

  it('[J6] the command counts what holds and names the first place that does not', async () => {
    const path = newFile();
    const records = await written(path, 3);
    const run = (...args: string[]) => spawnSync(process.execPath, ['--import', 'tsx', CLI, ...args], { encoding: 'utf8' });
    expect(execFileSync(process.execPath, ['--import', 'tsx', CLI, 'verify', path], { encoding: 'utf8' })).toBe(`holds: 3 records, head 3 ${records[2]!.hash}\n`);
    expect(run('show', path).stdout).toContain('door-2  keypad  denied  wrong-code');
    appendFileSync(path, '{"seq":4}\n');
    const broken = run('verify', path);
    expect(broken.status).toBe(1);
    expect(broken.stdout).toContain('BROKEN at line 4');
  }, 60_000);

  it('[J6] without a file the command reads the journals of all buildings, and one broken chain fails it', async () => {
    const city = mkdtempSync(join(folder, 'agents-'));
    for (const building of ['hall', 'studio24']) { mkdirSync(join(city, building)); await written(join(city, building, 'journal.jsonl'), 2); }
    const run = (...args: string[]) => spawnSync(process.execPath, ['--import', 'tsx', CLI, ...args], { encoding: 'utf8', env: { PATH: process.env.PATH, AGENTS_DIR: city } });
    expect(run('verify').stdout).toMatch(/^hall {6}holds: 2 records.*\nstudio24 {2}holds: 2 records.*\n$/);
    appendFileSync(join(city, 'hall', 'journal.jsonl'), '{"seq":3}\n');
    const all = run('verify');
    expect([all.status, all.stdout.split('\n').map((line) => line.split(' at ')[0]!.replace(/:.*/, ''))]).toEqual([1, ['hall      BROKEN', 'studio24  holds', '']]);
    expect(run('verify', 'studio24').status).toBe(0);
    const nowhere = run('verify', 'castle');
    expect([nowhere.status, nowhere.stdout]).toEqual([2, 'no building and no file called castle; buildings with a journal: hall, studio24\n']);
  }, 60_000);
});
