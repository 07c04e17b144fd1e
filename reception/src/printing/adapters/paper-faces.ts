import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { Language } from '../../../contract/index.ts';
import type { Stroke } from '../domain/plate-outlines.ts';
import type { TextStyle } from '../domain/sheet.ts';

/** The parts of fontkit (inside pdfkit, which lays out our forms) that are used here. */
interface Glyph { readonly id: number; readonly path: { readonly commands: readonly Stroke[] } }
interface Face { readonly unitsPerEm: number; hasGlyphForCodePoint(codepoint: number): boolean; layout(text: string): { glyphs: readonly Glyph[]; positions: readonly { xAdvance: number; xOffset: number; yOffset: number }[] } }

const packages = createRequire(import.meta.url);
/** Noto Sans: Japanese (with every Latin letter of Vietnamese, Portuguese and Filipino), Korean, simplified Chinese. */
const FILES = {
  ja: { from: () => packages.resolve('@embedpdf/fonts-jp'), regular: 'NotoSansJP-Regular.otf', bold: 'NotoSansJP-Bold.otf' },
  ko: { from: () => packages.resolve('@embedpdf/fonts-kr'), regular: 'NotoSansKR-Regular.otf', bold: 'NotoSansKR-Bold.otf' },
  zh: { from: () => packages.resolve('@embedpdf/fonts-sc'), regular: 'NotoSansHans-Regular.otf', bold: 'NotoSansHans-Bold.otf' },
} as const;
type Script = keyof typeof FILES;
/** Whose letters are asked first: a Chinese 直 is not a Japanese one. */
const ORDER = (lang: Language): readonly Script[] => (lang === 'zh' ? ['zh', 'ja', 'ko'] : lang === 'ko' ? ['ko', 'ja', 'zh'] : ['ja', 'zh', 'ko']);
/** Stands where no face has a letter: seen as missing, never taken for an empty box of the printer. */
export const MISSING = '〓';

export interface PaperFaces {
  /** dots */ measure(text: string, style: TextStyle): number;
  /** outlines in font units from the left of the line, y upwards, with the scale that makes `size` dots of an em */ glyphs(text: string, style: TextStyle): { readonly outline: readonly Stroke[]; readonly x: number; readonly scale: number }[];
  /** letters that no face has */ missing(text: string, lang: Language): string[];
}

/** Faces are read when their first letter is needed: a hall without Korean visitors never opens the Korean one. */
export function openPaperFaces(): PaperFaces {
  const reader = new PDFDocument({ autoFirstPage: false });
  const open = new Map<string, Face>();
  const face = (script: Script, weight: 'regular' | 'bold'): Face => {
    const key = `${script} ${weight}`;
    const known = open.get(key);
    if (known !== undefined) return known;
    const path = join(dirname(FILES[script].from()), '../fonts', FILES[script][weight]);
    const read = (reader.font(path) as unknown as { _font: { font: Face } })._font.font;
    open.set(key, read);
    return read;
  };
  const runs = (text: string, { bold = false, lang }: TextStyle): { face: Face; text: string }[] => {
    const out: { face: Face; text: string }[] = [];
    for (const letter of text.normalize('NFC')) {
      const weight = bold ? 'bold' : 'regular';
      const script = ORDER(lang).find((s) => face(s, weight).hasGlyphForCodePoint(letter.codePointAt(0) ?? 0));
      const chosen = face(script ?? 'ja', weight);
      const last = out.at(-1);
      const shown = script === undefined ? MISSING : letter;
      if (last !== undefined && last.face === chosen) last.text += shown; else out.push({ face: chosen, text: shown });
    }
    return out;
  };
  const glyphs: PaperFaces['glyphs'] = (text, style) => {
    let pen = 0;
    return runs(text, style).flatMap(({ face: of, text: run }) => {
      const scale = style.size / of.unitsPerEm;
      const { glyphs: set, positions } = of.layout(run);
      return set.map((glyph, i) => {
        const x = pen + (positions[i]?.xOffset ?? 0) * scale;
        pen += (positions[i]?.xAdvance ?? 0) * scale;
        return { outline: glyph.path.commands, x, scale };
      });
    });
  };
  const measured = new Map<string, number>();
  return {
    glyphs,
    measure(text, style) {
      const key = `${style.bold === true ? 'b' : 'r'}${style.lang}${text}`;
      const em = measured.get(key) ?? runs(text, style).reduce((sum, { face: of, text: run }) => sum + of.layout(run).positions.reduce((w, p) => w + p.xAdvance, 0) / of.unitsPerEm, 0);
      if (measured.size > 5_000) measured.clear();
      measured.set(key, em);
      return Math.ceil(em * style.size);
    },
    missing: (text, lang) => [...text.normalize('NFC')].filter((letter) => letter.trim() !== '' && !ORDER(lang).some((s) => face(s, 'regular').hasGlyphForCodePoint(letter.codePointAt(0) ?? 0))),
  };
}
