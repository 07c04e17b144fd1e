import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCardIssuer, type IssuedCard } from '../../testing/card-issuer.ts';
import { HANAKO } from '../../testing/fictitious-people.ts';
import { VIRTUAL_NUMBER_B, VirtualCard, type CardHabits } from '../../testing/virtual-card.ts';
import { nodeCardCrypto } from '../adapters/node-card-crypto.ts';
import { openSimulatedSlot } from '../adapters/simulated-slot.ts';
import { BridgeRequest, type CardState } from '../contract/index.ts';
import { queryTries, selectFile, selectTextAp, verifyPin } from '../domain/apdu.ts';
import { toHex } from '../domain/bytes.ts';
import { CardFault } from '../domain/card-fault.ts';
import { CARD_APPLICATIONS, FILES } from '../domain/text-ap.ts';
import { openCardChannel } from './card-channel.ts';
import { openCardTray } from './card-tray.ts';
import type { IssuerKeys } from './ports.ts';

const issuer = openCardIssuer();
let issuers: IssuerKeys;
let issued: IssuedCard;
beforeAll(async () => {
  issuers = await issuer.keys();
  issued = await issuer.issue(HANAKO);
}, 30_000);
const ascii = (text: string) => Uint8Array.from(text, (digit) => digit.charCodeAt(0));

/** A tray on which a card lies that has been asked; records what went to the card. */
async function laid(habits: Partial<CardHabits> = {}, triesLeft = 3) {
  const slot = openSimulatedSlot();
  const card = new VirtualCard({ ...HANAKO, triesLeft }, issued, habits);
  const sent: string[] = [];
  const tray = openCardTray({ slot, crypto: nodeCardCrypto, issuers, newInsertion: () => 'i1', clock: { nowMs: () => 0, after: () => () => {} } });
  const settled = new Promise<CardState>((resolve) => tray.watch(({ card: state }) => { if (state.state !== 'absent' && state.state !== 'present') resolve(state); }));
  slot.insert({ reset: () => card.reset(), exec: (apdu) => { sent.push(toHex(apdu)); return card.exec(apdu); } });
  return { tray, card, state: await settled, sent, verifies: () => sent.filter((apdu) => apdu.startsWith('002000800e')).length };
}

describe('照合番号B', () => {
  it('[C24] opens the four items once, verified, and never by way of EF 0014 or the PIN', async () => {
    const { tray, card, verifies } = await laid();
    expect(await tray.readB({ number: VIRTUAL_NUMBER_B, insertion: 'i1' })).toMatchObject({ ok: true, prefill: { name: HANAKO.name, authenticity: 'verified', live: true } });
    expect([verifies(), card.triesLeft, card.numberBTriesLeft]).toEqual([1, 3, 10]);
    expect(card.selected).not.toContain('0014');
    expect(card.selected.filter((file) => file === '0015')).toHaveLength(1);
  });

  it.each([['locked PIN', {}, 0], ['last try of the PIN', {}, 1], ['no PIN reference', { hasPin: false }, 3], ['a query that names no reference', { queryStatusWord: 0x6a88 }, 3]] as const)('[C24] is the way for a card with %s', async (_, habits, triesLeft) => {
    const { tray, card } = await laid(habits, triesLeft);
    expect(await tray.read({ pin: HANAKO.pin, insertion: 'i1' })).toMatchObject({ ok: false });
    expect(await tray.readB({ number: VIRTUAL_NUMBER_B, insertion: 'i1' })).toMatchObject({ ok: true });
    expect(card.triesLeft).toBe(triesLeft);
  });

  it('[C24] a wrong one costs one of ten; with three left nothing is sent any more', async () => {
    const { tray, card, verifies, state } = await laid({ numberBTries: 5 });
    const wrong = { number: '99999999999999', insertion: 'i1' };
    expect(await tray.readB(wrong)).toEqual({ ok: false, code: 'PIN_WRONG', triesLeft: 4 });
    expect(tray.state().card).toEqual(state);
    expect(await tray.readB(wrong)).toEqual({ ok: false, code: 'PIN_LAST_TRY', triesLeft: 3 });
    expect(await tray.readB({ ...wrong, number: VIRTUAL_NUMBER_B })).toEqual({ ok: false, code: 'PIN_LAST_TRY', triesLeft: 3 });
    expect([verifies(), card.numberBTriesLeft, card.triesLeft]).toEqual([2, 3, 3]);
  });

  it('[C24] a card that keeps its record closed to it is not_checked, never failed', async () => {
    const { tray } = await laid({ recordOpensToB: false });
    expect(await tray.readB({ number: VIRTUAL_NUMBER_B, insertion: 'i1' })).toMatchObject({ ok: true, prefill: { authenticity: 'not_checked', live: null } });
  });

  it.each(['', '1234', '123456789012', '0101012035999', '010101203599990', '0101012035999x', '０１０１０１２０３５９９９９'])('[C24] %j is PIN_FORMAT and nothing is sent', async (number) => {
    const { tray, verifies } = await laid();
    expect([await tray.readB({ number, insertion: 'i1' }), verifies()]).toEqual([{ ok: false, code: 'PIN_FORMAT' }, 0]);
  });

  it('[C24] is bound to its insertion, and its verb takes no other key', async () => {
    const { tray } = await laid();
    expect(await tray.readB({ number: VIRTUAL_NUMBER_B, insertion: 'other' })).toEqual({ ok: false, code: 'NO_CARD' });
    const verb = { id: 1, op: 'read-b', number: VIRTUAL_NUMBER_B, insertion: 'i1', purpose: 'prefill-forms' };
    expect(BridgeRequest.safeParse(verb).success).toBe(true);
    for (const hostile of [{ ...verb, pin: '1234' }, { ...verb, file: '0014' }, { ...verb, purpose: 'x' }, { ...verb, number: undefined }]) expect(BridgeRequest.safeParse(hostile).success).toBe(false);
  });
});

describe('secrets and their references', () => {
  it('[C25] whatever is sent in whatever order: digits reach their own reference only, and one secret a conversation', async () => {
    const step = fc.oneof(
      fc.constantFrom(...Object.values(FILES)).map(selectFile), fc.constant(selectTextAp()), fc.constant(queryTries()),
      fc.constantFrom('1234', '0000', VIRTUAL_NUMBER_B, '99999999999999', '000000000000').map((digits) => verifyPin(ascii(digits))),
      fc.constantFrom('00a4020c020014', '00a4020c020001', '0020008200', '00200094').map((hex) => Uint8Array.from(Buffer.from(hex, 'hex'))),
    );
    let presented = 0;
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(step, fc.constant(selectFile(FILES.pin)), fc.constant(selectFile(FILES.numberB))), { maxLength: 40, size: 'max' }), async (steps) => {
      const card = new VirtualCard(HANAKO, issued);
      let current = '';
      let secrets = 0;
      const channel = openCardChannel({
        close: async () => {},
        transmit: async (apdu) => {
          const hex = toHex(apdu);
          if (hex.startsWith('00a4')) current = hex.slice(10);
          if (hex.startsWith('00200080') && hex.length > 8) {
            secrets++;
            expect([current, apdu[4]]).toEqual(current === '0011' ? ['0011', 4] : ['0015', 14]);
          }
          return card.exec(apdu);
        },
      }, new AbortController().signal);
      await channel.selectApplication();
      for (const apdu of steps) await channel.send(apdu).catch((error: unknown) => { expect(error).toBeInstanceOf(CardFault); });
      expect(secrets).toBeLessThanOrEqual(1);
      presented += secrets;
      expect(card.selected).not.toContain('0014');
      expect(card.selected).not.toContain('0001');
      expect(card.triesLeft).toBeGreaterThan(1);
    }), { numRuns: 500 });
    expect(presented).toBeGreaterThan(50);
  });

  it('[C26] a card is known by the first application of the table that it has, each with references and files of the allow-list', async () => {
    const card = new VirtualCard(HANAKO, issued);
    const channel = openCardChannel({ transmit: async (apdu) => card.exec(apdu), close: async () => {} }, new AbortController().signal);
    expect(await channel.selectApplication()).toBe(CARD_APPLICATIONS[0]);
    const phone = new VirtualCard(HANAKO, issued, { hasTextAp: false });
    await expect(openCardChannel({ transmit: async (apdu) => phone.exec(apdu), close: async () => {} }, new AbortController().signal).selectApplication()).rejects.toMatchObject({ code: 'NOT_MYNUMBER_CARD' });
    const allowed = new Set<number>(Object.values(FILES));
    for (const { files, secrets } of CARD_APPLICATIONS) for (const file of [...Object.values(files), secrets.pin.file, secrets.numberB.file]) expect(allowed.has(file)).toBe(true);
  });
});
