/** Somebody comes for another: with a card of one's own, a letter of proxy that names the forms, and a line that waits for a hand. */
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenedForm } from '@engawa/reception/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, PICTURES } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { paperText } from '../city/paper-text.ts';
import { address, answerAll, cutOrScrolled, day, handIn, lookThroughReview, passGuide, tick, write } from './counter-answers.ts';
import { arrive, asks, chooseCertificates, layCard, nameIsRight, named, numberOnTicket, openHall, press, queueOf, signIn, takeCard, typeDigits, typeKana, until, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

let hall: Hall;
let browser: CityBrowser;
let kiosk: Visit;
let clerk: Visit;
let label = '';
const see = witness('counter-proxy');

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  [kiosk, clerk] = await Promise.all([arrive(browser, 'kiosk', hall.city.url.kiosk), arrive(browser, 'console', hall.city.url.console, { expected: [/401 \(Unauthorized\)/] })]);
  await signIn(clerk.page, '1');
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

describe('a proxy with a card of her own', () => {
  it('[E104] one tick beside the card; the card fills her part and nothing of the other person', async () => {
    const { page } = kiosk;
    await chooseCertificates(page, ['住民票の写し', '税証明']);
    await page.getByLabel(named('代理で来ました')).check({ force: true });
    await see(page, 'for-another');
    await press(page, 'カードを使う');
    await layCard(hall.city, 'hanako');
    await page.locator('.kiosk[data-scene="pin"]').waitFor();
    await typeDigits(page, '1234');
    await press(page, '決定');
    await nameIsRight(page);
    await takeCard(hall.city);
    const { shown } = await answerAll(page, {
      'applicant.kana': () => typeKana(page, 'みほん　はなこ'), 'applicant.phone': () => typeDigits(page, '0312345678'),
      'principal.name': write('principal.name', '試験　ハル'), 'principal.kana': () => typeKana(page, 'しけん　はる'), 'principal.birth': day('昭和', '050607'),
      'principal.address': address('principal.address', '縁側市縁の下二丁目７番'), 'juminhyo.scope': tick('juminhyo.scope', 'self'),
    });
    expect(shown).toEqual(expect.arrayContaining(['principal-name', 'principal-birth', 'principal-address']));
    await lookThroughReview(page, see);
    expect(await cutOrScrolled(page)).toEqual([]);
    await handIn(page);
    await passGuide(page, see);
    label = await numberOnTicket(page);
    await see(page, 'ticket');
    await press(page, '終わる');
  });

  it('[E104] the letter names the papers and both people, and leaves the signature to a hand', async () => {
    const { page } = clerk;
    await until('the clerk sees her', async () => (await queueOf(page)).includes(label));
    await page.keyboard.press('n');
    await page.getByText('呼び出し中').first().waitFor();
    await page.keyboard.press('s');
    await page.getByText(named('試験　ハル')).first().waitFor();
    await see(page, 'console');
    const opened = await page.evaluate(async () => {
      const ticket = performance.getEntriesByType('resource').map(({ name }) => /\/api\/staff\/tickets\/([0-9a-f-]+)\/form/.exec(name)?.[1]).find(Boolean);
      return (await fetch(`/api/staff/tickets/${ticket ?? ''}/form`)).json() as Promise<OpenedForm>;
    });
    expect(opened.form.values['applicant.name']).toEqual({ value: '見本　花子', source: 'card' });
    expect(Object.entries(opened.form.values).filter(([key, { source }]) => key.startsWith('principal.') && source === 'card')).toEqual([]);
    const pdf = await (await clerk.context.request.get(`${hall.city.url.reception}/api/staff/tickets/${opened.ticketId}/forms.pdf`)).body();
    const sheets = paperText(pdf);
    expect(sheets).toHaveLength(3);
    const letter = sheets.find((words) => words.includes('委任する方の署名')) ?? '';
    for (const words of ['委任状', '住民票の写し等交付請求書', '見本花子', '試験ハル', 'シケンハル', '昭和5年(1930年)6月7日', '受任者', '委任者']) expect(letter.normalize('NFKC'), words).toContain(words.normalize('NFKC'));
    const file = join(PICTURES, 'counter-proxy', 'forms.pdf');
    await writeFile(file, pdf);
    // Only for the eye: where the tool is missing there are no pictures of the paper.
    spawnSync('pdftoppm', ['-r', '80', '-png', file, join(PICTURES, 'counter-proxy', 'paper')], { stdio: 'ignore' });
    await page.keyboard.press('d');
    await page.getByText('対応を 終えました').waitFor();
    await asks(kiosk.page, 'こんにちは。');
  });

  it('[E13] nothing left the city and no page complained', () => {
    expect([kiosk, clerk].flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
