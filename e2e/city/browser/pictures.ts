import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { CHECKOUT } from '../checkout.ts';

/** Git-ignored: one looks through a whole visit there. */
export const PICTURES = join(CHECKOUT, 'pictures');

/** Names its pictures in order: `pictures/counter/03-review.png`. */
export function album(journey: string): (page: Page, name: string) => Promise<string> {
  let taken = 0;
  return async (page, name) => {
    taken += 1;
    const path = join(PICTURES, journey, `${String(taken).padStart(2, '0')}-${name}.png`);
    await mkdir(dirname(path), { recursive: true });
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    return path;
  };
}
