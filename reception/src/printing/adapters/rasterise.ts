import { encode } from 'uqr';
import { PLATE_LETTER, PLATE_OUTLINES } from '../domain/plate-outlines.ts';
import { blankBitmap, type Bitmap, type Item, type Sheet } from '../domain/sheet.ts';
import { fillBox, fillOutline } from './fill-outline.ts';
import type { PaperFaces } from './paper-faces.ts';

function drawText(bitmap: Bitmap, faces: PaperFaces, item: Extract<Item, { t: 'text' }>): void {
  for (const { outline, x, scale } of faces.glyphs(item.text, item)) fillOutline(bitmap, outline, { x: item.x + x, y: item.baseline, scale, up: true }, item.white === true);
}

function drawPlate(bitmap: Bitmap, faces: PaperFaces, { zone, x, y, size }: Extract<Item, { t: 'plate' }>): void {
  fillOutline(bitmap, PLATE_OUTLINES[zone], { x, y, scale: size / 100 });
  const letter = PLATE_LETTER[zone];
  const style = { size: (letter.size * size) / 100, bold: true, lang: 'en' } as const;
  drawText(bitmap, faces, { t: 'text', text: zone, x: x + (size - faces.measure(zone, style)) / 2, baseline: Math.round(y + (letter.baseline * size) / 100), white: true, ...style });
}

/** Whole dots a module, with the quiet zone of four modules: a code that is scaled to the dot is read from any distance. */
function drawCode(bitmap: Bitmap, { text, x, y, size }: Extract<Item, { t: 'code' }>): void {
  const code = encode(text, { ecc: 'M', border: 4 });
  const unit = Math.max(1, Math.floor(size / code.size));
  const inset = Math.floor((size - unit * code.size) / 2);
  for (const [row, modules] of code.data.entries()) for (const [column, dark] of modules.entries()) if (dark) fillBox(bitmap, x + inset + column * unit, y + inset + row * unit, unit, unit);
}

/** A sheet as the dots that a head burns. */
export function rasterise(sheet: Sheet, faces: PaperFaces): Bitmap {
  const bitmap = blankBitmap(sheet.width, sheet.height);
  for (const item of sheet.items) {
    switch (item.t) {
      case 'text': drawText(bitmap, faces, item); break;
      case 'box': fillBox(bitmap, item.x, item.y, item.width, item.height); break;
      case 'plate': drawPlate(bitmap, faces, item); break;
      case 'code': drawCode(bitmap, item); break;
      default: item satisfies never;
    }
  }
  return bitmap;
}
