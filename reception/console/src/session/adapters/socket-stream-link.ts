import { StreamMessage, type ClientToServer, type Reply, type ServerToClient } from '@engawa/reception/contract';
import { io, type Socket } from 'socket.io-client';
import type { LinkEvent, StreamLink } from '../application/ports.ts';

/** A caption event that gets no answer in this time counts as not delivered. */
const REPLY_MS = 5_000;
const UNDELIVERED: Reply = { ok: false, problem: { type: 'about:blank', title: 'No answer', status: 504, code: 'internal' } };

/** The hall's streams over socket.io. After every reconnection all streams are watched anew. */
export function socketStreamLink(origin: string): StreamLink {
  let socket: Socket<ServerToClient, ClientToServer> | null = null;
  let hear: (event: LinkEvent) => void = () => {};
  const streams = new Set<string>();

  const watchNow = (stream: string): void => {
    socket?.timeout(REPLY_MS).emit('watch', { stream }, (lost, reply) => {
      if (lost === null && !reply.ok) hear({ t: 'refused', stream, problem: reply.problem });
    });
  };

  return {
    open(listener) {
      hear = listener;
      socket?.close();
      socket = io(origin, { path: '/socket.io', withCredentials: true, reconnectionDelay: 500, reconnectionDelayMax: 3_000, forceNew: true });
      socket.on('connect', () => { hear({ t: 'up' }); for (const stream of streams) watchNow(stream); });
      socket.on('disconnect', (reason) => {
        hear({ t: 'down' });
        // socket.io does not come back by itself when the server closed the line (a restart does just that).
        if (reason === 'io server disconnect') socket?.connect();
      });
      socket.on('state', (message) => {
        const parsed = StreamMessage.safeParse(message);
        if (parsed.success) hear({ t: 'message', message: parsed.data });
      });
      socket.on('beat', (beat) => hear({ t: 'beat', at: beat.at }));
    },
    watch(stream) { streams.add(stream); if (socket?.connected === true) watchNow(stream); },
    unwatch(stream) { streams.delete(stream); socket?.emit('unwatch', stream); },
    caption: async (counter, event) => {
      if (socket === null || !socket.connected) return UNDELIVERED;
      try { return await socket.timeout(REPLY_MS).emitWithAck('caption', { counter, event }) as Reply; } catch { return UNDELIVERED; }
    },
    close() { streams.clear(); socket?.close(); socket = null; hear = () => {}; },
  };
}
