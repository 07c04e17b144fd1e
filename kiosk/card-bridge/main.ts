import { readIssuerKeys } from './adapters/issuer-key-file.ts';
import { keepVisitProcess } from './adapters/keep-visit-process.ts';
import { listenOnLoopback, type Listening } from './adapters/loopback-server.ts';
import { loadOrCreateToken } from './adapters/token-file.ts';
import { openBridgeLog } from './bridge-log.ts';
import { openBridge } from './open-bridge.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
const origins = settings.ORIGINS.split(',').map((origin) => origin.trim()).filter((origin) => origin !== '');
const house = { port: settings.PORT, origins, token: await loadOrCreateToken(settings.TOKEN_FILE), pairing: settings.PAIRING };
const bridge = settings.TRANSPORT === 'simulated' ? await simulated() : await real();

/** Reader and pages are another process, which ends with the visit: what it knew of a card goes with it. */
async function real(): Promise<Listening> {
  const visit = keepVisitProcess(new URL('./visit-process.ts', import.meta.url));
  const server = await listenOnLoopback({ ...house, transport: 'pcsc', usher: visit.usher, reader: visit.reader });
  return {
    port: server.port,
    async close() {
      // It stops listening at once. Its pages are lines of the other process by now, and waiting for what that one says of them could be for ever.
      void server.close();
      await visit.close();
    },
  };
}

async function simulated(): Promise<Listening> {
  const issuers = settings.CARD_CA_FILE ? await readIssuerKeys(settings.CARD_CA_FILE) : new Map();
  return openBridge({ ...house, transport: 'simulated', issuers, apduMs: settings.SIMULATED_APDU_MS, ...openBridgeLog(settings.LOG_LEVEL) });
}

process.stdout.write(`${JSON.stringify({ ready: true, name: 'card-bridge', port: bridge.port })}\n`);

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void bridge.close().then(() => process.exit(0));
  });
}
