/** 聞き取り: a visitor who writes nothing, and a clerk who never leaves the keyboard. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { arrive, named, openHall, signIn, until, whatThePageKeeps, wholeDatabase, witness } from './counter-people.ts';
import type { Hall } from './counter-people.ts';
import { answerAll, countedKeys, type Answers, type CountedKeys } from './desk-people.ts';

let hall: Hall;
let browser: CityBrowser;
let clerk: Visit;
const see = witness('desk-heard');

/** A fictitious visitor, told by ear. */
const SAKURA: Answers = {
  'applicant.name': async (keys) => { await keys.convert('かつらぎ', '葛城'); await keys.type('　'); await keys.convert('さくら', 'さくら'); },
  'applicant.birth': (keys) => keys.type('s550401'),
  'applicant.address': async (keys) => { await keys.convert('えんがわし', '縁側市'); await keys.convert('まつかぜちょう', '松風町'); await keys.type('2-3-15'); },
  'applicant.phone': (keys) => keys.type('0982550123'),
};

/** Four who moved in; the first is the one who tells it, and is typed once. */
const FAMILY: Answers = {
  ...SAKURA,
  'applicant.kana': (keys) => keys.type('カツラギ サクラ'),
  'move.on': (keys) => keys.type('r81120'),
  'move.new-address': async (keys) => { await keys.convert('えんがわし', '縁側市'); await keys.convert('にわいしちょう', '庭石町'); await keys.type('1-2-3'); },
  'move.old-address': async (keys) => { await keys.convert('みやざきけん', '宮崎県'); await keys.convert('みほんし', '見本市'); await keys.type('4-5'); },
  'people.family': (keys) => keys.type('4'),
  ...Object.fromEntries([['たろう', '太郎', 's541103', '1'], ['つきこ', '月子', 'h240505', '2'], ['ほしお', '星男', 'h270709', '1']].flatMap(([reading = '', word = '', birth = '', sex = ''], i): [string, Answers[string]][] => [
    [`people.family.${i + 2}.name`, async (keys) => { await keys.convert('かつらぎ', '葛城'); await keys.type('　'); await keys.convert(reading, word); }],
    [`people.family.${i + 2}.birth`, (keys) => keys.type(birth)],
    [`people.family.${i + 2}.sex`, (keys) => keys.type(sex)],
  ])),
  'people.family.1.sex': (keys) => keys.type('2'),
  ...Object.fromEntries([1, 2, 3, 4].map((n) => [`people.family.${n}.relation`, (keys: CountedKeys) => keys.type(['1', '2', '4', '4'][n - 1] ?? '1')])),
};

beforeAll(async () => {
  [hall, browser] = await Promise.all([openHall(), openBrowser()]);
  // Through the line that can be cut, as the clerk's machine is: what it says of the link's state is part of the promise.
  clerk = await arrive(browser, 'console', hall.city.url.kiosk.replace('/kiosk/', '/console/'), { expected: [/401 \(Unauthorized\)/, /422 \(Unprocessable/, /ERR_/, /WebSocket/] });
  await signIn(clerk.page, '1');
});
afterAll(async () => {
  await browser?.close();
  await hall?.end();
});
const openSheet = async (): Promise<void> => { await clerk.page.keyboard.press('a'); await clerk.page.locator('.heard :focus').waitFor(); };
const serving = (): Promise<void> => clerk.page.locator('.person').getByRole('heading', { name: '対応中' }).waitFor();

describe('a clerk who hears', () => {
  it('[E140] makes a 住民票 by ear in fewer than thirty seconds, by keys alone: found by sound, read while typed, served at once', async () => {
    const { page } = clerk;
    const keys = await countedKeys(page);
    const begun = performance.now();
    await keys.press('a');
    await page.locator('.heard :focus').waitFor();
    keys.think();
    await keys.type('ju');
    await see(page, 'found-by-sound');
    await keys.press('Enter');
    await keys.press('Enter');
    const asked = await answerAll(page, keys, SAKURA);
    await see(page, 'juminhyo-told');
    await keys.press('Control+Enter');
    await serving();
    const realSeconds = (performance.now() - begun) / 1_000;
    await page.getByText('葛城　さくら').first().waitFor();
    const { strokes, thoughts, seconds } = keys.told();
    console.info(`住民票 by ear: ${asked.length} questions, ${strokes} keys, ${thoughts} decisions; keystroke-level model ${seconds.toFixed(1)} s for a clerk, ${realSeconds.toFixed(1)} s for this machine with pictures`);
    expect(seconds).toBeLessThan(30);
    await see(page, 'juminhyo-served');
    expect(await page.locator('.field-source').first().innerText()).toContain('職員');
  });
  it('[E140] an undo lets the visitor wait with the form, and a correction is the staff’s', async () => {
    const { page } = clerk;
    await page.keyboard.press('Control+z');
    await page.getByRole('heading', { name: '待っている方' }).locator('..').getByText('1組').waitFor();
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: '呼び出し中' }).waitFor();
    await page.keyboard.press('s');
    await serving();
    await page.getByText('葛城　さくら').first().waitFor();
    await page.keyboard.press(await page.getByRole('button', { name: named('氏名直す') }).first().getAttribute('data-number') ?? '');
    const entry = page.locator('.field-entry .entry');
    await entry.waitFor();
    await page.keyboard.type('葛\u{E0100}城 さくら');
    await see(page, 'correcting');
    await page.keyboard.press('Enter');
    await page.locator('.field-value').getByText('葛\u{E0100}城　さくら').first().waitFor();
    const printed = page.context().waitForEvent('page');
    await page.keyboard.press('p');
    await (await printed).close();
  });
  it('[E142] while somebody is served, what is heard becomes a number, told in large', async () => {
    const { page } = clerk;
    const keys = await countedKeys(page);
    await openSheet();
    await keys.type('zei');
    await keys.press('Enter');
    await keys.press('Enter');
    await answerAll(page, keys, SAKURA);
    expect(await page.getByRole('button', { name: named('作って対応を始める') }).count()).toBe(0);
    await keys.press('Control+Enter');
    await page.getByRole('heading', { name: '番号札を 出しました' }).waitFor();
    await see(page, 'number-told');
    expect(await page.locator('.issued-number').innerText()).toMatch(/A?\s*002/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('d');
    await page.getByText('対応を 終えました').waitFor();
  });
});

describe('a family by ear', () => {
  it('[E141] four people are rows, the first is not typed twice, and readings come from the names', async () => {
    const { page } = clerk;
    const keys = await countedKeys(page);
    const begun = performance.now();
    await keys.press('a');
    await page.locator('.heard :focus').waitFor();
    keys.think();
    await keys.type('ten');
    await keys.press('Enter');
    await keys.press('Enter');
    const asked = await answerAll(page, keys, FAMILY);
    await see(page, 'family-told');
    expect(await page.locator('[name="people.family.3.kana"]').inputValue()).toBe('カツラギ　ツキコ');
    expect(await page.locator('.heard-people tbody tr').count()).toBe(4);
    await keys.press('Control+Enter');
    await serving();
    const { strokes, thoughts, seconds } = keys.told();
    console.info(`転入 of four by ear: ${asked.length} questions, ${strokes} keys, ${thoughts} decisions; keystroke-level model ${seconds.toFixed(0)} s for a clerk, ${((performance.now() - begun) / 1_000).toFixed(1)} s for this machine with pictures`);
    expect(seconds).toBeLessThan(180);
    await page.getByText('葛城　星男').first().waitFor();
    await see(page, 'family-served');
    await page.keyboard.press('d');
    await page.getByText('対応を 終えました').waitFor();
  });
});

describe('nothing written is lost', () => {
  it('[E143] every fault is said beside its box at once, and the first gets the focus', async () => {
    const { page } = clerk;
    await openSheet();
    await page.keyboard.type('ju');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('見本');
    await page.keyboard.press('Control+Enter');
    await page.locator('.asked .fault').first().waitFor();
    expect(await page.locator('.asked .fault').count()).toBe(await page.locator('[aria-invalid="true"]').count());
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
    await see(page, 'faults');
  });
  it('[E143] a line that is cut keeps the draft, says so, and sends it once when it is back', async () => {
    const { page } = clerk;
    const keys = await countedKeys(page);
    await page.keyboard.press('Control+ArrowUp');
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('Control+a');
    await answerAll(page, keys, SAKURA);
    hall.city.lines?.kiosk.cut();
    await page.keyboard.press('Control+Enter');
    await page.locator('.heard > .fault').waitFor({ timeout: 60_000 });
    await see(page, 'line-cut');
    expect(await page.locator('[name="applicant.name"]').inputValue()).toBe('葛城　さくら');
    hall.city.lines?.kiosk.restore();
    await until('the line is back', async () => (await page.locator('.console-ledge').innerText()).includes('つながっています'), 30_000);
    await page.keyboard.press('Control+Enter');
    await serving();
    await page.keyboard.press('d');
    await page.getByText('対応を 終えました').waitFor();
  });
  it('[E143] a reload asks first, and so does the first Esc; the second forgets everything', async () => {
    const { page } = clerk;
    await openSheet();
    await page.keyboard.type('ju');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('消えない見本');
    const asked = new Promise<string>((resolve) => { page.once('dialog', (dialog) => { resolve(dialog.type()); void dialog.dismiss(); }); });
    void page.reload({ timeout: 5_000 }).catch(() => undefined);
    expect(await asked).toBe('beforeunload');
    expect(await page.locator('[name="applicant.name"]').inputValue()).toBe('消えない見本');
    await page.keyboard.press('Escape');
    await page.getByText('もう一度 Esc').waitFor();
    await see(page, 'really-close');
    await page.keyboard.press('Escape');
    await page.locator('.heard').waitFor({ state: 'detached' });
    expect(await whatThePageKeeps(page)).not.toContain('消えない見本');
    expect(await wholeDatabase(hall.city.databases.reception)).not.toMatch(/消えない見本|葛城/);
    await openSheet();
    expect(await page.locator('.found-one[aria-selected="true"]').count()).toBe(0);
    await page.keyboard.press('Escape');
  });
  it('[E143] whose session is lost finds the draft again after signing in; nobody else does', async () => {
    const { page } = clerk;
    await openSheet();
    await page.keyboard.type('ju');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('見本　月子');
    const other = await arrive(browser, 'console', hall.city.url.console, { expected: [/401 \(Unauthorized\)/] });
    await signIn(other.page, '2');
    await page.getByText('書きかけの 聞き取りが あります').waitFor({ timeout: 30_000 });
    await see(page, 'session-lost');
    await other.close();
    await signIn(page, '1');
    expect(await page.locator('[name="applicant.name"]').inputValue()).toBe('見本　月子');
    await see(page, 'resumed');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.locator('.heard').waitFor({ state: 'detached' });
    expect(clerk.troubles).toEqual([]);
  });
});
