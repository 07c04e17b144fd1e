import { describe, expect, it } from 'vitest';
import { report, walkedAgain } from './test-report.ts';
import type { Part } from './test-report.ts';

const project = (changes: Partial<Extract<Part, { kind: 'project' }>>): Part => ({ kind: 'project', name: 'unit', seconds: 1, ended: 0, passed: 3, failed: 0, skipped: 0, ...changes });
const lastLine = (parts: readonly Part[]): string => report(parts).text.split('\n').at(-1)!;

describe('[E15] the count at the end of npm test', () => {
  it('stands alone on the last line, tests and journeys above it', () => {
    const { text } = report([{ kind: 'check', name: 'types', seconds: 1, ok: true }, project({}), project({ name: 'journeys', passed: 2 })]);
    expect(text.split('\n').slice(-3)).toEqual(['tests     3 passed, 0 failed', 'journeys  2 passed, 0 failed', '6 passed, 0 failed']);
  });

  it.each([
    ['a check that fails', { kind: 'check', name: 'lint', seconds: 1, ok: false } as Part, '0 passed, 1 failed'],
    ['a project in which nothing ran', project({ passed: 0 }), '0 passed, 1 failed'],
    ['a project that leaves tests out', project({ skipped: 1 }), '3 passed, 1 failed'],
    ['a runner that ends badly though its tests passed', project({ ended: 1 }), '3 passed, 1 failed'],
    ['tests that fail', project({ failed: 2, ended: 1 }), '3 passed, 2 failed'],
  ])('%s is a failure', (_what, part, line) => {
    expect(lastLine([part])).toBe(line);
    expect(report([part]).failed).toBeGreaterThan(0);
  });
});

describe('[E19] what failed with real parts runs once more', () => {
  const [waits, pays] = ['waits', 'pays'].map((fullName) => (status: string) => ({ fullName, status }));
  const part = project({ name: 'journeys', passed: 10, failed: 1, ended: 1 });
  const first = [waits!('passed'), pays!('failed')];

  it('counts by its second walk and is named', () => {
    const walked = walkedAgain(part, first, 0, [waits!('passed'), pays!('passed')]);
    expect(walked).toMatchObject({ passed: 11, failed: 0, second: ['pays'] });
    expect(report([walked])).toMatchObject({ failed: 0, text: expect.stringMatching(/run again.*\n {2}pays\n/) });
  });

  it.each([
    ['fails twice', 1, [waits!('passed'), pays!('failed')], 1],
    ['fails elsewhere the second time', 1, [waits!('failed'), pays!('passed')], 1],
    ['is not there any more', 0, [waits!('passed')], 1],
    ['is left out the second time', 0, [waits!('passed'), pays!('pending')], 0],
    ['cannot even begin', 1, [], 2],
    ['passes, and the runner ends badly', 1, [waits!('passed'), pays!('passed')], 0],
  ])('%s: a failure', (_what, ended, second, failed) => {
    const walked = walkedAgain(part, first, ended, second);
    expect(walked).toMatchObject({ failed });
    expect(report([walked]).failed).toBeGreaterThan(0);
  });
});
