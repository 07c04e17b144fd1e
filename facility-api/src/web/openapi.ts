import { z } from 'zod';
import { PROBLEM_CODES, Problem } from '../../contract/index.ts';
import { STATUS } from './route.ts';
import type { Route } from './route.ts';

/** OpenAPI 3.1 made from the very schemas that parse the requests. */
export function openApi(routes: Route[], publicUrl: string): object {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:([A-Za-z]+)/g, '{$1}');
    const parameters: unknown[] = [...route.path.matchAll(/:([A-Za-z]+)/g)].map((found) => ({ name: found[1], in: 'path', required: true, schema: { type: 'string' } }));
    if (route.key) parameters.push({ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', maxLength: 64 } });
    if (route.query) {
      const schema = jsonSchema(route.query, 'input') as { properties?: Record<string, unknown>; required?: string[] };
      for (const [name, part] of Object.entries(schema.properties ?? {})) parameters.push({ name, in: 'query', required: schema.required?.includes(name) ?? false, schema: part });
    }
    const type = route.answerType ?? 'application/json';
    (paths[path] ??= {})[route.method] = {
      summary: route.summary, parameters, ...(route.resident && { security: [{ resident: [] }] }),
      ...(route.body && { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(route.body, 'input') } } } }),
      responses: {
        '2XX': { description: 'done', ...(route.answer && { content: { [type]: { schema: jsonSchema(route.answer, 'output') } } }) },
        default: { description: 'refused; `code` says why', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      },
    };
  }
  return {
    openapi: '3.1.0', info: { title: 'Engawa facility-api', version: '0.1.0', description: '公共施設の空き・予約・支払い・入室' }, servers: [{ url: publicUrl }], paths,
    components: { schemas: { Problem: jsonSchema(Problem, 'output') }, securitySchemes: { resident: { type: 'apiKey', in: 'cookie', name: 'engawa_resident' } } },
  };
}

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): object => {
  const made: Record<string, unknown> = { ...z.toJSONSchema(schema, { io, unrepresentable: 'any' }) };
  delete made['$schema'];
  return made;
};

const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** Readable page of the API: plain HTML, no script, no other server. */
export function apiPage(routes: Route[]): string {
  const rows = routes.map((route) => `<tr><td><code>${route.method.toUpperCase()}</code></td><td><code>${escape(route.path)}</code></td><td>${escape(route.summary)}${route.resident ? ' <em>(サインイン)</em>' : ''}${route.key ? ' <em>(Idempotency-Key)</em>' : ''}</td></tr>`).join('\n');
  const problems = PROBLEM_CODES.map((code) => `<tr><td><code>${code}</code></td><td>${STATUS[code]}</td></tr>`).join('\n');
  return `<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>縁側 facility-api</title><link rel="stylesheet" href="/api/page.css">
<main><h1>縁側 facility-api</h1><p>公共施設の空き・予約・支払い・入室の API です。機械が読む形は <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1)。</p>
<h2>操作</h2><table><thead><tr><th scope="col">方法</th><th scope="col">場所</th><th scope="col">内容</th></tr></thead><tbody>${rows}</tbody></table>
<h2>断りのコード</h2><p>断りは RFC 9457 (<code>application/problem+json</code>) で返ります。</p><table><thead><tr><th scope="col">code</th><th scope="col">HTTP</th></tr></thead><tbody>${problems}</tbody></table></main></html>`;
}
export const API_PAGE_CSS = `:root{color-scheme:light dark;font:16px/1.7 system-ui,"Noto Sans JP",sans-serif}main{max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.4rem .6rem;border-block-end:1px solid #8886}`;
