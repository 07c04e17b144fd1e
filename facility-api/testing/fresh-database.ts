import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase } from '../src/database/database.ts';
import type { Database } from '../src/database/database.ts';
import { migrate, readMigrations } from '../src/database/migrate.ts';

export interface FreshDatabase { url: string; pool: Database; drop(): Promise<void> }

/** Any constant; makers of the template wait for each other on it. */
const TEMPLATE_LOCK = 420_002;

/** A database of the migrated schema for one test file, cloned from a template that is made once per state of the migrations. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const admin = process.env['TEST_POSTGRES_URL'];
  if (!admin) throw new Error('TEST_POSTGRES_URL is not set: a PostgreSQL on which databases may be made');
  const at = (name: string): string => Object.assign(new URL(admin), { pathname: `/${name}` }).toString();
  const state = createHash('sha256').update(JSON.stringify(await readMigrations())).digest('hex').slice(0, 12);
  const template = `engawa_facility_template_${state}`;
  const name = `engawa_facility_test_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (known.rowCount === 0) {
      // Made under another name first: a template that was cut off half-way must never be cloned.
      await client.query(`DROP DATABASE IF EXISTS ${template}_half`);
      await client.query(`CREATE DATABASE ${template}_half`);
      const pool = openDatabase(at(`${template}_half`));
      await migrate(pool);
      await pool.end();
      await client.query(`ALTER DATABASE ${template}_half RENAME TO ${template}`);
    }
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  } finally {
    await client.end();
  }
  const pool = openDatabase(at(name));
  return {
    url: at(name), pool,
    async drop() {
      if (!pool.ended) await pool.end();
      const last = new pg.Client({ connectionString: admin });
      await last.connect();
      await last.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await last.end();
    },
  };
}
