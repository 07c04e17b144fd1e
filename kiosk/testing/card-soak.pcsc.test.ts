import { expect, it } from 'vitest';
import { soakCardBridge } from './card-soak.ts';

it('[C28] two hundred readings with random faults through the bridge\'s own processes and pcscd: no wrong answer, nothing left open, no restart', async () => {
  const { through, deviations, open, restarts, outcomes } = await soakCardBridge({ reads: 200, seed: 20 });
  expect(through).toContain('pcscd');
  expect([deviations, restarts]).toEqual([[], 0]);
  expect(open.end).toBeLessThanOrEqual(open.begin);
  expect(outcomes.get('ok')).toBeGreaterThan(100);
  expect(outcomes.size).toBeGreaterThan(3);
}, 400_000);
