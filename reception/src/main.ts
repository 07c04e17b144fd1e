import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { openReception } from './app.ts';
import { GlossaryError } from './captions/adapters/read-glossary.ts';
import { PhrasebookError } from './captions/adapters/read-phrasebook.ts';
import { noticeSettings } from './notices/adapters/notice-settings.ts';
import { CityFileError } from './city/adapters/read-city.ts';
import { describeError } from './web/problem.ts';

const { env } = process;
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const log = pino({ name: 'reception', level: env.LOG_LEVEL ?? 'info' }, pino.destination({ dest: 2, sync: true }));
const port = Number(env.PORT ?? 4100);
// The demo and the journeys move the city's time; browsers take it from the server's answers.
const offsetMs = Number(env.CLOCK_OFFSET_MS ?? 0);

async function main(): Promise<void> {
  if (env.DATABASE_URL === undefined || env.DATABASE_URL === '') throw new Error('DATABASE_URL is missing: the PostgreSQL database of reception');
  const reception = await openReception({
    databaseUrl: env.DATABASE_URL, dataDir: env.DATA_DIR ?? here('../../.engawa/reception'), cityDir: env.CITY_DIR ?? here('../city/'), clock: () => Date.now() + offsetMs,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${port}`, facilityUrl: env.FACILITY_URL ?? 'http://localhost:4200', cardBridgeUrl: env.CARD_BRIDGE_URL ?? 'ws://127.0.0.1:4300',
    kioskDist: env.KIOSK_DIST ?? here('../../kiosk/dist'), consoleDist: env.CONSOLE_DIST ?? here('../console/dist'), enrolment: env.ENROLMENT ?? 'open',
    dayStartsAt: env.DAY_STARTS_AT, ...(env.PRINTERS_FILE === undefined || env.PRINTERS_FILE === '' ? {} : { printersFile: env.PRINTERS_FILE }), nameFont: env.NAME_FONT ?? null, notices: noticeSettings(env), ...(env.STAFF_RP_ID === undefined ? {} : { staffRpId: env.STAFF_RP_ID }), log,
  });
  reception.server.listen(port, env.HOST ?? '127.0.0.1', () => {
    process.stdout.write(`${JSON.stringify({ ready: true, name: 'reception', port: (reception.server.address() as AddressInfo).port })}\n`);
  });
  reception.server.on('error', (error) => { log.fatal({ code: (error as { code?: string }).code }, 'cannot listen'); process.exit(1); });
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    reception.close().then(() => process.exit(0), () => process.exit(1));
  };
  process.on('SIGTERM', end).on('SIGINT', end);
}

main().catch((error: Error) => {
  // A city file names its mistakes; anything else may quote a connection string and is named by its kind.
  log.fatal(error instanceof CityFileError || error instanceof GlossaryError || error instanceof PhrasebookError || /^(DATABASE_URL|NOTICE|LINE|SMTP)/.test(error.message) ? error.message : describeError(error), 'reception cannot start');
  process.exit(1);
});
