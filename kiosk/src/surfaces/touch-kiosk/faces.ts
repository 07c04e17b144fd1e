/** One file of the faces of the first screen, made by the build (`kiosk/first-faces.ts`). */
export interface FirstFace { readonly family: string; readonly weight: string; readonly url: string; readonly range: string }
/** `letters`: every letter that all of the faces have. */
export interface FirstFaces { readonly letters: string; readonly faces: readonly FirstFace[] }

/** Hands the browser the faces of the first screen, which the page is already fetching. They go before the slices of the whole faces, whenever those come. */
export const loadFirstFaces = async ({ faces }: FirstFaces, page: Document): Promise<void> => {
  await Promise.all(faces.map(async ({ family, weight, url, range }) => {
    const face = new FontFace(family, `url(${url}) format("woff2")`, { weight, unicodeRange: range, display: 'swap' });
    page.fonts.add(face);
    await face.load();
  }));
};

/** True when the faces of the first screen have every letter of `text`. */
export const drawnByFirst = ({ letters }: FirstFaces, text: string): boolean => [...text].every((sign) => letters.includes(sign));

let whole: Promise<boolean> | null = null;
/** All letters of all faces: 372 rules, of which the browser makes as many objects. Nobody's first screen waits for them. False when they cannot be had now. */
export const wholeFaces = (): Promise<boolean> => (whole ??= import('../../design/fonts.css').then(() => true, () => { whole = null; return false; }));
