import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SimulatedBoard } from '../uhppote-board.ts';

export interface DoorPage { url: string; port: number; close(): Promise<void> }
type Shown = Pick<SimulatedBoard, 'serial' | 'doors' | 'typePin' | 'setDoorOpen' | 'pressExit' | 'onChange' | 'events'>;

const FILES: Record<string, [file: string, type: string]> = {
  '/': ['page.html', 'text/html; charset=utf-8'], '/page.css': ['page.css', 'text/css; charset=utf-8'], '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
};
const MAX_BODY_BYTES = 512;

/** Shows simulated boards to people: each door slides open when its relay moves, and has a ten-key pad. One page for any number of boards. */
export async function startDoorPage({ port, boards, host = '127.0.0.1' }: { port: number; boards: readonly Shown[]; host?: string }): Promise<DoorPage> {
  const viewers = new Set<ServerResponse>();
  const state = () => JSON.stringify({ doors: boards.flatMap((board) => board.doors().map((door) => ({ ...door, serial: board.serial }))) });
  const tell = () => viewers.forEach((viewer) => viewer.write(`data: ${state()}\n\n`));
  const stops = boards.map((board) => board.onChange(tell));

  const server = createServer((request, response) => void (async () => {
    response.setHeader('Content-Security-Policy', "default-src 'self'");
    response.setHeader('X-Content-Type-Options', 'nosniff');
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = FILES[path];
    if (request.method === 'GET' && file) {
      response.writeHead(200, { 'Content-Type': file[1] }).end(await readFile(new URL(file[0], import.meta.url)));
    } else if (request.method === 'GET' && path === '/events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write(`data: ${state()}\n\n`);
      viewers.add(response);
      response.on('close', () => viewers.delete(response));
    } else if (request.method === 'GET' && path === '/state') {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }).end(state());
    } else if (path === '/favicon.ico') {
      response.writeHead(204).end();
    } else if (request.method === 'POST' && path === '/act' && sameOrigin(request.headers.origin, request.headers.host)) {
      let body = '';
      for await (const chunk of request) if ((body += String(chunk)).length > MAX_BODY_BYTES) break;
      response.writeHead(act(boards, body) ? 204 : 400).end();
    } else response.writeHead(404).end();
  })().catch(() => response.destroy()));
  await new Promise<void>((resolve, reject) => { server.once('error', reject); server.listen(port, host, resolve); });
  const at = (server.address() as AddressInfo).port;
  return {
    url: `http://localhost:${at}/`, port: at,
    close: async () => {
      stops.forEach((stop) => stop());
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function sameOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin === undefined || origin === `http://${host ?? ''}`;
}

/** `{serial, door, act: pin|open|close|exit, digits?}`; false = not understood. */
function act(boards: readonly Shown[], body: string): boolean {
  let wish: { serial?: unknown; door?: unknown; act?: unknown; digits?: unknown };
  try {
    wish = JSON.parse(body) as typeof wish;
  } catch {
    return false;
  }
  const board = boards.find(({ serial }) => serial === wish.serial);
  if (!board || typeof wish.door !== 'number') return false;
  if (wish.act === 'pin' && typeof wish.digits === 'string' && /^[0-9]{1,9}$/.test(wish.digits)) board.typePin(wish.door, wish.digits);
  else if (wish.act === 'open' || wish.act === 'close') board.setDoorOpen(wish.door, wish.act === 'open');
  else if (wish.act === 'exit') board.pressExit(wish.door);
  else return false;
  return true;
}
