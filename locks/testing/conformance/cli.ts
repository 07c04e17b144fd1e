import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import type { DriverName } from '../../src/drivers/profiles.ts';
import { DRIVER_PROFILES } from '../../src/drivers/profiles.ts';
import type { Tricks } from './bench.ts';
import { openRealBench, openSimulatedBench } from './open-bench.ts';
import type { Result } from './run-checks.ts';
import { runChecks } from './run-checks.ts';
import { SIMULATED_MAKES } from './simulated-makes.ts';

const USAGE = `npm run conform -- --driver NAME --config FILE [--by-hand] [--only CHECK] [--json]
npm run conform -- --driver NAME --simulate            [--only CHECK] [--json]
drivers: ${Object.keys(DRIVER_PROFILES).join(', ')}
FILE     as the agent's DOORS file: {"door-name":{"driver":"NAME",...}}; the first door is opened several times
--by-hand  asks somebody at the lock to do what a device cannot do to itself
exit 0 = every check that could be tried passed, 1 = one failed, 2 = used wrongly`;

/** What a person at the lock is asked; a question without an answer is a trick that is not there. */
const QUESTIONS: Partial<Record<keyof Tricks, string>> = {
  jam: 'Block the bolt so that it cannot move.', vanish: 'Take the device off power or off the network.', well: 'Undo it: power, network and bolt as usual.',
  openByHand: 'Open the lock by hand: key, thumb turn or exit button.', deny: 'Key a wrong code, or show a card that is not known.',
};

async function main(args: string[]): Promise<number> {
  const given = readArguments(args);
  if (given === null) return say(2, USAGE);
  const { driver, config, json } = given;
  const asking = given.byHand ? createInterface({ input: process.stdin, output: process.stderr }) : null;
  try {
    const file: unknown = config === null ? null : JSON.parse(readFileSync(config, 'utf8'));
    const byHand: Partial<Tricks> = asking === null ? {} : Object.fromEntries(Object.entries(QUESTIONS).map(([trick, question]) => [trick, async () => { await asking.question(`  -> ${question} Then press Enter. `); }]));
    const open = () => config === null ? openSimulatedBench(driver, SIMULATED_MAKES[driver]) : openRealBench(driver, file, process.env, byHand);
    const results = await runChecks(open, { ...(given.only === undefined ? {} : { only: given.only }), onResult: (result) => { if (!json) process.stdout.write(asLine(result)); } });
    if (results.length === 0) return say(2, USAGE);
    const failed = results.filter(({ verdict }) => verdict === 'failed').length;
    if (json) say(0, JSON.stringify({ driver, simulated: config === null, results }, null, 2));
    else say(0, summary(driver, config === null, results));
    return failed > 0 ? 1 : 0;
  } catch (error) {
    // what is in the file or in a variable is not repeated: it may be a secret
    return say(2, `the file could not be used: ${error instanceof Error ? error.name : 'error'}\n${USAGE}`);
  } finally {
    asking?.close();
  }
}

function readArguments(args: string[]): { driver: DriverName; config: string | null; json: boolean; byHand: boolean; only: string | undefined } | null {
  try {
    const { values } = parseArgs({ args, options: { driver: { type: 'string' }, config: { type: 'string' }, simulate: { type: 'boolean' }, json: { type: 'boolean' }, 'by-hand': { type: 'boolean' }, only: { type: 'string' } } });
    const driver = values.driver;
    if (driver === undefined || !Object.hasOwn(DRIVER_PROFILES, driver) || (values.config === undefined) === !values.simulate) return null;
    return { driver: driver as DriverName, config: values.config ?? null, json: values.json ?? false, byHand: values['by-hand'] ?? false, only: values.only };
  } catch {
    return null;
  }
}

const MARKS = { passed: 'passed       ', failed: 'FAILED       ', 'not-supported': 'not supported', 'not-tried': 'not tried    ' } as const;

function asLine(result: Result): string {
  const head = `${MARKS[result.verdict]}  ${result.rule}  ${result.id.padEnd(18)}  ${result.says}\n`;
  switch (result.verdict) {
    case 'passed': return head;
    case 'failed': return `${head}               expected: ${result.expected}\n               seen:     ${result.seen}\n`;
    case 'not-supported': case 'not-tried': return `${head}               ${result.why}\n`;
    default: return result satisfies never;
  }
}

function summary(driver: DriverName, simulated: boolean, results: Result[]): string {
  const of = (verdict: Result['verdict']) => results.filter((result) => result.verdict === verdict).length;
  return `${driver}${simulated ? ' (simulated device)' : ''}: ${of('passed')} passed, ${of('failed')} failed, ${of('not-supported')} not supported, ${of('not-tried')} not tried`;
}

function say(code: number, text: string): number {
  process.stdout.write(`${text}\n`);
  return code;
}

process.exitCode = await main(process.argv.slice(2));
