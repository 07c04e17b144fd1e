import { foldStream, FROZEN_MS, type Problem, type StreamMessage } from '@engawa/reception/contract';

/**
 * What a watcher knows of one stream. A screen must be able to say that it knows nothing new:
 *
 *   waiting --message--> live --silence of FROZEN_MS--> frozen --message after reconnect, or beat on the same line--> live
 *      \--refusal--> refused (an unknown ticket); a later message mends it
 */
export interface Link<Body> {
  /** last sign of life, on this machine's clock; null before the first */
  heardMs: number | null;
  /** city time minus this machine's clock */
  offsetMs: number;
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
  /** `sinceMs`: city time of the last sign of life */
  | { status: 'frozen'; body: Body | undefined; sinceMs: number; offsetMs: number }
  | { status: 'refused'; problem: Problem };

export const newLink = <Body>(): Link<Body> => ({ heardMs: null, offsetMs: 0, fresh: false, message: undefined, body: undefined, refused: undefined });

export const foldLink = <Body>(link: Link<Body>, event: LinkEvent<Body>, nowMs: number): Link<Body> => {
  switch (event.t) {
    case 'connected': return { ...link, fresh: false };
    case 'beat': return { ...link, heardMs: link.fresh || link.heardMs === null ? nowMs : link.heardMs, offsetMs: Date.parse(event.at) - nowMs };
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
  const { heardMs, offsetMs, body } = link;
  if (link.refused) return { status: 'refused', problem: link.refused };
  if (heardMs === null || (body === undefined && nowMs - heardMs <= FROZEN_MS)) return { status: 'waiting' };
  if (body === undefined || nowMs - heardMs > FROZEN_MS) return { status: 'frozen', body, sinceMs: heardMs + offsetMs, offsetMs };
  return { status: 'live', body, offsetMs };
};
