import { pino } from 'pino';
import { z } from 'zod';
import { readIssuerKeys } from './adapters/issuer-key-file.ts';
import { loadOrCreateToken } from './adapters/token-file.ts';
import { openBridge } from './open-bridge.ts';

/** An empty variable is an unset one. */
const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4300),
  /** origins of the kiosk pages, with commas between them */
  ORIGINS: z.string().default('http://localhost:4100,http://127.0.0.1:4100'),
  TOKEN_FILE: z.string().default('.engawa/card-bridge.token'),
  TRANSPORT: z.enum(['pcsc', 'simulated']).default('pcsc'),
  /** `open` hands the token to the allowed pages: demonstrations only */
  PAIRING: z.enum(['open', 'closed']).default('closed'),
  CARD_CA_FILE: z.string().optional(),
  /** part of the reader's name, where a machine has several */
  READER_NAME: z.string().optional(),
  SIMULATED_APDU_MS: z.coerce.number().int().min(0).max(200).default(0),
});

const env = Environment.parse(Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== '')));
const log = pino({ name: 'card-bridge', level: process.env.LOG_LEVEL ?? 'info' }, pino.destination(2));

const bridge = await openBridge({
  transport: env.TRANSPORT,
  port: env.PORT,
  origins: env.ORIGINS.split(',').map((origin) => origin.trim()).filter((origin) => origin !== ''),
  token: await loadOrCreateToken(env.TOKEN_FILE),
  pairing: env.PAIRING,
  issuers: env.CARD_CA_FILE ? await readIssuerKeys(env.CARD_CA_FILE) : new Map(),
  ...(env.READER_NAME ? { readerName: env.READER_NAME } : {}),
  apduMs: env.SIMULATED_APDU_MS,
  note: ({ event, code, statusWord, ms, apdus }) => log.info({ code, sw: statusWord?.toString(16), ms, apdus }, event),
  warn: (sentence) => log.warn(sentence),
});

process.stdout.write(`${JSON.stringify({ ready: true, name: 'card-bridge', port: bridge.port })}\n`);

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void bridge.close().then(() => process.exit(0));
  });
}
