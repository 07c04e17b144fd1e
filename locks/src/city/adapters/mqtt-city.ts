import { connect } from 'mqtt';
import type { Socket } from 'node:net';
import type { z } from 'zod';
import type { AgentHello, AgentStatus, BuildingName, JournalBatch, UnlockOutcome } from '../../../contract/index.ts';
import { AgentPresence, JournalAck, ManifestMessage, MQTT_QOS, UnlockCommand, lockTopics } from '../../../contract/index.ts';

export interface CityListener {
  onConnected(): void;
  onManifest(message: ManifestMessage): void;
  onUnlock(command: UnlockCommand): void;
  onJournalAck(ack: JournalAck): void;
  /** a message that the contract does not know; its content stays out of the log */ onStranger(topic: string): void;
}

export interface City {
  connected(): boolean;
  hello(message: AgentHello): void;
  answer(outcome: UnlockOutcome): void;
  ship(batch: JournalBatch): void;
  status(status: AgentStatus): void;
  close(): Promise<void>;
}

/** The largest thing the city says is a manifest (4 MB, as base64url in JSON). */
const MOST_BYTES = 6_000_000;

/**
 * The link to the city. Nothing is queued here and nothing is asked of the broker's memory: the journal is the durable queue,
 * a lost answer is asked for again by the city with the same command id, and hello and status are said at every connection.
 */
export function connectMqttCity(url: string, building: BuildingName, listener: CityListener): City {
  const topics = lockTopics(building);
  const presence = (online: boolean) => JSON.stringify({ building, online } satisfies AgentPresence);
  const client = connect(url, {
    clientId: `engawa-door-agent-${building}`, clean: true, keepalive: 15, reconnectPeriod: 1_000, connectTimeout: 5_000, resubscribe: false, queueQoSZero: false,
    will: { topic: topics.presence, payload: Buffer.from(presence(false)), qos: MQTT_QOS, retain: true },
  });
  client.on('connect', () => {
    // QoS 1 takes 44 ms with Nagle's algorithm, 0.3 ms without
    (client.stream as Socket).setNoDelay?.(true);
    client.subscribe([topics.manifest, topics.unlock, topics.journalAck], { qos: MQTT_QOS }, (error) => {
      if (error) return;
      say(topics.presence, presence(true), true);
      listener.onConnected();
    });
  });
  client.on('error', () => {});
  client.on('message', (topic, payload) => {
    if (payload.length > MOST_BYTES) return listener.onStranger(topic);
    const read = <T>(schema: z.ZodType<T>, then: (message: T) => void) => {
      const message = parse(schema, payload);
      if (message === null) listener.onStranger(topic);
      else then(message);
    };
    if (topic === topics.unlock) read(UnlockCommand, listener.onUnlock);
    else if (topic === topics.manifest) read(ManifestMessage, listener.onManifest);
    else if (topic === topics.journalAck) read(JournalAck, listener.onJournalAck);
  });

  function say(topic: string, text: string, retain = false): void {
    if (client.connected) client.publish(topic, text, { qos: MQTT_QOS, retain }, () => {});
  }

  return {
    connected: () => client.connected,
    hello: (message) => say(topics.hello, JSON.stringify(message)),
    answer: (outcome) => say(topics.answers, JSON.stringify(outcome)),
    ship: (batch) => say(topics.journal, JSON.stringify(batch)),
    status: (status) => say(topics.status, JSON.stringify(status), true),
    close: async () => {
      say(topics.presence, presence(false), true);
      // by force: with the broker away a polite end waits for ever, and everything worth keeping is on the disk already
      await client.endAsync(true).catch(() => {});
    },
  };
}

function parse<T>(schema: z.ZodType<T>, payload: Uint8Array): T | null {
  try {
    return schema.parse(JSON.parse(Buffer.from(payload).toString('utf8')));
  } catch {
    return null;
  }
}
