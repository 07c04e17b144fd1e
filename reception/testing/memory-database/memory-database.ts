import type { Database } from '../../src/database/database.ts';
import { Blocked, MemoryDatabaseError, MemoryTables, MemoryTransaction, wouldDeadlock, type Change, type Sight } from './memory-rows.ts';
import { STATEMENTS, type Answer } from './memory-statements.ts';

export interface MemoryDatabaseDependencies {
  /** Does it a little later: every statement, and every answer to a COMMIT, is one. */ later: (act: () => void) => void;
  /** told of every commit that changed something, in order */ committed?: (changes: readonly Change[], note: string | null) => void;
  /** for an experiment: commits are told at once and reach the disk only this much later, so that a power loss takes them back */ relaxed?: { readonly ms: number; readonly nowMs: () => number };
}

/** What a node holds: a `pg` pool as far as reception uses one. `kill`: the process is gone, and with it what it had begun. */
export interface MemoryPool { readonly database: Database; kill(): void }

interface Client { tx: MemoryTransaction | null; broken: boolean; readonly pool: { dead: boolean } }
interface Waiting { readonly client: Client; readonly reject: (error: Error) => void }

const lost = (): Error => new MemoryDatabaseError('57P01');
const one = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
/** Statements are few and their texts are constant: each is put on one line once. */
const known = new Map<string, string>();
const oneLine = (text: string): string => {
  let line = known.get(text);
  if (line === undefined) { line = one(text); known.set(text, line); }
  return line;
};
interface Run { readonly place: number; readonly run: (sight: Sight, params: readonly unknown[]) => Answer }
const runs = new Map<string, Run | null>();
const runOf = (line: string): Run | null => {
  let run = runs.get(line);
  if (run !== undefined) return run;
  const place = STATEMENTS.findIndex(({ sql }) => (typeof sql === 'string' ? one(sql) === line : sql.test(line)));
  const statement = STATEMENTS[place];
  const match = typeof statement?.sql === 'object' ? statement.sql.exec(line) ?? [] : [];
  run = statement === undefined ? null : { place, run: (sight, params) => statement.run(sight, params, match) };
  runs.set(line, run);
  return run;
};
const DONE: Answer = { rows: [], rowCount: 0 };

/**
 * PostgreSQL as reception's queue, kiosks, forms and ledger use it, in the memory of one process: READ COMMITTED, row locks,
 * SKIP LOCKED, unique indexes, savepoints, deadlocks, crashes before and after a commit. It knows these statements by their
 * exact text and refuses every other, so that a change of one is noticed. `two-databases.suite.ts` holds it to the real one.
 */
export class MemoryDatabase {
  readonly tables = new MemoryTables();
  private readonly deps: MemoryDatabaseDependencies;
  private readonly clients = new Set<Client>();
  private readonly waiting = new Set<Waiting>();
  /** places in STATEMENTS of those that were asked */ readonly used = new Set<number>();
  private down = false;
  private unflushed: { readonly atMs: number; readonly changes: readonly Change[] }[] = [];

  constructor(deps: MemoryDatabaseDependencies) { this.deps = deps; }

  open(): MemoryPool {
    const pool = { dead: false };
    const client = (): Client => { const made = { tx: null, broken: false, pool }; this.clients.add(made); return made; };
    const connect = (): Promise<unknown> => new Promise((resolve, reject) => this.deps.later(() => {
      if (pool.dead) return;
      if (this.down) { reject(lost()); return; }
      const made = client();
      resolve({
        query: (text: string, params: readonly unknown[] = []) => this.ask(made, text, params),
        release: () => { this.leave(made); },
        set note(note: string | null) { if (made.tx !== null) made.tx.note = note; },
      });
    }));
    const query = async (text: string, params: readonly unknown[] = []): Promise<Answer> => {
      const made = client();
      try { return await this.ask(made, text, params); } finally { this.leave(made); }
    };
    return {
      database: { connect, query } as unknown as Database,
      kill: () => { pool.dead = true; for (const gone of [...this.clients]) if (gone.pool === pool) this.leave(gone); },
    };
  }

  /** The machine of the database loses its power: what was committed stays, connections and what was under way do not. */
  powerLoss(): void {
    this.down = true;
    for (const { client, reject } of [...this.waiting]) { client.broken = true; if (!client.pool.dead) reject(lost()); }
    this.waiting.clear();
    for (const client of [...this.clients]) { client.broken = true; this.leave(client); }
    const { relaxed } = this.deps;
    if (relaxed === undefined) return;
    for (const { atMs, changes } of this.unflushed.toReversed()) if (relaxed.nowMs() - atMs < relaxed.ms) this.tables.revert(changes);
    this.unflushed = [];
  }
  powerBack(): void { this.down = false; }

  private leave(client: Client): void {
    this.clients.delete(client);
    const { tx } = client;
    client.tx = null;
    if (tx !== null && tx.state !== 'over') this.tables.end(tx);
  }

  private ask(client: Client, text: string, params: readonly unknown[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const attempt = (): void => {
        if (client.pool.dead) return;
        if (client.broken || this.down) { reject(lost()); return; }
        this.answer(client, oneLine(text), params, resolve, reject, attempt);
      };
      this.deps.later(attempt);
    });
  }

  private answer(client: Client, sql: string, params: readonly unknown[], resolve: (answer: Answer) => void, reject: (error: Error) => void, again: () => void): void {
    const { tx } = client;
    if (sql === 'BEGIN') { client.tx = new MemoryTransaction(); resolve(DONE); return; }
    if (sql === 'COMMIT' || sql === 'ROLLBACK') { this.finish(client, sql, resolve, reject); return; }
    if (tx !== null && sql === 'ROLLBACK TO SAVEPOINT effect') { this.tables.rollbackToSavepoint(tx); resolve(DONE); return; }
    if (tx?.state === 'aborted') { reject(new MemoryDatabaseError('25P02')); return; }
    if (tx !== null && sql === 'SAVEPOINT effect') { this.tables.savepoint(tx); resolve(DONE); return; }
    this.run(client, tx ?? new MemoryTransaction(), sql, params, resolve, reject, again);
  }

  private run(client: Client, tx: MemoryTransaction, sql: string, params: readonly unknown[], resolve: (answer: Answer) => void, reject: (error: Error) => void, again: () => void): void {
    const statement = runOf(sql);
    if (statement === null) { reject(new Error(`the memory database does not know this statement: ${sql}`)); return; }
    try {
      this.used.add(statement.place);
      const answer = statement.run(this.tables.sight(tx), params);
      if (client.tx === null) this.commit(tx);
      resolve(answer);
    } catch (error) {
      // A statement on its own that must wait lets go of what it held, and takes all of it again.
      if (client.tx === null) this.tables.end(tx);
      if (error instanceof Blocked && !wouldDeadlock(tx, error.by)) {
        const waiting = { client, reject };
        this.waiting.add(waiting);
        tx.waitsFor = error.by;
        error.by.waiters.push(() => { if (this.waiting.delete(waiting)) { tx.waitsFor = null; again(); } });
        return;
      }
      if (client.tx !== null) tx.state = 'aborted';
      reject(error instanceof Blocked ? new MemoryDatabaseError('40P01') : error as Error);
    }
  }

  private finish(client: Client, sql: 'COMMIT' | 'ROLLBACK', resolve: (answer: Answer) => void, reject: (error: Error) => void): void {
    const { tx } = client;
    client.tx = null;
    if (tx === null) { resolve(DONE); return; }
    if (sql === 'ROLLBACK' || tx.state === 'aborted') { this.tables.end(tx); resolve(DONE); return; }
    this.commit(tx);
    // Committed, and not yet told: whoever dies in between does not know it.
    this.deps.later(() => { if (client.pool.dead) return; if (client.broken) reject(lost()); else resolve(DONE); });
  }

  private commit(tx: MemoryTransaction): void {
    const { note } = tx;
    const changes = this.tables.commit(tx);
    const { relaxed } = this.deps;
    if (relaxed !== undefined) this.unflushed = [...this.unflushed.filter(({ atMs }) => relaxed.nowMs() - atMs < relaxed.ms), { atMs: relaxed.nowMs(), changes }];
    if (changes.length > 0) this.deps.committed?.(changes, note);
  }
}
