import { execFileSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIssuer, pressClaims, startAgent, startTestCity, startUhppoteBoard, windowClaims } from '../../testing/index.ts';
import type { AgentProcess, SimulatedBoard, TestCity } from '../../testing/index.ts';
import { startBroker } from '../../testing/start-broker.ts';
import { JournalRecord } from '../../contract/index.ts';
import { scanJournal } from '../journal/adapters/scan-journal.ts';

const ROOM = 'kominkan-room-1';
const building = 'kominkan';
const issuer = createIssuer();
const until = <T>(see: () => T | Promise<T>) => vi.waitFor(see, { timeout: 20_000, interval: 20 });

let broker: Awaited<ReturnType<typeof startBroker>>;
let board: SimulatedBoard;
let city: TestCity;
let agent: AgentProcess;

beforeEach(async () => {
  broker = await startBroker();
  board = await startUhppoteBoard({ udpPort: 0, serial: 423_187_757, doors: [{ number: 1, name: ROOM }] });
  city = await startTestCity({ mqttUrl: broker.url, building, issuer, now: Date.now });
  city.grants = [issuer.grant(windowClaims(ROOM, Date.now(), '482913'))];
  agent = await startAgent({ building, mqttUrl: broker.url, issuer, doors: { [ROOM]: { driver: 'uhppote', address: `127.0.0.1:${board.udpPort}`, serial: board.serial, door: 1, releaseSeconds: 5, listen: '127.0.0.1:0' } } });
  await until(() => expect(city.status()).toMatchObject({ manifest: { grants: 1 }, clockUncertaintyMs: expect.any(Number) as number }));
});
afterEach(async () => {
  await agent.kill();
  await city.close();
  await board.close();
  await broker.stop();
  await rm(agent.dataDir, { recursive: true, force: true });
});

/** No file of the agent may grow any more (RLIMIT_FSIZE): the kernel refuses each write, as on a full disk. */
const fillDisk = () => { execFileSync('prlimit', ['--pid', String(agent.pid), '--fsize=0:unlimited']); };
const freeDisk = () => { execFileSync('prlimit', ['--pid', String(agent.pid), '--fsize=unlimited:unlimited']); };
const releases = () => board.doors()[0]!.releases;
const health = async () => (await fetch(`${agent.url}/healthz`)).status;
const acts = async () => (await readFile(agent.journalFile, 'utf8')).trim().split('\n').map((line) => JournalRecord.parse(JSON.parse(line)).act);

describe('a door agent whose disk takes nothing more', () => {
  it('[J8] refuses and says so, lives on, and opens again by itself when there is room', async () => {
    fillDisk();
    expect(await city.unlock(issuer.grant(pressClaims(ROOM, Date.now())))).toMatchObject({ outcome: 'refused', reason: 'journal-unavailable', seq: null });
    board.typePin(ROOM, '482913');
    await until(() => expect(agent.log().match(/"outcome":"refused"/g)).toHaveLength(2));
    // everything else that wants the disk: a manifest, an acknowledgement, a device that goes and comes
    city.publish();
    await until(() => expect(agent.log()).toContain('the manifest could not be kept'));
    board.pressExit(ROOM);
    await until(() => expect(city.status()?.journal.writable).toBe(false));
    expect(await health()).toBe(503);
    expect(releases()).toBe(1);
    freeDisk();
    await until(async () => expect(await health()).toBe(200));
    await until(() => expect(city.status()?.journal.writable).toBe(true));
    await until(async () => expect(await acts()).toContain('journal-restored'));
    const pulses = releases();
    board.typePin(ROOM, '482913');
    await until(() => expect(releases()).toBe(pulses + 1));
    expect(await agent.stop()).toBe(0);
    expect((await scanJournal(agent.journalFile)).broken).toBeNull();
  }, 60_000);

  it('[J8] leaves in order on SIGTERM although nothing can be written', async () => {
    fillDisk();
    expect(await city.unlock(issuer.grant(pressClaims(ROOM, Date.now())))).toMatchObject({ reason: 'journal-unavailable' });
    expect(await agent.stop()).toBe(0);
    const scan = await scanJournal(agent.journalFile);
    expect([scan.broken, scan.tail.length]).toEqual([null, 0]);
  });
});
