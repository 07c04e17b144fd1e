import type { Bench } from './bench.ts';
import { measureFirstScreen } from './first-screen.ts';
import { measureQr } from './qr.ts';
import { measureSixForms } from './six-forms.ts';

export const bench: Bench = {
  name: 'intake',
  title: 'the first screen without a network, codes from a telephone before the camera, and six forms from card to paper',
  async run() {
    const parts = [await measureFirstScreen(), await measureQr(), await measureSixForms()];
    return { goals: parts.flatMap(({ goals }) => goals), notes: parts.flatMap(({ notes }) => notes) };
  },
};
