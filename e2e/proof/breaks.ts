/** 壊し: ways to switch one wipe off. With each of them the proof must fail, at this place. */
import type { Page } from 'playwright-core';
import type { Column } from './residue.ts';

export type Break = {
  readonly what: string;
  readonly fails: readonly Column[];
  /** is done to the page before its visitor begins */ readonly page?: (page: Page) => Promise<unknown>;
  /** in which daemon and city are started */ readonly environment?: Readonly<Record<string, string>>;
};
/** Loaded into the programs of the city before their own code. */
const loading = (file: string): Record<string, string> => ({ NODE_OPTIONS: `--import ${new URL(file, import.meta.url).href}` });

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
  bridge: { what: 'the process that read a card remembers it and does not end', fails: ['bridge'], environment: loading('./break-bridge.mjs') },
  logs: { what: 'the card bridge writes down what it has sent', fails: ['logs'], environment: loading('./break-logs.mjs') },
  daemon: { what: 'the reader’s daemon does not overwrite what it gives back', fails: ['pcscd'], environment: { GLIBC_TUNABLES: 'glibc.malloc.perturb=0' } },
  database: { what: 'reception keeps each form that staff open in the clear (with --screens "ticket served")', fails: ['database'], environment: loading('./break-database.mjs') },
} as const satisfies Record<string, Break>;
