import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectToBridge, type BridgeClient } from '../card-bridge/adapters/bridge-client.ts';
import { readToken } from '../card-bridge/adapters/token-file.ts';
import type { CardIssuer } from './card-issuer.ts';
import { TEST_ORIGIN, writeIssuerKeyFile } from './test-bridge.ts';

export type BridgeProcess = {
  /** of the process that listens */
  readonly pid: number;
  /** of the process that reads the card for this visit; undefined while there is none */
  visitPid(): number | undefined;
  connect(): Promise<BridgeClient>;
  /** all that it has said on stderr */
  said(): string;
  stop(): Promise<void>;
};

/** The bridge as a kiosk has it: `main.ts` over PC/SC, told of one issuer of cards. */
export async function startBridgeProcess({ issuer, readerName = '00 00' }: { issuer: CardIssuer; readerName?: string }): Promise<BridgeProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'engawa-bridge-'));
  const [keys, tokenFile] = [join(folder, 'issuers.json'), join(folder, 'token')];
  await writeIssuerKeyFile(issuer, keys);
  const child = spawn(process.execPath, ['--import', 'tsx', new URL('../card-bridge/main.ts', import.meta.url).pathname], {
    env: { ...process.env, PORT: '0', ORIGINS: TEST_ORIGIN, TOKEN_FILE: tokenFile, TRANSPORT: 'pcsc', CARD_CA_FILE: keys, READER_NAME: readerName }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let said = '';
  child.stderr.on('data', (chunk) => { said = (said + String(chunk)).slice(-200_000); });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const line = await Promise.race([once(child.stdout, 'data').then(([chunk]) => String(chunk)), ended.then(() => '')]);
  if (line === '' || child.pid === undefined) { await stop(); throw new Error(`The bridge did not start: ${said}`); }
  const { port } = JSON.parse(line) as { port: number };
  const token = await readToken(tokenFile) ?? '';
  const { pid } = child;
  return {
    pid, stop,
    connect: () => connectToBridge({ port, token, origin: TEST_ORIGIN }),
    visitPid: () => childrenOf(pid)[0],
    said: () => said,
  };
}

function childrenOf(pid: number): number[] {
  try { return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').map(Number).filter((child) => child > 0); } catch { return []; }
}
