/** A visitor who answers whatever the kiosk asks, field by field, and turns the pages of the review. */
import type { Page } from 'playwright-core';
import { VIEWPORTS } from '../city/browser/index.ts';
import { asks, button, press, typeDigits, until } from './counter-people.ts';

/** What somebody does at a field, by its key: `people.family.2.birth`. A page whose fields nobody names is passed as it stands. */
export type Answers = Readonly<Record<string, (page: Page) => Promise<void>>>;

/** Into the box itself, as a keyboard with its input method does. */
export const write = (key: string, text: string) => (page: Page): Promise<void> => page.locator(`#answer-${key.replaceAll('.', '-')}`).fill(text);
/** A row of a list of boxes or rounds. */
export const tick = (key: string, ...values: readonly string[]) => async (page: Page): Promise<void> => {
  for (const value of values) await page.locator(`#answer-${key.replaceAll('.', '-')} input[value="${value}"]`).check({ force: true });
};
/** 昭和55年4月1日 as the keys of the screen take it: the era, then six digits. */
export const day = (era: string, digits: string) => async (page: Page): Promise<void> => {
  await page.getByText(era, { exact: true }).click();
  await typeDigits(page, digits);
};
/** An address without its code: typed whole. */
export const address = (key: string, text: string) => async (page: Page): Promise<void> => {
  const box = page.locator(`#answer-${key.replaceAll('.', '-')}`);
  if (await box.count() === 0) await press(page, '番号を使わずに入れる');
  await box.fill(text);
};

/** The keys of the fields that stand on the page, in their order. */
export const fieldsHere = (page: Page): Promise<string[]> => page.evaluate(() => {
  const parts = /(-(error|help|label|postal|choose|month|day))+$/;
  return [...new Set([...document.querySelectorAll('.kiosk-answers [id^="answer-"]')].map(({ id }) => id.slice('answer-'.length).replace(parts, '')))];
});

/**
 * From page to page until the review. Answers with the fields that stood on a page, as they are named there (`-` for `.`), and with
 * those of them that somebody had to touch: a usual answer, or a copy, is only read and passed.
 */
export async function answerAll(page: Page, answers: Answers, look: (page: Page, fields: readonly string[]) => Promise<void> = async () => undefined): Promise<{ shown: string[]; touched: string[] }> {
  const known = new Map(Object.entries(answers).map(([key, answer]) => [key.replaceAll('.', '-'), answer]));
  const shown = new Set<string>();
  const touched = new Set<string>();
  for (let pages = 0; pages < 80; pages += 1) {
    if (await page.locator('.kiosk[data-scene="review"]').count() > 0) return { shown: [...shown], touched: [...touched] };
    const fields = await fieldsHere(page);
    for (const field of fields) {
      shown.add(field);
      if (known.has(field)) touched.add(field);
      await known.get(field)?.(page);
    }
    await look(page, fields);
    const stood = await page.getByRole('main').innerText();
    await press(page, 'つぎへ');
    await until(`on from ${fields.join(', ')}`, async () => await page.locator('.kiosk[data-scene="review"]').count() > 0 || (await fieldsHere(page)).join() !== fields.join() || await page.locator('.field-error').count() > 0 || await page.getByRole('main').innerText() !== stood);
    if (await page.locator('.field-error').count() > 0) throw new Error(`${fields.join(', ')}: ${await page.locator('.field-error').first().innerText()}`);
  }
  throw new Error('endless questions');
}

/** The pages of the guide, until something is asked. */
export async function passGuide(page: Page, look: (page: Page, name: string) => Promise<void> = async () => undefined): Promise<void> {
  for (let n = 1; await page.locator('.kiosk[data-scene="guide"]').count() > 0 && n < 20; n += 1) {
    // Its part of the program may still be on the way.
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look(page, `guide-${n}`);
    const stood = await page.getByRole('main').innerText();
    await page.locator('.kiosk-foot').getByRole('button').last().click();
    await until('the next page of the guide', async () => await page.locator('.kiosk[data-scene="guide"]').count() === 0 || await page.getByRole('main').innerText() !== stood);
  }
}


/** Every page of the review, until it can be handed in. */
export async function lookThroughReview(page: Page, look: (page: Page, name: string) => Promise<unknown>): Promise<number> {
  for (let n = 1; n < 20; n += 1) {
    await look(page, `review-${n}`);
    const onward = page.locator('.kiosk-foot').getByRole('button').last();
    if (/申\s*し\s*込\s*む/.test(await onward.innerText())) return n;
    const stood = await page.getByRole('main').innerText();
    await onward.click();
    await until('the next page of the review', async () => await page.getByRole('main').innerText() !== stood);
  }
  throw new Error('an endless review');
}

/** 「住所を直す」, on whichever page of the review it stands: backwards from the last one. */
export async function fix(page: Page, name: string): Promise<void> {
  for (let n = 0; n < 20 && await button(page, name).count() === 0; n += 1) {
    const stood = await page.getByRole('main').innerText();
    await press(page, 'もどる');
    await until('the page of the review before', async () => await page.getByRole('main').innerText() !== stood);
    await asks(page, 'この内容でよろしいですか。');
  }
  await press(page, name);
}

/** What scrolls, or is cut by its frame or by the edge of the screen: a kiosk page does neither. */
export const cutOrScrolled = (page: Page): Promise<string[]> => page.evaluate(() => {
  const name = (box: Element): string => `${box.className} ${box.textContent.slice(0, 30)}`;
  const scrolled = [...document.querySelectorAll('.kiosk-page, .kiosk-answers, .fitted')].filter((box) => box.scrollHeight > box.clientHeight + 2).map((box) => `scrolls: ${name(box)}`);
  const foot = document.querySelector('.kiosk-foot')?.getBoundingClientRect();
  const upright = innerHeight > innerWidth;
  const cut = [...document.querySelectorAll('.kiosk-answers :is(p, dt, dd, b, span, button, input, li, legend)')].filter((box) => {
    const { left, right, bottom, width, height } = box.getBoundingClientRect();
    return width > 2 && height > 2 && (right > innerWidth + 1 || left < -1 || bottom > (upright && foot ? foot.top : innerHeight) + 2) && getComputedStyle(box).visibility !== 'hidden';
  }).map((box) => `cut: ${name(box)}`);
  return [...scrolled, ...cut];
});

interface Layout { name: string; larger: number; lying: boolean; seated: boolean }
export const LAYOUTS: readonly Layout[] = [0, 2].flatMap((larger) => [{ lying: false, seated: false, at: 'upright' }, { lying: false, seated: true, at: 'seated' }, { lying: true, seated: false, at: 'lying' }]
  .map(({ at, ...rest }) => ({ ...rest, larger, name: `${at}${larger > 0 ? '-large' : ''}` })));

/** The page that stands there in every layout, and then plain and upright again. */
export async function inEveryLayout(page: Page, look: (layout: Layout) => Promise<void>, layouts: readonly Layout[] = LAYOUTS): Promise<void> {
  const ledge = (n: number): Promise<void> => page.getByRole('contentinfo').getByRole('button').nth(n).click();
  for (const layout of layouts) {
    await page.setViewportSize(VIEWPORTS[layout.lying ? 'kiosk-landscape' : 'kiosk']);
    for (let click = 0; click < layout.larger; click += 1) await ledge(2);
    if (layout.seated) await ledge(5);
    await look(layout);
    if (layout.seated) await ledge(5);
    for (let click = layout.larger; click > 0 && click < 3; click += 1) await ledge(2);
  }
  await page.setViewportSize(VIEWPORTS.kiosk);
}

/** The whole review in every layout, or in these: nothing scrolls, nothing is cut, and all of these words stand on one of its pages. */
export async function reviewInEveryLayout(page: Page, words: readonly string[], look: (page: Page, name: string) => Promise<unknown>, layouts: readonly Layout[] = LAYOUTS): Promise<string[]> {
  const faults: string[] = [];
  await inEveryLayout(page, async ({ name }) => {
    let text = '';
    const pages = await lookThroughReview(page, async (_page, at) => {
      await page.locator('.fitted:not([data-measuring])').waitFor();
      await look(page, `${name}-${at}`);
      faults.push(...(await cutOrScrolled(page)).map((fault) => `${name} ${at} ${fault}`));
      text += await page.getByRole('main').innerText();
    });
    faults.push(...words.filter((word) => !text.replaceAll(/\s/g, '').includes(word.replaceAll(/\s/g, ''))).map((word) => `${name}: 「${word}」 stands on none of ${pages} pages`));
    for (let n = 1; n < pages; n += 1) await press(page, 'もどる');
  }, layouts);
  return faults;
}

/** To the end of the review, and in with it. */
export async function handIn(page: Page): Promise<void> {
  await lookThroughReview(page, async () => undefined);
  await press(page, 'これで申し込む');
}
