/** 壊し: ways to switch one wipe off. With each of them the proof must fail, at this place. */
import type { Page } from 'playwright-core';
import type { Column } from './residue.ts';

export type Break = {
  readonly what: string;
  readonly fails: readonly Column[];
  /** is done to the page before its visitor begins */ readonly page?: (page: Page) => Promise<unknown>;
  /** is loaded into the programs of the city before their own code */ readonly program?: string;
};
export const BREAKS = {
  browser: {
    what: 'the page wipes itself and tells nobody, so that its browser lives on', fails: ['browser'],
    page: (page) => page.evaluate(() => { Object.assign(globalThis, { engawaTell: () => undefined }); }),
  },
  outbox: {
    what: 'what is sealed is kept in the clear as well', fails: ['profile', 'next'],
    page: (page) => page.evaluate(() => {
      const { encrypt } = SubtleCrypto.prototype;
      SubtleCrypto.prototype.encrypt = function (...words) { localStorage.setItem('kept', new TextDecoder().decode(words[2])); return encrypt.apply(this, words); };
    }),
  },
  bridge: { what: 'the card bridge remembers what it has sent', fails: ['bridge'], program: new URL('./break-bridge.mjs', import.meta.url).href },
  logs: { what: 'the card bridge writes down what it has sent', fails: ['logs'], program: new URL('./break-logs.mjs', import.meta.url).href },
} as const satisfies Record<string, Break>;
