import { BoardState, CityProfile, IntakeAccepted, KioskEnrolled, KioskWelcome, NavigatorProfile, PaperView, Problem, PROTOCOL } from '@engawa/reception/contract';
import { toSending } from '../../outbox/domain/drain-outbox.ts';
import type { OutboxLink } from '../../outbox/application/ports.ts';
import type { Answer, DeviceKey, PaperLink, ReceptionLink } from '../application/ports.ts';

/** A hall network answers in milliseconds; what takes this long is cut off. */
const PATIENCE_MS = 4_000;

type Exchange = { status: number; body: unknown; replayed: boolean } | null;

const exchange = async (path: string, init: RequestInit = {}): Promise<Exchange> => {
  try {
    const response = await fetch(path, { ...init, cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
    const text = await response.text();
    let body: unknown = null;
    try { body = text === '' ? null : JSON.parse(text); } catch { body = null; }
    return { status: response.status, body, replayed: response.headers.get('Idempotency-Replayed') === 'true' };
  } catch { return null; }
};

const codeOf = (body: unknown): Problem['code'] | null => Problem.safeParse(body).data?.code ?? null;

/** The hall server over HTTP on the page's own origin; signed where the contract says so. `enrolmentCode`: what the installer knows, where the hall asks for it. */
export const httpReception = (key: DeviceKey, enrolmentCode: string | null): ReceptionLink & OutboxLink & PaperLink => {
  const signed = async (body: string, more: Record<string, string> = {}): Promise<RequestInit> =>
    ({ method: 'POST', body, headers: { 'Content-Type': 'application/json', 'Engawa-Signature': await key.sign(body), ...more } });
  const answer = <T>(got: Exchange, parse: (body: unknown) => { success: true; data: T } | { success: false }): Answer<T> => {
    if (got === null) return { ok: false, code: 'unreachable' };
    const parsed = got.status < 300 ? parse(got.body) : { success: false as const };
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false, code: codeOf(got.body) ?? 'unreachable' };
  };
  return {
    enrol: async (publicKey) => answer(await exchange('/api/kiosks', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ publicKey, protocol: PROTOCOL, ...(enrolmentCode === null ? {} : { enrolmentCode }) }) }), (body) => KioskEnrolled.safeParse(body)),
    hello: async (kind, kioskId, hello) => answer(await exchange(`/api/kiosks/${kioskId}/${kind}`, await signed(JSON.stringify(hello))), (body) => KioskWelcome.safeParse(body)),
    help: async (kioskId, wanted) => answer(await exchange(`/api/kiosks/${kioskId}/help`, await signed(JSON.stringify({ wanted }))), () => ({ success: true, data: null })),
    city: async () => answer(await exchange('/api/city'), (body) => CityProfile.safeParse(body)),
    navigator: async () => answer(await exchange('/api/navigator'), (body) => NavigatorProfile.safeParse(body)),
    avoided: async (kioskId, key, procedures) => answer(await exchange(`/api/kiosks/${kioskId}/avoided-visits`, await signed(JSON.stringify({ procedures }), { 'Idempotency-Key': key })), () => ({ success: true, data: null })),
    board: async () => answer(await exchange('/api/board'), (body) => BoardState.safeParse(body)),
    paper: async (secret) => answer(await exchange(`/api/tickets/${secret}/paper`), (body) => PaperView.safeParse(body)),
    send: async (entry) => {
      const got = await exchange('/api/intakes', await signed(entry.body, { 'Idempotency-Key': entry.id }));
      if (got === null) return { sending: { kind: 'unreachable' }, answer: null };
      return { sending: toSending(got.status, codeOf(got.body), got.replayed), answer: IntakeAccepted.safeParse(got.body).data ?? null };
    },
  };
};
