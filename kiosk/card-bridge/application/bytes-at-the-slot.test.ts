/** What reaches the reader, byte by byte, whatever page, card or caller do. The judge below is written out here and knows nothing of the product's own lists. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCardIssuer, type IssuedCard } from '../../testing/card-issuer.ts';
import { HANAKO } from '../../testing/fictitious-people.ts';
import { VIRTUAL_NUMBER_B, VirtualCard, type CardHabits } from '../../testing/virtual-card.ts';
import { nodeCardCrypto } from '../adapters/node-card-crypto.ts';
import { openSimulatedSlot } from '../adapters/simulated-slot.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { fromHex, toHex } from '../domain/bytes.ts';
import { CardFault } from '../domain/card-fault.ts';
import type { FileId } from '../domain/text-ap.ts';
import { openCardChannel } from './card-channel.ts';
import { openCardTray, type CardTray } from './card-tray.ts';
import type { IssuerKeys } from './ports.ts';

const issuer = openCardIssuer();
let issued: IssuedCard;
let issuers: IssuerKeys;
beforeAll(async () => {
  issued = await issuer.issue(HANAKO);
  issuers = await issuer.keys();
}, 30_000);

/** Whole frames, in hex. 0001 is the 個人番号, 0014 照合番号A; a READ BINARY with the top bit of P1 names a file too. */
const HARMLESS = [
  /^00a4040c0ad3921000310001010408$/, /^00a4020c02(?:0002|0003|0004|0005|0007|0011|0015)$/,
  /^00200080$/, /^0020008004(?:3[0-9]){4}$/, /^002000800e(?:3[0-9]){14}$/,
  /^00b0[0-7][0-9a-f]{5}$/, /^00c00000[0-9a-f]{2}$/, /^802a000033[0-9a-f]{104}$/,
];
const isSecret = (frame: string): boolean => /^00200080(?:04|0e)/.test(frame);

/** One conversation as the reader saw it: a harmful frame, or null. */
function harmIn(frames: readonly string[]): string | null {
  let named = '';
  let secrets = 0;
  for (const frame of frames) {
    if (!HARMLESS.some((shape) => shape.test(frame))) return `${frame} is no harmless command`;
    if (frame.startsWith('00a4')) named = frame.startsWith('00a4020c02') ? frame.slice(-4) : '';
    if (!isSecret(frame)) continue;
    secrets++;
    if (named !== (frame.startsWith('0020008004') ? '0011' : '0015')) return `${frame.slice(0, 10)}… went to ${named || 'no reference'}`;
    if (secrets > 1) return 'a second secret in one conversation';
  }
  return null;
}

/** A hostile caller's commands: known ones, known ones bent, names of every file in every way that ISO 7816 has, and noise. */
const KNOWN = ['00a4040c0ad3921000310001010408', '00a4020c020002', '00a4020c020011', '00a4020c020015', '00200080', '002000800431323334', '002000800e3031303130313230333539393939', '00b0000000', '00b0010000', '00c0000080', `802a0000333031300d060960864801650304020105000420${'00'.repeat(32)}00`];
const octet = fc.nat(255);
const fileOf = fc.constantFrom('0001', '0014', '0002', '0011', '0015', '0006', '3f00');
const bent = fc.tuple(fc.constantFrom(...KNOWN), fc.nat(40), octet, fc.constantFrom('change', 'insert', 'cut', 'append')).map(([hex, at, value, how]) => {
  const bytes = [...fromHex(hex)];
  const place = at % bytes.length;
  if (how === 'change') bytes[place] = value;
  if (how === 'insert') bytes.splice(place, 0, value);
  if (how === 'cut') bytes.splice(place, 1);
  if (how === 'append') bytes.push(value);
  return Uint8Array.from(bytes);
});
const select = fc.tuple(fc.constantFrom('00', '01', '04', '0c', '80'), fc.constantFrom('00', '01', '02', '03', '04', '08', '09'), fc.constantFrom('00', '04', '0c'), fileOf, fc.constantFrom('', '00'))
  .map(([cla, p1, p2, file, le]) => fromHex(`${cla}a4${p1}${p2}02${file}${le}`));
const short = fc.tuple(fc.constantFrom(0xb0, 0x20, 0xb1, 0xb2, 0xd6, 0x2c, 0x24), fc.oneof(fc.constantFrom(0x81, 0x94, 0x91, 0x95, 0), octet), fc.oneof(fc.constantFrom(0x80, 0x94, 0x91, 0x81), octet), fc.constantFrom('', '00', '0431323334', '0c303030303030303030303030')).map(([ins, p1, p2, rest]) => fromHex(`00${toHex(Uint8Array.of(ins, p1, p2))}${rest}`));
const apdu = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...KNOWN).map(fromHex) }, bent, select, short, fc.uint8Array({ maxLength: 24 }));
type Call = { send: Uint8Array } | { file: number } | { application: true };
const call: fc.Arbitrary<Call> = fc.oneof(
  { weight: 4, arbitrary: apdu.map((send) => ({ send })) }, fc.oneof(fc.nat(0x20), fc.nat(0xffff)).map((file) => ({ file })), fc.constant({ application: true as const }),
);
/** A reference is named and digits follow, with something between them now and then. */
const entry = fc.tuple(fc.constantFrom('00a4020c020011', '00a4020c020015'), fc.array(call, { maxLength: 1 }), fc.constantFrom('002000800431323334', '002000800e3031303130313230333539393939'))
  .map(([named, between, digits]): Call[] => [{ application: true }, { send: fromHex(named) }, ...between, { send: fromHex(digits) }]);
const calls = fc.array(fc.oneof({ weight: 4, arbitrary: call.map((one) => [one]) }, entry), { minLength: 1, maxLength: 25, size: 'max' }).map((some) => some.flat());
/** A card that says anything: status words that lead on (61xx, 6Cxx, 63Cx), data that names another file, lengths that lie. */
const lie = fc.oneof(
  fc.constantFrom('9000', '6a82', '6982', '6101', '61ff', '6c01', '6cff', '63c3', '63c1', '63c0', '6300', '6984', '6282', '6b00', '', '90', 'ff10820001000c9000', 'ff20820fff9000', '00a4020c0200019000', 'df2200019000').map(fromHex),
  fc.uint8Array({ maxLength: 40 }), fc.tuple(fc.uint8Array({ maxLength: 256 }), fc.constantFrom('9000', '6110', '6282')).map(([data, status]) => Uint8Array.from([...data, ...fromHex(status)])),
);

describe('the bytes that reach the slot', () => {
  it('[C1] [C2] [C25] whatever a caller sends and whatever a card answers, nothing names the individual number or 照合番号A, and digits go to their own reference, once', async () => {
    let [reached, stopped, secrets] = [0, 0, 0];
    await fc.assert(fc.asyncProperty(calls, fc.array(lie, { minLength: 1, maxLength: 12 }), fc.boolean(), async (sequence, lies, honest) => {
      const frames: string[] = [];
      const card = new VirtualCard(HANAKO, issued);
      const channel = openCardChannel({
        transmit: async (bytes) => { frames.push(toHex(bytes)); return honest ? card.exec(bytes) : lies[frames.length % lies.length] ?? new Uint8Array(); },
        close: async () => {},
      }, new AbortController().signal);
      for (const one of sequence) {
        try {
          if ('send' in one) await channel.send(one.send);
          else if ('file' in one) await channel.readFile(one.file as FileId);
          else await channel.selectApplication();
        } catch (error) {
          if (!(error instanceof CardFault)) throw error;
          stopped++;
        }
      }
      reached += frames.length;
      secrets += frames.filter(isSecret).length;
      expect(harmIn(frames)).toBeNull();
    }), { numRuns: 1_000 });
    expect([reached > 6_000, stopped > 5_000, secrets > 150]).toEqual([true, true, true]);
  }, 60_000);

  it('[C1] [C5] [C25] whatever a page types and however a card lies, one entry is one secret at most, and no frame is harmful', async () => {
    const digits = fc.oneof(fc.constantFrom('1234', '0000', VIRTUAL_NUMBER_B, '000000000000', '123456789012', '12345', '', '１２３４', '00 1', '0001\u0000'), fc.string({ maxLength: 16 }));
    let entries = 0;
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ by: fc.constantFrom('pin', 'b'), digits, lies: fc.array(lie, { maxLength: 6 }), from: fc.nat(20), layAnew: fc.boolean() }), { maxLength: 6 }), async (visits) => {
      const wire = recordingWire();
      await wire.lay(new VirtualCard(HANAKO, issued));
      for (const { by, digits: typed, lies, from, layAnew } of visits) {
        if (layAnew) await wire.lay(new VirtualCard(HANAKO, issued));
        wire.lieFrom(from, lies);
        const before = wire.secrets();
        await wire.enter(by, typed);
        entries++;
        const sent = wire.secrets() - before;
        expect(sent).toBeLessThanOrEqual((by === 'pin' ? /^[0-9]{4}$/ : /^[0-9]{14}$/).test(typed) ? 1 : 0);
      }
      expect(wire.conversations.map(harmIn).filter((harm) => harm !== null)).toEqual([]);
      await wire.tray.close();
    }), { numRuns: 300 });
    expect(entries).toBeGreaterThan(500);
  }, 120_000);
});

describe('the last try', () => {
  it('[C4] however a card that counts behaves, and whatever is typed, its last try is never spent', async () => {
    const habits: fc.Arbitrary<Partial<CardHabits>> = fc.record({ t0: fc.boolean(), endOfFile: fc.constantFrom('short', '6282', '6b00'), lockedStatusWord: fc.constantFrom(0x6983, 0x6984), lockedQueryStatusWord: fc.constantFrom(0x63c0, 0x6983, 0x6984) });
    const visit = fc.record({ pin: fc.constantFrom('1234', '0000', '9999'), lies: fc.array(lie, { maxLength: 3 }), from: fc.integer({ min: 4, max: 24 }), layAnew: fc.boolean() });
    let lowest = 3;
    await fc.assert(fc.asyncProperty(habits, fc.integer({ min: 1, max: 3 }), fc.array(visit, { minLength: 1, maxLength: 7 }), async (habit, triesLeft, visits) => {
      const card = new VirtualCard({ ...HANAKO, triesLeft }, issued, habit);
      const wire = recordingWire();
      await wire.lay(card);
      for (const { pin, lies, from, layAnew } of visits) {
        if (layAnew) await wire.lay(card);
        // The count itself is told truly: command 3 of a reading asks for it.
        wire.lieFrom(from, lies);
        await wire.enter('pin', pin);
        lowest = Math.min(lowest, card.triesLeft);
        expect(card.triesLeft).toBeGreaterThan(0);
      }
      await wire.tray.close();
    }), { numRuns: 300 });
    expect(lowest).toBe(1);
  }, 120_000);

  it('[C4] a card that gives no count when asked is believed when a wrong PIN makes it tell one', async () => {
    for (const queryStatusWord of [0x9000, 0x6300]) {
      const card = new VirtualCard(HANAKO, issued, { queryStatusWord });
      const wire = recordingWire();
      await wire.lay(card);
      const ends = [];
      for (const pin of ['0000', '9999', '8888', '1234']) ends.push(await wire.enter('pin', pin));
      expect(ends).toEqual(['PIN_WRONG', 'PIN_LAST_TRY', 'PIN_LAST_TRY', 'PIN_LAST_TRY']);
      expect(card.triesLeft).toBe(1);
      await wire.tray.close();
    }
  });
});

/** A tray over a reader that writes down every conversation, with a card that tells the truth until it is made to lie. */
function recordingWire() {
  const slot = openSimulatedSlot();
  const conversations: string[][] = [];
  let lies: readonly Uint8Array[] = [];
  let from = Infinity;
  let insertions = 0;
  const tray: CardTray = openCardTray({
    slot: {
      ...slot,
      async connect(mark) {
        const transport = await slot.connect(mark);
        const frames: string[] = [];
        conversations.push(frames);
        return {
          close: () => transport.close(),
          async transmit(bytes) {
            frames.push(toHex(bytes));
            const truth = await transport.transmit(bytes);
            return frames.length >= from ? lies[frames.length - from] ?? truth : truth;
          },
        };
      },
    },
    crypto: nodeCardCrypto, issuers, clock: { ...systemClock, nowMs: () => insertions++ * 20_000 }, newInsertion: () => `i${++insertions}`,
  });
  const settled = () => new Promise<void>((resolve) => {
    const check = () => { if (tray.state().card.state !== 'present') { stop(); resolve(); } };
    const stop = tray.watch(check);
    check();
  });
  return {
    tray, conversations,
    lieFrom(command: number, next: readonly Uint8Array[]) { [from, lies] = [command, next]; },
    secrets: () => conversations.flat().filter(isSecret).length,
    async lay(card: VirtualCard) {
      from = Infinity;
      slot.insert(card);
      await settled();
    },
    async enter(by: 'pin' | 'b', typed: string): Promise<string> {
      const { card } = tray.state();
      if (card.state === 'absent') return 'absent';
      const reading = by === 'pin' ? await tray.read({ pin: typed, insertion: card.insertion }) : await tray.readB({ number: typed, insertion: card.insertion });
      from = Infinity;
      await settled();
      return reading.ok ? 'ok' : reading.code;
    },
  };
}
