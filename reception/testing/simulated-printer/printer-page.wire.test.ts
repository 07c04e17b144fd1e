import { describe, expect, it } from 'vitest';
import { encodeSheet } from '../../src/printing/domain/escpos.ts';
import { blankBitmap } from '../../src/printing/domain/sheet.ts';
import { tcpPrinterLine } from '../../src/printing/adapters/tcp-printer-line.ts';
import { startPrinterPage } from './start-printer-page.ts';
import { startSimulatedPrinter } from './simulated-printer.ts';

describe('page of simulated printers', () => {
  it('[Q62] it shows each paper as its picture, switches what a printer has on bad days, and answers no other site', async () => {
    const device = await startSimulatedPrinter({ paper: 58 });
    const page = await startPrinterPage({ port: 0, printers: [{ id: 'hall', name: '入口', device }] });
    const act = async (body: unknown, origin?: string): Promise<number> => (await fetch(new URL('/act', page.url), { method: 'POST', body: JSON.stringify(body), headers: origin === undefined ? {} : { origin } })).status;
    const state = async (): Promise<unknown> => (await fetch(new URL('/state', page.url))).json();
    const ask = async (): Promise<string | undefined> => {
      const line = await tcpPrinterLine()({ id: 'hall', name: '入口', host: '127.0.0.1', port: device.port, paper: 58, confirm: 'process-id', kiosks: [], counters: [] });
      try { return await line?.health(); } finally { line?.close(); }
    };
    try {
      const html = await (await fetch(page.url)).text();
      expect(html).toContain('lang="ja"');
      expect(html).not.toMatch(/https?:\/\//u);
      for (const [name, health] of [['paper-out', 'paper-out'], ['cover-open', 'cover-open'], ['paper-low', 'paper-low'], ['silent', 'silent']] as const) {
        expect([await act({ printer: 'hall', act: name, on: true }), await ask(), await state()]).toEqual([204, health, { printers: [{ id: 'hall', name: '入口', paper: 58, wrong: [name], papers: [] }] }]);
        expect([await act({ printer: 'hall', act: name, on: false }), await ask()]).toEqual([204, 'ready']);
      }
      const fallen = device.nextPaper();
      const sheet = blankBitmap(384, 4);
      sheet.dots.fill(0xff);
      const line = await tcpPrinterLine()({ id: 'hall', name: '入口', host: '127.0.0.1', port: device.port, paper: 58, confirm: 'process-id', kiosks: [], counters: [] });
      expect(await line?.print(encodeSheet(sheet), 'ABCD')).toEqual({ state: 'printed', sheets: 1 });
      const { png } = await fallen;
      expect(Buffer.from(await (await fetch(new URL('/paper/hall/1.png', page.url))).arrayBuffer()).equals(png)).toBe(true);
      expect([(await fetch(new URL('/paper/hall/2.png', page.url))).status, await act({ printer: 'hall', act: 'constructor', on: true }), await act({ printer: 'elsewhere', act: 'silent', on: true }), await act({ printer: 'hall', act: 'silent', on: true }, 'https://elsewhere.example')]).toEqual([404, 400, 400, 404]);
    } finally { await page.close(); await device.close(); }
  });
});
