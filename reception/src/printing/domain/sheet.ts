import type { Language, Zone } from '../../../contract/index.ts';

/** Dots across the paper that a head prints at 203 dpi: 72 mm of an 80 mm roll, 48 mm of a 58 mm roll. */
export const DOTS_ACROSS = { 80: 576, 58: 384 } as const;
export type PaperWidth = keyof typeof DOTS_ACROSS;

export interface TextStyle { /** em in dots */ readonly size: number; readonly bold?: boolean; readonly lang: Language }
/** Width of one line of text in dots. The only thing that a layout must know of a face. */
export type Measure = (text: string, style: TextStyle) => number;

/** What stands where on a sheet, in dots from its top left. `baseline` is where letters stand; `white` prints on black. */
export type Item =
  | ({ readonly t: 'text'; readonly x: number; readonly baseline: number; readonly text: string; readonly white?: boolean } & TextStyle)
  | { readonly t: 'box'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  | { readonly t: 'plate'; readonly zone: Zone; readonly x: number; readonly y: number; readonly size: number }
  | { readonly t: 'code'; readonly text: string; readonly x: number; readonly y: number; /** at most so many dots */ readonly size: number };
/** A sheet of paper as pure data: the same for the printer, the preview and the tests. */
export interface Sheet { readonly width: number; readonly height: number; readonly items: readonly Item[] }

/** One bit a dot, rows of `bytesAcross` bytes, the leftmost dot in the highest bit, 1 is black: as heads and files want it. */
export interface Bitmap { readonly width: number; readonly height: number; readonly bytesAcross: number; readonly dots: Uint8Array }

export const blankBitmap = (width: number, height: number): Bitmap => {
  const bytesAcross = Math.ceil(width / 8);
  return { width, height, bytesAcross, dots: new Uint8Array(bytesAcross * height) };
};
export const isBlack = ({ bytesAcross, dots }: Bitmap, x: number, y: number): boolean => ((dots[y * bytesAcross + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
