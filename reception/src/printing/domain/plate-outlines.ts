import type { Zone } from '../../../contract/index.ts';

/** An outline in the manner of a font: y grows upwards there, downwards here; whoever fills it says which. */
export interface Stroke { readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath'; readonly args: readonly number[] }

/** How far the arms of a cubic reach to draw a quarter of a circle. */
const ARM = 0.5523;
const circle = (cx: number, cy: number, r: number): Stroke[] => {
  const k = r * ARM;
  return [
    { command: 'moveTo', args: [cx + r, cy] }, { command: 'bezierCurveTo', args: [cx + r, cy + k, cx + k, cy + r, cx, cy + r] }, { command: 'bezierCurveTo', args: [cx - k, cy + r, cx - r, cy + k, cx - r, cy] },
    { command: 'bezierCurveTo', args: [cx - r, cy - k, cx - k, cy - r, cx, cy - r] }, { command: 'bezierCurveTo', args: [cx + k, cy - r, cx + r, cy - k, cx + r, cy] }, { command: 'closePath', args: [] },
  ];
};
const polygon = (...points: readonly (readonly [number, number])[]): Stroke[] => [...points.map((args, i): Stroke => ({ command: i === 0 ? 'moveTo' : 'lineTo', args })), { command: 'closePath', args: [] }];

/** The plates of screens, in a square of 100 × 100 from its top left: paper has no colour, so the shape alone says the zone. */
export const PLATE_OUTLINES: Readonly<Record<Zone, readonly Stroke[]>> = {
  A: circle(50, 50, 50),
  B: polygon([50, 0], [100, 50], [50, 100], [0, 50]),
  C: polygon([50, 0], [94, 25], [94, 75], [50, 100], [6, 75], [6, 25]),
  D: [[50, 25], [74.7, 43], [65.3, 72], [34.7, 72], [25.3, 43]].flatMap(([x = 0, y = 0]) => circle(x, y, 25)).concat(circle(50, 51, 27)),
  E: polygon([2, 2], [98, 2], [98, 98], [2, 98]),
  F: polygon([50, 2], [100, 96], [0, 96]),
};
/** Where the letter stands and how large it is, of 100. */
export const PLATE_LETTER: Readonly<Record<Zone, { readonly baseline: number; readonly size: number }>> = {
  A: { baseline: 70, size: 56 }, B: { baseline: 70, size: 56 }, C: { baseline: 70, size: 56 }, D: { baseline: 71, size: 56 }, E: { baseline: 70, size: 56 }, F: { baseline: 84, size: 46 },
};
