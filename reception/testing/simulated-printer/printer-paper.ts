import { blankBitmap, type Bitmap } from '../../src/printing/domain/sheet.ts';
import { pngOf } from '../../src/printing/adapters/png.ts';

/** A piece of paper that fell out: cut off, or torn where the printer stopped for good. */
export interface Printed { readonly number: number; readonly bitmap: Bitmap; readonly png: Buffer }

/** The roll of a simulated printer, one row of dots after the other. */
export class PrinterPaper {
  readonly fallen: Printed[] = [];
  /** rows of dots until the roll is empty */ rowsLeft = Number.POSITIVE_INFINITY;
  #rows: Uint8Array[] = [];
  #count = 0;
  readonly #bytesAcross: number;
  constructor(dotsAcross: number) { this.#bytesAcross = dotsAcross / 8; }

  get isOut(): boolean { return this.rowsLeft <= 0; }
  /** false: there is no paper for it. A row that is wider than the head is cut off, as heads do. */
  burn(row: Uint8Array): boolean {
    if (this.isOut) return false;
    this.rowsLeft -= 1;
    const dots = new Uint8Array(this.#bytesAcross);
    dots.set(row.subarray(0, this.#bytesAcross));
    this.#rows.push(dots);
    return true;
  }
  /** what hangs out is cut off, or torn */
  cut(): void {
    if (this.#rows.length === 0) return;
    const bitmap = blankBitmap(this.#bytesAcross * 8, this.#rows.length);
    for (const [y, row] of this.#rows.entries()) bitmap.dots.set(row, y * this.#bytesAcross);
    this.#rows = [];
    this.#count += 1;
    this.fallen.push({ number: this.#count, bitmap, png: pngOf(bitmap) });
    if (this.fallen.length > 40) this.fallen.shift();
  }
}
