import { createHash, createPublicKey, verify } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { AgentStatus, FIRST_PREV, ManifestMessage, UnlockCommand, journalHashInput, lockTopics, parseGrant, parseManifest } from '@engawa/locks/contract';
import type { AccessGrant, IssuerKeys, JournalRecord, Manifest, SignedStatement, UnhashedRecord, UnlockOutcome } from '@engawa/locks/contract';
import { Aedes } from 'aedes';
import mqtt from 'mqtt';

export interface TestBroker { url: string; close(): Promise<void> }
export async function startBroker(): Promise<TestBroker> {
  const broker = await Aedes.createBroker();
  const server = createServer({ noDelay: true }, broker.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => new Promise((resolve) => broker.close(() => server.close(() => resolve()))) };
}

/** The other end of the wire, built from the agent's contract alone: verifies signatures, keeps the manifest, answers or keeps silent. */
export interface FakeAgent {
  manifests: Manifest[]; commands: { commandId: string; grant: AccessGrant }[]; acks: { seq: number; hash: string }[];
  answerWith(next: 'opened' | 'refused' | 'unknown' | 'silence'): void;
  hello(nonce: string): Promise<void>; status(changes?: { ready?: boolean; revision?: number | null }): Promise<void>; presence(online: boolean): Promise<void>;
  shipJournal(records: JournalRecord[]): Promise<void>; close(): Promise<void>;
}

export async function startFakeAgent(url: string, building: string, door: string, keys: () => IssuerKeys): Promise<FakeAgent> {
  const topics = lockTopics(building);
  const client = await mqtt.connectAsync(url, { clientId: `agent-${building}` });
  const manifests: Manifest[] = [];
  const commands: FakeAgent['commands'] = [];
  const acks: FakeAgent['acks'] = [];
  let behaviour: 'opened' | 'refused' | 'unknown' | 'silence' = 'opened';
  const send = async (topic: string, message: object, retain = false): Promise<void> => { await client.publishAsync(topic, JSON.stringify(message), { qos: 1, retain }); };
  const signedByCity = (statement: SignedStatement): boolean => keys().keys.some((key) => key.kid === statement.kid && verify(null, statement.toBeSigned, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.publicKey }, format: 'jwk' }), statement.signature));
  client.on('message', (topic, payload) => {
    const json: unknown = JSON.parse(payload.toString());
    if (topic === topics.manifest) {
      const read = parseManifest(ManifestMessage.parse(json).manifest);
      if (read && signedByCity(read.statement)) manifests.push(read.manifest);
    } else if (topic === topics.unlock) {
      const { commandId, grant } = UnlockCommand.parse(json);
      const read = parseGrant(grant);
      if (!read || !signedByCity(read.statement)) return;
      commands.push({ commandId, grant: read.grant });
      const at = new Date(read.grant.iat * 1_000).toISOString();
      const answer: Record<'opened' | 'refused' | 'unknown', UnlockOutcome> = { opened: { outcome: 'opened', commandId, seq: commands.length, at, relockAfterSeconds: 5 }, refused: { outcome: 'refused', commandId, reason: 'expired', seq: null, at }, unknown: { outcome: 'unknown', commandId, seq: null, at } };
      if (behaviour !== 'silence') void send(topics.answers, answer[behaviour]);
    } else if (topic === topics.journalAck) acks.push(json as { seq: number; hash: string });
  });
  await client.subscribeAsync([topics.manifest, topics.unlock, topics.journalAck], { qos: 1 });
  return {
    manifests, commands, acks, answerWith: (next) => { behaviour = next; },
    hello: (nonce) => send(topics.hello, { building, nonce, revision: manifests.at(-1)?.revision ?? null, epoch: 0 }),
    presence: (online) => send(topics.presence, { building, online }, true),
    async status({ ready = true, revision = manifests.at(-1)?.revision ?? null } = {}) {
      const at = new Date().toISOString();
      await send(topics.status, AgentStatus.parse({ building, at, clockUncertaintyMs: 100, manifest: revision === null ? null : { revision, epoch: 0, grants: manifests.at(-1)?.grants.length ?? 0, rejected: 0 }, journal: { writable: true, seq: 0, head: FIRST_PREV, acknowledged: 0 }, doors: [{ door, lock: 'locked', position: null, availability: { online: ready, since: at }, battery: null, tamper: null, clockSkewMs: null }] }), true);
    },
    shipJournal: (records) => send(topics.journal, { building, records }),
    close: async () => { await client.endAsync(true); },
  };
}

/** A journal that hangs together, for shipping. */
export function journalOf(length: number): JournalRecord[] {
  const records: JournalRecord[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const record: UnhashedRecord = { seq, prev: records.at(-1)?.hash ?? FIRST_PREV, at: '2026-11-24T01:00:00.000Z', u: 10, door: 'studio24-front', jti: null, commandId: null, tier: 'agent', act: 'started', detail: null, of: null };
    records.push({ ...record, hash: createHash('sha256').update(journalHashInput(record)).digest('hex') });
  }
  return records;
}

/** Waits for something another program does; fails loudly instead of sleeping for ever. */
export async function until<T>(what: string, look: () => T | Promise<T>, deadlineMs = 10_000): Promise<NonNullable<T>> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const value = await look();
    if (value) return value as NonNullable<T>;
    if (Date.now() > end) throw new Error(`waited ${deadlineMs} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
