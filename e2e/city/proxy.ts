/**
 * A line between two programs that a test can spoil: TCP through a proxy, so it needs no root and no kernel help.
 *
 *   up      everything passes, `delayMs` later each way
 *   silent  connections stay and new ones are accepted, nothing passes: a pulled cable. What was said meanwhile arrives later
 *   cut     every connection is broken and new ones are refused at once: the other side is off
 */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export type Line = {
  readonly port: number;
  delay(delayMs: number): void;
  silence(): void;
  cut(): void;
  restore(): void;
  /** From now on it leads elsewhere; every connection is broken, as by a balancer whose server is gone. */
  lead(to: number): void;
  /** Connections that are open now: lets a test wait until somebody has come back. */
  connections(): number;
  close(): Promise<void>;
};

export async function startLine({ to: first, port = 0, host = '127.0.0.1' }: { to: number; port?: number; host?: string }): Promise<Line> {
  let state: 'up' | 'silent' | 'cut' = 'up';
  let delayMs = 0;
  let to = first;
  const sockets = new Set<Socket>();
  const flows = new Set<Flow>();
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
  };
  const server = createServer({ allowHalfOpen: true }, (near) => {
    track(near);
    if (state === 'cut') return near.resetAndDestroy();
    const far = connect({ host, port: to, allowHalfOpen: true });
    track(far);
    const both = [flow(near, far), flow(far, near)];
    for (const one of both) flows.add(one);
    const drop = (): void => { near.destroy(); far.destroy(); for (const one of both) flows.delete(one); };
    near.on('close', drop);
    far.on('close', drop);
  });
  const flow = (from: Socket, to_: Socket): Flow => startFlow(from, to_, { isSilent: () => state === 'silent', delayMs: () => delayMs });
  server.listen(port, host);
  await once(server, 'listening');
  const breakAll = (): void => { for (const socket of sockets) socket.resetAndDestroy(); };
  return {
    port: (server.address() as AddressInfo).port,
    delay: (ms) => { delayMs = ms; },
    silence: () => { state = 'silent'; },
    cut: () => { state = 'cut'; breakAll(); },
    lead: (elsewhere) => { to = elsewhere; breakAll(); },
    restore: () => { state = 'up'; for (const one of flows) one.resume(); },
    connections: () => flows.size / 2,
    close: async () => {
      state = 'cut';
      breakAll();
      server.close();
      await once(server, 'close');
    },
  };
}

type Flow = { resume(): void };

/** One direction. Bytes keep their order when the delay shrinks, and what a silence held back goes out first. */
function startFlow(from: Socket, to: Socket, line: { isSilent(): boolean; delayMs(): number }): Flow {
  const held: (Buffer | null)[] = [];
  let notBefore = 0;
  const pass = (chunk: Buffer | null): void => {
    const write = (): void => { if (!to.writable) return; if (chunk) to.write(chunk); else to.end(); };
    const at = Math.max(notBefore, performance.now() + line.delayMs());
    notBefore = at;
    if (at <= performance.now()) write();
    else setTimeout(write, at - performance.now());
  };
  const take = (chunk: Buffer | null): void => { if (line.isSilent()) held.push(chunk); else pass(chunk); };
  from.on('data', (chunk: Buffer) => take(chunk)).on('end', () => take(null));
  return { resume: () => { for (const chunk of held.splice(0)) pass(chunk); } };
}
