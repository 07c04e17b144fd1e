import { randomUUID } from 'node:crypto';
import { connectAsync } from 'mqtt';
import type { Socket } from 'node:net';
import type { AgentStatus, CommandId, GrantText, JournalRecord, UnlockOutcome } from '../contract/index.ts';
import { AgentHello, AgentStatus as AgentStatusSchema, CITY_SUBSCRIPTIONS, JournalBatch, UnlockOutcome as UnlockOutcomeSchema, lockTopics } from '../contract/index.ts';
import type { TestIssuer } from './issuer.ts';

/** The city's side of the contract with nothing behind it: answers hellos, keeps the journal, sends commands. */
export interface TestCity {
  grants: GrantText[]; revoked: string[]; epoch: number;
  /** what arrived, each record once */ journal: JournalRecord[];
  status(): AgentStatus | null;
  /** a new revision with what is in `grants`, `revoked` and `epoch` now */ publish(): void;
  /** resolves with the agent's answer; never rejects by itself */ unlock(grant: GrantText, commandId?: CommandId): Promise<UnlockOutcome>;
  /** every answer that came, repeats too */ answers: UnlockOutcome[];
  /** messages that broke the contract */ faults: string[];
  close(): Promise<void>;
}

export interface TestCitySetup { mqttUrl: string; building: string; issuer: TestIssuer; now: () => number; acknowledge?: boolean; revision?: number }

export async function startTestCity({ mqttUrl, building, issuer, now, acknowledge = true, revision: firstRevision = 1 }: TestCitySetup): Promise<TestCity> {
  const client = await connectAsync(mqttUrl, { clientId: `city-${randomUUID()}`, reconnectPeriod: 100 });
  (client.stream as Socket).setNoDelay(true);
  const topics = lockTopics(building);
  let revision = firstRevision;
  let latest: AgentStatus | null = null;
  const asking = new Set<NodeJS.Timeout>();
  const waiting = new Map<CommandId, (outcome: UnlockOutcome) => void>();

  function send(hello: string | null): void {
    const manifest = issuer.manifest({ building, revision, epoch: city.epoch, grants: city.grants, revoked: city.revoked, serverTime: new Date(now()).toISOString(), hello });
    client.publish(topics.manifest, JSON.stringify({ manifest }), { qos: 1, retain: true });
  }

  const city: TestCity = {
    grants: [], revoked: [], epoch: 0, journal: [], answers: [], faults: [],
    status: () => latest,
    publish: () => { revision++; send(null); },
    unlock: (grant, commandId = randomUUID()) => new Promise((resolve) => {
      // said again until it is answered: the broker forgets, and the agent answers each id once and for all
      const say = () => client.publish(topics.unlock, JSON.stringify({ commandId, grant }), { qos: 1 });
      const again = setInterval(say, 500);
      asking.add(again);
      waiting.set(commandId, (outcome) => { clearInterval(again); asking.delete(again); resolve(outcome); });
      say();
    }),
    close: () => { asking.forEach(clearInterval); return client.endAsync(true); },
  };

  client.on('message', (topic, payload) => {
    try {
      const json: unknown = JSON.parse(payload.toString());
      if (topic === topics.hello) send(AgentHello.parse(json).nonce);
      if (topic === topics.status) latest = AgentStatusSchema.parse(json);
      if (topic === topics.answers) {
        const outcome = UnlockOutcomeSchema.parse(json);
        city.answers.push(outcome);
        waiting.get(outcome.commandId)?.(outcome);
      }
      if (topic === topics.journal) {
        const { records } = JournalBatch.parse(json);
        for (const record of records) if (record.seq === (city.journal.at(-1)?.seq ?? record.seq - 1) + 1) city.journal.push(record);
        const last = city.journal.at(-1);
        if (last && acknowledge) client.publish(topics.journalAck, JSON.stringify({ seq: last.seq, hash: last.hash }), { qos: 1 });
      }
    } catch (error) {
      city.faults.push(`${topic}: ${String(error)}`);
    }
  });
  await client.subscribeAsync([...CITY_SUBSCRIPTIONS], { qos: 1 });
  return city;
}
