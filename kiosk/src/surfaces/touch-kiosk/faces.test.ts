import { afterEach, describe, expect, it, vi } from 'vitest';
import { canvasGlyphCheck } from '../../intake/adapters/canvas-glyph-check.ts';
import { loadFirstFaces } from './faces.ts';

afterEach(() => { vi.unstubAllGlobals(); });

describe('faces on the page', () => {
  it('[L30] each is named as the style sheets name it, and the page is told when all are here', async () => {
    const loaded: string[] = [];
    vi.stubGlobal('FontFace', class { constructor(readonly family: string, readonly source: string, readonly how: { weight: string; unicodeRange: string }) {} async load() { loaded.push(this.family); } });
    const added: { family: string; source: string; how: object }[] = [];
    const page = { fonts: { add: (face: { family: string; source: string; how: object }) => { added.push(face); } } } as unknown as Document;
    await loadFirstFaces({ letters: 'あ', faces: [{ family: 'BIZ UDPGothic', weight: '700', url: '/assets/first-1.woff2', range: 'U+3042' }] }, page);
    expect(added).toMatchObject([{ family: 'BIZ UDPGothic', source: 'url(/assets/first-1.woff2) format("woff2")', how: { weight: '700', unicodeRange: 'U+3042' } }]);
    expect(loaded).toEqual(['BIZ UDPGothic']);
  });
  it('[L32] no letter of a name is judged before the page knows every slice of its faces', async () => {
    const done: string[] = [];
    const probe = { remove: () => undefined };
    const page = { createElement: (tag: string) => (tag === 'canvas' ? { getContext: () => null } : probe), body: { append: () => undefined }, fonts: { load: async () => { done.push('slice'); } } } as unknown as Document;
    vi.stubGlobal('getComputedStyle', () => ({ fontFamily: '"BIZ UDPGothic"' }));
    let arrive: () => void = () => undefined;
    const settled = canvasGlyphCheck(page, () => new Promise<void>((resolve) => { arrive = () => { done.push('whole'); resolve(); }; }), async () => ({})).settled('𠮷');
    await Promise.resolve();
    expect(done).toEqual([]);
    arrive();
    await settled;
    expect(done).toEqual(['whole', 'slice', 'slice']);
  });
});
