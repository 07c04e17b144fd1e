import { markEverything } from './availability/adapters/occupation-rows.ts';
import { openDatabase } from './database/database.ts';

/**
 * `npm run availability -- check`: every running server compares its bitmaps with the rows, in one snapshot, and puts right what differed.
 * `npm run availability -- rebuild`: from the next question on every server reads everything anew.
 * Ends with 0 when all is well, 1 when a fault was found, 2 when nobody could be asked.
 */
const WAIT = { ms: 60_000, everyMs: 250, /** servers look once a second; who has not come by then is not running, or is still at work */ quietMs: 5_000 } as const;
const [act] = process.argv.slice(2);
const url = process.env['DATABASE_URL'];
if ((act !== 'check' && act !== 'rebuild') || !url) {
  process.stderr.write('check か rebuild、および DATABASE_URL が必要です: npm run availability -- check\n');
  process.exit(2);
}
const pool = openDatabase(url);
const say = (line: string): void => { process.stdout.write(`${line}\n`); };

interface Finding { server: string; leaf_days: number; faults: { space: string; day: string }[] }
async function check(): Promise<number> {
  const { rows: [asked] } = await pool.query<{ id: string }>('INSERT INTO availability_checks DEFAULT VALUES RETURNING id');
  let findings: Finding[] = [];
  for (let waited = 0, quiet = 0; waited < WAIT.ms && (findings.length === 0 || quiet < WAIT.quietMs); waited += WAIT.everyMs, quiet += WAIT.everyMs) {
    await new Promise((resolve) => setTimeout(resolve, WAIT.everyMs));
    const { rows } = await pool.query<Finding>('SELECT server, leaf_days, faults FROM availability_findings WHERE check_id = $1 ORDER BY server', [asked?.id]);
    if (rows.length > findings.length) quiet = 0;
    findings = rows;
  }
  if (findings.length === 0) say('応答したサーバーはありません。facility-api は動いていますか。');
  for (const { server, leaf_days: leafDays, faults } of findings) {
    say(`${server.slice(0, 8)}: ${leafDays} 区画日を調べました。${faults.length === 0 ? '予約の行とすべて一致しています。' : `${faults.length} 件が予約の行と違いました。読み直します。`}`);
    for (const { space, day } of faults.slice(0, 20)) say(`  ${day} ${space}`);
  }
  return findings.length === 0 ? 2 : findings.some(({ faults }) => faults.length > 0) ? 1 : 0;
}
async function rebuild(): Promise<number> {
  await markEverything(pool);
  say('次の問い合わせから、すべてのサーバーが予約の行を読み直します。');
  return 0;
}
const code = await (act === 'check' ? check() : rebuild());
await pool.end();
process.exit(code);
