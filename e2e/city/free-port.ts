import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below those that Linux and macOS hand to outgoing connections: a port from there could be gone before its program listens. */
const RANGE = { from: 15_000, to: 32_000 } as const;
const given = new Set<number>();

/** A TCP port that is free, and that neither this process gives twice nor the system by itself. @throws when a thousand are taken. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const port = randomInt(RANGE.from, RANGE.to);
    if (given.has(port) || !await isFreePort(port)) continue;
    given.add(port);
    return port;
  }
  throw new Error(`No free port was found between ${RANGE.from} and ${RANGE.to}.`);
}

/** Nobody listens there on this machine's own address. */
export function isFreePort(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
