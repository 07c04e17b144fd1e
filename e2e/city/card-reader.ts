import { createRequire } from 'node:module';

/** `why` is a sentence for people when there is no reader to use. */
export type FoundReader = { readonly reader: string; readonly why: null } | { readonly reader: null; readonly why: string };
type Binding = { Context: new () => { listReaders(): { name: string }[]; close(): void } };

/** A real reader on this machine. The virtual one of the tests (vpcd) does not count: nobody can lay a card on it. */
export function findCardReader(): FoundReader {
  let binding: Binding;
  try {
    binding = createRequire(import.meta.url)('smartcard') as Binding;
  } catch {
    return { reader: null, why: 'PC/SC がないため模擬のカード読み取り機を使います。  No PC/SC here: the card reader is simulated.' };
  }
  try {
    const context = new binding.Context();
    const names = context.listReaders().map(({ name }) => name);
    context.close();
    const real = names.find((name) => !name.startsWith('Virtual PCD'));
    return real ? { reader: real, why: null } : { reader: null, why: 'カード読み取り機がないため模擬のものを使います。  No card reader attached: it is simulated.' };
  } catch {
    return { reader: null, why: 'PC/SC の常駐プログラムが動いていないため模擬のカード読み取り機を使います。  pcscd does not run: the card reader is simulated.' };
  }
}
