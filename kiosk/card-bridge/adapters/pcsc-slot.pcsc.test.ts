import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  FICTITIOUS_PEOPLE, findFictitiousPerson, HANAKO, insertIntoVirtualReader, openCardIssuer, openTestBridge, startPcscd, VirtualCard, whyNoPcscd,
  type CardHabits, type CardInVirtualReader, type FictitiousPerson, type Pcscd, type TestBridge,
} from '../../testing/index.ts';
import { BridgeMessage, type CardState } from '../contract/index.ts';
import { queryTries, readBinary, selectFile, selectTextAp } from '../domain/apdu.ts';
import { FILES } from '../domain/text-ap.ts';
import type { CardSlot } from '../application/ports.ts';
import type { BridgeClient } from './bridge-client.ts';
import { absentSlot, loadPcsc, openPcscSlot, type PcscLibrary } from './pcsc-slot.ts';

const missing = whyNoPcscd();
const library = await loadPcsc();
const why = missing ?? ('missing' in library ? library.missing : null);

describe('through pcscd and its virtual reader', () => {
  const issuer = openCardIssuer();
  let pcscd: Pcscd;
  let bridge: TestBridge;
  let client: BridgeClient;
  let lying: CardInVirtualReader | null = null;
  const pcsc = () => ('library' in library ? library.library : null) as PcscLibrary;

  beforeAll(async () => {
    // Never skipped in silence: the card's real path is proven, or the run is red and says what is missing.
    if (why !== null) throw new Error(`The card tests need the PC/SC library, daemon and virtual reader: ${why}. Debian: apt-get install pcscd vsmartcard-vpcd libpcsclite-dev, then npm install`);
    pcscd = await startPcscd();
    bridge = await openTestBridge({ transport: 'pcsc', issuers: await issuer.keys(), readerName: '00 00' });
    client = await bridge.connect();
    await waitFor(() => client.tray().reader === 'ready' && client.tray().card.state === 'absent');
  }, 60_000);
  afterEach(async () => {
    await lying?.remove();
    lying = null;
    await waitFor(() => client.tray().card.state === 'absent');
  }, 20_000);
  afterAll(async () => {
    client?.close();
    await bridge?.close();
    await pcscd?.stop();
  }, 30_000);

  /** Another process answers in its own time: asked again until it has, or the deadline passes. */
  async function waitFor(holds: () => boolean, withinMs = 10_000): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (!holds()) {
      if (performance.now() > deadline) throw new Error(`still ${JSON.stringify(client.tray())}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  async function insert(person: FictitiousPerson = HANAKO, { habits = {}, ...options }: { habits?: Partial<CardHabits>; apduMs?: number; pullBefore?: number } = {}) {
    const card = await VirtualCard.issue(issuer, person, habits);
    lying = await insertIntoVirtualReader(card, options);
    return card;
  }
  async function settled(): Promise<Exclude<CardState, { state: 'absent' }>> {
    const state = await client.settledCard(10_000);
    if (state.state === 'absent') throw new Error('absent');
    return state;
  }

  it('[C8] reads every unlocked fictitious person, verified and live', async () => {
    for (const person of FICTITIOUS_PEOPLE.filter(({ triesLeft }) => triesLeft > 1)) {
      await insert(person);
      const { insertion } = await settled();
      expect(await client.read(person.pin, insertion)).toMatchObject({ ok: true, prefill: { name: person.name, address: person.address, sex: person.sex, authenticity: 'verified', live: true } });
      await lying?.remove();
      await waitFor(() => client.tray().card.state === 'absent');
    }
  }, 60_000);

  it('[C4] wrong PINs end before the last try, over the wire as well', async () => {
    const card = await insert();
    const { insertion } = await settled();
    expect(await client.read('0000', insertion)).toEqual({ ok: false, code: 'PIN_WRONG', triesLeft: 2 });
    expect(await client.read('0000', insertion)).toEqual({ ok: false, code: 'PIN_LAST_TRY', triesLeft: 1 });
    expect(await client.read(HANAKO.pin, insertion)).toEqual({ ok: false, code: 'PIN_LAST_TRY', triesLeft: 1 });
    expect(card.triesLeft).toBe(1);
  }, 20_000);

  it('[C3] one try left, a locked card and a phone are known before any PIN', async () => {
    for (const [id, triesLeft] of [['ichiro', 1], ['sakura', 0]] as const) {
      await insert(findFictitiousPerson(id));
      expect(await settled()).toMatchObject({ state: 'mynumber', triesLeft });
      await lying?.remove();
      await waitFor(() => client.tray().card.state === 'absent');
    }
    await insert(HANAKO, { habits: { hasTextAp: false } });
    expect(await settled()).toMatchObject({ state: 'unsupported' });
  }, 30_000);

  it('[C11] a card pulled in the middle is CARD_REMOVED, and its next visit starts anew', async () => {
    const card = await insert(HANAKO, { pullBefore: 12 });
    const { insertion } = await settled();
    const whileThere = eventsCounted();
    expect(await client.read(HANAKO.pin, insertion)).toEqual({ ok: false, code: 'CARD_REMOVED' });
    await waitFor(() => client.tray().card.state === 'absent');
    expect(await client.read(HANAKO.pin, insertion)).toEqual({ ok: false, code: 'NO_CARD' });
    // The tray knows before pcscd's poll does; a card laid down in between is overlooked by vpcd.
    await waitFor(() => eventsCounted() > whileThere);
    card.reset();
    lying = await insertIntoVirtualReader(card);
    const again = await settled();
    expect(again.insertion).not.toBe(insertion);
    expect(await client.read(HANAKO.pin, again.insertion)).toMatchObject({ ok: true });
  }, 30_000);

  it('[C7] after a reading the next program finds no PIN presented', async () => {
    await insert();
    const { insertion } = await settled();
    expect((await client.read(HANAKO.pin, insertion)).ok).toBe(true);
    const { context, card } = await connectBeside();
    const send = async (apdu: Uint8Array) => (await card.transmit(Buffer.from(apdu), { maxRecvLength: 258 })).toString('hex');
    expect(await send(readBinary(0, 256))).toBe('6986');
    await send(selectTextAp());
    await send(selectFile(FILES.fourItems));
    expect(await send(readBinary(0, 256))).toBe('6982');
    card.disconnect(pcsc().SCARD_LEAVE_CARD);
    context.close();
  }, 20_000);

  it('[C7] the conversation is exclusive, both ways', async () => {
    await insert(HANAKO, { apduMs: 30 });
    const { insertion } = await settled();
    const reading = client.read(HANAKO.pin, insertion);
    await expect(connectBeside()).rejects.toThrow('Sharing violation');
    expect((await reading).ok).toBe(true);

    const { context, card } = await connectBeside();
    expect(await client.read(HANAKO.pin, insertion)).toEqual({ ok: false, code: 'CARD_SHARED' });
    expect((await card.transmit(Buffer.from(queryTries()), { maxRecvLength: 258 })).length).toBe(2);
    card.disconnect(pcsc().SCARD_LEAVE_CARD);
    context.close();
  }, 30_000);

  it('[C6] the slot does not talk to a card that was laid down after the one it was asked for', async () => {
    await insert();
    const first = await settled();
    await lying?.remove();
    await waitFor(() => client.tray().card.state === 'absent');
    const second = await insert(findFictitiousPerson('taro'));
    await settled();
    expect(await client.read('0000', first.insertion)).toEqual({ ok: false, code: 'NO_CARD' });
    expect(second.triesLeft).toBe(3);
    const slot: CardSlot = openPcscSlot(pcsc(), { readerName: '00 00' });
    await expect(slot.connect('Virtual PCD 00 00#0')).rejects.toMatchObject({ code: 'CARD_REMOVED' });
    await slot.close();
  }, 30_000);

  /** pcscd's own count of insertions and removals on this reader. */
  function eventsCounted(): number {
    const context = new (pcsc().Context)();
    try {
      return (context.listReaders().find(({ name }) => name.includes('00 00'))?.state ?? 0) >>> 16;
    } finally {
      context.close();
    }
  }

  /** Another program on the same reader, exclusive, as long as it likes. */
  async function connectBeside() {
    const context = new (pcsc().Context)();
    const reader = context.listReaders().find(({ name }) => name.includes('00 00'));
    if (!reader) throw new Error('no reader');
    try {
      return { context, card: await reader.connect(pcsc().SCARD_SHARE_EXCLUSIVE, pcsc().SCARD_PROTOCOL_T0 | pcsc().SCARD_PROTOCOL_T1) };
    } catch (error) {
      context.close();
      throw error;
    }
  }
});

describe('without PC/SC', () => {
  it('[C18] a machine without the library gets a reader that is never there', async () => {
    expect(await loadPcsc('no-such-smartcard-package')).toEqual({ missing: expect.stringContaining('no-such-smartcard-package') as string });
    const states: unknown[] = [];
    absentSlot.watch((event) => states.push(event));
    expect(states).toEqual([{ type: 'reader', state: 'none' }]);
    await expect(absentSlot.connect('x')).rejects.toMatchObject({ code: 'READER_MISSING' });
    expect(BridgeMessage.parse({ ev: 'reader', state: 'none' })).toBeTruthy();
  });
});
