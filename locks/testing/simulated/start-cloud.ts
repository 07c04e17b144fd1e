import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';
import type { LockBody } from './lock-body.ts';

export interface CloudRequest { method: string; path: string; query: URLSearchParams; headers: IncomingHttpHeaders; body: unknown }
/** null = no answer at all: the line is cut. */
export type CloudAnswer = { status: number; body?: unknown } | null;

/** A maker's cloud on loopback. `lost`: carried out, and the answer never comes. */
export async function startCloud(body: LockBody, answer: (request: CloudRequest) => CloudAnswer): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      body.asked++;
      if (body.faults.silent) return request.socket.destroy();
      const url = new URL(request.url ?? '/', 'http://cloud.test');
      const text = Buffer.concat(chunks).toString();
      body.soon(() => {
        const said = answer({ method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, headers: request.headers, body: text === '' ? null : JSON.parse(text) });
        const lost = body.faults.loseAnswers && request.method !== 'GET' && !url.pathname.includes('oauth');
        if (said === null || lost || body.faults.silent) return request.socket.destroy();
        response.writeHead(said.status, { 'content-type': 'application/json' });
        response.end(said.body === undefined ? '' : JSON.stringify(said.body));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => { server.closeAllConnections(); return new Promise((resolve) => server.close(() => resolve())); },
  };
}
