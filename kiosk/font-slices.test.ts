import { describe, expect, it } from 'vitest';
import { fontSlices, slicesFor } from './font-slices.ts';
import { closureOf } from './service-workers.ts';

const css = `@font-face{font-family:"BIZ UDPGothic";src:url(/assets/kana.woff2)format("woff2");unicode-range:U+3040-309F,U+30??}
@font-face { font-family: BIZ UDPGothic; src: url("/assets/rare.woff2") format("woff2"); unicode-range: U+25ee8,U+26017; }
@font-face{font-family:X;src:url(/assets/latin.woff2);unicode-range:U+0-FF}`;

describe('what a surface keeps for the time without a server', () => {
  it('[L15] precaches the font slices that its sentences need, and leaves rare ones', () => {
    expect(fontSlices(css).map(({ file }) => file)).toEqual(['assets/kana.woff2', 'assets/rare.woff2', 'assets/latin.woff2']);
    expect(slicesFor(fontSlices(css), 'こんにちは')).toEqual(['assets/kana.woff2', 'assets/latin.woff2']);
    expect(slicesFor(fontSlices(css), '\u{25ee8}')).toEqual(['assets/rare.woff2', 'assets/latin.woff2']);
  });
  it('[L16] a worker keeps what its own entry reaches, lazy parts too, and nothing of other surfaces', () => {
    const manifest = {
      'board.html': { file: 'assets/board.js', css: ['assets/board.css'], imports: ['_shared.js'], dynamicImports: ['src/late.ts'], assets: ['assets/a.woff2'] },
      '_shared.js': { file: 'assets/shared.js' }, 'src/late.ts': { file: 'assets/late.js', imports: ['_shared.js'] }, 'kiosk.html': { file: 'assets/kiosk.js' },
    };
    expect(closureOf(manifest, 'board.html')).toEqual(['assets/board.js', 'assets/board.css', 'assets/shared.js', 'assets/late.js']);
    expect(() => closureOf(manifest, 'tram.html')).toThrow('no tram.html');
  });
  it('[V37] the board\'s worker keeps the recordings that its code names', () => {
    expect(closureOf({ 'board.html': { file: 'assets/board.js', assets: ['assets/ja.ogg', 'assets/en.ogg'] } }, 'board.html')).toEqual(['assets/board.js', 'assets/ja.ogg', 'assets/en.ogg']);
  });
});
