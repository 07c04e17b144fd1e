import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOrCreateToken } from '../card-bridge/adapters/token-file.ts';
import { connectToBridge, type BridgeClient } from '../card-bridge/adapters/bridge-client.ts';
import { SimulatedCards, type SimulatedCommand } from '../card-bridge/contract/index.ts';
import { openBridge, type BridgeOptions } from '../card-bridge/open-bridge.ts';
import type { CardIssuer } from './card-issuer.ts';

export const TEST_ORIGIN = 'https://kiosk.example';

export type TestBridge = {
  port: number;
  token: string;
  tokenFile: string;
  /** A client in the operator's seat, or in a page's when an origin is given. */
  connect(origin?: string): Promise<BridgeClient>;
  simulate(command: SimulatedCommand): Promise<SimulatedCards>;
  close(): Promise<void>;
};

/** A whole bridge in this process on a free port, with its token in a folder of its own. */
export async function openTestBridge(options: Partial<BridgeOptions> = {}): Promise<TestBridge> {
  const folder = await mkdtemp(join(tmpdir(), 'engawa-bridge-'));
  const tokenFile = join(folder, 'token');
  const token = await loadOrCreateToken(tokenFile);
  const bridge = await openBridge({ transport: 'simulated', port: 0, origins: [TEST_ORIGIN], pairing: 'closed', issuers: new Map(), ...options, token });
  const { port } = bridge;
  return {
    port, token, tokenFile,
    connect: (origin) => connectToBridge({ port, token, ...(origin ? { origin } : {}) }),
    async simulate(command) {
      const response = await fetch(`http://127.0.0.1:${port}/simulated`, {
        method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }, body: JSON.stringify(command),
      });
      if (!response.ok) throw new Error(`simulated reader answers ${response.status}`);
      return SimulatedCards.parse(await response.json());
    },
    async close() {
      await bridge.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Writes CARD_CA_FILE for a bridge in another process, so that cards of `issuer` count as verified there. */
export async function writeIssuerKeyFile(issuer: CardIssuer, path: string): Promise<void> {
  await writeFile(path, JSON.stringify(await issuer.keyFile()));
}
