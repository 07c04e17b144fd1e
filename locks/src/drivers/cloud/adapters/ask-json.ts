export interface JsonAnswer { status: number; body: unknown }

/** No maker's answer about one lock is longer. */
const MOST_BYTES = 256_000;

/**
 * One request to a maker's cloud. null = no answer in time, or none that is JSON.
 * Nothing of the request (it carries the secret) reaches an error or a log; redirects are not followed, so that the secret stays with the maker.
 */
export async function askJson(url: string, init: { method?: string; headers: Record<string, string>; body?: unknown; deadlineMs: number }): Promise<JsonAnswer | null> {
  try {
    const answer = await fetch(url, {
      method: init.method ?? 'GET', redirect: 'error', signal: AbortSignal.timeout(init.deadlineMs),
      headers: { ...init.headers, ...(init.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }) },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    });
    const text = await answer.text();
    if (text.length > MOST_BYTES) return null;
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}
