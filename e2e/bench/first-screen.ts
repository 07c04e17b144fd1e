/** How soon a kiosk that was switched on without a network can be used, on a machine four times slower than this one. */
import { gzipSync } from 'node:zlib';
import { openBrowser } from '../city/browser/index.ts';
import { startCity } from '../city/start-city.ts';
import { buildSurfaces } from '../city/built-surfaces.ts';
import { atMost, median, type Goal } from './bench.ts';
import { onWorkbench } from './workbench.ts';

const ROUNDS = 5;
const SLOWDOWN = 4;
const GREETING = 'こんにちは';

export async function measureFirstScreen(): Promise<{ goals: Goal[]; notes: string[] }> {
  await buildSurfaces();
  return onWorkbench(async ({ folder, after }) => {
    const city = await startCity({ folder, buildings: [], transport: 'simulated' });
    after(() => city.stop());
    const browser = await openBrowser();
    after(() => browser.close());
    const { page, context } = await browser.visit('kiosk', city.url.kiosk);
    await page.getByRole('heading', { level: 1, name: GREETING }).waitFor();
    // The worker has everything when it is active; only then may the cable be pulled.
    await page.evaluate(async () => { await navigator.serviceWorker.ready; });
    const scripts = await scriptsOf(page.url(), await page.evaluate(() => performance.getEntriesByType('resource').filter((entry) => /\.m?js(\?|$)/.test(entry.name)).map(({ name }) => name)));
    await context.setOffline(true);
    await page.close();
    const cold: number[] = [];
    const again: number[] = [];
    const againCpu: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const fresh = await context.newPage();
      const line = await context.newCDPSession(fresh);
      await line.send('Performance.enable', { timeDomain: 'threadTicks' });
      await line.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
      cold.push(await untilUsable(fresh, () => fresh.goto(city.url.kiosk, { waitUntil: 'commit' })));
      await line.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      const before = await threadMs(line);
      again.push(await untilUsable(fresh, () => fresh.reload({ waitUntil: 'commit' })));
      const after = await threadMs(line);
      againCpu.push(after < before ? after : after - before); // a reload may begin in a process of its own
      await fresh.close();
    }
    return {
      goals: [
        atMost('intake.cold-start', median(cold), 3_000, 'ms'),
        atMost('intake.reload', median(again), 500, 'ms'),
        atMost('intake.first-javascript', scripts.bytes / 1_000, 200, 'kB gzip'),
      ],
      notes: [
        `cold start: a new page of the kiosk without a network, processor slowed down ${SLOWDOWN} ×, until the first question stands there and answers a touch; ${cold.map(Math.round).join(', ')} ms`,
        `reload: the same at full speed; ${again.map(Math.round).join(', ')} ms, of the processor on the page's own thread ${againCpu.map(Math.round).join(', ')} ms`,
        `JavaScript that the first screen loads: ${scripts.files} files`,
      ],
    };
  });
}

type Line = { send(method: 'Performance.getMetrics'): Promise<{ metrics: { name: string; value: number }[] }> };
/** Processor time of the page's main thread so far, which other programs of this machine do not lengthen. */
const threadMs = async (line: Line): Promise<number> => ((await line.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN) * 1_000;

type KioskPage = Awaited<ReturnType<Awaited<ReturnType<typeof openBrowser>>['visit']>>['page'];

/** Milliseconds from the call until the greeting is painted and the page's thread is free to answer a touch. */
async function untilUsable(page: KioskPage, go: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await go();
  await page.getByRole('heading', { level: 1, name: GREETING }).waitFor();
  await page.evaluate(() => new Promise<void>((resolve) => { requestAnimationFrame(() => setTimeout(resolve, 0)); }));
  return performance.now() - begun;
}

async function scriptsOf(address: string, names: readonly string[]): Promise<{ files: number; bytes: number }> {
  const html = await (await fetch(address)).text();
  const inHtml = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => new URL(path!, address).href);
  const all = [...new Set([...names, ...inHtml])].filter((name) => !name.endsWith('/sw.js'));
  const sizes = await Promise.all(all.map(async (name) => gzipSync(Buffer.from(await (await fetch(name)).arrayBuffer()), { level: 9 }).length));
  return { files: all.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
