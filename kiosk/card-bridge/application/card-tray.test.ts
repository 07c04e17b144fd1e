import { beforeAll, describe, expect, it } from 'vitest';
import { openCardIssuer, type IssuedCard } from '../../testing/card-issuer.ts';
import { HANAKO } from '../../testing/fictitious-people.ts';
import { VirtualCard } from '../../testing/virtual-card.ts';
import { nodeCardCrypto } from '../adapters/node-card-crypto.ts';
import { openSimulatedSlot, type CardOnWire } from '../adapters/simulated-slot.ts';
import type { CardState } from '../contract/index.ts';
import { PIN_PACE } from '../domain/pin-pace.ts';
import { openCardTray, type TrayNote } from './card-tray.ts';
import { WATCHDOG } from './conversations.ts';
import type { CardSlot, Clock, IssuerKeys } from './ports.ts';

const issuer = openCardIssuer();
let issuers: IssuerKeys;
let issued: IssuedCard;
beforeAll(async () => {
  issuers = await issuer.keys();
  issued = await issuer.issue(HANAKO);
}, 30_000);

function handClock(): Clock & { pass(ms: number): void } {
  let nowMs = 0;
  let timers: { at: number; action: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    after(delayMs, action) {
      const timer = { at: nowMs + delayMs, action };
      timers.push(timer);
      return () => { timers = timers.filter((other) => other !== timer); };
    },
    pass(ms) {
      nowMs += ms;
      const due = timers.filter(({ at }) => at <= nowMs);
      timers = timers.filter(({ at }) => at > nowMs);
      for (const { action } of due) action();
    },
  };
}

/** A tray over the simulated reader. `around` lets a test stand between tray and card. */
function set(around: (slot: CardSlot) => CardSlot = (slot) => slot) {
  const slot = openSimulatedSlot();
  const clock = handClock();
  const notes: TrayNote[] = [];
  let insertions = 0;
  const tray = openCardTray({ slot: around(slot), crypto: nodeCardCrypto, issuers, clock, newInsertion: () => `i${++insertions}`, note: (note) => notes.push(note) });
  /** Waits, without a clock, until the tray shows what is asked for. */
  const until = (accept: (card: CardState) => boolean) => new Promise<CardState>((resolve) => {
    if (accept(tray.state().card)) { resolve(tray.state().card); return; }
    const stop = tray.watch(({ card }) => { if (accept(card)) { stop(); resolve(card); } });
  });
  const insert = async (card: CardOnWire) => {
    slot.insert(card);
    const state = await until(({ state }) => state !== 'present' && state !== 'absent');
    return state.state === 'absent' ? '' : state.insertion;
  };
  return { slot, clock, notes, tray, until, insert };
}
const hanako = (triesLeft = 3) => new VirtualCard({ ...HANAKO, triesLeft }, issued);

describe('the tray', () => {
  it('[C3] shows how many tries are left before any PIN, and spends none', async () => {
    const { tray, insert } = set();
    const card = hanako(2);
    const insertion = await insert(card);
    expect(tray.state()).toEqual({ reader: 'ready', card: { state: 'mynumber', insertion, triesLeft: 2 } });
    expect(card.triesLeft).toBe(2);
  });

  it('[C3] tells the new count before it answers', async () => {
    const { tray, insert } = set();
    const insertion = await insert(hanako());
    const seen: (number | null)[] = [];
    tray.watch(({ card }) => { if (card.state === 'mynumber') seen.push(card.triesLeft); });
    expect(await tray.read({ pin: '0000', insertion })).toEqual({ ok: false, code: 'PIN_WRONG', triesLeft: 2 });
    expect(await tray.read({ pin: '1234', insertion })).toMatchObject({ ok: true });
    expect(seen).toEqual([2, 3]);
  });

  it('[C6] a PIN typed for one card never reaches the next', async () => {
    const { tray, insert, slot } = set();
    const first = await insert(hanako());
    const second = hanako();
    slot.remove();
    await insert(second);
    expect(await tray.read({ pin: '0000', insertion: first })).toEqual({ ok: false, code: 'NO_CARD' });
    expect(second.triesLeft).toBe(3);
  });

  it('[C6] cards swapped while the reader connects: the second never sees the PIN', async () => {
    const swapped = hanako();
    let swap = () => {};
    const { tray, insert, slot } = set((inner) => ({ ...inner, connect: async (mark) => { swap(); return inner.connect(mark); } }));
    const insertion = await insert(hanako());
    swap = () => { swap = () => {}; slot.insert(swapped); };
    expect(await tray.read({ pin: '0000', insertion })).toMatchObject({ ok: false, code: 'CARD_REMOVED' });
    expect(swapped.triesLeft).toBe(3);
  });

  it('[C7] the card is reset after every conversation', async () => {
    const { tray, insert } = set();
    const card = hanako();
    const insertion = await insert(card);
    expect((await tray.read({ pin: '1234', insertion })).ok).toBe(true);
    expect(Array.from(card.exec(Uint8Array.of(0x00, 0xb0, 0, 0, 0)))).toEqual([0x69, 0x86]);
  });

  it('[C10] refuses with the code that fits what lies there', async () => {
    const { tray, insert, slot } = set();
    expect(await tray.read({ pin: '1234', insertion: 'i0' })).toEqual({ ok: false, code: 'NO_CARD' });
    const phone = await insert(new VirtualCard(HANAKO, issued, { hasTextAp: false }));
    expect(tray.state().card).toEqual({ state: 'unsupported', insertion: phone });
    expect(await tray.read({ pin: '1234', insertion: phone })).toEqual({ ok: false, code: 'NOT_MYNUMBER_CARD' });
    slot.remove();
    const mute = await insert(new VirtualCard(HANAKO, issued, { broken: Uint8Array.of(0x6f, 0) }));
    expect(await tray.read({ pin: '1234', insertion: mute })).toEqual({ ok: false, code: 'CARD_UNREADABLE' });
  });

  it.each(['', '123', '12345', '12a4', '１２３４', '1234\n'])('[C10] %j is PIN_FORMAT and nothing is sent', async (pin) => {
    const { tray, insert, notes } = set();
    const insertion = await insert(hanako());
    expect(await tray.read({ pin, insertion })).toEqual({ ok: false, code: 'PIN_FORMAT' });
    expect(notes.filter(({ event }) => event === 'read')).toEqual([]);
  });

  it('[C11] a card that leaves during a reading', async () => {
    const card = hanako();
    let commands = 0;
    const { tray, insert, slot, until } = set();
    const leaving: CardOnWire = { reset: () => card.reset(), exec: (apdu) => { if (++commands === 10) queueMicrotask(() => slot.remove()); return card.exec(apdu); } };
    const insertion = await insert(leaving);
    expect(await tray.read({ pin: '1234', insertion })).toEqual({ ok: false, code: 'CARD_REMOVED' });
    await until(({ state }) => state === 'absent');
  });

  it('[C11] a card that was only lifted a little is asked again, under a fresh insertion', async () => {
    const card = hanako();
    let commands = 0;
    const { tray, insert, clock, until } = set();
    const shaky: CardOnWire = { reset: () => card.reset(), exec: (apdu) => (++commands === 10 ? new Uint8Array() : card.exec(apdu)) };
    const insertion = await insert(shaky);
    expect(await tray.read({ pin: '1234', insertion })).toEqual({ ok: false, code: 'CARD_REMOVED' });
    expect(tray.state().card).toEqual({ state: 'absent' });
    clock.pass(1_000);
    expect(await until(({ state }) => state === 'mynumber')).not.toMatchObject({ insertion });
  });

  it('[C12] a reader that hangs ends in TIMEOUT; the next conversation waits until it lets go', async () => {
    let hang = false;
    let letGo = () => {};
    const { tray, insert, clock, until } = set((inner) => ({
      ...inner,
      connect: async (mark) => {
        const transport = await inner.connect(mark);
        let hanging: Promise<void> | null = null;
        return {
          transmit: async (apdu) => {
            if (hang) { hanging = new Promise((resolve) => { letGo = resolve; }); await hanging; }
            return transport.transmit(apdu);
          },
          close: async () => { await hanging; await transport.close(); },
        };
      },
    }));
    const first = await insert(hanako());
    hang = true;
    const reading = tray.read({ pin: '1234', insertion: first });
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    clock.pass(WATCHDOG.readMs);
    expect(await reading).toEqual({ ok: false, code: 'TIMEOUT' });
    clock.pass(WATCHDOG.closeMs);
    expect(tray.state().reader).toBe('error');
    hang = false;
    letGo();
    const again = await until(({ state }) => state === 'mynumber');
    expect(tray.state().reader).toBe('ready');
    expect(again).toMatchObject({ triesLeft: 3 });
    expect(again).not.toMatchObject({ insertion: first });
  });

  it('[C13] one reading at a time, and it can be cancelled', async () => {
    const { tray, insert, until } = set();
    const insertion = await insert(hanako());
    const reading = tray.read({ pin: '1234', insertion });
    expect(await tray.read({ pin: '1234', insertion })).toEqual({ ok: false, code: 'BUSY' });
    expect(tray.cancel()).toBe(true);
    expect(await reading).toEqual({ ok: false, code: 'CANCELLED' });
    expect(tray.cancel()).toBe(false);
    await until(({ state }) => state === 'mynumber');
  });

  it('[C13] PINs faster than people type are BUSY until a minute has passed', async () => {
    const { tray, insert, clock } = set();
    const insertion = await insert(hanako());
    for (let i = 0; i < PIN_PACE.most; i++) expect((await tray.read({ pin: '1234', insertion })).ok).toBe(true);
    expect(await tray.read({ pin: '1234', insertion })).toEqual({ ok: false, code: 'BUSY' });
    clock.pass(PIN_PACE.perMs);
    expect((await tray.read({ pin: '1234', insertion })).ok).toBe(true);
    for (let i = 1; i < PIN_PACE.most; i++) await tray.read({ pin: '1234', insertion });
    const laidAnew = await insert(hanako());
    expect((await tray.read({ pin: '1234', insertion: laidAnew })).ok).toBe(true);
  });

  it('[C17] notes hold a code, a status word, a count and milliseconds, and nothing else', async () => {
    const { tray, insert, notes } = set();
    const insertion = await insert(hanako());
    await tray.read({ pin: '0000', insertion });
    await tray.read({ pin: '1234', insertion });
    expect(notes).toEqual([
      { event: 'asked', code: 'ok', statusWord: undefined, ms: 0, apdus: 3 },
      { event: 'read', code: 'PIN_WRONG', statusWord: 0x63c2, ms: 0, apdus: 4 },
      { event: 'read', code: 'ok', statusWord: undefined, ms: 0, apdus: expect.any(Number) as number },
    ]);
  });

  it('[C20] without a reader nothing is read, and a card needs a new insertion afterwards', async () => {
    let say: Parameters<CardSlot['watch']>[0] = () => {};
    const { tray, insert } = set((inner) => ({ ...inner, watch: (listener) => { say = listener; inner.watch(listener); } }));
    const insertion = await insert(hanako());
    say({ type: 'reader', state: 'none' });
    expect(tray.state()).toEqual({ reader: 'none', card: { state: 'absent' } });
    expect(await tray.read({ pin: '1234', insertion })).toEqual({ ok: false, code: 'READER_MISSING' });
    say({ type: 'reader', state: 'ready' });
    expect(await tray.read({ pin: '1234', insertion })).toEqual({ ok: false, code: 'NO_CARD' });
  });
});
