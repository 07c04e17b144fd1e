/** Way 3 with a voice: a scripted recogniser that changes its mind, a city that forbids the browser's one, and a city that allows it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { album, expectNoBarriers, openBrowser } from '../city/browser/index.ts';
import type { CityBrowser, Visit } from '../city/browser/index.ts';
import { NOT_SIGNED_IN, brokenPromises, onBothSides, openHall, showsWords, signIn, until, watchCommitted, wordsOnGlass, write } from './conversation-people.ts';
import type { Hall } from './conversation-people.ts';

const picture = album('conversation-recogniser');
type Heard = { t: 'hypothesis'; part: string; text: string; final: boolean };
/** What a recogniser says while somebody speaks one sentence: words come, go and come back otherwise. */
const SPOKEN: readonly (readonly [part: string, ...hypotheses: string[]])[] = [
  ['1', 'て', '転', '点検', '転入', '転入とど', '転入届', '転入届は', '転入届は これ', '転入届は、これで', '転入届は、これで追われ', '転入届は、これで終わり', '転入届は、これで終わりです。'],
  ['2', 'つ', '次は', '次は 二', '次は 二回', '次は 二階の', '次は 二階の8', '次は 二階の8番', '次は 二階の8番号', '次は 二階の8番窓口', '次は 二階の8番窓口へ どうぞ。'],
];
const ANSWER: readonly [string, ...string[]] = ['3', '子', '子供', '子どもの', '子どもの手', '子どもの手当', '子どもの手当も', '子どもの手当も 京', '子どもの手当も 今日', '子どもの手当も 今日 できますか。'];

let browser: CityBrowser;
beforeAll(async () => { browser = await openBrowser(); });
afterAll(() => browser?.close());

/** Opens a conversation at counter 3 with both sides of its glass. `before` runs in the console before any of its own code. */
async function sitDown(hall: Hall, { hash = '', before }: { hash?: string; before?: () => void } = {}): Promise<{ clerk: Visit; sides: [Visit, Visit] }> {
  const glass = async (side: string): Promise<Visit> => {
    const visit = await browser.visit('caption', 'about:blank');
    await watchCommitted(visit.page);
    await visit.page.goto(`http://localhost:${hall.city.lines!.kiosk.port}/caption/?counter=3${side}`);
    return visit;
  };
  const sides = await Promise.all([glass(''), glass('&side=back')]);
  const clerk = await browser.visit('console', 'about:blank', { expected: NOT_SIGNED_IN });
  if (before) await clerk.page.addInitScript(before);
  await clerk.page.goto(hall.city.url.console + hash);
  await signIn(clerk.page, '3');
  await clerk.page.keyboard.press('c');
  await clerk.page.getByRole('textbox', { name: /として 送ります/ }).waitFor();
  await clerk.page.keyboard.press('Escape');
  return { clerk, sides: sides as [Visit, Visit] };
}
const leave = async ({ clerk, sides }: { clerk: Visit; sides: readonly Visit[] }): Promise<void> => {
  await clerk.page.getByRole('button', { name: '窓口を 閉める' }).click();
  await clerk.page.getByRole('heading', { name: '窓口に 入る' }).waitFor();
  for (const one of [clerk, ...sides]) await one.close();
};

describe('a city that uses no recogniser', () => {
  let hall: Hall;
  beforeAll(async () => { hall = await openHall(); });
  afterAll(() => hall?.end());

  it('[E33] a scripted conversation: at every change of the glass the committed letters only grow', async () => {
    const talk = await sitDown(hall, { hash: '#captions=scripted' });
    const { clerk: { page }, sides } = talk;
    const hear = (part: string, texts: readonly string[], ends = true): Promise<void> => page.evaluate(async ([name, all, isEnd]) => {
      for (const [index, text] of all.entries()) {
        window.dispatchEvent(new CustomEvent<Heard>('engawa:heard', { detail: { t: 'hypothesis', part: name, text, final: isEnd && index === all.length - 1 } }));
        // A recogniser speaks several times a second; each word shall be painted, so that the glass is seen in between.
        await new Promise((painted) => { setTimeout(painted, 60); });
      }
    }, [part, [...texts], ends] as const);
    await page.keyboard.press('m');
    await page.getByRole('dialog').getByText('音は どこにも 送りません').waitFor();
    await picture(page, 'ask-before-microphone');
    await expectNoBarriers(page, 'the question before the microphone');
    await page.getByRole('button', { name: '始める', exact: true }).click();
    await page.getByText('聞き取りを 待っています').waitFor();
    for (const [part, ...texts] of SPOKEN) {
      await hear(part, texts.slice(0, -2), false);
      if (part === '2') await picture(sides[0].page, 'glass-live');
      if (part === '2') await picture(page, 'console-live');
      await hear(part, texts.slice(-2));
      await onBothSides(sides, texts.at(-1)!);
    }
    await page.keyboard.press('v');
    await page.getByText('お客さまとして 送ります').waitFor();
    await page.getByText('聞き取りを 待っています').waitFor();
    const [part, ...answer] = ANSWER;
    await hear(part, answer);
    await onBothSides(sides, answer.at(-1)!);
    await picture(sides[0].page, 'glass-spoken');
    await picture(page, 'console-spoken');
    for (const { page: glass } of sides) {
      const sights = (await glass.evaluate(() => window.sights))!;
      expect(brokenPromises(sights)).toEqual([]);
      // The exercise did something: words grew in steps, in three utterances.
      expect(new Set(sights.map(({ utterance }) => utterance)).size).toBe(3);
      expect(sights.length).toBeGreaterThan(9);
    }
    expect(talk.clerk.troubles).toEqual([]);
    await leave(talk);
  });

  it('[E34] the browser\'s recogniser has no key that starts it, and nothing leaves the city', async () => {
    const talk = await sitDown(hall, {
      before: () => {
        const made: string[] = [];
        Object.assign(window, { made });
        const real = (window as unknown as { webkitSpeechRecognition: new () => object }).webkitSpeechRecognition;
        Object.assign(window, { webkitSpeechRecognition: function () { made.push('recogniser'); return new real(); } });
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = (wish) => { made.push('microphone'); return ask(wish); };
      },
    });
    const { clerk: { page, troubles }, sides } = talk;
    const key = page.getByRole('button', { name: 'マイクで 聞き取る' });
    expect(await key.getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('m');
    await page.getByText('この市では 音声の聞き取りを 使わない 決まりです。').first().waitFor();
    await key.click({ force: true });
    expect(await page.getByRole('dialog').count()).toBe(0);
    await picture(page, 'console-forbidden');
    expect(await page.evaluate(() => (window as unknown as { made: string[] }).made)).toEqual([]);
    await write(page, '文字で お話しします。');
    await onBothSides(sides, '文字で お話しします。');
    await sides[0].page.getByText('音声は使っていません。').waitFor();
    expect([...troubles, ...sides.flatMap((side) => side.troubles)]).toEqual([]);
    await leave(talk);
  });
});

describe('a city that allows the browser\'s recogniser', () => {
  let hall: Hall;
  beforeAll(async () => { hall = await openHall({ policy: { webSpeech: true } }); });
  afterAll(() => hall?.end());

  it('[E35] both sides say where sound goes before a word; a recogniser that cannot work is named, and typing goes on', async () => {
    const talk = await sitDown(hall);
    const { clerk: { page }, sides } = talk;
    await page.keyboard.press('m');
    await page.getByRole('dialog').getByText('音は インターネット（ブラウザの会社）へ 送られます').waitFor();
    await picture(page, 'ask-before-internet');
    // Up to here the microphone is closed and the glass says so.
    for (const { page: glass } of sides) expect(await glass.getByText('音声は使っていません。').isVisible()).toBe(true);
    await page.getByRole('button', { name: '始める', exact: true }).click();
    // A recogniser without its company may die in the same second: what the lamp has said is noted by the page itself.
    for (const { page: glass } of sides) await until('the lamp has said where sound goes', () => glass.evaluate(() => window.lamps?.some((lamp) => lamp.includes('音声は インターネットの会社へ送って 文字にします。')) ?? false));
    for (const { page: glass } of sides) expect((await glass.evaluate(() => window.sights))!).toEqual([]);
    await page.getByText('聞き取れません。文字と 定型文で お話しください。').waitFor();
    await picture(page, 'console-recogniser-down');
    for (const { page: glass } of sides) await glass.getByText('音声は使っていません。').waitFor();
    await write(page, '紙に 書くように、文字で お話しします。');
    await onBothSides(sides, '紙に 書くように、文字で お話しします。');
    await leave(talk);
  });

  it('[E35] one that starts and hears nothing is named within its watchdog, not taken for a quiet room for ever', async () => {
    const talk = await sitDown(hall, {
      before: () => {
        class Mute { onstart: (() => void) | null = null; start(): void { setTimeout(() => this.onstart?.(), 0); } abort(): void {} }
        Object.assign(window, { webkitSpeechRecognition: Mute, SpeechRecognition: Mute });
      },
    });
    const { clerk: { page }, sides } = talk;
    await page.keyboard.press('m');
    await page.getByRole('button', { name: '始める', exact: true }).click();
    await page.getByText('聞き取りを 待っています').waitFor();
    await sides[0].page.getByText('音声は インターネットの会社へ送って 文字にします。').waitFor();
    await picture(sides[0].page, 'glass-internet');
    await picture(page, 'console-internet');
    await page.getByText('まだ 何も 聞き取れません。文字と 定型文でも お話しできます。').waitFor({ timeout: 60_000 });
    await picture(page, 'console-recogniser-silent');
    await write(page, '文字も 使えます。');
    await onBothSides(sides, '文字も 使えます。');
    await page.keyboard.press('Escape');
    await page.keyboard.press('m');
    await until('the glass says that no sound is used', () => sides[1].page.getByText('音声は使っていません。').isVisible());
    expect(await showsWords(sides[0].page, '文字も 使えます。')).toBe(true);
    expect((await wordsOnGlass(sides[1].page)).length).toBeGreaterThan(0);
    await leave(talk);
  });
});
