import type { Express } from 'express';
import type { Right } from '../../contract/index.ts';

/**
 * Who reaches a route: `anyone` (its own limits apply), a `kiosk` by its signature, the `back-office` by its key, whoever holds a
 * `ticket`'s secret, or staff whose role has the right (contract/roles.ts).
 */
export type Access = 'anyone' | 'kiosk' | 'ticket' | 'back-office' | Right;

/** Every route of reception. One that has no row here, or a row without a route, stops the start. */
export const ROUTES: Readonly<Record<string, Access>> = {
  'GET /healthz': 'anyone', 'GET /': 'anyone', 'GET /openapi.json': 'anyone', 'GET /api': 'anyone', 'GET /api.css': 'anyone',
  'GET /api/city': 'anyone', 'GET /api/navigator': 'anyone', 'GET /api/board': 'anyone',
  'GET /open/queue.json': 'anyone', 'GET /open/queue.csv': 'anyone', 'GET /open/promises.csv': 'anyone',
  'GET /api/tickets/:secret': 'ticket', 'POST /api/tickets/:secret/:act': 'ticket',
  'GET /api/tickets/:secret/paper': 'ticket', 'GET /api/tickets/:secret/paper.png': 'ticket',
  'GET /api/tickets/:secret/notices': 'ticket', 'POST /api/tickets/:secret/notices': 'ticket', 'DELETE /api/tickets/:secret/notices/:wayId': 'ticket',
  'POST /api/line/webhook': 'anyone', 'GET /api/notices/stop/:word': 'anyone', 'POST /api/notices/stop/:word': 'anyone',
  'POST /api/kiosks': 'anyone', 'POST /api/kiosks/:kioskId/boot': 'kiosk', 'POST /api/kiosks/:kioskId/heartbeat': 'kiosk',
  'POST /api/kiosks/:kioskId/help': 'kiosk', 'POST /api/kiosks/:kioskId/avoided-visits': 'kiosk', 'POST /api/intakes': 'kiosk',
  'GET /api/intake/v1/applications': 'back-office', 'GET /api/intake/v1/applications/:receiptNumber': 'back-office',
  'PUT /api/intake/v1/applications/:receiptNumber/status': 'back-office', 'PUT /api/intake/v1/appointments': 'back-office',

  'GET /api/staff/ways': 'anyone', 'POST /api/staff/session': 'anyone',
  'POST /api/staff/session/passkey/start': 'anyone', 'POST /api/staff/session/passkey': 'anyone',
  'POST /api/staff/enrolments/start': 'anyone', 'POST /api/staff/enrolments': 'anyone',
  'GET /api/staff/session': 'watch', 'DELETE /api/staff/session': 'watch',
  'GET /api/staff/passkeys': 'watch', 'POST /api/staff/passkeys/start': 'watch', 'POST /api/staff/passkeys': 'watch',

  'POST /api/staff/tickets': 'receive', 'POST /api/staff/help/:series/done': 'receive',
  'POST /api/staff/tickets/:ticketId/care': 'receive', 'POST /api/staff/tickets/:ticketId/rejoin': 'receive',
  'POST /api/staff/tickets/:ticketId/leave': 'receive', 'POST /api/staff/tickets/:ticketId/cancel': 'receive',
  'POST /api/staff/tickets/:ticketId/paper': 'receive', 'POST /api/staff/tickets/:ticketId/slip': 'receive', 'POST /api/staff/print-jobs/:jobId/settled': 'receive', 'POST /api/staff/print-jobs/:jobId/cancel': 'receive',
  'POST /api/staff/tickets/:ticketId/transfer': 'receive', 'POST /api/staff/tickets/:ticketId/undo': 'receive',

  'POST /api/staff/appointments/:reference/came': 'receive', 'POST /api/staff/appointments/:reference/withdraw': 'receive', 'POST /api/staff/appointments/:reference/undo': 'receive',

  'POST /api/staff/call-next': 'serve', 'POST /api/staff/tickets/:ticketId/call': 'serve', 'POST /api/staff/tickets/:ticketId/recall': 'serve',
  'POST /api/staff/tickets/:ticketId/no-show': 'serve', 'POST /api/staff/tickets/:ticketId/serve': 'serve',
  'POST /api/staff/tickets/:ticketId/finish': 'serve', 'POST /api/staff/tickets/:ticketId/hold': 'serve',
  'GET /api/staff/phrasebook': 'serve', 'POST /api/staff/captions': 'serve', 'POST /api/staff/captions/open': 'serve', 'DELETE /api/staff/captions': 'serve', 'POST /api/staff/captions/close': 'serve',

  'GET /api/staff/tickets/:ticketId/form': 'forms', 'PATCH /api/staff/tickets/:ticketId/form': 'forms',
  'GET /api/staff/tickets/:ticketId/forms.pdf': 'forms', 'GET /api/staff/tickets/:ticketId/forms.csv': 'forms',
  'GET /api/staff/tickets/:ticketId/deletion': 'forms', 'POST /api/staff/intakes': 'forms',

  'GET /api/staff/statistics': 'statistics', 'GET /api/staff/statistics.csv': 'statistics', 'GET /api/staff/avoided-visits': 'statistics',
  'GET /api/staff/people': 'oversee', 'POST /api/staff/people/:staffId/enrolment-word': 'oversee',
  'DELETE /api/staff/people/:staffId/passkeys/:credentialId': 'oversee', 'GET /api/staff/deletions/verify': 'oversee',
};

const NOT_STAFF: readonly string[] = ['anyone', 'kiosk', 'ticket', 'back-office'];

/** The right that a staff route needs; `path` as it was registered. Throws where the table has none: closed, not open. */
export function rightOf(method: string, path: string): Right {
  const access = ROUTES[`${method === 'HEAD' ? 'GET' : method} ${path}`];
  if (access === undefined || NOT_STAFF.includes(access)) throw new Error(`${method} ${path} has no right in web/routes.ts`);
  return access as Right;
}

interface Layer { readonly route?: { readonly path: string | readonly string[]; readonly methods: Readonly<Record<string, boolean>> }; readonly handle: { readonly stack?: readonly Layer[] } }

/** `METHOD /path` of everything that was registered, in order. */
export function routesOf(app: Express): string[] {
  const walk = (layers: readonly Layer[]): string[] => layers.flatMap(({ route, handle }) => {
    if (route === undefined) return walk(handle.stack ?? []);
    const methods = Object.keys(route.methods).map((method) => method.toUpperCase());
    return [route.path].flat().flatMap((path) => methods.map((method) => `${method} ${path}`));
  });
  return walk((app.router as unknown as { stack: readonly Layer[] }).stack);
}

/** The table and the routes agree, or the server does not start. */
export function checkRoutes(app: Express): void {
  const there = routesOf(app);
  const wrong = [...there.filter((route) => !(route in ROUTES)).map((route) => `${route} has no row`), ...Object.keys(ROUTES).filter((route) => !there.includes(route)).map((route) => `${route} is a row without a route`)];
  if (wrong.length > 0) throw new Error(`web/routes.ts: ${wrong.join(', ')}`);
}
