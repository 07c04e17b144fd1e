import type { Stroke } from '../domain/plate-outlines.ts';
import type { Bitmap } from '../domain/sheet.ts';

/** Where an outline lies: its origin in dots, its scale, and whether its y grows upwards (fonts). */
export interface Place { readonly x: number; readonly y: number; readonly scale: number; readonly up?: boolean }
type Edge = readonly [x0: number, y0: number, x1: number, y1: number];

/** A curve of a few dozen dots needs no more pieces than this to look round at 203 dpi. */
const PIECES = 10;
/** Each row of dots is looked at along so many lines; a dot is black where half of it is covered. */
const LINES = 4;

/** An outline as straight edges in dots. */
function edgesOf(outline: readonly Stroke[], { x, y, scale, up = false }: Place): Edge[] {
  const edges: Edge[] = [];
  const put = (px: number, py: number): [number, number] => [x + px * scale, y + (up ? -py : py) * scale];
  let start: [number, number] = [0, 0];
  let at: [number, number] = [0, 0];
  let raw: [number, number] = [0, 0];
  const to = (next: [number, number]): void => { edges.push([...at, ...next]); at = next; };
  for (const { command, args } of outline) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
    if (command === 'moveTo') { at = put(a, b); start = at; raw = [a, b]; }
    else if (command === 'lineTo') { to(put(a, b)); raw = [a, b]; }
    else if (command === 'closePath') to(start);
    else {
      const [x0, y0] = raw;
      const cubic = command === 'bezierCurveTo';
      for (let i = 1; i <= PIECES; i += 1) {
        const t = i / PIECES; const u = 1 - t;
        to(cubic
          ? put(u ** 3 * x0 + 3 * u * u * t * a + 3 * u * t * t * c + t ** 3 * e, u ** 3 * y0 + 3 * u * u * t * b + 3 * u * t * t * d + t ** 3 * f)
          : put(u * u * x0 + 2 * u * t * a + t * t * c, u * u * y0 + 2 * u * t * b + t * t * d));
      }
      raw = cubic ? [e, f] : [c, d];
    }
  }
  return edges;
}

/** How much of each dot of this row lies inside, by the nonzero rule. */
function coverRow(edges: readonly Edge[], row: number, covered: Float32Array): boolean {
  let any = false;
  for (let line = 0; line < LINES; line += 1) {
    const y = row + (line + 0.5) / LINES;
    const crossings: { x: number; turn: number }[] = [];
    for (const [x0, y0, x1, y1] of edges) if ((y0 <= y) !== (y1 <= y)) crossings.push({ x: x0 + ((y - y0) / (y1 - y0)) * (x1 - x0), turn: y1 > y0 ? 1 : -1 });
    crossings.sort((p, q) => p.x - q.x);
    let turns = 0;
    for (const [i, { x, turn }] of crossings.entries()) {
      turns += turn;
      const next = crossings[i + 1];
      if (turns === 0 || next === undefined) continue;
      any = true;
      const from = Math.max(0, x); const until = Math.min(covered.length, next.x);
      for (let dot = Math.floor(from); dot < until; dot += 1) covered[dot] = (covered[dot] ?? 0) + Math.max(0, Math.min(until, dot + 1) - Math.max(from, dot)) / LINES;
    }
  }
  return any;
}

/** Fills an outline black, or white. What lies outside of the bitmap is left out. */
export function fillOutline(bitmap: Bitmap, outline: readonly Stroke[], place: Place, white = false): void {
  const edges = edgesOf(outline, place);
  if (edges.length === 0) return;
  const ys = edges.flatMap(([, y0, , y1]) => [y0, y1]);
  const covered = new Float32Array(bitmap.width);
  for (let row = Math.max(0, Math.floor(Math.min(...ys))); row < Math.min(bitmap.height, Math.ceil(Math.max(...ys))); row += 1) {
    covered.fill(0);
    if (!coverRow(edges, row, covered)) continue;
    for (let x = 0; x < bitmap.width; x += 1) if ((covered[x] ?? 0) >= 0.5) setDot(bitmap, x, row, white);
  }
}

export function setDot({ bytesAcross, dots }: Bitmap, x: number, y: number, white = false): void {
  const at = y * bytesAcross + (x >> 3);
  const bit = 0x80 >> (x & 7);
  dots[at] = white ? (dots[at] ?? 0) & ~bit : (dots[at] ?? 0) | bit;
}
export function fillBox(bitmap: Bitmap, x: number, y: number, width: number, height: number): void {
  for (let row = Math.max(0, y); row < Math.min(bitmap.height, y + height); row += 1) for (let dot = Math.max(0, x); dot < Math.min(bitmap.width, x + width); dot += 1) setDot(bitmap, dot, row);
}
