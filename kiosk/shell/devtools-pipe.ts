import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

type Answer = { id?: number; result?: unknown; error?: { message: string }; method?: string; params?: unknown; sessionId?: string };
export type PipeEvent = { method: string; params: Record<string, unknown>; sessionId: string | undefined };

/**
 * Chromium's own language over two pipes (`--remote-debugging-pipe`): nobody but the process that started the browser can speak it,
 * and a browser whose pipe ends goes by itself. Messages are JSON, each followed by a zero byte.
 */
export interface DevtoolsPipe {
  /** Rejects when Chromium refuses, or when the browser is gone before it has answered. */
  send(method: string, params?: object, sessionId?: string): Promise<Record<string, unknown>>;
  listen(listener: (event: PipeEvent) => void): void;
  close(): void;
}

export function openDevtoolsPipe(browser: ChildProcess): DevtoolsPipe {
  const [, , , to, from] = browser.stdio as unknown as [unknown, unknown, unknown, Writable, Readable];
  const waiting = new Map<number, { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }>();
  const listeners = new Set<(event: PipeEvent) => void>();
  let last = 0;
  let closed = false;
  let rest = Buffer.alloc(0);

  const end = () => {
    closed = true;
    for (const { reject } of waiting.values()) reject(new Error('The browser is gone'));
    waiting.clear();
  };
  const hear = (text: string) => {
    const { id, result, error, method, params, sessionId } = JSON.parse(text) as Answer;
    if (method !== undefined) for (const listener of listeners) listener({ method, params: (params ?? {}) as Record<string, unknown>, sessionId });
    if (id === undefined) return;
    const ask = waiting.get(id);
    waiting.delete(id);
    if (error) ask?.reject(new Error(error.message));
    else ask?.resolve((result ?? {}) as Record<string, unknown>);
  };
  from.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (let at = rest.indexOf(0); at !== -1; at = rest.indexOf(0)) {
      const text = rest.subarray(0, at).toString('utf8');
      rest = rest.subarray(at + 1);
      hear(text);
    }
  });
  for (const pipe of [to, from]) pipe.on('error', end);
  from.on('close', end);

  return {
    send: (method, params = {}, sessionId) => new Promise((resolve, reject) => {
      if (closed) { reject(new Error('The browser is gone')); return; }
      last += 1;
      waiting.set(last, { resolve, reject });
      to.write(`${JSON.stringify({ id: last, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
    }),
    listen: (listener) => { listeners.add(listener); },
    close: () => { to.destroy(); from.destroy(); end(); },
  };
}
