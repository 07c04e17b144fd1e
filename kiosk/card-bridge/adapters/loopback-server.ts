import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ReaderState } from '../contract/index.ts';
import { decideEntry, type HouseRules } from '../domain/decide-entry.ts';
import type { Transport } from './page-session.ts';
import type { Usher } from './page-seats.ts';
import { tokenChecker } from './token-file.ts';

/** Answers a request that is not for the bridge itself; false when the path is not its own. */
export type ExtraRoutes = (request: IncomingMessage, response: ServerResponse, house: { host: string; token: string }) => Promise<boolean>;

export type LoopbackServer = {
  /** takes a page whose knock was good; from then on its words pass this server by */
  usher: Usher;
  reader: () => ReaderState;
  transport: Transport;
  port: number;
  origins: readonly string[];
  token: string;
  /** a demo hands its token to the allowed pages; a city's kiosk carries it in the launch address */
  pairing: 'open' | 'closed';
  routes?: ExtraRoutes;
};
export type Listening = { port: number; close(): Promise<void> };

/** Listens on 127.0.0.1 and nowhere else. `port` 0 takes a free one. */
export async function listenOnLoopback({ usher, reader, transport, port, origins, token, pairing, routes }: LoopbackServer): Promise<Listening> {
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => { if (!response.headersSent) response.writeHead(500); response.end(); });
  });
  await listening(server, port);
  const bound = (server.address() as AddressInfo).port;
  const rules: HouseRules = { host: `127.0.0.1:${bound}`, pages: new Set(origins), isToken: tokenChecker(token) };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (request.headers.host !== rules.host) return end(response, 421);
    const { pathname } = new URL(request.url ?? '/', `http://${rules.host}`);
    if (pathname === '/healthz' && request.method === 'GET') return json(response, { ok: true, name: 'card-bridge', transport, reader: reader() });
    if (pathname === '/pair' && pairing === 'open') return pair(request, response);
    if (await routes?.(request, response, { host: rules.host, token })) return;
    end(response, 404);
  }

  /** Only an allowed page can read the answer, and only it gets one. */
  function pair(request: IncomingMessage, response: ServerResponse): void {
    const { origin } = request.headers;
    response.setHeader('Vary', 'Origin');
    if (origin === undefined || !rules.pages.has(origin)) return end(response, 403);
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Allow-Private-Network', 'true');
    if (request.method === 'OPTIONS') return end(response, 204);
    if (request.method !== 'GET') return end(response, 405);
    json(response, { token });
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { host, origin, 'sec-websocket-protocol': protocols } = request.headers;
    const entry = decideEntry({ path: request.url ?? '', host, origin, protocols }, rules);
    if (!entry.ok) {
      socket.on('error', () => {});
      socket.end(`HTTP/1.1 ${entry.status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    usher(entry.seat, { method: request.method ?? '', headers: request.headers }, socket, head);
  });

  return {
    port: bound,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => { server.off('error', reject); resolve(); });
  });
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
