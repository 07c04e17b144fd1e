import type { PaperForm } from '../../domain/paper-form.ts';
import { foot, head, PAGE, type Pen } from './draw-parts.ts';

/** Where the pen stands on the sheets of one form. A part that has no room left goes to the next sheet whole. */
export interface Flow {
  readonly pen: Pen;
  y(): number;
  /** takes this much of the sheet; the top of it */ take(height: number): number;
  /** begins a further sheet when this much does not fit; `close` ends what is open on the old one, `open` begins it again */ room(height: number, close?: () => void, open?: () => void): void;
  /** ends the last sheet */ end(): void;
}

/** Leaves a line between the last part and the foot. */
const BOTTOM = PAGE.foot - 10;

export function startFlow(pen: Pen, form: PaperForm, hash: string): Flow {
  let at: number = PAGE.top;
  let sheet = 1;
  head(pen, form);
  return {
    pen,
    y: () => at,
    take: (height) => { const top = at; at += height; return top; },
    room: (height, close, open) => {
      if (at + height <= BOTTOM) return;
      close?.();
      foot(pen, form, hash, sheet);
      pen.doc.addPage();
      head(pen, form, true);
      sheet += 1;
      at = PAGE.top;
      open?.();
    },
    end: () => foot(pen, form, hash, sheet),
  };
}
