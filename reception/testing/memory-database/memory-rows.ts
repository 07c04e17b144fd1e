/** A row's columns, named as in the migrations. */
export type Values = Readonly<Record<string, unknown>>;

/** One row: what is committed, and the transaction that holds its lock. */
export class Row {
  committed: Values | null = null;
  owner: MemoryTransaction | null = null;
  readonly table: string;
  readonly key: string;
  constructor(table: string, key: string) { this.table = table; this.key = key; }
}

/** As `pg` throws it. */
export class MemoryDatabaseError extends Error {
  readonly code: string;
  readonly constraint: string;
  constructor(code: string, constraint = '') { super(`memory database: ${code} ${constraint}`); this.code = code; this.constraint = constraint; }
}

/** Thrown by a statement that must wait for another transaction; it is begun anew when that one has ended. */
export class Blocked { readonly by: MemoryTransaction; constructor(by: MemoryTransaction) { this.by = by; } }

/** open -error-> aborted -rollback to savepoint-> open;  open | aborted -end-> over */
export class MemoryTransaction {
  state: 'open' | 'aborted' | 'over' = 'open';
  writes = new Map<Row, Values | null>();
  held = new Set<Row>();
  saved: { writes: Map<Row, Values | null>; held: Set<Row> } | null = null;
  waitsFor: MemoryTransaction | null = null;
  waiters: (() => void)[] = [];
  /** whose work this is, for whoever watches the commits */ note: string | null = null;
}

export interface Change { readonly row: Row; readonly table: string; readonly before: Values | null; readonly after: Values | null }

/** What a statement may do: READ COMMITTED with row locks and unique indexes, one row at a time. */
export interface Sight {
  /** of the rows that this transaction sees */ values(table: string): Values[];
  find(table: string, key: string): Values | null;
  /** FOR UPDATE of one row by its key: waits, then sees the newest */ lock(table: string, key: string): Values | null;
  /** FOR UPDATE SKIP LOCKED of one row */ tryLock(table: string, key: string): boolean;
  /** pg_advisory_xact_lock: held until the end, never written */ hold(name: string): void;
  /** a new row with this primary key; false when it exists. Waits for whoever is just inserting it. */ insert(table: string, key: string, values: Values): boolean;
  update(table: string, key: string, values: Values): void;
  /** whether a unique index has another row like this; waits for whoever is just writing one */ clash(table: string, like: (values: Values) => boolean, except?: string): boolean;
}

export class MemoryTables {
  readonly tables = new Map<string, Map<string, Row>>();

  table(name: string): Map<string, Row> {
    let table = this.tables.get(name);
    if (table === undefined) { table = new Map(); this.tables.set(name, table); }
    return table;
  }

  rowFor(table: string, key: string): Row {
    let row = this.table(table).get(key);
    if (row === undefined) { row = new Row(table, key); this.table(table).set(key, row); }
    return row;
  }

  sight(tx: MemoryTransaction): Sight { return new TransactionSight(this, tx); }

  savepoint(tx: MemoryTransaction): void { tx.saved = { writes: new Map(tx.writes), held: new Set(tx.held) }; }

  rollbackToSavepoint(tx: MemoryTransaction): void {
    const { saved } = tx;
    if (saved === null) throw new Error('no savepoint');
    for (const row of tx.held) if (!saved.held.has(row)) this.release(row);
    tx.writes = new Map(saved.writes);
    tx.held = new Set(saved.held);
    tx.state = 'open';
    this.wake(tx);
  }

  /** Returns what changed, in the order in which it was written. */
  commit(tx: MemoryTransaction): Change[] {
    const changes = [...tx.writes].map(([row, after]) => {
      const change = { row, table: row.table, before: row.committed, after };
      row.committed = after;
      return change;
    });
    this.end(tx);
    return changes;
  }

  /** A commit that never reached the disk. */
  revert(changes: readonly Change[]): void {
    for (const { row, before } of changes.toReversed()) {
      row.committed = before;
      if (before === null) this.table(row.table).delete(row.key); else this.table(row.table).set(row.key, row);
    }
  }

  end(tx: MemoryTransaction): void {
    tx.state = 'over';
    for (const row of tx.held) this.release(row);
    tx.held.clear();
    tx.writes.clear();
    tx.waitsFor = null;
    this.wake(tx);
  }

  private release(row: Row): void {
    row.owner = null;
    if (row.committed === null) this.table(row.table).delete(row.key);
  }

  private wake(tx: MemoryTransaction): void {
    const { waiters } = tx;
    tx.waiters = [];
    for (const go of waiters) go();
  }
}

/** Whether waiting for `by` would close a circle. */
export const wouldDeadlock = (tx: MemoryTransaction, by: MemoryTransaction): boolean => {
  for (let next: MemoryTransaction | null = by; next !== null; next = next.waitsFor) if (next === tx) return true;
  return false;
};

/** A class and not a bundle of closures: one is made for every statement. */
class TransactionSight implements Sight {
  private readonly tables: MemoryTables;
  private readonly tx: MemoryTransaction;
  constructor(tables: MemoryTables, tx: MemoryTransaction) { this.tables = tables; this.tx = tx; }

  private seen(row: Row): Values | null { return row.owner === this.tx && this.tx.writes.has(row) ? this.tx.writes.get(row) ?? null : row.committed; }
  private own(row: Row): void {
    if (row.owner !== null && row.owner !== this.tx) throw new Blocked(row.owner);
    row.owner = this.tx;
    this.tx.held.add(row);
  }

  values(table: string): Values[] {
    const all: Values[] = [];
    for (const row of this.tables.table(table).values()) { const values = this.seen(row); if (values !== null) all.push(values); }
    return all;
  }
  find(table: string, key: string): Values | null { const row = this.tables.table(table).get(key); return row === undefined ? null : this.seen(row); }
  lock(table: string, key: string): Values | null {
    const row = this.tables.table(table).get(key);
    if (row === undefined || this.seen(row) === null) return null;
    this.own(row);
    return this.seen(row);
  }
  tryLock(table: string, key: string): boolean {
    const row = this.tables.table(table).get(key);
    if (row === undefined || (row.owner !== null && row.owner !== this.tx)) return false;
    this.own(row);
    return true;
  }
  hold(name: string): void { this.own(this.tables.rowFor('(advisory)', name)); }
  insert(table: string, key: string, values: Values): boolean {
    const row = this.tables.rowFor(table, key);
    if (row.committed !== null && (row.owner === null || (row.owner !== this.tx && !row.owner.writes.has(row)))) return false;
    this.own(row);
    if (this.seen(row) !== null) return false;
    this.tx.writes.set(row, values);
    return true;
  }
  update(table: string, key: string, values: Values): void { this.write(table, key, values); }
  private write(table: string, key: string, values: Values | null): void {
    const row = this.tables.table(table).get(key);
    if (row === undefined) throw new Error(`no row ${key} in ${table}`);
    this.own(row);
    this.tx.writes.set(row, values);
  }
  clash(table: string, like: (values: Values) => boolean, except?: string): boolean {
    for (const row of this.tables.table(table).values()) {
      const { owner, committed } = row;
      if (row.key === except) continue;
      if (owner !== null && owner !== this.tx && owner.writes.has(row)) {
        const pending = owner.writes.get(row) ?? null;
        if ((committed !== null && like(committed)) || (pending !== null && like(pending))) throw new Blocked(owner);
        continue;
      }
      const values = this.seen(row);
      if (values !== null && like(values)) return true;
    }
    return false;
  }
}
