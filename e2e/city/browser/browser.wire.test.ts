import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPasskey, expectNoBarriers, openBrowser, pressByKeyboard, tabTo } from './index.ts';
import type { CityBrowser } from './index.ts';

const PAGE = `<!doctype html><html lang="ja"><head><title>試験</title><style>.bare:focus{outline:none}</style></head><body><main><h1>試験</h1>
  <button onclick="this.textContent='押した'">進む</button> <a href="#end">次へ</a><p id="end">終わり</p></main></body></html>`;
const BARRIER = '<!doctype html><html><head><title></title></head><body><img src="data:,"><input></body></html>';
const HIDDEN_FOCUS = PAGE.replace('<button', '<button style="outline:none">見えない</button> <button');

describe('the browser of the journeys', () => {
  let browser: CityBrowser;
  let origin = '';
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end({ '/barrier': BARRIER, '/hidden': HIDDEN_FOCUS, '/away': PAGE.replace('</main>', '<img alt="x" src="http://example.invalid/x.png"></main>') }[request.url ?? ''] ?? PAGE);
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    browser = await openBrowser();
  });
  afterAll(async () => { await browser.close(); server.close(); });

  it('[E11] a screen with barriers is named with rule and place, a good one passes', async () => {
    const good = await browser.visit('phone', `${origin}/`);
    await expectNoBarriers(good.page, 'a good page');
    await good.page.goto(`${origin}/barrier`);
    await expect(expectNoBarriers(good.page, 'a bad page')).rejects.toThrow(/image-alt.*[\s\S]*img/);
    await good.close();
  });

  it('[E12] a control is reached and pressed by keyboard alone, and a focus that nobody sees is a fault', async () => {
    const { page, close } = await browser.visit('console', `${origin}/`);
    await pressByKeyboard(page, '進む', 'Space');
    expect(await page.getByRole('button').textContent()).toBe('押した');
    expect(await tabTo(page, '次へ')).toMatchObject({ role: 'link', visible: true });
    await expect(tabTo(page, 'ない')).rejects.toThrow(/never reached/);
    await page.goto(`${origin}/hidden`);
    await expect(tabTo(page, '進む')).rejects.toThrow(/cannot be seen/);
    await close();
  });

  it('[E13] a page that asks the outside for anything is caught', async () => {
    const { troubles, close } = await browser.visit('board', `${origin}/away`);
    expect(troubles).toContainEqual(expect.stringContaining('left the city: http://example.invalid/x.png'));
    await close();
  });

  it('[E14] camera, microphone and passkeys answer without hardware', async () => {
    const { page, close } = await browser.visit('phone', `${origin}/`);
    const media = await page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
      const video = document.createElement('video');
      video.srcObject = stream;
      await video.play();
      return { kinds: stream.getTracks().map((track) => track.kind).sort(), width: video.videoWidth };
    });
    expect(media).toEqual({ kinds: ['audio', 'video'], width: 320 });
    const passkey = await addPasskey(page);
    await page.evaluate(() => navigator.credentials.create({ publicKey: { challenge: new Uint8Array(16), rp: { id: 'localhost', name: '縁側市' }, user: { id: new Uint8Array(8), name: 'a', displayName: 'a' }, pubKeyCredParams: [{ type: 'public-key', alg: -7 }], authenticatorSelection: { residentKey: 'required' } } }));
    expect(await passkey.count()).toBe(1);
    await close();
  });
});
