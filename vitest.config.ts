import { configDefaults, defineConfig } from 'vitest/config';

const NOT_PURE = ['db', 'wire', 'pcsc'].map((kind) => `**/*.${kind}.test.{ts,tsx}`);
const exclude = [...configDefaults.exclude, '**/.engawa/**', '**/pictures/**'];
/** Files of one kind share what they import: loading it anew took as long as many a test. Only the native binding to PC/SC wants a process for each. */
const isolate = false;
const real = { environment: 'node', testTimeout: 30_000, hookTimeout: 60_000, exclude, isolate } as const;

/** The kinds of test, in the order in which `npm test` runs them. The last word of a file's name says which it is. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', environment: 'node', testTimeout: 60_000, isolate, include: ['**/*.test.{ts,tsx}'], exclude: [...exclude, ...NOT_PURE, 'e2e/house/**'] } },
      { test: { name: 'house', environment: 'node', include: ['e2e/house/**/*.test.ts'], exclude, testTimeout: 60_000 } },
      { test: { ...real, name: 'database', include: ['**/*.db.test.ts'], globalSetup: ['e2e/city/postgres/throw-away-cluster.ts'] } },
      { test: { ...real, name: 'wire', include: ['**/*.wire.test.ts'], globalSetup: ['e2e/city/postgres/throw-away-cluster.ts'] } },
      { test: { ...real, name: 'pcsc', isolate: true, include: ['**/*.pcsc.test.ts'], fileParallelism: false, globalSetup: ['e2e/city/pcsc/virtual-reader.ts'] } },
      {
        test: {
          ...real, name: 'journeys', include: ['e2e/journeys/**/*.journey.ts'], testTimeout: 180_000, hookTimeout: 180_000,
          maxWorkers: 2, globalSetup: ['e2e/city/postgres/throw-away-cluster.ts', 'e2e/city/built-surfaces.ts'],
        },
      },
    ],
  },
});
