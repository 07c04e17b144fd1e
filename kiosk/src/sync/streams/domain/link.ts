import { foldStream, FROZEN_MS, type Problem, type StreamMessage } from '@engawa/reception/contract';

/**
 * What a watcher knows of one stream. A screen must be able to say that it knows nothing new:
 *
 *   waiting --message and beat--> live --silence of FROZEN_MS--> frozen --message after reconnect, or beat on the same line--> live
 *      |\--refusal--> refused (an unknown ticket); a later message mends it
 *      \--no answer for PATIENCE_MS--> frozen
 */
export interface Link<Body> {
  /** when watching began, on this machine's clock */
  bornMs: number;
  /** last sign of life, on this machine's clock; null before the first */
  heardMs: number | null;
  /** city time minus this machine's clock; null before the first beat (a state may be old, a beat is now) */
  offsetMs: number | null;
  /** the message is the newest there is: false between a reconnect and the first message after it */
  fresh: boolean;
  message: StreamMessage | undefined;
  body: Body | undefined;
  refused: Problem | undefined;
}
export type LinkEvent<Body> =
  | { t: 'connected' }
  | { t: 'message'; message: StreamMessage; body: Body }
  | { t: 'beat'; at: string }
  | { t: 'refused'; problem: Problem };

export type LinkView<Body> =
  | { status: 'waiting' }
  | { status: 'live'; body: Body; /** city time minus this machine's clock */ offsetMs: number }
  /** `sinceMs`: city time of the last sign of life, null when there never was one */
  | { status: 'frozen'; body: Body | undefined; sinceMs: number | null; offsetMs: number }
  | { status: 'refused'; problem: Problem };

/** A server that starts up may be late with its first word. */
export const PATIENCE_MS = 2 * FROZEN_MS;
/** Beats travel with jitter; the shown clock must not. */
const JITTER_MS = 1_500;

export const newLink = <Body>(nowMs: number): Link<Body> => ({ bornMs: nowMs, heardMs: null, offsetMs: null, fresh: false, message: undefined, body: undefined, refused: undefined });

export const foldLink = <Body>(link: Link<Body>, event: LinkEvent<Body>, nowMs: number): Link<Body> => {
  switch (event.t) {
    case 'connected': return { ...link, fresh: false };
    case 'beat': {
      const offsetMs = Date.parse(event.at) - nowMs;
      return { ...link, heardMs: link.fresh ? nowMs : link.heardMs, offsetMs: link.offsetMs === null || Math.abs(offsetMs - link.offsetMs) > JITTER_MS ? offsetMs : link.offsetMs };
    }
    case 'refused': return { ...link, refused: event.problem, body: undefined, message: undefined };
    case 'message': {
      const { message, body } = event;
      const heard = { ...link, heardMs: nowMs, refused: undefined };
      if (foldStream(link.message, message)) return { ...heard, message, body, fresh: true };
      /* the same revision again proves that nothing newer exists; a lower one proves nothing */
      return message.rev === link.message?.rev ? { ...heard, fresh: true } : link;
    }
    default: return event satisfies never;
  }
};

export const viewLink = <Body>(link: Link<Body>, nowMs: number): LinkView<Body> => {
  const { bornMs, heardMs, offsetMs, body, refused } = link;
  if (refused) return { status: 'refused', problem: refused };
  if (nowMs - (heardMs ?? bornMs) > (heardMs === null ? PATIENCE_MS : FROZEN_MS)) return { status: 'frozen', body, sinceMs: heardMs === null ? null : heardMs + (offsetMs ?? 0), offsetMs: offsetMs ?? 0 };
  if (body === undefined || offsetMs === null) return { status: 'waiting' };
  return { status: 'live', body, offsetMs };
};
