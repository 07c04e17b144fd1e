import type { OutboxEntry, Sending } from '../domain/drain-outbox.ts';

/** Durable keeping. `put` resolves only when both copies are on the disk. */
export interface OutboxStore {
  /** Entries of both copies, each once. */
  list(): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  remove(id: string): Promise<void>;
}

/** One sending, signed, with the Idempotency-Key. Never rejects: a dead network is `unreachable`. `answer` is the server's JSON where it applied. */
export interface OutboxLink { send(entry: OutboxEntry): Promise<{ sending: Sending; answer: unknown }> }
