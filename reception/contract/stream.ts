import { z } from 'zod';
import { CaptionEvent, CaptionView } from './captions.ts';
import { BoardState } from './hall.ts';
import { Instant } from './ids.ts';
import type { Problem } from './problem.ts';
import { ConsoleState } from './staff.ts';
import { TicketView } from './ticket.ts';

/**
 * State, not events: a watcher of a stream gets the whole newest state with its revision, at once and after every change.
 * `epoch` changes when the server restarts (revisions begin anew); within an epoch a lower `rev` is thrown away.
 * Names: `board`, `console` (staff cookie), `caption:<counterId>`, `ticket:<secret>`.
 */
export const StreamMessage = z.strictObject({ stream: z.string(), epoch: z.string(), rev: z.int().min(0), at: Instant, body: z.unknown() });
export type StreamMessage = z.infer<typeof StreamMessage>;

export const STREAM_BODIES = { board: BoardState, console: ConsoleState, caption: CaptionView, ticket: TicketView } as const;

/** A server that is alive sends `beat` at least this often; a board that hears nothing for FROZEN_MS says 「更新停止」. */
export const BEAT_MS = 2_000;
export const FROZEN_MS = 5_000;

export const Watch = z.strictObject({ stream: z.string().max(80), /** boards name themselves, for the staff's list */ name: z.string().max(40).optional() });
export type Watch = z.infer<typeof Watch>;

export type Reply = { ok: true } | { ok: false; problem: Problem };

/** socket.io on `/socket.io`. Staff-only: `caption`. A board answers each new call with `shown`. */
export interface ClientToServer {
  watch: (watch: Watch, reply: (reply: Reply) => void) => void;
  unwatch: (stream: string) => void;
  shown: (shown: { stream: 'board'; callId: string }) => void;
  caption: (message: { counter: string; event: CaptionEvent }, reply: (reply: Reply) => void) => void;
}
export interface ServerToClient {
  state: (message: StreamMessage) => void;
  beat: (beat: { at: Instant }) => void;
}

/** Keeps the newest message; `undefined` means "older than what we have, ignore". */
export const foldStream = (have: StreamMessage | undefined, message: StreamMessage): StreamMessage | undefined =>
  have === undefined || have.epoch !== message.epoch || message.rev > have.rev ? message : undefined;
