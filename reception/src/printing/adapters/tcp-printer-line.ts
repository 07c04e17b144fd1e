import { createConnection, type Socket } from 'node:net';
import { ASK_HEALTH, canPrint, encodeConfirm, healthOf, readAnswers, type Answer, type Confirm, type Health } from '../domain/escpos.ts';
import type { OpenLine, PrinterLine, SheetEnd } from '../application/ports.ts';

/** How long each answer may take, in ms. A thermal head prints 150 mm and more a second: a ticket is out in about two. */
export const LINE = { connectMs: 2_000, answerMs: 1_500, sheetMs: 8_000, pollMs: 700, closeMs: 400 };
export type LineTiming = typeof LINE;

/** What came over the line so far, and who waits for more. */
interface Ears { readonly heard: Answer[]; broken: boolean; more: () => void }

function listen(socket: Socket): Ears {
  const ears: Ears = { heard: [], broken: false, more: () => {} };
  let rest = new Uint8Array();
  socket.on('data', (chunk: Buffer) => {
    const read = readAnswers(Buffer.concat([rest, chunk]));
    rest = Uint8Array.from(read.rest);
    ears.heard.push(...read.answers);
    ears.more();
  });
  // An error is always followed by `close`, and says no more than that.
  socket.on('error', () => {}).on('end', () => { ears.broken = true; ears.more(); }).on('close', () => { ears.broken = true; ears.more(); });
  return ears;
}

/** Waits until `found` sees what it wants, the line is gone, or the time is over. */
const until = <T>(ears: Ears, ms: number, found: () => T | null): Promise<T | 'broken' | 'late'> => new Promise((resolve) => {
  const end = (value: T | 'broken' | 'late'): void => { clearTimeout(timer); ears.more = () => {}; resolve(value); };
  const timer = setTimeout(() => end('late'), Math.max(0, ms));
  ears.more = () => {
    const value = found();
    if (value !== null) end(value); else if (ears.broken) end('broken');
  };
  ears.more();
});

const takeStatus = (ears: Ears) => (): number[] | null => {
  const bytes = ears.heard.flatMap((a) => (a.t === 'status' ? [a.byte] : []));
  return bytes.length < 4 ? null : bytes.slice(-4);
};
const forgetStatus = (ears: Ears): void => { ears.heard.splice(0, ears.heard.length, ...ears.heard.filter((a) => a.t !== 'status')); };
const sheetsOut = (ears: Ears, confirm: Confirm, name: string): number => ears.heard.filter((a) => (confirm === 'status' ? a.t === 'paper' : a.t === 'named' && a.name === name)).length;

async function askHealth(socket: Socket, ears: Ears, timing: LineTiming): Promise<Health> {
  forgetStatus(ears);
  socket.write(ASK_HEALTH);
  const bytes = await until(ears, timing.answerMs, takeStatus(ears));
  return bytes === 'broken' ? 'unreachable' : bytes === 'late' ? 'silent' : healthOf(bytes);
}

/** While the sheet is on its way the printer is asked again and again how it is, so that staff hear of an empty roll before the time is over. */
async function waitForSheet(socket: Socket, ears: Ears, timing: LineTiming, out: () => true | null): Promise<'out' | 'broken' | Health> {
  let health: Health = 'silent';
  for (let left = timing.sheetMs; left > 0; left -= timing.pollMs) {
    const ended = await until(ears, Math.min(left, timing.pollMs), out);
    if (ended === true) return 'out';
    if (ended === 'broken') return 'broken';
    const bytes = takeStatus(ears)();
    if (bytes !== null) health = healthOf(bytes);
    forgetStatus(ears);
    socket.write(ASK_HEALTH);
  }
  return canPrint(health) ? 'silent' : health;
}

/** A printer on TCP 9100. One line, one sheet. */
export const tcpPrinterLine = (timing: LineTiming = LINE): OpenLine => async ({ host, port, confirm }) => {
  const socket = createConnection({ host, port, noDelay: true, allowHalfOpen: true });
  const connected = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), timing.connectMs);
    socket.once('connect', () => { clearTimeout(timer); resolve(true); }).once('error', () => { clearTimeout(timer); resolve(false); });
  });
  if (!connected) { socket.destroy(); return null; }
  const ears = listen(socket);
  const line: PrinterLine = {
    health: () => askHealth(socket, ears, timing),
    async print(sheet, name): Promise<SheetEnd> {
      forgetStatus(ears);
      socket.write(sheet);
      socket.write(encodeConfirm(confirm, name));
      const ended = await waitForSheet(socket, ears, timing, () => (sheetsOut(ears, confirm, name) > 0 ? true : null));
      if (ended !== 'out') return { state: 'unknown', why: ended === 'broken' ? 'line-broke' : ended };
      // Nothing more comes from us; a printer that prints the sheet again says so before it hangs up.
      socket.end();
      await until(ears, timing.closeMs, () => null);
      return { state: 'printed', sheets: sheetsOut(ears, confirm, name) };
    },
    close: () => { socket.destroy(); },
  };
  return line;
};
