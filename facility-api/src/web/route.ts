import type { z } from 'zod';
import type { Offer, ProblemCode, ResidentId } from '../../contract/index.ts';

/** What a handler gets: everything parsed, nothing of the web framework. */
export interface Call<Body = unknown, Query = unknown> {
  params: Record<string, string>; body: Body; query: Query;
  /** present where the route says `resident: 'required'` */ resident: ResidentId;
  /** present where the route says `key: 'required'` */ key: string;
  cookies: Record<string, string>; header(name: string): string | undefined;
  /** body as it came, for signatures */ raw: Buffer;
}
export interface Problematic { refused: ProblemCode; facts?: Record<string, string | number | boolean> | undefined; offers?: Offer[] | undefined }
export type Reply =
  | { status: 200 | 201 | 202; body: unknown; cookie?: { name: string; value: string; maxAgeSeconds: number }; /** open data: any page may read it and any cache keep it so long */ openSeconds?: number }
  | { status: 204; cookie?: { name: string; value: string; maxAgeSeconds: number } }
  | { status: 200; text: string; type: string; filename?: string; openSeconds?: number }
  | Problematic;

/** One line of the API. Also the source of `/openapi.json` and of the page at `/api`. */
export interface Route {
  method: 'get' | 'post'; path: string; summary: string;
  resident?: 'required'; key?: 'required';
  /** no `Origin` check and raw body: another server calls */ machine?: true;
  /** tighter rate for what costs a signature check */ rate?: 'ceremony';
  body?: z.ZodType; query?: z.ZodType; answer?: z.ZodType; answerType?: string;
  handle(call: Call): Promise<Reply>;
}
/** Keeps body and query types beside the handler; the mount parses both before it calls. */
export function route<B extends z.ZodType, Q extends z.ZodType>(definition: Omit<Route, 'body' | 'query' | 'handle'> & { body?: B; query?: Q; handle(call: Call<z.output<B>, z.output<Q>>): Promise<Reply> }): Route {
  return definition as unknown as Route;
}

/** HTTP status of each refusal. */
export const STATUS: Record<ProblemCode, number> = {
  'bad-request': 400, 'not-found': 404, 'not-signed-in': 401, 'forbidden-origin': 403, 'too-many-requests': 429, 'too-large': 413, internal: 500,
  'idempotency-key-missing': 400, 'idempotency-key-reused': 409,
  'passkey-refused': 403, 'passkey-unknown': 404, 'challenge-expired': 410,
  'slot-taken': 409, 'outside-opening-hours': 422, closed: 422, 'slot-in-the-past': 422, 'too-far-ahead': 422, 'too-many-people': 422, 'too-many-holds': 409, 'not-aligned': 422, 'proof-missing': 403, 'fee-unknown': 422,
  'hold-expired': 410, 'booking-not-held': 409, 'booking-not-confirmed': 409, 'cancel-too-late': 409, 'change-too-late': 409, 'payment-unreachable': 502, 'notice-signature': 403, 'not-your-booking': 404,
  'too-early': 409, 'too-late': 409, 'door-unreachable': 503, 'door-refused': 409,
};
export const TITLE = (code: ProblemCode): string => code.replaceAll('-', ' ');
