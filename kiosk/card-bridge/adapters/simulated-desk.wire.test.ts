import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FICTITIOUS_PEOPLE } from '../../testing/fictitious-people.ts';
import { openTestBridge, type TestBridge } from '../../testing/test-bridge.ts';

let bridge: TestBridge;
beforeAll(async () => { bridge = await openTestBridge(); });
afterAll(() => bridge.close());

const base = () => `http://127.0.0.1:${bridge.port}`;
const page = async () => (await fetch(`${base()}/reader`)).text();
const wordIn = (html: string) => /name="word" value="([0-9a-f]{48})"/.exec(html)?.[1] ?? '';
const press = (fields: Record<string, string>, origin: string | null = base()) => fetch(`${base()}/simulated`, {
  method: 'POST', redirect: 'manual', headers: origin === null ? {} : { Origin: origin }, body: new URLSearchParams(fields),
});

describe('the simulated reader', () => {
  it('[C21] a hand on its own page lays a card down and takes it away', async () => {
    const word = wordIn(await page());
    const laid = await press({ word, card: 'taro' });
    expect([laid.status, laid.headers.get('location')]).toEqual([303, '/reader']);
    expect(await page()).toContain('<strong>試験　太郎</strong> のカードが台にあります');
    expect((await bridge.simulate({ op: 'list' })).onTray).toBe('taro');
    expect((await press({ word, op: 'remove' })).status).toBe(303);
    expect(await page()).toContain('台は空です');
  }, 20_000);

  it('[C21] shows every card as a button, in Japanese, without a script', async () => {
    const html = await page();
    for (const { id, name } of FICTITIOUS_PEOPLE) expect(html).toMatch(new RegExp(`<button name="card" value="${id}" aria-pressed="false">\\s*<span class="name">${name}`));
    expect(html).toContain('<html lang="ja">');
    expect(html).not.toMatch(/<script|style="|onclick/);
  });

  it('[C21] another site cannot press its buttons', async () => {
    const word = wordIn(await page());
    expect((await press({ word, card: 'taro' }, 'https://evil.example')).status).toBe(403);
    expect((await press({ word, card: 'taro' }, 'null')).status).toBe(403);
    expect((await press({ word, card: 'taro' }, null)).status).toBe(403);
    expect((await press({ word: '0'.repeat(48), card: 'taro' })).status).toBe(403);
    const { headers } = await fetch(`${base()}/reader`);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect((await bridge.simulate({ op: 'list' })).onTray).toBeNull();
  });

  it('[C30] a phone, two cards at once and a card that is pulled in the middle lie there as in life', async () => {
    const operator = await bridge.connect();
    const word = wordIn(await page());
    expect((await press({ word, op: 'insert-odd', thing: 'phone' })).status).toBe(303);
    expect(await operator.settledCard(5_000)).toMatchObject({ state: 'unsupported' });
    await bridge.simulate({ op: 'remove' });
    await bridge.simulate({ op: 'insert-odd', thing: 'two-cards' });
    expect(await operator.settledCard(5_000)).toMatchObject({ state: 'unreadable', code: 'CARD_SHARED' });
    await bridge.simulate({ op: 'insert', card: 'taro', fresh: true, leavesAt: 12 });
    const card = await operator.settledCard(5_000);
    expect(await operator.read('5678', card.state === 'absent' ? '' : card.insertion)).toEqual({ ok: false, code: 'CARD_REMOVED' });
    await bridge.simulate({ op: 'remove' });
    operator.close();
    expect((await press({ word, op: 'insert-odd', thing: 'dog' })).status).toBe(400);
  }, 20_000);

  it('[C21] the command line needs the token', async () => {
    const post = (headers: Record<string, string>, body: string) => fetch(`${base()}/simulated`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body });
    const bearer = { Authorization: `Bearer ${bridge.token}` };
    expect((await post({}, '{"op":"list"}')).status).toBe(401);
    expect((await post({ Authorization: 'Bearer x' }, '{"op":"list"}')).status).toBe(401);
    expect((await post(bearer, '{"op":"list","more":1}')).status).toBe(400);
    expect((await post(bearer, '{"op":"insert","card":"nobody"}')).status).toBe(404);
    expect((await post(bearer, `{"op":"${'x'.repeat(4000)}"}`)).status).toBe(413);
    expect((await post({ ...bearer, 'Content-Type': 'text/plain' }, '{"op":"list"}')).status).toBe(415);
  });

  it('[C21] a card keeps its count of tries, and --fresh gives it back', async () => {
    const tries = async () => (await bridge.simulate({ op: 'list' })).cards.find(({ id }) => id === 'hanako')?.triesLeft;
    await bridge.simulate({ op: 'insert', card: '見本 花子' });
    const operator = await bridge.connect();
    const card = await operator.settledCard(5_000);
    expect(card).toMatchObject({ state: 'mynumber' });
    expect(await operator.read('0000', card.state === 'absent' ? '' : card.insertion)).toEqual({ ok: false, code: 'PIN_WRONG', triesLeft: 2 });
    operator.close();
    await bridge.simulate({ op: 'insert', card: 'hanako' });
    expect(await tries()).toBe(2);
    await bridge.simulate({ op: 'insert', card: 'hanako', fresh: true });
    expect(await tries()).toBe(3);
  }, 20_000);
});
