import { LEARNING_DAYS } from './measure.ts';

export interface EstimateArguments { readonly hall: string; readonly days: number; readonly seed: number; readonly json: boolean }
export const USAGE = 'npm run estimate -- --hall FILE --days N --seed S [--json]';

/** A command line that cannot be understood; the message says which word. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

const wholeNumber = (name: string, text: string | undefined): number => {
  if (text === undefined || !/^\d{1,9}$/.test(text)) throw new ArgumentError(`${name} needs a whole number${text === undefined ? '' : `, not "${text}"`}`);
  return Number(text);
};

export function readArguments(words: readonly string[]): EstimateArguments {
  const given = new Map<string, string | undefined>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    if (word === '--json') { given.set(word, ''); continue; }
    if (!['--hall', '--days', '--seed'].includes(word)) throw new ArgumentError(`"${word}" is not known`);
    given.set(word, words[at += 1]);
  }
  const hall = given.get('--hall');
  if (hall === undefined) throw new ArgumentError('--hall needs a file');
  const days = wholeNumber('--days', given.get('--days'));
  if (days <= LEARNING_DAYS) throw new ArgumentError(`--days must be more than ${LEARNING_DAYS}: so many days are learned from before the first is counted`);
  return { hall, days, seed: wholeNumber('--seed', given.get('--seed')), json: given.has('--json') };
}
