import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../testing/fresh-database.ts';
import type { FreshDatabase } from '../../testing/fresh-database.ts';
import { inTransaction } from './database.ts';

let database: FreshDatabase;
beforeAll(async () => { database = await freshDatabase(); });
afterAll(() => database.drop());

describe('a database that restarts', () => {
  it('[S17] a transaction that loses its connection between two statements fails alone, and the next one works', async () => {
    const lost = inTransaction(database.pool, async (tx) => {
      const { rows } = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const ended = new Promise((resolve) => { tx.once('end', resolve); });
      // what a restart of PostgreSQL does to a connection that is waiting for us, for example while a form is being drawn
      await database.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
      await ended;
      return tx.query('SELECT 1');
    });
    await expect(lost).rejects.toThrow();
    expect(await inTransaction(database.pool, async (tx) => (await tx.query('SELECT 1 AS one')).rows)).toEqual([{ one: 1 }]);
  });
});
