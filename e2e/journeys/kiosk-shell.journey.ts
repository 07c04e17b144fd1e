import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openKiosk } from '../proof/shell-life.ts';
import type { KioskUnderProof } from '../proof/shell-life.ts';
import { askForAdvice, asks, openHall, press, wantAdvice } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

let hall: Hall;
let kiosk: KioskUnderProof;
beforeAll(async () => {
  hall = await openHall();
  kiosk = await openKiosk(hall.city.url.kiosk, join(hall.city.folder, '..', 'kiosk-profile'), { bridgeTokenFile: join(hall.city.folder, 'card-bridge.token') });
});
afterAll(async () => {
  await kiosk?.stop();
  await hall?.end();
});

/** Every process of the browser at once, as a power cut would. */
const killBrowser = (pid: number): void => { try { process.kill(-pid, 'SIGKILL'); } catch { /* it has just gone by itself */ } };
/**
 * What a power cut can leave of Chromium's bookkeeping of the page's files. A damaged list is mended by Chromium, which then writes a table;
 * with a damaged table no page can read, write or remove there any more, and Chromium never mends it.
 */
async function damageSecondCopies(what: 'list' | 'table'): Promise<number> {
  const folder = join(kiosk.profile, 'Default', 'File System', '000', 't', 'Paths');
  const names = (await readdir(folder)).filter((name) => (what === 'list' ? /^MANIFEST/ : /\.ldb$/).test(name));
  for (const name of names) await writeFile(join(folder, name), what === 'list' ? '' : (await readFile(join(folder, name))).map((octet, at) => (at % 5 === 0 ? octet ^ 0xa5 : octet)));
  return names.length;
}

it('[Z1] [Z16] twelve lives, ended by their exit, killed in mid-write or with their second copies damaged: each reaches its first screen, and no number is given twice', async () => {
  const numbers: string[] = [];
  const ends: (string | undefined)[] = [];
  for (let n = 1; n <= 12; n += 1) {
    const life = kiosk.current();
    expect([n, await kiosk.ready(life, 40_000)]).toEqual([n, expect.any(Number)]);
    const { page, browser } = await kiosk.touch();
    await asks(page, 'こんにちは。');
    if (n % 5 === 2) {
      // In the middle of saving a number, or just after.
      if (n > 10) numbers.push(await askForAdvice(page));
      else await wantAdvice(page);
      killBrowser(life.pid);
    } else if (n % 5 === 3) {
      numbers.push(await askForAdvice(page));
      await press(page, '終わる');
    } else if (n === 9 || n === 10) {
      expect(await damageSecondCopies(n === 9 ? 'list' : 'table')).toBeGreaterThan(0);
      killBrowser(life.pid);
    } else {
      await press(page, 'スマホで書いてきた');
      await press(page, 'もどる');
    }
    await browser.close().catch(() => undefined);
    expect([n, await kiosk.nextLife(life, 40_000)]).toEqual([n, expect.anything()]);
    ends.push(kiosk.endOf(life));
    // The life that finds its second copies damaged has them set aside and makes way for the next.
    if (n === 10) {
      const damaged = kiosk.current();
      await kiosk.nextLife(damaged, 40_000);
      expect(kiosk.endOf(damaged)).toBe('broken');
    }
  }
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(ends.filter((end) => end === 'over').length).toBeGreaterThan(5);
}, 400_000);
