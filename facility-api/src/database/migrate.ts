import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createHash } from 'node:crypto';
import { inTransaction, type Database } from './database.ts';

const FOLDER = new URL('../../migrations/', import.meta.url);
/** Any constant; two servers that start together wait for each other on it. */
const LOCK = 420_001;

export async function readMigrations(): Promise<{ name: string; sql: string }[]> {
  const names = (await readdir(fileURLToPath(FOLDER))).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort();
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(new URL(name, FOLDER), 'utf8') })));
}

/** Applies what is missing, in order, in one transaction. A file that was changed after it was applied stops the start. */
export async function migrate(pool: Database): Promise<void> {
  const migrations = await readMigrations();
  await inTransaction(pool, async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await tx.query('CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())');
    const { rows } = await tx.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM migrations');
    const applied = new Map(rows.map((row) => [row.name, row.sha256]));
    for (const { name, sql } of migrations) {
      const sha256 = createHash('sha256').update(sql).digest('hex');
      const before = applied.get(name);
      if (before === sha256) continue;
      if (before !== undefined) throw new Error(`migration ${name} was changed after it was applied; migrations are append-only`);
      await tx.query(sql);
      await tx.query('INSERT INTO migrations (name, sha256) VALUES ($1, $2)', [name, sha256]);
    }
  });
}
