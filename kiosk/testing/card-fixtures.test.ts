import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CARD_FIXTURES, runCardFixtures } from './card-fixtures.ts';
import { slopeOf, soakCardBridge } from './card-soak.ts';
import { FORGETFUL_MALLOC } from './start-pcscd.ts';

describe('cards and faults', () => {
  it('[C27] every fixture ends as expected, also pulled at each command', async () => {
    const { results } = await runCardFixtures('all', 'in-process');
    expect(results.map(({ name, got }) => [name, got])).toEqual(CARD_FIXTURES.map(({ name, expected }) => [name, expected]));
    expect(results.filter(({ name }) => name.startsWith('pulled-at-'))).toHaveLength(results.find(({ name }) => name === 'plain')?.apdus ?? -1);
  }, 60_000);

  it('[C28] random faults leave no wrong answer, no handle and no error behind', async () => {
    const { deviations, open, restarts, outcomes } = await soakCardBridge({ reads: 200, seed: 7, prefer: 'in-process' });
    expect([deviations, restarts]).toEqual([[], 0]);
    expect(open.end).toBeLessThanOrEqual(open.begin);
    expect(outcomes.size).toBeGreaterThan(4);
  }, 60_000);
});

it('[C28] growth is told for a thousand reads, and from the second half alone', () => {
  const grown = (reads: number) => ({ reads, rssKb: reads < 500 ? 9_000 * reads : 5_000 + 2 * reads });
  expect(slopeOf(Array.from({ length: 20 }, (_, at) => grown(at * 50)))).toBe(2_000);
  expect(slopeOf([])).toBe(0);
});

it('[C29] the service runs as its own user without privileges, core dumps or swap, with its token on a tmpfs', () => {
  const unit = readFileSync(new URL('../card-bridge/service/engawa-card-bridge.service', import.meta.url), 'utf8').split('\n');
  for (const line of ['User=engawa-card', 'NoNewPrivileges=yes', 'LimitCORE=0', 'MemorySwapMax=0', 'PrivateTmp=yes', 'IPAddressDeny=any']) expect(unit).toContain(line);
  expect(unit).toContain('Environment=TOKEN_FILE=/run/engawa-card/token');
});

it('[C33] the reader’s daemon of a kiosk forgets as that of the tests does, and keeps its memory off the disk', () => {
  const drop = readFileSync(new URL('../card-bridge/service/pcscd-forgets.conf', import.meta.url), 'utf8').split('\n');
  for (const line of ['[Service]', `Environment=GLIBC_TUNABLES=${FORGETFUL_MALLOC}`, 'LimitCORE=0', 'MemorySwapMax=0']) expect(drop).toContain(line);
});
