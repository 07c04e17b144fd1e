import { Router } from 'express';
import { z } from 'zod';
import * as contract from '../../contract/index.ts';

interface Operation { readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'; readonly path: string; readonly says: string; readonly who: 'anyone' | 'kiosk' | 'staff' | 'client'; readonly body?: string; readonly answer?: string; readonly keyed?: boolean }

/** Every door of this API. The schemas are those of the contract, by name. */
const OPERATIONS: readonly Operation[] = [
  { method: 'get', path: '/healthz', says: 'Whether the server and its database answer', who: 'anyone' },
  { method: 'get', path: '/api/city', says: 'Counters, procedures, fields, phrases and policy of the city', who: 'anyone', answer: 'CityProfile' },
  { method: 'get', path: '/api/navigator', says: 'Which procedures does who need: rules, laws, things to bring, national holidays', who: 'anyone', answer: 'NavigatorProfile' },
  { method: 'get', path: '/api/board', says: 'The hall board as it is now', who: 'anyone', answer: 'BoardState' },
  { method: 'get', path: '/open/queue.json', says: 'Open data: waits, forecasts, and how the promises of the last 30 days were kept; may be cached for 10 s', who: 'anyone', answer: 'OpenQueue' },
  { method: 'get', path: '/open/queue.csv', says: 'The waits as CSV: at, zone, title, waiting, open_counters, from, until', who: 'anyone' },
  { method: 'get', path: '/open/promises.csv', says: 'The promises as CSV: day, told a time, called by it', who: 'anyone' },
  { method: 'get', path: '/api/tickets/{secret}', says: 'One’s own ticket, by the secret of its QR code', who: 'anyone', answer: 'TicketView' },
  { method: 'post', path: '/api/tickets/{secret}/rejoin', says: 'I missed my call: in the queue again at the own place, within the city’s window', who: 'anyone', answer: 'TicketView', keyed: true },
  { method: 'post', path: '/api/tickets/{secret}/leave', says: 'I leave the hall until then, as far as the forecast allows; the place is kept', who: 'anyone', body: 'LeaveHall', answer: 'TicketView', keyed: true },
  { method: 'post', path: '/api/tickets/{secret}/back', says: 'I am back', who: 'anyone', answer: 'TicketView', keyed: true },
  { method: 'post', path: '/api/kiosks', says: 'A device key asks for a series of numbers', who: 'anyone', body: 'EnrolKiosk', answer: 'KioskEnrolled' },
  { method: 'post', path: '/api/kiosks/{kioskId}/boot', says: 'A life of the kiosk begins; the answer names its first number', who: 'kiosk', body: 'KioskHello', answer: 'KioskWelcome' },
  { method: 'post', path: '/api/kiosks/{kioskId}/heartbeat', says: 'A sign of life', who: 'kiosk', body: 'KioskHello', answer: 'KioskWelcome' },
  { method: 'post', path: '/api/kiosks/{kioskId}/help', says: '職員を呼ぶ', who: 'kiosk', body: 'KioskHelp' },
  { method: 'post', path: '/api/kiosks/{kioskId}/avoided-visits', says: 'These procedures need no visit, and nobody came for them', who: 'kiosk', body: 'AvoidedVisits', keyed: true },
  { method: 'post', path: '/api/intakes', says: 'A ticket with its sealed form; the key is the intake id', who: 'kiosk', body: 'SubmitIntake', answer: 'IntakeAccepted', keyed: true },
  { method: 'get', path: '/api/staff/ways', says: 'Whether number and code count in this city; a passkey always does', who: 'anyone', answer: 'SignInWays' },
  { method: 'post', path: '/api/staff/session', says: 'Sign in by number and code, at a counter or (案内, 責任者, 閲覧) at none', who: 'anyone', body: 'SignIn', answer: 'StaffSession' },
  { method: 'post', path: '/api/staff/session/passkey/start', says: 'Begin a sign-in by passkey; nobody is named', who: 'anyone', answer: 'StaffCeremony' },
  { method: 'post', path: '/api/staff/session/passkey', says: 'Sign in by passkey', who: 'anyone', body: 'PasskeySignIn', answer: 'StaffSession' },
  { method: 'post', path: '/api/staff/enrolments/start', says: 'Begin an enrolment by a supervisor’s word', who: 'anyone', body: 'EnrolByWord', answer: 'StaffCeremony' },
  { method: 'post', path: '/api/staff/enrolments', says: 'End it: the word is used up', who: 'anyone', body: 'StaffCeremonyAnswer' },
  { method: 'get', path: '/api/staff/passkeys', says: 'One’s own passkeys', who: 'staff', answer: 'OwnPasskeys' },
  { method: 'post', path: '/api/staff/passkeys/start', says: 'Begin to add a passkey, within ten minutes of the sign-in', who: 'staff', answer: 'StaffCeremony' },
  { method: 'post', path: '/api/staff/passkeys', says: 'End it', who: 'staff', body: 'StaffCeremonyAnswer' },
  { method: 'get', path: '/api/staff/people', says: 'The staff with their roles and passkeys (責任者)', who: 'staff', answer: 'StaffPeople' },
  { method: 'post', path: '/api/staff/people/{staffId}/enrolment-word', says: 'A word for one enrolment within 15 minutes (責任者; audited)', who: 'staff', answer: 'EnrolmentWord' },
  { method: 'delete', path: '/api/staff/people/{staffId}/passkeys/{credentialId}', says: 'Revoke a passkey; what it opened ends (責任者; audited)', who: 'staff' },
  { method: 'get', path: '/api/staff/session', says: 'Who is signed in', who: 'staff', answer: 'StaffSession' },
  { method: 'delete', path: '/api/staff/session', says: 'Sign out', who: 'staff' },
  { method: 'post', path: '/api/staff/call-next', says: 'Call the next ticket of this counter’s zones', who: 'staff', answer: 'ActDone', keyed: true },
  { method: 'post', path: '/api/staff/tickets', says: 'A ticket from the staff desk', who: 'staff', body: 'IssueDeskTicket', answer: 'DeskTicketIssued', keyed: true },
  { method: 'post', path: '/api/staff/tickets/{ticketId}/{act}', says: 'call, recall, no-show, serve, finish, hold (at a counter), rejoin, leave, cancel, transfer, undo', who: 'staff', body: 'ActDetail', answer: 'ActDone', keyed: true },
  { method: 'post', path: '/api/staff/tickets/{ticketId}/care', says: '配慮: this visitor counts as having come 15 minutes earlier, or no more (audited, without the reason)', who: 'staff', body: 'SetCare', answer: 'ActDone', keyed: true },
  { method: 'get', path: '/api/staff/avoided-visits', says: 'How many visits nobody had to make: ?since= (today)', who: 'staff', answer: 'AvoidedVisitCounts' },
  { method: 'get', path: '/api/staff/statistics', says: 'Waits, services, promises, absences and avoided visits: ?from=&until= (today; at most 62 days)', who: 'staff', answer: 'HallStatistics' },
  { method: 'get', path: '/api/staff/statistics.csv', says: 'One table of it: ?table= hours, procedures or days', who: 'staff' },
  { method: 'get', path: '/api/staff/tickets/{ticketId}/form', says: 'Open the sealed form (audited)', who: 'staff', answer: 'OpenedForm' },
  { method: 'patch', path: '/api/staff/tickets/{ticketId}/form', says: 'Correct one value', who: 'staff', body: 'CorrectField', answer: 'OpenedForm', keyed: true },
  { method: 'get', path: '/api/staff/tickets/{ticketId}/forms.pdf', says: 'The forms as A4 (audited)', who: 'staff' },
  { method: 'get', path: '/api/staff/tickets/{ticketId}/forms.csv', says: 'One form as CSV: ?form= and ?encoding=utf-8 or shift_jis (audited)', who: 'staff' },
  { method: 'get', path: '/api/staff/tickets/{ticketId}/deletion', says: 'The receipt of the form’s deletion', who: 'staff', answer: 'DeletionState' },
  { method: 'get', path: '/api/staff/deletions/verify', says: 'Walks the chain of all receipts', who: 'staff' },
  { method: 'post', path: '/api/staff/intakes', says: '聞き取り: a desk ticket with a form that staff filled in', who: 'staff', body: 'HeardIntake', answer: 'DeskTicketIssued', keyed: true },
  { method: 'get', path: '/api/intake/v1/applications', says: '申請の一覧: ?status=, ?since=, ?cursor= (audited)', who: 'client', answer: 'ApplicationList' },
  { method: 'get', path: '/api/intake/v1/applications/{receiptNumber}', says: 'A票 and B票 of one visit (audited)', who: 'client', answer: 'HandedApplication' },
  { method: 'put', path: '/api/intake/v1/applications/{receiptNumber}/status', says: '受付済→取得済→処理中→完了|差戻し; the same state again changes nothing (audited)', who: 'client', body: 'SetState', answer: 'StateSet' },
  { method: 'get', path: '/api/staff/phrasebook', says: '文例集: sentences of the counter in eight languages, with their answers', who: 'staff', answer: 'Phrasebook' },
  { method: 'put', path: '/api/intake/v1/appointments', says: '予約の名簿: appointments of today and the next 7 days, as JSON or as text/csv (reference,day,time,procedure,state); one bad row refuses all (audited)', who: 'client', body: 'ImportAppointments', answer: 'AppointmentsImported' },
  { method: 'post', path: '/api/staff/appointments/{reference}/{act}', says: 'came, withdraw, undo: an appointment without a ticket (audited, without the reference)', who: 'staff', answer: 'AppointmentMarked', keyed: true },
  { method: 'post', path: '/api/staff/captions/open', says: 'Begin a conversation at the own counter', who: 'staff', body: 'OpenCaptions', answer: 'CaptionView' },
  { method: 'post', path: '/api/staff/captions/close', says: 'End it and wipe its words', who: 'staff' },
  { method: 'post', path: '/api/staff/help/{series}/done', says: 'Somebody went to the kiosk that asked', who: 'staff' },
];

const schemaNames = [...new Set([...OPERATIONS.flatMap((o) => [o.body, o.answer]).filter((name): name is string => name !== undefined), 'Problem'])];
const WHO = { anyone: '', kiosk: 'Signed with the device key (Engawa-Signature)', staff: 'Staff cookie', client: 'Authorization: Bearer <client>.<key>' } as const;

/** OpenAPI 3.1, generated from the zod schemas of the contract. */
export function openApi(): object {
  const schemas = Object.fromEntries(schemaNames.map((name) => {
    const { $schema: _dialect, ...schema } = z.toJSONSchema((contract as Record<string, unknown>)[name] as z.ZodType, { io: 'input', unrepresentable: 'any' });
    return [name, schema];
  }));
  const paths: Record<string, Record<string, unknown>> = {};
  for (const o of OPERATIONS) {
    const json = (name: string): object => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } });
    (paths[o.path] ??= {})[o.method] = {
      summary: o.says, ...(o.who === 'anyone' ? {} : { security: [{ [o.who]: [] }] }),
      parameters: [
        ...[...o.path.matchAll(/\{(\w+)\}/g)].map((m) => ({ name: m[1], in: 'path', required: true, schema: { type: 'string' } })),
        ...(o.keyed === true ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', maxLength: 64 } }] : []),
      ],
      ...(o.body === undefined ? {} : { requestBody: { required: true, content: json(o.body) } }),
      responses: {
        '2XX': { description: 'Done', ...(o.answer === undefined ? {} : { content: json(o.answer) }) },
        default: { description: 'Refused', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      },
    };
  }
  return {
    openapi: '3.1.0', info: { title: 'Engawa reception', version: '0.1.0', description: 'The hall: queue, forms, captions. Live state comes over socket.io (/socket.io), see contract/stream.ts.' }, paths,
    components: { schemas, securitySchemes: { client: { type: 'http', scheme: 'bearer' }, staff: { type: 'apiKey', in: 'cookie', name: 'engawa_staff' }, kiosk: { type: 'apiKey', in: 'header', name: 'Engawa-Signature' } } },
  };
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
/** The same as a page to read: plain HTML, no script, nothing from elsewhere. */
function readablePage(): string {
  const rows = OPERATIONS.map((o) => `<tr><th scope="row"><code>${o.method.toUpperCase()} ${escape(o.path)}</code></th><td>${escape(o.says)}</td><td>${escape([o.body ?? '', o.answer === undefined ? '' : `→ ${o.answer}`].join(' ').trim())}</td><td>${WHO[o.who]}${o.keyed === true ? (o.who === 'anyone' ? '' : '; ') + 'Idempotency-Key' : ''}</td></tr>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Engawa reception API</title><meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/api.css"></head><body><main><h1>Engawa reception</h1><p>Machine-readable: <a href="/openapi.json">openapi.json</a>. Refusals are RFC 9457 problems with one of these codes:</p><p>${contract.PROBLEM_CODES.map((c) => `<code>${c}</code>`).join(' ')}</p><table><thead><tr><th scope="col">Request</th><th scope="col">What it does</th><th scope="col">Body → answer</th><th scope="col">Needs</th></tr></thead><tbody>${rows.join('')}</tbody></table></main></body></html>`;
}
const CSS = 'body{font:16px/1.6 system-ui,sans-serif;color:#1b221e;background:#fafaf4;margin:0}main{max-width:72rem;margin:0 auto;padding:2rem 1rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.5rem .75rem;border-bottom:1px solid #dfe4d3;font-weight:400}thead th{font-weight:700}code{font-size:.9em}a{color:#1d4c8c}';

export function apiDescription(): Router {
  const router = Router();
  const description = openApi();
  const page = readablePage();
  router.get('/openapi.json', (_req, res) => { res.json(description); });
  router.get('/api', (_req, res) => { res.type('html').send(page); });
  router.get('/api.css', (_req, res) => { res.type('css').send(CSS); });
  return router;
}
