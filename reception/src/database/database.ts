import pg from 'pg';

export type Database = pg.Pool;
/** A connection inside a transaction. */
export type Transaction = pg.PoolClient;
/** Anything that answers a query. */
export type Queryable = Pick<pg.Pool, 'query'>;

const DATE_OID = 1082;
/** A `date` stays the text that PostgreSQL sent: as a JavaScript Date it would move with the machine's time zone. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === DATE_OID && format !== 'binary' ? (text: string) => text : pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

/** 16 connections: more only queue inside PostgreSQL on the small machines of a city hall. `name` is how other servers know this one. */
export function openDatabase(url: string, onIdleError: (error: Error) => void = () => {}, name = 'engawa'): Database {
  const pool = new pg.Pool({ connectionString: url, application_name: name, max: 16, types, connectionTimeoutMillis: 10_000 });
  // Without a listener a restart of PostgreSQL would end the whole process. The pool listens only while a connection is idle,
  // so each connection gets its own for the time inside a transaction; there the next statement fails and says the rest.
  pool.on('error', onIdleError);
  pool.on('connect', (client) => { client.on('error', () => {}); });
  return pool;
}

/** Deadlock and serialization failure: the work may simply be done again. */
const RETRYABLE = new Set(['40P01', '40001']);
const TRIES = 4;

/** BEGIN … COMMIT; whatever `work` throws rolls everything back. */
export async function inTransaction<T>(pool: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    const tx = await pool.connect();
    try {
      await tx.query('BEGIN');
      const value = await work(tx);
      await tx.query('COMMIT');
      tx.release();
      return value;
    } catch (error) {
      // A connection that cannot roll back is broken: it is thrown away instead of given to the next one.
      await tx.query('ROLLBACK').then(() => tx.release(), (broken: Error) => tx.release(broken));
      if (tried >= TRIES || !RETRYABLE.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
}

/** Name of the violated unique constraint or index, or null when the error is another one. */
export const violatedUnique = (error: unknown): string | null => {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '23505' ? (constraint ?? '') : null;
};
