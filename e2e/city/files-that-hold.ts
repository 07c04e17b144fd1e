import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Every file below the folder that holds one of the texts, as UTF-8: database pages, write-ahead log, program logs. */
export async function filesThatHold(folder: string, texts: readonly string[]): Promise<string[]> {
  const needles = texts.map((text) => Buffer.from(text));
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (needles.some((needle) => bytes.includes(needle))) found.push(path);
  }
  return found;
}
