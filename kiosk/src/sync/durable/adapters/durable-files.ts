/** Second copies, each flushed to the disk before the promise resolves. Rejects when the file system refuses (full, broken, absent). */
export interface DurableFiles {
  write(name: string, text: string): Promise<void>;
  read(name: string): Promise<string | null>;
  remove(name: string): Promise<void>;
  list(): Promise<string[]>;
}

/** Talks to the worker that owns the files. */
export const openDurableFiles = (): DurableFiles => {
  const worker = new Worker(new URL('./durable-files.worker.ts', import.meta.url), { type: 'module', name: 'durable-files' });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  worker.onmessage = (event: MessageEvent<{ id: number; ok: boolean; value?: unknown; message?: string }>) => {
    const ask = waiting.get(event.data.id);
    waiting.delete(event.data.id);
    if (event.data.ok) ask?.resolve(event.data.value);
    else ask?.reject(new Error(event.data.message));
  };
  let dead = false;
  worker.onerror = () => { dead = true; for (const ask of waiting.values()) ask.reject(new Error('The worker for second copies did not start')); waiting.clear(); };
  const ask = (request: object): Promise<unknown> => new Promise((resolve, reject) => {
    if (dead) { reject(new Error('The worker for second copies is gone')); return; }
    last += 1;
    waiting.set(last, { resolve, reject });
    worker.postMessage({ ...request, id: last });
  });
  return {
    write: async (name, text) => { await ask({ op: 'write', name, text }); },
    read: async (name) => (await ask({ op: 'read', name })) as string | null,
    remove: async (name) => { await ask({ op: 'remove', name }); },
    list: async () => (await ask({ op: 'list' })) as string[],
  };
};
