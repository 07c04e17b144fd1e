/** A hall for one proof: the city, a kiosk with its shell, and a card reader whose card is outside of everything that is searched. */
import { readFileSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertIntoVirtualReader, openCardIssuer, startPcscd, VirtualCard } from '@engawa/kiosk/testing';
import type { FictitiousPerson } from '@engawa/kiosk/testing';
import { writeFakeMedia } from '../city/browser/fake-media.ts';
import type { City } from '../city/start-city.ts';
import { openHall } from '../journeys/counter-people.ts';
import { familyOf, roleOf } from './process-memory.ts';
import { openKiosk } from './shell-life.ts';
import type { KioskUnderProof } from './shell-life.ts';

/** The warning after 5 s without a touch; the wipe follows ten seconds later at the earliest. */
const POLICY = { idleWarnSeconds: 5, idleWipeSeconds: 15 };

export type ProofHall = {
  readonly city: City;
  readonly kiosk: KioskUnderProof;
  /** of the card reader's daemon */ readonly pcscd: readonly number[];
  readonly folders: { readonly profile: string; /** home and temporary files of the kiosk */ readonly home: string; readonly logs: string; readonly postgres: string; readonly city: string };
  readonly hand: Hand;
  /** What the camera sees from the next time that it is switched on. */
  showToCamera(film: Buffer): Promise<void>;
  end(): Promise<void>;
};
/** A hand at the reader. `slow`: ms that each command of this card takes. */
export type Hand = { lay(person: FictitiousPerson, habits?: { readonly slow?: number; readonly triesLeft?: number }): Promise<void>; take(): Promise<void> };

/** `environment`: in which the daemon and the programs of the city are started. */
export async function openProofHall({ environment = {} }: { environment?: Readonly<Record<string, string>> | undefined } = {}): Promise<ProofHall> {
  const root = await mkdtemp(join(tmpdir(), 'engawa-proof-'));
  const undo: (() => Promise<unknown>)[] = [() => rm(root, { recursive: true, force: true })];
  const end = async (): Promise<void> => { for (const step of undo.splice(0).reverse()) await step(); };
  try {
    const pcscd = await within(environment, () => startPcscd({ own: true }));
    undo.push(() => pcscd.stop());
    const issuer = openCardIssuer();
    const issuerKeys = join(root, 'issuers.json');
    await writeFile(issuerKeys, JSON.stringify(await issuer.keyFile()));
    const hall = await within(environment, () => openHall({ policy: POLICY, rooms: true, ownDatabase: true, transport: 'pcsc', reader: { name: '00 00', issuerKeys } }));
    undo.push(() => hall.end());
    const { city } = hall;
    const [profile, home, logs] = [join(root, 'kiosk-profile'), join(root, 'home'), join(city.folder, 'logs')];
    await mkdir(home);
    const media = await writeFakeMedia(root);
    const kiosk = await openKiosk(city.url.kiosk, profile, { bridgeTokenFile: join(city.folder, 'card-bridge.token'), home, camera: media.camera, log: (line) => appendFile(join(logs, 'kiosk-shell.log'), line) });
    undo.push(() => kiosk.stop());
    const hand = handAt(pcscd.port, issuer);
    undo.push(() => hand.take());
    return {
      city, kiosk, hand, end, pcscd: familyOf(process.pid).filter((pid) => roleOf(pid) === 'pcscd'),
      folders: { profile, home, logs, postgres: join(city.folder, 'postgres'), city: city.folder }, showToCamera: (film) => writeFile(media.camera, film),
    };
  } catch (error) {
    await end();
    throw error;
  }
}

function handAt(port: number, issuer: ReturnType<typeof openCardIssuer>): Hand {
  let lying: { remove(): Promise<void> } | null = null;
  const take = async (): Promise<void> => { await lying?.remove(); lying = null; };
  return {
    take,
    lay: async (person, { slow = 0, triesLeft = person.triesLeft } = {}) => {
      await take();
      lying = await insertIntoVirtualReader(await VirtualCard.issue(issuer, { ...person, triesLeft }), { port, apduMs: slow });
    },
  };
}

/** The server of the city's own database; its children are found from it. */
export const postmasterOf = ({ folders }: ProofHall): number => Number(readFileSync(join(folders.postgres, 'pgdata', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** Does this with these settings in the environment that children inherit. */
async function within<T>(environment: Readonly<Record<string, string>>, act: () => Promise<T>): Promise<T> {
  const before = Object.keys(environment).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, environment);
  try { return await act(); } finally { for (const [name, value] of before) if (value === undefined) delete process.env[name]; else process.env[name] = value; }
}
