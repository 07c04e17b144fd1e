import type { Problem, Reply, StreamMessage, CaptionEvent } from '@engawa/reception/contract';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One HTTP exchange with the hall server. `key` is the Idempotency-Key of a command, null for a question. */
export interface NetworkRequest { readonly method: Method; readonly path: string; readonly key: string | null; readonly body?: unknown }

/** `reached: false`: no answer came, so nobody knows whether the act happened. */
export type NetworkAnswer = { readonly reached: true; readonly status: number; readonly body: unknown } | { readonly reached: false };

export interface Network { send(request: NetworkRequest): Promise<NetworkAnswer> }

/** What became of a command or a question. A refusal is a value; `unreachable` means "press again, it is safe". */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'unreachable' };

export type LinkEvent =
  | { readonly t: 'message'; readonly message: StreamMessage }
  | { readonly t: 'beat'; readonly at: string }
  | { readonly t: 'up' }
  | { readonly t: 'down' }
  | { readonly t: 'refused'; readonly stream: string; readonly problem: Problem };

/** The live line to the hall: state comes in, captions go out. */
export interface StreamLink {
  open(hear: (event: LinkEvent) => void): void;
  watch(stream: string): void;
  unwatch(stream: string): void;
  caption(counter: string, event: CaptionEvent): Promise<Reply>;
  close(): void;
}

/** Milliseconds since the epoch, of this machine. */
export type Clock = () => number;
/** Resolves after `ms`; tests resolve it by hand. */
export type Wait = (ms: number) => Promise<void>;
/** A fresh unguessable id, at least 128 bits, base64url. */
export type NewId = () => string;

/** The browser's own passkey dialog between two steps of the hall. `cancelled`: the person closed it, or the authenticator refused. */
export interface PasskeyDialog {
  create(options: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>> | 'cancelled'>;
  get(options: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>> | 'cancelled'>;
}
