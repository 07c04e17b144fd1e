/** A family of four moves in: three cards, a small child without one, answers once, six forms and more, and what a clerk and the paper show of it. */
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { concreteFields, formsOf, peopleOf, sharedFields, type CityProfile, type OpenedForm } from '@engawa/reception/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, PICTURES } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { paperText } from '../city/paper-text.ts';
import { address, answerAll, cutOrScrolled, day, fix, handIn, lookThroughReview, passGuide, tick, write } from './counter-answers.ts';
import { arrive, asks, button, choose, layCard, nameIsRight, named, numberOnTicket, openHall, press, queueOf, signIn, takeCard, typeDigits, typeKana, until, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';

let hall: Hall;
let browser: CityBrowser;
let kiosk: Visit;
let clerk: Visit;
let label = '';
let asked: { shown: string[]; touched: string[] };
let opened: OpenedForm;
const see = witness('counter-family');

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  [kiosk, clerk] = await Promise.all([arrive(browser, 'kiosk', hall.city.url.kiosk), arrive(browser, 'console', hall.city.url.console, { expected: [/401 \(Unauthorized\)/] })]);
  await signIn(clerk.page, '3');
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});

/** By zone: what this family came for. */
const WISHES: Readonly<Record<string, readonly string[]>> = { '引っ越し': ['転入届'], '保険・年金': ['国民健康保険の加入', '国民年金の種別変更'], '子ども・福祉': ['児童手当の認定請求', 'こども医療費の助成'], 証明書: ['住民票の写し'] };
/** As it stands on no card yet. */
const HOME = '垣根市生垣町三丁目４番５号１０１号室';
/** Pages of which there is one of a kind. */
const LOOKED_AT = new Set(['people-family', 'people-family-2-relation', 'move-who', 'jido-teate-children']);
const cityOf = async (): Promise<CityProfile> => (await fetch(`${hall.city.url.reception}/api/city`)).json() as Promise<CityProfile>;
/** A hand at the reader and on the number pad. */
async function readCard(card: string, pin: string): Promise<void> {
  await layCard(hall.city, card);
  await kiosk.page.locator('.kiosk[data-scene="pin"]').waitFor();
  await typeDigits(kiosk.page, pin);
  await press(kiosk.page, '決定');
}

describe('a family of four that moves in', () => {
  it('[E100] chooses everything in one visit and reads what to know first', async () => {
    const { page } = kiosk;
    await asks(page, 'こんにちは。');
    await press(page, '引っ越しの届け出をする');
    for (const [zone, titles] of Object.entries(WISHES)) {
      await button(page, zone).last().click();
      for (const title of titles) await choose(page, title);
    }
    await see(page, 'chosen');
    await press(page, 'つぎへ');
    await passGuide(page, see);
    await asks(page, 'マイナンバーカードはお持ちですか。');
  });

  it('[E100] the mother’s card fills her part, elder child and father come in by their own, the little one is typed', async () => {
    const { page } = kiosk;
    await press(page, 'カードを使う');
    await readCard('sora', '2580');
    await nameIsRight(page);
    asked = await answerAll(page, {
      'applicant.kana': () => typeKana(page, 'みほん　そら'),
      'applicant.phone': () => typeDigits(page, '09000000001'),
      'move.on': day('令和', '081120'),
      'people.family': async () => {
        for (const [n, [card, pin]] of [['umi', '1470'], ['riku', '3690']].entries()) {
          await takeCard(hall.city);
          await press(page, 'カードで追加');
          await readCard(card!, pin!);
          await nameIsRight(page);
          await page.locator('.people-read li').nth(n + 1).waitFor();
        }
        await takeCard(hall.city);
        while (await page.locator('#answer-people-family').innerText() !== '4') await press(page, 'ご家族の人数（ご本人を含む）、1つ増やす');
      },
      'people.family.1.relation': tick('people.family.1.relation', 'wife'),
      'people.family.2.kana': () => typeKana(page, 'みほん　うみ'),
      'people.family.2.relation': tick('people.family.2.relation', 'child'),
      'people.family.3.kana': () => typeKana(page, 'みほん　りく'),
      'people.family.3.relation': tick('people.family.3.relation', 'head'),
      'people.family.4.name': write('people.family.4.name', '見本　川'), 'people.family.4.kana': () => typeKana(page, 'みほん　かわ'),
      'people.family.4.birth': day('令和', '020909'), 'people.family.4.sex': tick('people.family.4.sex', '1'), 'people.family.4.relation': tick('people.family.4.relation', 'child'),
      'move.new-address': address('move.new-address', '縁側市花見台一丁目２番３号'),
      'account.way': tick('account.way', 'public'),
    }, async (shown, fields) => { if (LOOKED_AT.has(fields[0] ?? '')) await see(shown, fields[0] ?? ''); });
    await asks(page, 'この内容でよろしいですか。');
    await lookThroughReview(page, see);
  });

  it('[E100] what the card does not say right is put right, and one ticket leads to one counter', async () => {
    const { page } = kiosk;
    await fix(page, '住所を直す');
    await address('applicant.address', HOME)(page);
    await press(page, 'つぎへ');
    await asks(page, 'この内容でよろしいですか。');
    await handIn(page);
    await passGuide(page, see);
    label = await numberOnTicket(page);
    await page.getByText(named('お呼びする時刻の目安')).waitFor();
    await see(page, 'ticket');
    expect(await cutOrScrolled(page)).toEqual([]);
  });

  it('[E101] the console shows all the forms, whose card said what, and what differs from it', async () => {
    const { page } = clerk;
    await until('the clerk sees the family', async () => (await queueOf(page)).includes(label));
    await page.keyboard.press('n');
    await page.getByText('呼び出し中').first().waitFor();
    await page.keyboard.press('s');
    await page.getByText(named('見本　空')).first().waitFor();
    await see(page, 'console');
    opened = await page.evaluate(async () => {
      const ticket = performance.getEntriesByType('resource').map(({ name }) => /\/api\/staff\/tickets\/([0-9a-f-]+)\/form/.exec(name)?.[1]).find(Boolean);
      return (await fetch(`/api/staff/tickets/${ticket ?? ''}/form`)).json() as Promise<OpenedForm>;
    });
    const forms = formsOf(await cityOf(), opened.form.procedures, opened.form.values);
    expect(forms.length).toBeGreaterThanOrEqual(6);
    for (const { title } of forms) await page.locator('.person').getByRole('heading', { name: named(title.ja) }).first().waitFor({ state: 'attached' });
    await page.locator('.field-differs').getByText(named('１０１号室')).first().waitFor();
    await page.locator('.card-says').first().scrollIntoViewIfNeeded();
    await see(page, 'console-differs');
    const trust = { authenticity: 'verified', live: true, by: 'pin' };
    expect(opened.form.furtherCards).toEqual({ 'people.family.2': trust, 'people.family.3': trust });
    for (const [key, value] of Object.entries({ 'kokuho.reason': 'moved', 'jido-teate.reason': 'moved', 'jido-teate.spouse-name': '見本　陸', 'kodomo-iryo.insurance': 'kokuho', 'kodomo-iryo.insured': '見本　陸' })) expect(opened.form.values[key]?.value, key).toBe(value);
  });

  it('[E100] at least 85 % of all fields on these papers came from a card or from another form: nobody wrote them a second time', async () => {
    const city = await cityOf();
    const { values } = opened.form;
    const forms = formsOf(city, opened.form.procedures, values);
    const filled = forms.flatMap((form) => {
      const fields = concreteFields([...sharedFields(city, [form]), ...form.fields], values);
      const about = (list: string): readonly number[] => peopleOf(form, fields.find(({ key }) => key === list)!, values);
      return fields.filter(({ key, person }) => (person === undefined || about(person.list).includes(person.n)) && (values[key]?.value ?? '') !== '').map(({ key }) => key.replaceAll('.', '-'));
    });
    const all = filled.length + forms.length; // 届出日 stands on every sheet
    const count = (keys: readonly string[]): number => new Set([...keys, 'applicant-address'].filter((key) => filled.includes(key))).size;
    const prefilled = all - count(asked.touched);
    console.info(`a family of four, ${forms.length} forms: prefilled: ${prefilled} of ${all} fields (${(100 * prefilled / all).toFixed(1)} %); ${count(asked.touched)} were touched, each once, and ${count(asked.shown)} stood on a page to be read`);
    expect(prefilled / all).toBeGreaterThanOrEqual(0.85);
  });

  it('[E101] the paper holds the same: a sheet a form, everybody on the sheets that are about them', async () => {
    const answer = await clerk.context.request.get(`${hall.city.url.reception}/api/staff/tickets/${opened.ticketId}/forms.pdf`);
    const pdf = await answer.body();
    const sheets = paperText(pdf);
    const sheetOf = (title: string): string => sheets.find((words) => words.includes(title)) ?? '';
    for (const title of ['住民異動届（転入）', '国民健康保険', '国民年金', '児童手当', 'こども医療費', '住民票']) expect(sheetOf(title), title).not.toBe('');
    expect(sheetOf('住民異動届（転入）')).toContain(HOME);
    expect(sheetOf('住民異動届（転入）')).toContain('カードの記載：垣根市生垣町三丁目４番５号');
    for (const text of ['垣根市生垣町三丁目４番５号', '縁側市花見台一丁目２番３号', '令和8年(2026年)11月20日', '見本空', '見本海', '見本陸', '見本川', 'ミホンカワ', '令和2年(2020年)9月9日']) expect(sheetOf('住民異動届（転入）').normalize('NFKC'), text).toContain(text.normalize('NFKC'));
    expect(sheetOf('国民年金')).not.toContain('見本川');
    const file = join(PICTURES, 'counter-family', 'forms.pdf');
    await writeFile(file, pdf);
    // Only for the eye: where the tool is missing there are no pictures of the paper.
    spawnSync('pdftoppm', ['-r', '80', '-png', file, join(PICTURES, 'counter-family', 'paper')], { stdio: 'ignore' });
    await clerk.page.keyboard.press('d');
    await clerk.page.getByText('対応を 終えました').waitFor();
  });

  it('[E13] nothing left the city and no page complained', () => {
    expect([kiosk, clerk].flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
