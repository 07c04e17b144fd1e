import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CardBox } from '../application/card-box.ts';
import { SimulatedCommand, type SimulatedCards } from '../contract/index.ts';
import type { ExtraRoutes } from './loopback-server.ts';
import { READER_CSS, readerPage } from './reader-page.ts';
import { tokenChecker } from './token-file.ts';

const MOST_BODY_BYTES = 2048;

/**
 * `POST /simulated` for the command line (Bearer token, JSON) and `GET /reader` for a finger (form).
 * A form is taken from the bridge's own page alone: its Origin and a word that only that page was given must both fit.
 */
export function serveSimulatedDesk(box: CardBox): ExtraRoutes {
  const formWord = randomBytes(24).toString('hex');
  const isFormWord = tokenChecker(formWord);

  return async (request, response, { host, token }) => {
    switch (`${request.method} ${request.url}`) {
      case 'GET /reader':
        html(response, readerPage(await mustList(box), formWord));
        return true;
      case 'GET /reader.css':
        response.writeHead(200, { 'Content-Type': 'text/css; charset=utf-8' }).end(READER_CSS);
        return true;
      case 'POST /simulated': {
        const isToken = tokenChecker(token);
        const command = await readCommand(request, (offered) => isToken(offered), (word) => request.headers.origin === `http://${host}` && isFormWord(word));
        if (typeof command === 'number') { response.writeHead(command).end(); return true; }
        const cards = await box.handle(command.command);
        if (command.form) response.writeHead(303, { Location: '/reader' }).end();
        else if (cards === null) response.writeHead(404).end();
        else response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(cards));
        return true;
      }
      default: return false;
    }
  };
}

async function mustList(box: CardBox): Promise<SimulatedCards> {
  return (await box.handle({ op: 'list' })) ?? { onTray: null, cards: [] };
}

type Command = { command: SimulatedCommand; form: boolean };
async function readCommand(request: IncomingMessage, isToken: (text: string) => boolean, isOwnForm: (word: string) => boolean): Promise<Command | number> {
  const body = await readBody(request);
  if (body === null) return 413;
  const type = (request.headers['content-type'] ?? '').split(';')[0];
  if (type === 'application/json') {
    if (!isToken((request.headers.authorization ?? '').replace(/^Bearer /, ''))) return 401;
    const command = SimulatedCommand.safeParse(parseJson(body));
    return command.success ? { command: command.data, form: false } : 400;
  }
  if (type !== 'application/x-www-form-urlencoded') return 415;
  const { word = '', ...fields } = Object.fromEntries(new URLSearchParams(body));
  if (!isOwnForm(word)) return 403;
  const command = SimulatedCommand.safeParse(fields.card === undefined ? fields : { ...fields, op: 'insert' });
  return command.success ? { command: command.data, form: true } : 400;
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try { return JSON.parse(text); } catch { return null; }
}

function html(response: ServerResponse, page: string): void {
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'X-Frame-Options': 'DENY', 'Referrer-Policy': 'same-origin', 'Cross-Origin-Resource-Policy': 'same-origin',
  }).end(page);
}
