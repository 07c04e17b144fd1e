import type { StreamMessage } from '../../../contract/index.ts';

/**
 * The newest whole state of every stream. `publish` sends only what changed, with the next revision;
 * a stream nobody watches is forgotten by `drop`.
 */
export interface Streams {
  publish(stream: string, body: unknown): StreamMessage;
  newest(stream: string): StreamMessage | undefined;
  drop(stream: string): void;
}

export function openStreams(deps: { epoch: string; clock: () => number; send: (message: StreamMessage) => void }): Streams {
  const newest = new Map<string, { message: StreamMessage; json: string }>();
  // One counter for all streams: a stream that was dropped and comes back never begins anew within an epoch.
  let rev = 0;
  return {
    publish(stream, body) {
      const json = JSON.stringify(body);
      const have = newest.get(stream);
      if (have?.json === json) return have.message;
      rev += 1;
      const message: StreamMessage = { stream, epoch: deps.epoch, rev, at: new Date(deps.clock()).toISOString(), body };
      newest.set(stream, { message, json });
      deps.send(message);
      return message;
    },
    newest: (stream) => newest.get(stream)?.message,
    drop: (stream) => { newest.delete(stream); },
  };
}
