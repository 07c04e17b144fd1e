import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CARD_FIXTURES, runCardFixtures } from './card-fixtures.ts';
import { soakCardBridge } from './card-soak.ts';

describe('cards and faults', () => {
  it('[C27] every fixture ends as expected, also pulled at each command', async () => {
    const { results } = await runCardFixtures('all', 'in-process');
    expect(results.map(({ name, got }) => [name, got])).toEqual(CARD_FIXTURES.map(({ name, expected }) => [name, expected]));
    expect(results.filter(({ name }) => name.startsWith('pulled-at-'))).toHaveLength(results.find(({ name }) => name === 'plain')?.apdus ?? -1);
  }, 60_000);

  it('[C28] random faults leave no wrong answer, no handle and no error behind', async () => {
    const { deviations, handles, restarts, outcomes } = await soakCardBridge({ reads: 200, seed: 7, prefer: 'in-process' });
    expect([deviations, restarts]).toEqual([[], 0]);
    expect(handles.end).toBeLessThanOrEqual(handles.begin);
    expect(outcomes.size).toBeGreaterThan(4);
  }, 60_000);
});

it('[C29] the service runs as its own user without privileges, core dumps or swap, with its token on a tmpfs', () => {
  const unit = readFileSync(new URL('../card-bridge/service/engawa-card-bridge.service', import.meta.url), 'utf8').split('\n');
  for (const line of ['User=engawa-card', 'NoNewPrivileges=yes', 'LimitCORE=0', 'MemorySwapMax=0', 'PrivateTmp=yes', 'IPAddressDeny=any']) expect(unit).toContain(line);
  expect(unit).toContain('Environment=TOKEN_FILE=/run/engawa-card/token');
});
