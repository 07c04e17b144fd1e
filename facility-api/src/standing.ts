import { parseArgs } from 'node:util';
import { FeeCode } from '../contract/index.ts';
import { openDatabase } from './database/database.ts';
import { noteStanding } from './booking/adapters/pg-standings.ts';

/**
 * `DATABASE_URL=… node --import tsx facility-api/src/standing.ts 7K3M-92F disability --evidence 障害者手帳 --until 2027-03-31`: a clerk has seen the
 * paper of whoever made this booking. The kind of paper is kept, never its number; a second note replaces the first; `--until` in the past ends it.
 */
const { values, positionals: [reference, code] } = parseArgs({ options: { evidence: { type: 'string' }, until: { type: 'string' } }, allowPositionals: true });
const url = process.env['DATABASE_URL'];
if (!reference || !FeeCode.safeParse(code).success || !values.evidence || !/^\d{4}-\d\d-\d\d$/.test(values.until ?? '') || !url) {
  process.stderr.write('予約番号、区分または減免の記号、--evidence、--until と DATABASE_URL が必要です: standing.ts 7K3M-92F disability --evidence 障害者手帳 --until 2027-03-31\n');
  process.exit(2);
}
const pool = openDatabase(url);
const noted = await noteStanding(pool, reference, { code: code ?? '', evidence: values.evidence, validUntil: values.until ?? '' }, Date.now() + Number(process.env['CLOCK_OFFSET_MS'] ?? 0));
await pool.end();
process.stdout.write(noted ? `noted ${code} until ${values.until}\n` : `not-found ${reference}\n`);
process.exit(noted ? 0 : 1);
