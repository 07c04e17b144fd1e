import type { ReaderState } from '../contract/index.ts';
import type { RsaKey } from '../domain/integrity.ts';

/** An exclusive conversation with one card. */
export interface CardTransport {
  /** One command, one answer with its status word. Throws CardFault; an empty answer means that the card was pulled. */
  transmit(apdu: Uint8Array): Promise<Uint8Array>;
  /** Ends it; after `reset` the PIN counts as not presented, so the next program cannot read on. Never throws; waits for a running transmit. */
  close(): Promise<void>;
}

/** `mark` names one physical insertion as the reader counts them. */
export type SlotEvent = { type: 'reader'; state: ReaderState } | { type: 'inserted'; mark: string } | { type: 'removed' };

/** The reader: tells what lies on it and opens conversations. */
export interface CardSlot {
  /** Reports the present state at once, then every change. One listener. */
  watch(listener: (event: SlotEvent) => void): void;
  /** Throws CardFault: CARD_REMOVED when another card lies there than `mark`, CARD_SHARED, CARD_UNREADABLE, READER_MISSING. */
  connect(mark: string): Promise<CardTransport>;
  close(): Promise<void>;
}

export interface CardCrypto {
  sha256(bytes: Uint8Array): Uint8Array;
  randomBytes(count: number): Uint8Array;
  /** RSA PKCS#1 v1.5 with SHA-256. A malformed key is simply false. */
  verifies(key: RsaKey, message: Uint8Array, signature: Uint8Array): boolean;
}

/** Issuer keys by their 16-byte id in hex. A city that has none gets `not_checked`. */
export type IssuerKeys = ReadonlyMap<string, RsaKey>;

/** Milliseconds that only go forward, and a timer; both hand-driven in tests. */
export interface Clock {
  nowMs(): number;
  /** Runs `action` once after `delayMs`, unless the returned function is called before. */
  after(delayMs: number, action: () => void): () => void;
}
