/** What a kiosk's camera sees of a telephone held before it: pictures of its screen, turned a little, blurred, with the sensor's noise. */
import type { Locator } from 'playwright-core';

export interface GreyPicture { readonly width: number; readonly height: number; readonly grey: Uint8Array }

/** Pixels of something on the screen, as they are drawn there. */
export async function photograph(thing: Locator): Promise<GreyPicture> {
  const png = (await thing.screenshot({ animations: 'disabled' })).toString('base64');
  const { width, height, text } = await thing.page().evaluate(async (base64) => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: 'image/png' }));
    const brush = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
    brush.drawImage(picture, 0, 0);
    const { data } = brush.getImageData(0, 0, picture.width, picture.height);
    let grey = '';
    for (let at = 0; at < data.length; at += 4) grey += String.fromCharCode(Math.round((data[at]! * 2 + data[at + 1]! * 5 + data[at + 2]!) / 8));
    return { width: picture.width, height: picture.height, text: btoa(grey) };
  }, png);
  return { width, height, grey: Uint8Array.from(Buffer.from(text, 'base64')) };
}

/** The film that the camera shows: HD, each picture a few times, held at the angle and with the noise of a hall in the evening. */
const FILM = { width: 1_280, height: 720, perSecond: 10, each: 4, share: 0.86, degrees: 4, sway: 2, noise: 6, wall: 120 } as const;

/** mulberry32: the same film every time. */
const chanceOf = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

/** Light of a picture between its pixels. */
const between = ({ width, height, grey }: GreyPicture, x: number, y: number): number => {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return FILM.wall;
  const at = (dx: number, dy: number): number => grey[(top + dy) * width + left + dx]!;
  const [fx, fy] = [x - left, y - top];
  return (at(0, 0) * (1 - fx) + at(1, 0) * fx) * (1 - fy) + (at(0, 1) * (1 - fx) + at(1, 1) * fx) * fy;
};

const frameOf = (picture: GreyPicture, chance: () => number): Buffer => {
  const { width, height } = FILM;
  const luma = Buffer.alloc(width * height);
  const angle = ((FILM.degrees + (chance() * 2 - 1) * FILM.sway) * Math.PI) / 180;
  const scale = (height * FILM.share) / Math.max(picture.width, picture.height);
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const light = between(picture, dx * cos + dy * sin + picture.width / 2, dy * cos - dx * sin + picture.height / 2);
      // Glass and lens: never quite white, never quite black. Three dice are nearly a bell.
      luma[y * width + x] = Math.max(0, Math.min(255, 35 + light * 0.72 + (chance() + chance() + chance() - 1.5) * 2 * FILM.noise));
    }
  }
  return luma;
};

/** YUV4MPEG2 of these pictures in turn; Chromium shows it in a circle. */
export function filmOf(pictures: readonly GreyPicture[], seed = 1): Buffer {
  const chance = chanceOf(seed);
  const chroma = Buffer.alloc((FILM.width * FILM.height) / 2, 128);
  const frames = pictures.flatMap((picture) => Array.from({ length: FILM.each }, () => [Buffer.from('FRAME\n'), frameOf(picture, chance), chroma])).flat();
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${FILM.width} H${FILM.height} F${FILM.perSecond}:1 Ip A1:1 C420jpeg\n`), ...frames]);
}
