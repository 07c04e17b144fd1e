import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { ClientsFile, type Client } from '../domain/client.ts';
import { NO_RETENTION, Retention } from '../domain/retention.ts';

/** `retention.json` and `clients.json` of a city; one without them keeps nothing and lets nobody fetch. `read` names its mistakes. */
export async function readHandOver(folder: string, read: <T>(folder: string, file: string, schema: z.ZodType<T>) => Promise<T>): Promise<{ policy: Retention; clients: readonly Client[] }> {
  const part = <T>(file: string, schema: z.ZodType<T>, absent: T): Promise<T> => (existsSync(join(folder, file)) ? read(folder, file, schema) : Promise.resolve(absent));
  const [policy, { clients }] = await Promise.all([part('retention.json', Retention, NO_RETENTION), part('clients.json', ClientsFile, { clients: [] })]);
  return { policy, clients };
}
