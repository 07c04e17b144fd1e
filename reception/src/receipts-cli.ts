import { openDatabase } from './database/database.ts';
import { verifyDeletions } from './hand-over/adapters/deletion-journal.ts';
import { describeError } from './web/problem.ts';

const USAGE = `receipts verify          walks the chain of deletion receipts and prints how many hold, and its head
receipts verify HEAD     the same, and that the chain still contains this head: kept elsewhere, it shows also a cut-off end`;

const { env } = process;
const say = (code: number, text: string): number => { process.stdout.write(`${text}\n`); return code; };

/** R20, for whoever audits the hall. Reads the environment of reception. Exit 0 = whole, 1 = broken, 2 = used wrongly. */
async function main([command, head]: string[]): Promise<number> {
  if (env.DATABASE_URL === undefined || command !== 'verify' || (head !== undefined && !/^[0-9a-f]{64}$/u.test(head))) return say(2, USAGE);
  const pool = openDatabase(env.DATABASE_URL);
  try {
    const report = await verifyDeletions(pool, head ?? null);
    if (!report.whole) return say(1, `broken at receipt ${report.brokenAt ?? 0}: ${report.entries} before it hold`);
    if (!report.knownHead) return say(1, `${report.entries} receipts hold together, but the head that was kept is not among them: the end was cut off, or the chain was written anew`);
    return say(0, `${report.entries} receipts hold\nhead ${report.head}`);
  } finally { await pool.end(); }
}

main(process.argv.slice(2)).then((code) => { process.exitCode = code; }, (error: unknown) => { process.stderr.write(`${JSON.stringify(describeError(error))}\n`); process.exitCode = 1; });
