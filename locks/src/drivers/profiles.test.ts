import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { DriverProfile } from './profiles.ts';
import { DRIVER_PROFILES } from './profiles.ts';

const mark = (reported: boolean) => (reported ? 'yes' : 'null');
const row = (name: string, { maker, wire, jam, battery, door, tamper, clock, denied, pushes, proof }: DriverProfile) =>
  `| \`${name}\` | ${maker} | ${wire} | ${mark(jam)} | ${mark(battery)} | ${mark(door)} | ${mark(tamper)} | ${mark(clock)} | ${denied === 'agent' ? 'by the agent' : denied ? 'yes' : 'no'} | ${pushes ? 'yes' : 'asked'} | ${proof} |`;

it('[D38] the table of drivers in the README is what the drivers declare', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const rows = Object.entries(DRIVER_PROFILES).map(([name, profile]) => row(name, profile));
  expect(readme.split('\n').filter((line) => /^\| `[a-z0-9-]+` \| .+ \| .+ \| .+ \| .+ \| .+ \| .+ \| .+ \|/.test(line))).toEqual(rows);
});
