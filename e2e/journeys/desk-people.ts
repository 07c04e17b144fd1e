/** A clerk who writes by ear: keys that are counted, and a Japanese input method. */
import type { CDPSession, Page } from 'playwright-core';

/** Keystroke-level model (Card, Moran and Newell 1980): an average typist's key, and making up one's mind once for each question. */
const KLM = { keySeconds: 0.28, mentalSeconds: 1.35 } as const;

export interface CountedKeys {
  /** one stroke, `Control+Enter` counts two keys */
  press(stroke: string): Promise<void>;
  /** letters as they stand on the keyboard, the input method off */
  type(text: string): Promise<void>;
  /** みほん, space, 見本, Enter: with the input method, the reading first, in Latin letters under the fingers */
  convert(reading: string, word: string): Promise<void>;
  /** a question was understood and its answer decided */
  think(): void;
  told(): { strokes: number; thoughts: number; seconds: number };
}

/** Keys under the fingers for one kana: けい -> kei. Enough for fictitious names and places. */
const KEYS: Readonly<Record<string, number>> = { あ: 1, い: 1, う: 1, え: 1, お: 1, ん: 2, っ: 1, ゃ: 1, ゅ: 1, ょ: 1, ー: 1, '　': 1 };
const keysFor = (kana: string): number => [...kana].reduce((sum, letter) => sum + (KEYS[letter] ?? 2), 0);

export async function countedKeys(page: Page): Promise<CountedKeys> {
  const session: CDPSession = await page.context().newCDPSession(page);
  let strokes = 0;
  let thoughts = 0;
  const compose = (text: string): Promise<unknown> => session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  return {
    press: async (stroke) => { strokes += stroke.split('+').length; await page.keyboard.press(stroke); },
    type: async (text) => { strokes += text.length; await page.keyboard.type(text); },
    convert: async (reading, word) => {
      strokes += keysFor(reading) + (reading === word ? 1 : 2);
      for (let length = 1; length <= reading.length; length += 1) await compose(reading.slice(0, length));
      if (word !== reading) await compose(word);
      await session.send('Input.insertText', { text: word });
    },
    think: () => { thoughts += 1; },
    told: () => ({ strokes, thoughts, seconds: strokes * KLM.keySeconds + thoughts * KLM.mentalSeconds }),
  };
}

/** How somebody at the counter answers, by the key of the question. */
export type Answers = Readonly<Record<string, (keys: CountedKeys) => Promise<void>>>;

/** What the focus stands on: the name of its field, and whether it holds something already. */
const standsOn = (page: Page): Promise<{ name: string; filled: boolean }> => page.evaluate(() => {
  const at = document.activeElement;
  if (at instanceof HTMLInputElement && (at.type === 'radio' || at.type === 'checkbox')) return { name: at.name, filled: document.querySelector(`[name="${CSS.escape(at.name)}"]:checked`) !== null };
  return at instanceof HTMLInputElement || at instanceof HTMLSelectElement ? { name: at.name, filled: at.value !== '' } : { name: '', filled: false };
});
export const isComplete = (page: Page): Promise<boolean> => page.locator('.heard-left').innerText().then((text) => text.includes('そろいました'));

/** Enter from question to question; answers what is asked and still empty, until nothing that is needed is missing. @throws at a question that nobody can answer */
export async function answerAll(page: Page, keys: CountedKeys, answers: Answers): Promise<string[]> {
  const asked: string[] = [];
  for (let step = 0; step < 200 && !(await isComplete(page)); step += 1) {
    const { name, filled } = await standsOn(page);
    const answer = answers[name];
    if (answer !== undefined && !asked.includes(name)) {
      keys.think();
      await answer(keys);
      asked.push(name);
      if (await isComplete(page)) break;
    } else if (!filled && (await page.evaluate(() => document.activeElement?.getAttribute('aria-required') === 'true'))) throw new Error(`nobody can answer 「${name}」; answered so far: ${asked.join(', ')}`);
    await keys.press('Enter');
  }
  if (!(await isComplete(page))) throw new Error(`the sheet still misses something; answered: ${asked.join(', ')}`);
  return asked;
}
