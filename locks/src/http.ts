import express from 'express';
import { z } from 'zod';
import { AgentStatus, DoorChallenge, GrantText, REFUSAL_REASONS } from '../contract/index.ts';
import type { DoorAgent } from './app.ts';

const PanelAnswer = z.strictObject({ grant: GrantText });
const PANEL = /^\/doors\/[^/]+\/(challenge|answer)$/;
const CSP = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Pages of the agent for the caretaker and for monitoring, and the two words of a door panel. HTTP opens nothing by itself: an answer is a grant that the city has signed for this door's nonce. */
export function doorAgentHttp(agent: DoorAgent): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    response.set({ 'Content-Security-Policy': CSP, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
    if (request.method === 'GET' || request.method === 'HEAD' || (request.method === 'POST' && PANEL.test(request.path))) return next();
    problem(response, 405, 'method-not-allowed');
  });
  app.get('/healthz', (_request, response) => {
    const status = agent.status();
    // a cut-off city is not ill: the doors go on. A journal that cannot be written is: no door opens
    response.status(status.journal.writable ? 200 : 503).json({ ok: status.journal.writable, city: agent.cityConnected(), clock: status.clockUncertaintyMs !== null, doorsOnline: status.doors.filter((door) => door.availability.online).length, doors: status.doors.length });
  });
  app.post('/doors/:door/challenge', (request, response) => {
    const challenge = agent.challenge(request.params.door);
    if (challenge === null) problem(response, 404, 'not-found');
    else response.json(challenge);
  });
  // only as JSON: another site's page could send a form, and may not send this
  app.post('/doors/:door/answer', express.json({ limit: 2_000, strict: true }), (request, response, next) => {
    const body = PanelAnswer.safeParse(request.body);
    if (agent.challenge(request.params.door) === null) problem(response, 404, 'not-found');
    else if (!body.success) problem(response, 400, 'bad-request');
    else agent.takeAnswer(request.params.door, body.data.grant).then((opening) => { response.json(opening); }, next);
  });
  app.get('/status', (_request, response) => { response.json(agent.status()); });
  app.get('/openapi.json', (_request, response) => { response.json(openApi()); });
  app.get('/api.css', (_request, response) => { response.type('css').send(CSS); });
  app.get('/api', (_request, response) => { response.type('html').send(apiPage(agent)); });
  app.use((_request, response) => problem(response, 404, 'not-found'));
  app.use((_error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => problem(response, 400, 'bad-request'));
  return app;
}

function problem(response: express.Response, status: number, code: 'bad-request' | 'not-found' | 'method-not-allowed'): void {
  response.status(status).type('application/problem+json').send(JSON.stringify({ type: 'about:blank', title: code, status, code }));
}

function openApi() {
  const json = (description: string, schema: unknown) => ({ description, content: { 'application/json': { schema } } });
  return {
    openapi: '3.1.0', info: { title: 'Engawa door agent', version: '1', description: 'Read-only but for the door panel. Doors open by MQTT commands, keypads, and the answer of the city to the nonce that a panel shows.' },
    paths: {
      '/healthz': { get: { summary: 'Can this agent open doors?', responses: { 200: json('yes', { type: 'object' }), 503: json('the journal cannot be written', { type: 'object' }) } } },
      '/doors/{door}/challenge': { post: { summary: 'The nonce that the panel of this door shows, for a telephone to carry to the city', responses: { 200: json('lives 60 s', z.toJSONSchema(DoorChallenge, { io: 'output' })) } } },
      '/doors/{door}/answer': { post: { summary: "The city's answer as the telephone brought it", requestBody: json('the signed grant', z.toJSONSchema(PanelAnswer)), responses: { 200: json('opened, refused or unknown', { type: 'object' }) } } },
      '/status': { get: { summary: 'Doors, clock, manifest, journal', responses: { 200: json('as told to the city', z.toJSONSchema(AgentStatus, { io: 'output' })) } } },
    },
  };
}

const CSS = 'body{font:16px/1.7 "BIZ UDPGothic","Noto Sans CJK JP",sans-serif;color:#1b221e;background:#fafaf4;max-width:56rem;margin:2rem auto;padding:0 1rem}h1,h2{line-height:1.35}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.5rem .75rem;border-bottom:1px solid #6d776e}code{background:#f0f2e6;padding:.1em .3em}a{color:#1e5a43}a:focus-visible{outline:4px solid #000;box-shadow:0 0 0 8px #ffd43d}';

function apiPage(agent: DoorAgent): string {
  const { building, doors, journal, manifest, clockUncertaintyMs } = agent.status();
  const rows = doors.map((door) => `<tr><th scope="row">${door.door}</th><td>${door.lock}</td><td>${door.position ?? '不明'}</td><td>${door.availability.online ? 'つながっています' : '応答がありません'}</td></tr>`).join('');
  return `<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>扉のエージェント ${building}</title><link rel="stylesheet" href="/api.css">
<h1>扉のエージェント ${building}</h1>
<p>この建物の扉を開ける、ただ一つの道です。HTTP では、扉の画面が出した番号に市が署名した答えだけを受け取ります。</p>
<h2>いま</h2>
<table><thead><tr><th scope="col">扉</th><th scope="col">錠</th><th scope="col">戸</th><th scope="col">通信</th></tr></thead><tbody>${rows}</tbody></table>
<p>監査記録 ${journal.seq} 件（市に届いたもの ${journal.acknowledged} 件）${journal.writable ? '' : '　書けません。扉は開きません。職員を呼んでください。'}<br>
入室許可 ${manifest ? `${manifest.grants} 件、版 ${manifest.revision}` : 'まだ届いていません'}<br>
時計の誤差 ${clockUncertaintyMs === null ? '不明（暗証番号は使えません）' : `${(clockUncertaintyMs / 1000).toFixed(1)} 秒以内`}</p>
<h2>API</h2>
<ul><li><a href="/healthz"><code>GET /healthz</code></a> 扉を開けられる状態か</li><li><a href="/status"><code>GET /status</code></a> 扉、時計、入室許可、監査記録</li><li><a href="/openapi.json"><code>GET /openapi.json</code></a> OpenAPI 3.1</li><li><code>POST /doors/{door}/challenge</code>、<code>POST /doors/{door}/answer</code> 扉の画面のための二つの言葉</li></ul>
<h2>断る理由</h2><ul>${REFUSAL_REASONS.map((reason) => `<li><code>${reason}</code></li>`).join('')}</ul></html>`;
}
