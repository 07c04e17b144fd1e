import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { glossaryContradictions, GlossaryFile } from '../domain/glossary.ts';

/** A mistake in `glossary.yaml`, with the place of each. */
export class GlossaryError extends Error { override name = 'GlossaryError'; readonly code = 'glossary-invalid'; }

/** @throws GlossaryError for a mistake in the text, with its line where YAML itself is broken and its path elsewhere. */
export function parseGlossary(text: string, file = 'glossary.yaml'): GlossaryFile {
  let value: unknown;
  try { value = parse(text, { uniqueKeys: true, maxAliasCount: 0 }); } catch (cause) { throw new GlossaryError(`${file}: ${(cause as Error).message}`, { cause }); }
  const read = GlossaryFile.safeParse(value);
  if (!read.success) throw new GlossaryError(`${file}: ${z.prettifyError(read.error)}`);
  const wrong = glossaryContradictions(read.data);
  if (wrong.length > 0) throw new GlossaryError(`${file}: ${wrong.join('\n')}`);
  return read.data;
}

/** The glossary of a city's folder. A city without the file has an empty one. */
export async function readGlossary(folder: string): Promise<GlossaryFile> {
  const text = await readFile(join(folder, 'glossary.yaml'), 'utf8').catch((cause: NodeJS.ErrnoException) => { if (cause.code === 'ENOENT') return null; throw cause; });
  return text === null ? { terms: [], readings: {} } : parseGlossary(text);
}
