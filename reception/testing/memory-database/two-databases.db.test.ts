import { afterEach, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../fresh-database.ts';
import { MemoryDatabase } from './memory-database.ts';
import { STATEMENTS } from './memory-statements.ts';
import { SCRIPTS } from './two-databases.suite.ts';

const used = new Set<number>();
let real: FreshDatabase | null = null;
afterEach(async () => { await real?.drop(); real = null; });

describe('the memory database of the simulation and PostgreSQL', () => {
  for (const [name, script] of Object.entries(SCRIPTS)) {
    it(`[E183] tell the same: ${name}`, async () => {
      real = await freshDatabase();
      const memory = new MemoryDatabase({ later: setImmediate });
      const told = await script(memory.open().database);
      for (const place of memory.used) used.add(place);
      expect(JSON.stringify(told).length).toBeGreaterThan(10);
      expect(told).toEqual(await script(real.pool));
    });
  }
  it('[E183] every statement was among what they were asked', () => {
    expect(STATEMENTS.filter((_, place) => !used.has(place)).map(({ sql }) => sql)).toEqual([]);
  });
});
