import type { Bench } from './bench.ts';
import { measureFirstScreen } from './first-screen.ts';

export const bench: Bench = {
  name: 'intake',
  title: 'from the first screen to the forms on paper',
  async run() {
    const parts = [await measureFirstScreen()];
    return { goals: parts.flatMap(({ goals }) => goals), notes: parts.flatMap(({ notes }) => notes) };
  },
};
