export interface SimulateArguments { readonly days: number | null; readonly seed: number; readonly json: boolean; readonly mutants: boolean }
export class ArgumentError extends Error {}
export const usage = (what: 'queue' | 'doors'): string => `npm run simulate -- ${what} [--days N] [--seed S] [--mutants] [--json]`;

const NUMBERS = { '--days': [1, 1_000_000], '--seed': [0, 2_000_000_000] } as const;

export function readArguments(words: readonly string[], played: 'queue' | 'doors' = 'queue'): SimulateArguments {
  const [what, ...rest] = words;
  if (what !== played) throw new ArgumentError(`what is played: queue or doors, not ${what ?? 'nothing'}`);
  const numbers: { '--days'?: number; '--seed'?: number } = {};
  const flags = { json: false, mutants: false };
  for (let i = 0; i < rest.length; i += 1) {
    const word = rest[i];
    if (word === '--json') flags.json = true;
    else if (word === '--mutants') flags.mutants = true;
    else if (word === '--days' || word === '--seed') {
      const [least, most] = NUMBERS[word];
      i += 1;
      const value = Number(rest[i]);
      if (!/^\d+$/.test(rest[i] ?? '') || value < least || value > most) throw new ArgumentError(`${word} takes a whole number from ${least} to ${most}, not ${rest[i] ?? 'nothing'}`);
      numbers[word] = value;
    } else throw new ArgumentError(`unknown word: ${word}`);
  }
  return { days: numbers['--days'] ?? null, seed: numbers['--seed'] ?? 1, ...flags };
}
