import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SimulatedPrinter } from './simulated-printer.ts';

export interface PrinterPage { readonly url: string; readonly port: number; close(): Promise<void> }
export interface ShownPrinter { readonly id: string; readonly name: string; readonly device: SimulatedPrinter }

const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['page.html', 'text/html; charset=utf-8'], '/page.css': ['page.css', 'text/css; charset=utf-8'], '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
};
const MAX_BODY_BYTES = 256;
const PICTURE = /^\/paper\/([a-z0-9-]+)\/(\d+)\.png$/u;

/** What a hand can do to a printer. `swallow`: it takes the sheet, says that all is well, and prints nothing. */
const ACTS: Readonly<Record<string, (device: SimulatedPrinter, on: boolean) => void>> = {
  'paper-out': (device, on) => device.load(on ? 0 : Number.POSITIVE_INFINITY),
  'cover-open': (device, on) => { if (on) device.coverOpen = true; else device.closeCover(); },
  'paper-low': (device, on) => { device.paperLow = on; },
  silent: (device, on) => { device.fault = on ? 'deaf' : 'none'; },
  swallow: (device, on) => { device.fault = on ? 'swallow' : 'none'; },
  twice: (device, on) => { device.fault = on ? 'twice' : 'none'; },
};
const wrongOf = (device: SimulatedPrinter): string[] => Object.entries({
  'paper-out': device.paperOut, 'cover-open': device.coverOpen, 'paper-low': device.paperLow, silent: device.fault === 'deaf', swallow: device.fault === 'swallow', twice: device.fault === 'twice',
}).flatMap(([name, on]) => (on ? [name] : []));

/** Shows simulated printers to people: each paper as the picture that its head burned, and switches for bad days. */
export async function startPrinterPage({ port, printers, host = '127.0.0.1' }: { port: number; printers: readonly ShownPrinter[]; host?: string }): Promise<PrinterPage> {
  const viewers = new Set<ServerResponse>();
  let open = true;
  const state = (): string => JSON.stringify({ printers: printers.map(({ id, name, device }) => ({ id, name, paper: device.paper, wrong: wrongOf(device), papers: device.printed.map(({ number }) => number) })) });
  const tell = (): void => { for (const viewer of viewers) viewer.write(`data: ${state()}\n\n`); };
  for (const { device } of printers) void (async () => { while (open) { await device.nextPaper(); tell(); } })();

  const server = createServer((request, response) => void (async () => {
    response.setHeader('Content-Security-Policy', "default-src 'self'");
    response.setHeader('X-Content-Type-Options', 'nosniff');
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = FILES[path];
    const [, id, number] = PICTURE.exec(path) ?? [];
    const picture = printers.find((printer) => printer.id === id)?.device.printed.find((paper) => paper.number === Number(number))?.png;
    if (request.method === 'GET' && file) {
      response.writeHead(200, { 'Content-Type': file[1] }).end(await readFile(new URL(`page/${file[0]}`, import.meta.url)));
    } else if (request.method === 'GET' && picture) {
      response.writeHead(200, { 'Content-Type': 'image/png', 'Cache-Control': 'no-store' }).end(picture);
    } else if (request.method === 'GET' && path === '/events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' }).write(`data: ${state()}\n\n`);
      viewers.add(response);
      response.on('close', () => viewers.delete(response));
    } else if (request.method === 'GET' && path === '/state') {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }).end(state());
    } else if (path === '/favicon.ico') {
      response.writeHead(204).end();
    } else if (request.method === 'POST' && path === '/act' && sameOrigin(request.headers.origin, request.headers.host)) {
      let body = '';
      for await (const chunk of request) if ((body += String(chunk)).length > MAX_BODY_BYTES) break;
      response.writeHead(act(printers, body) ? 204 : 400).end();
      tell();
    } else response.writeHead(404).end();
  })().catch(() => response.destroy()));
  await new Promise<void>((resolve, reject) => { server.once('error', reject).listen(port, host, resolve); });
  const at = (server.address() as AddressInfo).port;
  return {
    url: `http://localhost:${at}/`, port: at,
    close: async () => {
      open = false;
      server.closeAllConnections();
      await new Promise<void>((resolve) => { server.close(() => resolve()); });
    },
  };
}

const sameOrigin = (origin: string | undefined, host: string | undefined): boolean => origin === undefined || origin === `http://${host ?? ''}`;

/** `{printer, act, on}`; false: not understood. */
function act(printers: readonly ShownPrinter[], body: string): boolean {
  let wish: { printer?: unknown; act?: unknown; on?: unknown };
  try { wish = JSON.parse(body) as typeof wish; } catch { return false; }
  const device = printers.find(({ id }) => id === wish.printer)?.device;
  if (device === undefined || typeof wish.act !== 'string' || !Object.hasOwn(ACTS, wish.act) || typeof wish.on !== 'boolean') return false;
  ACTS[wish.act]?.(device, wish.on);
  return true;
}
