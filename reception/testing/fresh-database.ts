import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase, type Database } from '../src/database/database.ts';
import { migrate, readMigrations } from '../src/database/migrate.ts';

export interface FreshDatabase { readonly url: string; readonly pool: Database; drop(): Promise<void> }

const LOCK = 410_003;
const named = (admin: string, database: string): string => { const url = new URL(admin); url.pathname = `/${database}`; return url.href; };

/** Runs with one admin connection of its own. */
async function asAdmin<T>(admin: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try { return await work(client); } finally { await client.end(); }
}

/** The migrated template, made once per state of the migrations; test files that start together wait for the first. */
async function template(admin: string): Promise<string> {
  const migrations = await readMigrations();
  const name = `reception_template_${createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 12)}`;
  await asAdmin(admin, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
    if (rowCount === 1) return;
    await client.query(`DROP DATABASE IF EXISTS ${name}`);
    await client.query(`CREATE DATABASE ${name}`);
    const pool = openDatabase(named(admin, name));
    try { await migrate(pool); } finally { await pool.end(); }
    // Marked last: a crash before leaves a database that is made anew.
    await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
  });
  return name;
}

/** A real database of its own, cloned from the migrated schema on TEST_POSTGRES_URL. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const admin = process.env.TEST_POSTGRES_URL;
  if (admin === undefined || admin === '') throw new Error('TEST_POSTGRES_URL is missing: an admin address of a PostgreSQL server for tests');
  const from = await template(admin);
  const name = `reception_test_${randomBytes(6).toString('hex')}`;
  await asAdmin(admin, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${from}`));
  const url = named(admin, name);
  const pool = openDatabase(url);
  return { url, pool, drop: async () => { await pool.end(); await asAdmin(admin, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)); } };
}
