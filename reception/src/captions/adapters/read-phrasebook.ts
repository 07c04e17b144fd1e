import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PhraseGroup, type Phrasebook } from '../../../contract/index.ts';
import { phrasebookContradictions } from '../domain/phrasebook.ts';

/** A mistake in `phrasebook/`, with file and place of each. */
export class PhrasebookError extends Error { override name = 'PhrasebookError'; readonly code = 'phrasebook-invalid'; }

/** The groups of a city's `phrasebook/*.yaml` in the order of the files' names; none without the folder. @throws PhrasebookError */
export async function readPhrasebook(folder: string): Promise<Phrasebook> {
  const files = await readdir(join(folder, 'phrasebook')).catch((cause: NodeJS.ErrnoException) => { if (cause.code === 'ENOENT') return []; throw cause; });
  const groups: PhraseGroup[] = [];
  for (const file of files.filter((name) => name.endsWith('.yaml')).sort()) {
    let value: unknown;
    try { value = parse(await readFile(join(folder, 'phrasebook', file), 'utf8'), { uniqueKeys: true, maxAliasCount: 0 }); } catch (cause) { throw new PhrasebookError(`phrasebook/${file}: ${(cause as Error).message}`, { cause }); }
    const read = PhraseGroup.safeParse(value);
    if (!read.success) throw new PhrasebookError(`phrasebook/${file}: ${z.prettifyError(read.error)}`);
    groups.push(read.data);
  }
  const wrong = phrasebookContradictions({ groups });
  if (wrong.length > 0) throw new PhrasebookError(`phrasebook: ${wrong.join('\n')}`);
  return { groups };
}
