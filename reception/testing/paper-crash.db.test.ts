import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { DeskTicketIssued } from '../contract/index.ts';
import { PRINT } from '../src/printing/domain/print-job.ts';
import { startSimulatedPrinter } from './simulated-printer/simulated-printer.ts';
import { demoClerk, DEMO_STAFF, freshDatabase } from './index.ts';
import { ended, startReceptionProcess } from './reception-process.ts';

describe('a server that dies while it prints', () => {
  it('[Q65] [Q75] kill -9 between the last byte and the word that it is out: unknown, told to staff, and never printed again by itself', async () => {
    const db = await freshDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'engawa-paper-crash-'));
    const device = await startSimulatedPrinter();
    const env = { DATABASE_URL: db.url, DATA_DIR: folder, PRINTERS_FILE: join(folder, 'printers.json') };
    await writeFile(env.PRINTERS_FILE, JSON.stringify({ printers: [{ id: 'hall', name: '入口のプリンター', address: `127.0.0.1:${device.port}`, paper: 80, kiosks: [], counters: ['4'] }] }));
    const jobs = async (): Promise<unknown[]> => (await db.pool.query('SELECT state, why, copy, again FROM print_jobs ORDER BY asked_at, copy')).rows;
    const become = (...wanted: object[]): Promise<void> => vi.waitFor(async () => expect(await jobs()).toMatchObject(wanted), { timeout: 25_000, interval: 50 });
    let server = await startReceptionProcess(env);
    try {
      const desk = async (): Promise<DeskTicketIssued> => DeskTicketIssued.parse(await (await (await demoClerk(server.origin, DEMO_STAFF[2], '4')).send('POST', '/api/staff/tickets', { procedures: ['sodan'], language: 'ja' })).json());
      // The paper falls out, and nobody but the printer knows: that is the moment.
      device.fault = 'mute';
      const fallen = device.nextPaper();
      const first = await desk();
      await fallen;
      server.child.kill('SIGKILL');
      await ended(server.child);
      expect([await jobs(), device.printed.length]).toEqual([[{ state: 'sending', why: null, copy: 1, again: false }], 1]);

      // The dead server's word for the printer has run out.
      device.fault = 'none';
      server = await startReceptionProcess({ ...env, CLOCK_OFFSET_MS: String(PRINT.holdMs + 10_000) });
      await become({ state: 'unknown', why: 'server-died' });
      // The next ticket is printed after it, so the first one's turn has come and gone.
      await desk();
      await become({ state: 'unknown' }, { state: 'printed' });
      expect(device.printed.length).toBe(2);

      const clerk = await demoClerk(server.origin, DEMO_STAFF[2], '4');
      expect((await clerk.send('POST', `/api/staff/tickets/${first.ticketId}/paper`, {})).status).toBe(200);
      await become({ state: 'unknown' }, { state: 'printed', copy: 1 }, { state: 'printed', copy: 2, again: true });
      expect([device.printed.length, device.accidents]).toEqual([3, []]);
    } finally {
      server.child.kill('SIGTERM');
      await ended(server.child);
      await device.close();
      await rm(folder, { recursive: true, force: true });
      await db.drop();
    }
  }, 90_000);
});
