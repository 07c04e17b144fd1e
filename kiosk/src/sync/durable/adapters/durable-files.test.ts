import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDurableFiles } from './durable-files.ts';

afterEach(() => { vi.unstubAllGlobals(); });

describe('the worker that owns the second copies', () => {
  it('[I25] once it has died every write is refused at once, instead of waiting for ever', async () => {
    const workers: { onerror?: () => void }[] = [];
    vi.stubGlobal('Worker', class { onerror?: () => void; constructor() { workers.push(this); } postMessage(): void {} });
    const files = openDurableFiles();
    const before = files.write('memory.json', '{}');
    workers[0]?.onerror?.();
    await expect(before).rejects.toThrow();
    await expect(files.write('memory.json', '{}')).rejects.toThrow();
  });
});
