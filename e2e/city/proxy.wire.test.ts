import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startLine } from './proxy.ts';
import type { Line } from './proxy.ts';

let line: Line;
let echo: ReturnType<typeof createServer>;
const clients: Socket[] = [];
const dial = (): Socket => { const socket = connect(line.port, '127.0.0.1'); clients.push(socket.on('error', () => {})); return socket; };
const closed = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('close', () => resolve()));
/** Turns of the event loop, enough for loopback bytes that nobody holds back. */
const turns = async (): Promise<void> => { for (let i = 0; i < 20; i += 1) await turn(); };
const hear = (socket: Socket): Promise<string> => once(socket, 'data').then(([chunk]) => String(chunk));

beforeEach(async () => {
  echo = createServer((socket) => socket.on('error', () => {}).pipe(socket)).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  line = await startLine({ to: (echo.address() as AddressInfo).port });
});
afterEach(async () => {
  clients.splice(0).forEach((socket) => socket.destroy());
  await line.close();
  echo.close();
});

it('[E8] a line passes, and a delayed line keeps the order when it gets quick again', async () => {
  const socket = dial();
  socket.write('a');
  expect(await hear(socket)).toBe('a');
  line.delay(60);
  socket.write('b');
  await turns();
  line.delay(0);
  socket.write('c');
  let heard = '';
  while (heard.length < 2) heard += await hear(socket);
  expect(heard).toBe('bc');
});

it('[E8] a silent line keeps connections, takes new ones, and says later what was said meanwhile', async () => {
  const before = dial();
  before.write('x');
  await hear(before);
  line.silence();
  const during = dial();
  await once(during, 'connect');
  let heard = '';
  for (const socket of [before, during]) socket.on('data', (chunk) => { heard += String(chunk); });
  before.write('1');
  during.write('2');
  await turns();
  expect(heard).toBe('');
  line.restore();
  while (heard.length < 2) await Promise.race([once(before, 'data'), once(during, 'data')]);
  expect([...heard].sort().join('')).toBe('12');
});

it('[E8] a cut line breaks what is open and refuses what is new, until it is restored', async () => {
  const open = dial();
  open.write('x');
  await hear(open);
  line.cut();
  await closed(open);
  await closed(dial());
  line.restore();
  const again = dial();
  again.write('back');
  expect(await hear(again)).toBe('back');
  expect(line.connections()).toBe(1);
});
