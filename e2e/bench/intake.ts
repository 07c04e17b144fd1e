import type { Bench } from './bench.ts';
import { measureFirstScreen } from './first-screen.ts';
import { measureQr } from './qr.ts';
import { measureSixForms } from './six-forms.ts';

export const bench: Bench = {
  name: 'intake',
  title: 'six forms from card to paper, the first screen without a network, and codes from a telephone before the camera',
  async run() {
    const parts = [await measureSixForms(), await measureFirstScreen(), await measureQr()];
    return { goals: parts.flatMap(({ goals }) => goals), notes: parts.flatMap(({ notes }) => notes) };
  },
};
