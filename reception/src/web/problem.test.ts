import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { describeError } from './problem.ts';

describe('what a log line says of an error', () => {
  it('[S25] name, code and place, never the message, whatever lines it has', () => {
    const told = JSON.stringify(describeError(Object.assign(new Error('Key (name)=(見本 花子)\nDetail: 090-1234-5678\n  at 縁側市松風町'), { code: '23505' })));
    expect(told).toContain('23505');
    expect(told).toContain('problem.test.ts');
    for (const personal of ['見本', '090', '松風']) expect(told).not.toContain(personal);
    const parsed = z.strictObject({}).safeParse({ '見本花子': 1 });
    expect(JSON.stringify(describeError(parsed.error))).not.toContain('見本');
  });
});
