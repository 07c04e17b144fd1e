import type { ClientToServer, Reply, ServerToClient } from '@engawa/reception/contract';
import { io, type Socket } from 'socket.io-client';
import type { StreamWire } from '../application/ports.ts';

/** Between tries, with jitter: a hall full of boards must not come back in the same moment. */
const RETRY = { reconnectionDelay: 500, reconnectionDelayMax: 4_000, randomizationFactor: 0.5, timeout: 5_000 } as const;
const REPLY_MS = 5_000;

/** socket.io to reception. `url` '' is the server that served the page. Two traps: `navigator.onLine` stays true when a server dies, and socket.io does not come back by itself when the server hung up. */
export const socketIoStreamWire = (url = ''): StreamWire & { close(): void } => {
  const socket: Socket<ServerToClient, ClientToServer> = io(url || undefined, { ...RETRY, path: '/socket.io', autoConnect: false });
  let closed = false;
  socket.on('disconnect', (reason) => { if (reason === 'io server disconnect' && !closed) setTimeout(() => { if (!closed) socket.connect(); }, RETRY.reconnectionDelay + Math.random() * RETRY.reconnectionDelay); });
  return {
    listen: (ear) => {
      const state = (message: unknown) => ear.state(message);
      const beat = (at: unknown) => ear.beat(at);
      socket.on('connect', ear.connected).on('state', state).on('beat', beat);
      if (socket.connected) ear.connected(); else socket.connect();
      return () => { socket.off('connect', ear.connected).off('state', state).off('beat', beat); };
    },
    watch: async (watch): Promise<Reply> => {
      try {
        return await socket.timeout(REPLY_MS).emitWithAck('watch', watch);
      } catch {
        /* no answer: silence already shows, and the next connection asks again */
        return { ok: true };
      }
    },
    unwatch: (stream) => { if (socket.connected) socket.emit('unwatch', stream); },
    shown: (callId) => { socket.emit('shown', { stream: 'board', callId }); },
    restart: () => { socket.disconnect().connect(); },
    close: () => { closed = true; socket.disconnect(); },
  };
};

export const browserPulse = { now: () => Date.now(), every: (ms: number, act: () => void) => { const timer = setInterval(act, ms); return () => clearInterval(timer); } };
