import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { CHECKOUT } from '../city/checkout.ts';

const eslint = new ESLint({ cwd: CHECKOUT });

/** Breaks a wall in a file that does not exist and returns what the house says. */
async function complaints(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: join(CHECKOUT, file), warnIgnored: true });
  return result!.messages.map(({ message, ruleId }) => `${ruleId ?? 'parser'}: ${message}`);
}
const IMPORT = (from: string): string => `import { x } from '${from}';\nx();\n`;

describe('[H1] each wall of the house falls on whoever breaks it, and its message teaches the rule', () => {
  it.each([
    ['contract', 'reception/contract/zz.ts', IMPORT('../src/queue/domain/standing.ts'), /reception\/contract imports only zod|imports nothing of its own src/],
    ['contract', 'reception/contract/zz.ts', IMPORT('@engawa/locks/contract'), /reception\/contract imports only zod/],
    ['contract', 'facility-api/contract/zz.ts', IMPORT('@engawa/reception/contract'), /facility-api\/contract imports only/],
    ['contract', 'locks/contract/zz.ts', IMPORT('node:crypto'), /locks\/contract imports only zod and cborg/],
    ['contract', 'kiosk/card-bridge/contract/zz.ts', IMPORT('react'), /imports only zod and contracts/],
    ['domain', 'reception/src/queue/domain/zz.ts', IMPORT('../adapters/zz.ts'), /domain decides from its arguments alone/],
    ['domain', 'facility-api/src/booking/domain/zz.ts', IMPORT('../application/zz.ts'), /domain decides from its arguments alone/],
    ['domain', 'locks/src/drivers/uhppote/domain/zz.ts', IMPORT('node:dgram'), /domain imports its own contract/],
    ['domain', 'kiosk/src/intake/domain/zz.ts', IMPORT('react'), /domain imports its own contract/],
    ['domain', 'kiosk/card-bridge/domain/zz.ts', IMPORT('smartcard'), /domain imports its own contract/],
    ['domain', 'reception/src/queue/domain/zz.ts', 'export const at = () => Date.now();', /Time is an argument/],
    ['domain', 'reception/src/queue/domain/zz.ts', 'export const at = () => new Date();', /Time is an argument/],
    ['domain', 'reception/src/queue/domain/zz.ts', 'export const pick = () => Math.random();', /Chance is an argument/],
    ['domain', 'reception/src/queue/domain/zz.ts', 'export const ask = () => fetch("/");', /pure: the world comes in as an argument/],
    ['domain', 'reception/src/queue/domain/zz.ts', 'export const wait = async () => 1;', /waits for nobody/],
    ['application', 'reception/src/queue/application/zz.ts', IMPORT('../adapters/zz.ts'), /application names needs/],
    ['application', 'facility-api/src/booking/application/zz.ts', IMPORT('pg'), /an IO package belongs into an adapter/],
    ['application', 'locks/src/unlock/application/zz.ts', IMPORT('node:fs/promises'), /an IO package belongs into an adapter/],
    ['adapters', 'reception/src/queue/adapters/zz.ts', IMPORT('../../staff/adapters/zz.ts'), /does not lean on the adapter of another feature/],
    ['adapters', 'kiosk/src/sync/outbox/adapters/zz.ts', IMPORT('../../../intake/adapters/zz.ts'), /does not lean on the adapter of another feature/],
    ['adapters', 'kiosk/src/intake/adapters/zz.ts', IMPORT('../ui/zz.tsx'), /knows no pixels/],
    ['ui', 'kiosk/src/intake/ui/zz.tsx', IMPORT('../adapters/zz.ts'), /adapters are chosen in the composition root/],
    ['ui', 'kiosk/src/intake/ui/zz.tsx', IMPORT('dexie'), /opens no socket and no database/],
    ['ui', 'kiosk/src/intake/ui/zz.tsx', 'export const load = () => fetch("/");', /through application/],
    ['ui', 'kiosk/src/intake/ui/zz.tsx', 'import { useEffect } from "react";\nexport function X({ a }: { a: () => void }) { if (a) useEffect(a); return null; }', /React Hook "useEffect" is called conditionally/],
    ['workspace', 'kiosk/src/sync/zz.ts', IMPORT('@engawa/reception/testing'), /only by their \.\/contract/],
    ['workspace', 'reception/src/queue/zz.ts', IMPORT('@engawa/locks/contract'), /reception imports nobody/],
    ['workspace', 'locks/src/zz.ts', IMPORT('@engawa/facility-api/contract'), /locks imports nobody/],
    ['workspace', 'facility-api/src/zz.ts', IMPORT('@engawa/reception/contract'), /only the language of the doors/],
    ['workspace', 'reception/console/src/zz.ts', IMPORT('@engawa/locks/contract'), /staff console may import/],
    ['workspace', 'e2e/bench/zz.ts', IMPORT('@engawa/kiosk/design'), /\.\/contract and \.\/testing/],
    ['workspace', 'e2e/bench/zz.ts', IMPORT('../../reception/src/app.ts'), /through its door/],
    ['workspace', 'reception/src/queue/zz.test.ts', IMPORT('../../../locks/src/app.ts'), /through its door/],
    ['everywhere', 'reception/src/zz.ts', 'export default 1;', /Named exports only/],
  ])('%s: %s', async (_room, file, code, lesson) => {
    expect((await complaints(file, code)).join('\n')).toMatch(lesson);
  });

  it.each([
    ['reception/src/queue/domain/zz.ts', IMPORT('../../../contract/index.ts')],
    ['reception/src/queue/domain/zz.ts', IMPORT('../../forms/domain/zz.ts')],
    ['facility-api/src/booking/domain/zz.ts', IMPORT('@engawa/locks/contract')],
    ['facility-api/src/booking/adapters/zz.ts', IMPORT('pg')],
    ['kiosk/src/intake/ui/zz.tsx', IMPORT('../application/zz.ts')],
    ['kiosk/src/sync/outbox/adapters/zz.ts', IMPORT('../../durable/adapters/zz.ts')],
    ['reception/console/src/queue/ui/zz.tsx', IMPORT('@engawa/kiosk/design/tokens.ts')],
    ['e2e/bench/zz.ts', IMPORT('@engawa/reception/testing')],
  ])('what the house allows passes: %s', async (file, code) => {
    expect(await complaints(file, code)).toEqual([]);
  });
});

it('[H2] the linter looks at every module of every workspace', async () => {
  const ignored: string[] = [];
  let seen = 0;
  for (const room of ['kiosk', 'reception', 'facility-api', 'locks', 'e2e']) {
    const files = (await readdir(join(CHECKOUT, room), { recursive: true })).filter((file) => /\.tsx?$/.test(file) && !/node_modules|(^|\/)dist\//.test(file));
    expect(files.length, `modules in ${room}`).toBeGreaterThan(5);
    for (const file of files) {
      seen += 1;
      if (await eslint.isPathIgnored(join(CHECKOUT, room, file))) ignored.push(join(room, file));
    }
  }
  expect(ignored).toEqual([]);
  expect(seen).toBeGreaterThan(200);
});
