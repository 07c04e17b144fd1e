import { expect, it } from 'vitest';
import { HANAKO, insertIntoVirtualReader, openCardIssuer, startBridgeProcess, VirtualCard } from '@engawa/kiosk/testing';
import { inBoth, type Needle } from '../../proof/needles.ts';
import { familyOf, searchFamilies, type Hit } from '../../proof/process-memory.ts';

/** Nobody else's card and nowhere in the source of a bridge: what is found came through the reader or the page. */
const VISITOR = { ...HANAKO, name: '足跡　残さず', address: '縁側市跡無町八丁目７番６号', birth: '19631107', pin: '8305' };
const NEEDLES: readonly Needle[] = [
  ...inBoth('name', VISITOR.name), ...inBoth('address', VISITOR.address), ...inBoth('birth', VISITOR.birth),
  ...inBoth('PIN in its frame', `"pin":"${VISITOR.pin}"`), ...inBoth('PIN in its command', `\u0004${VISITOR.pin}`),
];
const FORGOTTEN_AFTER_MS = 5_000;

it('[C31] five seconds after a page has gone, no process of the bridge holds a byte of its card or PIN, also when the card was left on the reader', async () => {
  const issuer = openCardIssuer();
  const bridge = await startBridgeProcess({ issuer });
  const lying = await insertIntoVirtualReader(await VirtualCard.issue(issuer, VISITOR));
  const found = (): readonly Hit[] => searchFamilies([bridge.pid], NEEDLES, (pid) => (pid === bridge.pid ? 'keeper' : 'visit')).hits;
  try {
    const page = await bridge.connect();
    const card = await page.settledCard(20_000);
    if (card.state !== 'mynumber') throw new Error(card.state);
    expect(await page.read('9999', card.insertion)).toMatchObject({ ok: false, code: 'PIN_WRONG' });
    expect(await page.read(VISITOR.pin, card.insertion)).toMatchObject({ ok: true, prefill: { name: VISITOR.name } });
    const whileThere = found();
    expect(whileThere.filter(({ where }) => where === 'keeper')).toEqual([]);
    expect(new Set(whileThere.map(({ needle }) => needle.replace(' (UTF-16)', '')))).toContain('name');
    const visit = bridge.visitPid();

    const gone = new Promise<void>((resolve) => page.onClosed(resolve));
    page.close();
    await gone;
    const deadline = performance.now() + FORGOTTEN_AFTER_MS;
    while (familyOf(bridge.pid).includes(visit ?? 0) && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(found()).toEqual([]);

    // The next visitor is served as if nobody had been there, and the card that still lies there is a new insertion.
    const next = await bridge.connect();
    const again = await next.settledCard(20_000);
    expect(again).toMatchObject({ state: 'mynumber', triesLeft: 3 });
    expect(again).not.toMatchObject({ insertion: card.insertion });
    expect(found()).toEqual([]);
    next.close();
  } finally {
    await lying.remove();
    await bridge.stop();
  }
}, 90_000);
