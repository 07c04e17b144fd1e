/** The buildings of the demo city, read from the same files that a city edits, and the boards on the wall of each. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startUhppoteBoard } from '@engawa/locks/testing';
import type { DoorsFile, SimulatedBoard } from '@engawa/locks/testing';
import { CHECKOUT } from './checkout.ts';

export type Building = { readonly name: string; readonly title: string; readonly doors: readonly { readonly name: string; readonly title: string }[] };
/** A real UT0311-L04 has four relays. */
const DOORS_PER_BOARD = 4;
const FIRST_SERIAL = 405_419_001;

type FacilityFile = { title: { ja: string }; building: string; rooms: { title: { ja: string }; door: string }[] };

export async function readBuildings(cityFolder = join(CHECKOUT, 'facility-api', 'city')): Promise<readonly Building[]> {
  const { facilities } = await readJson<{ facilities: string[] }>(join(cityFolder, 'city.json'));
  const files = await Promise.all(facilities.map((id) => readJson<FacilityFile>(join(cityFolder, `${id}.json`))));
  return files.map(({ title, building, rooms }) => {
    const titles = new Map<string, string>();
    // A door that leads to several rooms is the front door of the house.
    for (const room of rooms) titles.set(room.door, titles.has(room.door) ? `${title.ja} 入口` : `${title.ja} ${room.title.ja}`);
    return { name: building, title: title.ja, doors: [...titles].map(([name, door]) => ({ name, title: door })) };
  });
}

/** Boards of one building with the file that tells its door agent where they are. */
export async function startBoards(building: Building, firstSerial = FIRST_SERIAL, now?: () => number): Promise<{ boards: SimulatedBoard[]; doors: DoorsFile }> {
  const boards: SimulatedBoard[] = [];
  const doors: Record<string, DoorsFile[string]> = {};
  for (let first = 0; first < building.doors.length; first += DOORS_PER_BOARD) {
    const wired = building.doors.slice(first, first + DOORS_PER_BOARD).map((door, index) => ({ ...door, number: index + 1 }));
    const serial = firstSerial + boards.length;
    const board = await startUhppoteBoard({ udpPort: 0, serial, doors: wired, ...now && { now } });
    boards.push(board);
    for (const { name, number } of wired) doors[name] = { driver: 'uhppote', address: `127.0.0.1:${board.udpPort}`, serial, door: number, releaseSeconds: 7, listen: '127.0.0.1:0' };
  }
  return { boards, doors };
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, 'utf8')) as T;
}
