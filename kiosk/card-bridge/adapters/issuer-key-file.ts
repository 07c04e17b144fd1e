import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { IssuerKeys } from '../application/ports.ts';
import { fromHex } from '../domain/bytes.ts';

const hex = z.string().regex(/^(?:[0-9a-f]{2})+$/);
/** CARD_CA_FILE: the issuers whose cards count as verified, as the city got them. `id`: all 16 bytes in hex. */
const IssuerKeyList = z.array(z.strictObject({ id: hex.length(32), n: hex.min(512), e: hex })).max(64);

export async function readIssuerKeys(path: string): Promise<IssuerKeys> {
  const list = IssuerKeyList.parse(JSON.parse(await readFile(path, 'utf8')));
  return new Map(list.map(({ id, n, e }) => [id, { n: fromHex(n), e: fromHex(e) }]));
}
