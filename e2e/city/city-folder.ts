/** The folder that holds everything a city keeps, and the promise that one city at a time uses it. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { CHECKOUT } from './checkout.ts';
import { othersMayEnter } from './postgres/cluster-owner.ts';
import { identityOf, isSameProcess } from './postgres/processes.ts';

export class CityProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CityProblem';
  }
}

/**
 * `ENGAWA_DATA`, else `.engawa` in the checkout. Run by root in a checkout that nobody else may enter (/root), PostgreSQL, which
 * steps down to another user, could not reach it: then a folder of this checkout below /var/lib/engawa.
 */
export async function chooseCityFolder(wish: string | undefined = process.env.ENGAWA_DATA): Promise<string> {
  if (wish) return resolve(wish);
  const inCheckout = join(CHECKOUT, '.engawa');
  if (process.getuid?.() !== 0 || await othersMayEnter(inCheckout)) return inCheckout;
  return join('/var/lib/engawa', `${basename(CHECKOUT)}-${createHash('sha256').update(CHECKOUT).digest('hex').slice(0, 8)}`);
}

/** Takes the folder for this process. Returns what gives it back. */
export async function takeCityFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(join(folder, 'logs'), { recursive: true });
  const file = join(folder, 'keeper');
  const keeper = await readFile(file, 'utf8').catch(() => '');
  if (keeper !== await identityOf(process.pid) && await isSameProcess(keeper)) {
    throw new CityProblem(`A city already lives in ${folder} (process ${keeper.split(' ')[0] ?? ''}). Stop it first, or set ENGAWA_DATA to another folder.`);
  }
  await writeFile(file, await identityOf(process.pid));
  return () => rm(file, { force: true });
}

/** Only what a city made; a folder that holds no city is left alone. */
export async function forgetCity(folder: string): Promise<void> {
  if (!(await stat(join(folder, 'keeper')).catch(() => undefined))) return;
  for (const name of ['reception', 'facility-api', 'door-agents', 'kiosk-profile', 'logs', 'secrets.json', 'card-bridge.token']) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
  await mkdir(join(folder, 'logs'), { recursive: true });
}

/** Passwords between the parts of this one city, made at its first start. */
export type CitySecrets = { readonly broker: string; readonly paymentKey: string; readonly paymentWebhook: string };

export async function ensureSecrets(folder: string): Promise<CitySecrets> {
  const file = join(folder, 'secrets.json');
  const make = (): string => randomBytes(24).toString('base64url');
  const fresh: CitySecrets = { broker: make(), paymentKey: make(), paymentWebhook: make() };
  await writeFile(file, JSON.stringify(fresh), { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return JSON.parse(await readFile(file, 'utf8')) as CitySecrets;
}
