import { createHash, randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { LotteryFile } from '../contract/index.ts';
import { drawRound, redrawRound, sealRound } from './lottery/domain/run-round.ts';
import { commitmentOf, entryIdOf } from './lottery/domain/seal.ts';
import { tellOwnLine, tellVerification } from './lottery/domain/tell-verification.ts';
import { verifyLottery } from './lottery/domain/verify.ts';

const USAGE = `lottery verify FILE [--seal HEX] [--receipt TEXT] [--json]   computes a public file anew and says what is right or wrong
lottery receipt ROUND                  a new receipt for an entrant, and the entry id that the public file shows
lottery commit ROUND NAME              a new secret for the city or a witness, and the commitment that is published before the close
lottery seal FILE                      at the close: terms, entries, commitments -> leaves and seal
lottery draw FILE --beacon VALUE       after the secrets: order and awards; done again it is the same
lottery redraw FILE --returned SLOT,… [--out ENTRY,…]   slots that came back go to the next in the same order`;
const OPTIONS = { seal: { type: 'string' }, receipt: { type: 'string' }, json: { type: 'boolean' }, beacon: { type: 'string' }, returned: { type: 'string' }, out: { type: 'string' } } as const;
const sha256 = (text: string): string => createHash('sha256').update(text, 'ascii').digest('hex');
const OpenRound = LotteryFile.pick({ terms: true, entries: true, commitments: true }).extend({ version: z.literal(1) });

async function read<T>(schema: z.ZodType<T>, path: string): Promise<T> {
  const parsed = schema.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
/** Whole or not at all, also when the machine stops in the middle. A file with a fault is never written. */
async function keep(path: string, file: LotteryFile): Promise<number> {
  const verified = verifyLottery(sha256, file);
  if (verified.faults.length > 0) return say(1, tellVerification(file, verified, undefined));
  await writeFile(`${path}.new`, `${JSON.stringify(file, null, 1)}\n`);
  await rename(`${path}.new`, path);
  return say(0, tellVerification(file, verified, undefined));
}

/** `npm run lottery`. Exit 0 = all is right, 1 = something is wrong, 2 = used wrongly. */
async function main(): Promise<number> {
  const { values, positionals: [command, first, second] } = parseArgs({ options: OPTIONS, allowPositionals: true });
  if (command === 'receipt' && first) {
    const receipt = randomBytes(16).toString('hex');
    return say(0, `receipt ${receipt}\nentry ${entryIdOf(sha256, first, receipt)}`);
  }
  if (command === 'commit' && first && second) {
    const secret = randomBytes(32).toString('hex');
    return say(0, `secret ${secret}\ncommitment ${commitmentOf(sha256, first, second, secret)}`);
  }
  if (command === 'verify' && first) return verify(first, values);
  if (command === 'seal' && first) return keep(first, sealRound(sha256, await read(OpenRound, first)));
  if (command === 'draw' && first && values.beacon !== undefined) return draw(first, values.beacon);
  if (command === 'redraw' && first && values.returned !== undefined) return keep(first, redrawRound(sha256, await read(LotteryFile, first), { returned: values.returned.split(','), out: values.out?.split(',') ?? [] }));
  return say(2, USAGE);
}

async function verify(path: string, values: { seal?: string | undefined; receipt?: string | undefined; json?: boolean | undefined }): Promise<number> {
  const file = await read(LotteryFile, path);
  const verified = verifyLottery(sha256, file, values.seal);
  const text = values.json ? JSON.stringify(verified, null, 1) : [tellVerification(file, verified, values.seal), ...(values.receipt === undefined ? [] : [tellOwnLine(sha256, file, values.receipt)])].join('\n');
  return say(verified.faults.length > 0 ? 1 : 0, text);
}

async function draw(path: string, beacon: string): Promise<number> {
  const file = await read(LotteryFile, path);
  if (file.result === null) return keep(path, LotteryFile.parse(drawRound(sha256, file, beacon)));
  if (file.beaconValue !== beacon) return say(1, `もう別の値 ${file.beaconValue ?? ''} で抽選されています`);
  return verify(path, {});
}

function say(code: number, text: string): number {
  process.stdout.write(`${text}\n`);
  return code;
}

process.exitCode = await main().catch((error: Error) => say(2, error.message));
