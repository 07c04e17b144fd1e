/** Second copies in the origin's private file system. Only a worker may open a file that can be flushed to the disk. */
export type FileRequest = { id: number } & ({ op: 'write'; name: string; text: string } | { op: 'read'; name: string } | { op: 'remove'; name: string } | { op: 'list' });
interface SyncHandle { truncate(size: number): void; write(bytes: Uint8Array, options: { at: number }): number; read(bytes: Uint8Array, options: { at: number }): number; getSize(): number; flush(): void; close(): void }

const folder = async (): Promise<FileSystemDirectoryHandle> => (await navigator.storage.getDirectory()).getDirectoryHandle('engawa', { create: true });
const open = async (name: string, create: boolean): Promise<SyncHandle> => {
  const file = await (await folder()).getFileHandle(name, { create });
  return (file as unknown as { createSyncAccessHandle(): Promise<SyncHandle> }).createSyncAccessHandle();
};

const act = async (request: FileRequest): Promise<unknown> => {
  switch (request.op) {
    case 'write': {
      const handle = await open(request.name, true);
      try {
        const bytes = new TextEncoder().encode(request.text);
        handle.truncate(0);
        handle.write(bytes, { at: 0 });
        handle.flush();
      } finally { handle.close(); }
      return null;
    }
    case 'read': {
      const handle = await open(request.name, false).catch(() => null);
      if (handle === null) return null;
      try {
        const bytes = new Uint8Array(handle.getSize());
        handle.read(bytes, { at: 0 });
        return new TextDecoder().decode(bytes);
      } finally { handle.close(); }
    }
    case 'remove': await (await folder()).removeEntry(request.name).catch(() => undefined); return null;
    case 'list': {
      const names: string[] = [];
      for await (const name of (await folder() as unknown as { keys(): AsyncIterable<string> }).keys()) names.push(name);
      return names;
    }
  }
};

/** One after the other: two open handles on one file would refuse each other. */
let tail: Promise<unknown> = Promise.resolve();
self.onmessage = (event: MessageEvent<FileRequest>) => {
  const request = event.data;
  tail = tail.then(async () => {
    try { self.postMessage({ id: request.id, ok: true, value: await act(request) }); } catch (error) { self.postMessage({ id: request.id, ok: false, message: String(error) }); }
  });
};
