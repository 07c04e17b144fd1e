import { createHash } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Document } from '../application/ports.ts';

const Envelope = z.strictObject({ sha256: z.string(), body: z.string() });

/** A file with a checksum inside, replaced in one step (write beside, fsync, rename, fsync the folder). Saves run one after the other. */
export function fileDocument<T>(path: string, schema: z.ZodType<T>): Document<T> {
  let last: Promise<void> = Promise.resolve();
  return {
    load: () => load(path, schema),
    save: (body) => {
      const text = JSON.stringify(body);
      const saved = last.then(() => replace(path, JSON.stringify({ sha256: sumOf(text), body: text })));
      last = saved.catch(() => {});
      return saved;
    },
  };
}

async function load<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const { sha256, body } = Envelope.parse(JSON.parse(text));
    return sumOf(body) === sha256 ? schema.parse(JSON.parse(body)) : null;
  } catch {
    return null;
  }
}

async function replace(path: string, text: string): Promise<void> {
  const beside = `${path}.new`;
  const file = await open(beside, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
