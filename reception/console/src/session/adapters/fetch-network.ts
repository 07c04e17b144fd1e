import type { Network, NetworkAnswer, NetworkRequest } from '../application/ports.ts';

/** Longest wait for one answer of the hall server, which stands in the same building. */
const ANSWER_MS = 6_000;

/** The hall server by `fetch`, with the staff cookie. Every kind of silence is `reached: false`. */
export const fetchNetwork = (origin: string): Network => ({
  async send(request: NetworkRequest): Promise<NetworkAnswer> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (request.body !== undefined) headers['content-type'] = 'application/json';
    if (request.key !== null) headers['idempotency-key'] = request.key;
    try {
      const response = await fetch(new URL(request.path, origin), {
        method: request.method, headers, credentials: 'same-origin', cache: 'no-store', redirect: 'error',
        body: request.body === undefined ? undefined : JSON.stringify(request.body),
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      const text = await response.text();
      return { reached: true, status: response.status, body: parseOrNull(text) };
    } catch {
      return { reached: false };
    }
  },
});

const parseOrNull = (text: string): unknown => {
  try { return text === '' ? null : JSON.parse(text) as unknown; } catch { return null; }
};
