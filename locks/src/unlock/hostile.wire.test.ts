import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { connectAsync } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIssuer, pressClaims, startAgent, startTestCity, startUhppoteBoard, windowClaims } from '../../testing/index.ts';
import type { AgentProcess, SimulatedBoard, TestCity } from '../../testing/index.ts';
import { startBroker } from '../../testing/start-broker.ts';
import { lockTopics } from '../../contract/index.ts';
import { scanJournal } from '../journal/adapters/scan-journal.ts';

const ROOM = 'kominkan-room-1';
const building = 'kominkan';
const issuer = createIssuer();
const topics = lockTopics(building);
const until = <T>(see: () => T | Promise<T>) => vi.waitFor(see, { timeout: 20_000, interval: 20 });

let broker: Awaited<ReturnType<typeof startBroker>>;
let board: SimulatedBoard;
let city: TestCity;
let agent: AgentProcess;
const start = (dataDir?: string) => startAgent({ building, mqttUrl: broker.url, issuer, doors: { [ROOM]: { driver: 'uhppote', address: `127.0.0.1:${board.udpPort}`, serial: board.serial, door: 1, releaseSeconds: 5, listen: '127.0.0.1:0' } }, ...(dataDir === undefined ? {} : { dataDir }) });

beforeEach(async () => {
  broker = await startBroker();
  board = await startUhppoteBoard({ udpPort: 0, serial: 423_187_757, doors: [{ number: 1, name: ROOM }] });
  city = await startTestCity({ mqttUrl: broker.url, building, issuer, now: Date.now });
  city.grants = [issuer.grant(windowClaims(ROOM, Date.now(), '482913'))];
  agent = await start();
  await until(() => expect(city.status()).toMatchObject({ manifest: { grants: 1 }, clockUncertaintyMs: expect.any(Number) as number }));
});
afterEach(async () => {
  await agent.kill();
  await city.close();
  await board.close();
  await broker.stop();
  await rm(agent.dataDir, { recursive: true, force: true });
});

describe('a door agent among hostile or broken others', () => {
  it('[U14] leaves with 0 on SIGTERM although the broker is gone', async () => {
    await broker.stop();
    await until(async () => expect(await (await fetch(`${agent.url}/healthz`)).json()).toMatchObject({ city: false }));
    expect(await agent.stop()).toBe(0);
    broker = await startBroker(broker.port);
  });

  it('[U14] leaves with 0 on SIGTERM although the broker hangs and owes it acknowledgements', async () => {
    broker.freeze();
    board.typePin(ROOM, '482913');
    await until(() => expect(board.doors()[0]!.releases).toBe(1));
    expect(await agent.stop()).toBe(0);
  });

  it('[U15] nothing that arrives on its topics stops it, opens a door or brings old grants back', async () => {
    const stranger = await connectAsync(broker.url);
    const now = Date.now();
    const forger = createIssuer();
    const manifest = (by: typeof issuer, over: object) => JSON.stringify({ manifest: by.manifest({ building, revision: 9, epoch: 0, grants: [by.grant(windowClaims(ROOM, now, '735190'))], revoked: [], serverTime: new Date(now).toISOString(), hello: null, ...over }) });
    const command = { commandId: randomUUID(), grant: issuer.grant(pressClaims(ROOM, now)) };
    for (const payload of [manifest(forger, {}), manifest(issuer, { building: 'hall' }), manifest(issuer, { revision: 0 }), '', 'null', '[]', '{', `"${'x'.repeat(8_000_000)}"`, '['.repeat(200_000), '{"__proto__":{"manifest":"x"}}', JSON.stringify({ manifest: 'A'.repeat(5_000_000) })]) await stranger.publishAsync(topics.manifest, payload, { qos: 1 });
    for (const payload of [JSON.stringify({ ...command, door: ROOM }), JSON.stringify({ ...command, commandId: 'x' }), JSON.stringify({ ...command, grant: `${command.grant}\n` }), JSON.stringify([command]), '\u0000']) await stranger.publishAsync(topics.unlock, payload, { qos: 1 });
    for (const payload of ['{"seq":1,"hash":"00"}', JSON.stringify({ seq: Number.MAX_SAFE_INTEGER, hash: '0'.repeat(64) }), JSON.stringify({ seq: -1, hash: '0'.repeat(64) })]) await stranger.publishAsync(topics.journalAck, payload, { qos: 1 });
    board.typePin(ROOM, '735190');
    expect(await city.unlock(issuer.grant(pressClaims(ROOM, Date.now())))).toMatchObject({ outcome: 'opened' });
    expect(board.doors()[0]!.releases).toBe(1);
    expect(city.status()?.manifest).toMatchObject({ revision: 1, grants: 1, rejected: 0 });
    await stranger.endAsync(true);
    expect(await agent.stop()).toBe(0);
  });

  it('[J9] a second agent on the same folder does not start, and the journal stays one chain; after kill -9 the folder is free', async () => {
    await expect(start(agent.dataDir)).rejects.toThrow(/another door agent/);
    expect(await city.unlock(issuer.grant(pressClaims(ROOM, Date.now())))).toMatchObject({ outcome: 'opened' });
    await agent.kill();
    agent = await start(agent.dataDir);
    expect(await city.unlock(issuer.grant(pressClaims(ROOM, Date.now())))).toMatchObject({ outcome: 'opened' });
    expect((await scanJournal(agent.journalFile)).broken).toBeNull();
  });
});
