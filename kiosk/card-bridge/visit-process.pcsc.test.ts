import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  HANAKO, insertIntoVirtualReader, openCardIssuer, startBridgeProcess, startPcscd, VirtualCard,
  type BridgeProcess, type CardInVirtualReader, type Pcscd,
} from '../testing/index.ts';
import type { BridgeClient } from './adapters/bridge-client.ts';
import type { CardState } from './contract/index.ts';

const issuer = openCardIssuer();
const issued = issuer.issue(HANAKO);
let pcscd: Pcscd;
let bridge: BridgeProcess;
let lying: CardInVirtualReader | null = null;

beforeEach(async () => {
  pcscd = await startPcscd({ own: true });
  bridge = await startBridgeProcess({ issuer });
}, 60_000);
afterEach(async () => {
  await lying?.remove();
  lying = null;
  await bridge.stop();
  await pcscd.stop();
}, 60_000);

const card = async () => new VirtualCard(HANAKO, await issued);
const lay = async () => { lying = await insertIntoVirtualReader(await card()); };

/** Until the page has been told what is asked for; another process answers in its own time. */
function told(page: BridgeClient, holds: (tray: ReturnType<BridgeClient['tray']>) => boolean): Promise<CardState> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`still ${JSON.stringify(page.tray())}`)), 30_000);
    const check = () => { if (holds(page.tray())) { clearTimeout(late); stop(); resolve(page.tray().card); } };
    const stop = page.watch(check);
    check();
  });
}
const isAsked = ({ card: { state } }: ReturnType<BridgeClient['tray']>) => state === 'mynumber';
async function insertionOn(page: BridgeClient): Promise<string> {
  const state = await told(page, isAsked);
  return state.state === 'absent' ? '' : state.insertion;
}
async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('not within 30 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('the process of a visit', () => {
  it('[C32] one that dies is followed by another, and a page that knocks meanwhile waits for it', async () => {
    const first = await bridge.connect();
    await lay();
    await insertionOn(first);
    const visit = bridge.visitPid() ?? 0;
    const lost = new Promise<void>((resolve) => first.onClosed(resolve));
    process.kill(visit, 'SIGKILL');
    await lost;
    // Who knocks in the very moment of its death is hung up on, and comes back by itself: that is the page's own promise.
    await until(() => bridge.visitPid() !== visit);
    const second = await bridge.connect();
    const insertion = await insertionOn(second);
    expect(bridge.visitPid()).not.toBe(visit);
    expect(await second.read(HANAKO.pin, insertion)).toMatchObject({ ok: true });
    second.close();
  }, 60_000);

  it('[C32] a page that never sent digits ends nothing, and a killed keeper takes its process along', async () => {
    const first = await bridge.connect();
    const visit = bridge.visitPid();
    const gone = new Promise<void>((resolve) => first.onClosed(resolve));
    first.close();
    await gone;
    const second = await bridge.connect();
    await told(second, ({ reader }) => reader === 'ready');
    expect(bridge.visitPid()).toBe(visit);
    process.kill(bridge.pid, 'SIGKILL');
    await until(() => { try { process.kill(visit ?? 0, 0); return false; } catch { return true; } });
  }, 60_000);
});

describe('reader and daemon', () => {
  it('[C20] a daemon that is killed under a card is told at once and found again; what lies there then is a new insertion', async () => {
    const page = await bridge.connect();
    await lay();
    const before = await insertionOn(page);
    await pcscd.kill();
    await told(page, ({ reader, card: { state } }) => reader === 'none' && state === 'absent');
    expect(await page.read(HANAKO.pin, before)).toEqual({ ok: false, code: 'READER_MISSING' });
    await pcscd.start();
    await told(page, ({ reader }) => reader === 'ready');
    await lay();
    const after = await insertionOn(page);
    expect(after).not.toBe(before);
    expect(await page.read(HANAKO.pin, before)).toEqual({ ok: false, code: 'NO_CARD' });
    expect(await page.read(HANAKO.pin, after)).toMatchObject({ ok: true });
    page.close();
  }, 90_000);

  it('[C20] a daemon that is killed during a reading ends it, and spends no second try', async () => {
    const page = await bridge.connect();
    let verifies = 0;
    const held = await card();
    let reading: ((apdu: Uint8Array) => void) | null = null;
    lying = await insertIntoVirtualReader({ atr: held.atr, reset: () => held.reset(), exec: (apdu) => {
      if (apdu[1] === 0x20 && apdu.length > 4) verifies++;
      if (apdu[1] === 0xb0) reading?.(apdu);
      return apdu[1] === 0xb0 && reading ? new Promise(() => {}) : held.exec(apdu);
    } });
    const insertion = await insertionOn(page);
    const inTheMiddle = new Promise<void>((resolve) => { reading = () => resolve(); });
    const answer = page.read(HANAKO.pin, insertion);
    await inTheMiddle;
    await pcscd.kill();
    expect(await answer).toMatchObject({ ok: false, code: expect.stringMatching(/^(?:READER_MISSING|CARD_REMOVED)$/) as string });
    await pcscd.start();
    await told(page, ({ reader }) => reader === 'ready');
    await lay();
    expect(await page.read(HANAKO.pin, await insertionOn(page))).toMatchObject({ ok: true });
    expect(verifies).toBe(1);
    page.close();
  }, 90_000);

  it('[C20] a reader that is unplugged is missing, and back when it is plugged in', async () => {
    const page = await bridge.connect();
    await told(page, ({ reader }) => reader === 'ready');
    await pcscd.kill();
    await pcscd.startWithoutReader();
    await told(page, ({ reader }) => reader === 'none');
    await pcscd.kill();
    await pcscd.start();
    await told(page, ({ reader }) => reader === 'ready');
    await lay();
    expect(await page.read(HANAKO.pin, await insertionOn(page))).toMatchObject({ ok: true });
    page.close();
  }, 90_000);

  it('[C12] a reader that hangs in the middle of a reading is TIMEOUT, then in error, and ready when it lets go', async () => {
    const page = await bridge.connect();
    const held = await card();
    let hang = false;
    let letGo = () => {};
    lying = await insertIntoVirtualReader({ atr: held.atr, reset: () => held.reset(), exec: (apdu) =>
      (hang && apdu[1] === 0xb0 ? new Promise((resolve) => { letGo = () => resolve(held.exec(apdu)); }) : held.exec(apdu)) });
    const insertion = await insertionOn(page);
    hang = true;
    expect(await page.read(HANAKO.pin, insertion)).toEqual({ ok: false, code: 'TIMEOUT' });
    await told(page, ({ reader }) => reader === 'error');
    hang = false;
    letGo();
    await told(page, ({ reader, card: { state } }) => reader === 'ready' && state === 'mynumber');
    const again = await insertionOn(page);
    expect(again).not.toBe(insertion);
    expect(await page.read(HANAKO.pin, again)).toMatchObject({ ok: true });
    page.close();
  }, 90_000);
});
