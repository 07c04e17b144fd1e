export interface StormArguments { readonly attempts: number; readonly clients: number; /** 0: nobody is killed */ readonly killEverySeconds: number; readonly seed: number; readonly servers: number; /** servers that look first and insert then, which the checker must find out */ readonly naive: boolean }
export const USAGE = 'npm run storm -- booking [--attempts N] [--clients C] [--kill-every SECONDS] [--seed X] [--servers N] [--naive]';

const NUMBERS = { '--attempts': ['attempts', 1, 10_000_000], '--clients': ['clients', 1, 1_000], '--kill-every': ['killEverySeconds', 0, 3_600], '--seed': ['seed', 0, 4_294_967_295], '--servers': ['servers', 1, 16] } as const;

/** @throws with a sentence for whoever typed it */
export function readStormArguments(words: readonly string[]): StormArguments {
  const [what, ...rest] = words;
  if (what !== 'booking') throw new Error(`what is stormed: booking, not ${what ?? 'nothing'}\n${USAGE}`);
  const read = { attempts: 2_000, clients: 32, killEverySeconds: 5, seed: 1, servers: 3, naive: false };
  while (rest.length > 0) {
    const word = rest.shift() as string;
    if (word === '--naive') { read.naive = true; continue; }
    if (!(word in NUMBERS)) throw new Error(`unknown word: ${word}\n${USAGE}`);
    const [name, least, most] = NUMBERS[word as keyof typeof NUMBERS];
    const text = rest.shift() ?? 'nothing';
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) throw new Error(`${word} takes a whole number from ${least} to ${most}, not ${text}`);
    read[name] = value;
  }
  return read;
}
