import { AgentHello, AgentPresence, AgentStatus, BuildingName, CITY_SUBSCRIPTIONS, JournalBatch, MQTT_QOS, UnlockOutcome, lockTopics } from '@engawa/locks/contract';
import mqtt from 'mqtt';
import type { Logger } from 'pino';
import type { AgentLedger, DoorLine, GrantIssuer } from '../application/ports.ts';
import { pushManifest } from '../application/release-booking.ts';

export interface MqttNeeds { url: string; ledger: AgentLedger; issuer: GrantIssuer; clock(): number; log: Logger; /** the city's own; nobody else is heard */ buildings: ReadonlySet<string>; /** e.g. `engawa-city`; one at a time on a broker */ clientId: string }
export interface RunningDoorLine extends DoorLine { close(): Promise<void> }

/** How long a publish may take before the city counts itself as cut off. */
const PUBLISH_MS = 2_000;
/** The largest thing an agent says is a batch of a hundred journal records, some 50 kB. */
const MOST_BYTES = 1_000_000;

export function openDoorLine(needs: MqttNeeds): RunningDoorLine {
  const { ledger, issuer, log, clock } = needs;
  const waiting = new Map<string, Set<(outcome: UnlockOutcome | null) => void>>();
  const keyOf = (building: string, commandId: string): string => `${building} ${commandId}`;
  // queueQoSZero off and clean sessions: a command that waited in a queue would open a door late. Whoever needs an answer sends again.
  const client = mqtt.connect(needs.url, { clientId: needs.clientId, clean: true, reconnectPeriod: 1_000, connectTimeout: 5_000, queueQoSZero: false, keepalive: 20, resubscribe: false });
  // Nagle with delayed acknowledgement makes QoS 1 take 44 ms; without it a quarter of a millisecond.
  client.on('connect', () => {
    (client.stream as { setNoDelay?(on: boolean): void }).setNoDelay?.(true);
    client.subscribe([...CITY_SUBSCRIPTIONS], { qos: MQTT_QOS }, (error) => { if (error) log.warn({ err: error.message }, 'cannot subscribe to the agents'); });
  });
  client.on('error', (error) => log.warn({ err: error.message }, 'door line'));
  client.on('message', (topic, payload) => {
    hear(topic, payload).catch((error: unknown) => log.error({ err: (error as Error).message, topic }, 'message of an agent failed'));
  });

  const publish = async (topic: string, message: object, retain = false): Promise<void> => {
    if (!client.connected) throw new Error('the broker is away');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(new Error('the broker is silent')), PUBLISH_MS); });
    try { await Promise.race([client.publishAsync(topic, JSON.stringify(message), { qos: MQTT_QOS, retain }), late]); } finally { clearTimeout(timer); }
  };
  const line: RunningDoorLine = {
    isUp: () => client.connected,
    publishManifest: (building, manifest) => publish(lockTopics(building).manifest, { manifest }, true),
    publishUnlock: (building, commandId, grant) => publish(lockTopics(building).unlock, { commandId, grant }),
    awaitOutcome(building, commandId, waitMs) {
      const key = keyOf(building, commandId);
      let stop = (): void => {};
      const outcome = new Promise<UnlockOutcome | null>((resolve) => {
        const listeners = waiting.get(key) ?? new Set();
        waiting.set(key, listeners.add(resolve));
        const timer = setTimeout(() => stop(), waitMs);
        stop = () => {
          clearTimeout(timer);
          listeners.delete(resolve);
          if (listeners.size === 0) waiting.delete(key);
          resolve(null);
        };
      });
      return { outcome, stop: () => stop() };
    },
    close: async () => { await client.endAsync(true); },
  };

  /** Topic and body must name the same building of ours, or the message is dropped. */
  async function hear(topic: string, payload: Buffer): Promise<void> {
    const [, part, kind] = topic.split('/');
    const building = BuildingName.safeParse(part);
    if (!building.success || !needs.buildings.has(building.data) || payload.length > MOST_BYTES) return;
    const json: unknown = JSON.parse(payload.toString('utf8') || 'null');
    switch (kind) {
      case 'presence': {
        const heard = AgentPresence.parse(json);
        if (heard.building === building.data) await ledger.heardPresence(heard.building, heard.online, clock());
        return;
      }
      case 'status': {
        const heard = AgentStatus.parse(json);
        if (heard.building === building.data) await ledger.heardStatus(heard, clock());
        return;
      }
      case 'hello': {
        const heard = AgentHello.parse(json);
        if (heard.building === building.data) await pushManifest(ledger, line, issuer, heard.building, heard.nonce, clock());
        return;
      }
      case 'answers': {
        const outcome = UnlockOutcome.parse(json);
        // Kept first, told then: the same press asked again right away must find this answer. The resident is told even if it cannot be kept.
        try { await ledger.answer(building.data, outcome); } finally {
          for (const resolve of waiting.get(keyOf(building.data, outcome.commandId)) ?? []) resolve(outcome);
        }
        return;
      }
      case 'journal': {
        const batch = JournalBatch.parse(json);
        if (batch.building !== building.data) return;
        const kept = await ledger.keepJournal(batch.building, batch.records);
        if (kept === 'broken') log.error({ building: batch.building, from: batch.records[0]?.seq }, 'journal of an agent does not hang together; not acknowledged');
        else await publish(lockTopics(batch.building).journalAck, kept);
        return;
      }
      default: return;
    }
  }
  return line;
}
