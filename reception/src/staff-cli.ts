import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { StaffId } from '../contract/index.ts';
import { readCity } from './city/adapters/read-city.ts';
import { staffOf } from './city/application/city.ts';
import { openDatabase } from './database/database.ts';
import { secretFile } from './forms/adapters/sealing.ts';
import { makeWord } from './staff/adapters/passkey-routes.ts';
import { describeError } from './web/problem.ts';

const USAGE = 'staff-cli word NUMBER      a word with which this person enrols a passkey at the console, once, within 15 minutes';
const { env } = process;
const say = (code: number, text: string): number => { process.stdout.write(`${text}\n`); return code; };

/** S84: the first word of a city whose staff have no codes, for whoever may enter the server. Reads the environment of reception. Exit 0 = done, 1 = not, 2 = used wrongly. */
async function main([command, given]: string[]): Promise<number> {
  const id = StaffId.safeParse(given);
  if (env.DATABASE_URL === undefined || env.DATA_DIR === undefined || command !== 'word' || !id.success) return say(2, USAGE);
  const city = await readCity(env.CITY_DIR ?? fileURLToPath(new URL('../city/', import.meta.url)), { dayStartsAt: env.DAY_STARTS_AT });
  const member = staffOf(city, id.data);
  if (member === undefined) return say(1, `${id.data} does not stand in staff.json`);
  const secret = Buffer.from(await secretFile(env.DATA_DIR, 'server-secret', async () => randomBytes(32).toString('base64url')), 'base64url');
  const pool = openDatabase(env.DATABASE_URL);
  try {
    const { word, until } = await makeWord({ pool, secret }, { staffId: member.id, madeBy: 'staff-cli', nowMs: Date.now() + Number(env.CLOCK_OFFSET_MS ?? 0) });
    return say(0, `${word}  for ${member.id} until ${until}`);
  } finally { await pool.end(); }
}

main(process.argv.slice(2)).then((code) => { process.exitCode = code; }, (error: unknown) => { process.stderr.write(`${JSON.stringify(describeError(error))}\n`); process.exitCode = 1; });
