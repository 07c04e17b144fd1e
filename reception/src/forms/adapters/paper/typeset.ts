import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';

/** The parts of fontkit (inside pdfkit) that are used here. */
interface VariationMapping { unicodeValue: number; glyphID: number }
interface VariationRange { startUnicodeValue: number; additionalCount: number }
interface VariationSelector { varSelector: number; defaultUVS: VariationRange[] | null; nonDefaultUVS: VariationMapping[] | null }
interface CmapProcessor { uvs: { varSelectors: { toArray(): VariationSelector[] } } | null; getVariationSelector(codepoint: number, selector: number): number; mended?: Map<number, VariationSelector> }
export interface Face { hasGlyphForCodePoint(codepoint: number): boolean; glyphForCodePoint(codepoint: number): { id: number }; layout(text: string): { glyphs: { id: number }[] }; _cmapProcessor: CmapProcessor }
export type Document = InstanceType<typeof PDFDocument>;

const isSelector = (cp: number): boolean => (cp >= 0xfe00 && cp <= 0xfe0f) || (cp >= 0xe0100 && cp <= 0xe01ef);

/**
 * fontkit 2.0.4 never looks at the non-default table of a selector that also has a default table, so that 葛 U+E0100
 * comes out as plain 葛 without a word. This puts a complete lookup in its place.
 */
export function mendVariationSequences(face: Face): Face {
  const processor = face._cmapProcessor;
  if (processor.uvs === null || processor.uvs === undefined || processor.mended !== undefined) return face;
  const selectors = new Map(processor.uvs.varSelectors.toArray().map((s) => [s.varSelector, s]));
  const special = new Map([...selectors].map(([selector, s]) => [selector, new Map((s.nonDefaultUVS ?? []).map((m) => [m.unicodeValue, m.glyphID]))]));
  processor.getVariationSelector = (codepoint, selector) => special.get(selector)?.get(codepoint) ?? 0; // 0: the plain glyph
  processor.mended = selectors;
  return face;
}

/** What a face can draw of one grapheme: its very form, only the form without the variation, or nothing. */
export function cover(face: Face, grapheme: string): 'exact' | 'plain' | 'missing' {
  const [cp = 0, selector] = [...grapheme].map((c) => c.codePointAt(0) ?? 0);
  if (!face.hasGlyphForCodePoint(cp)) return 'missing';
  if (selector === undefined || !isSelector(selector)) return 'exact';
  const { mended } = face._cmapProcessor;
  if (mended === undefined) return 'plain';
  if (face._cmapProcessor.getVariationSelector(cp, selector) !== 0) return 'exact';
  const isDefault = (mended.get(selector)?.defaultUVS ?? []).some((r) => cp >= r.startUnicodeValue && cp <= r.startUnicodeValue + r.additionalCount);
  return isDefault ? 'exact' : 'plain';
}

/** NFC on the whole text would turn 神 U+FA19 into plain 神: only kana are joined with their marks. */
export const joinKanaMarks = (text: string): string => text.replace(/[\u3041-\u30ff][\u3099\u309a]/gu, (pair) => pair.normalize('NFC'));

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });
const graphemes = (text: string): string[] => [...segmenter.segment(text)].map((s) => s.segment);

/** A letter that could not be drawn as it was written; the paper says so beside the form. */
export interface GlyphNote { readonly code: string; readonly shown: string; readonly as: 'plain' | '〓' }

export type Weight = 'regular' | 'bold';
interface Run { face: string; text: string; width: number }
interface Line { runs: Run[]; width: number }

const NO_LINE_START = new Set([...'、。，．）」』】・ー々！？：；,.)!?:;']);

/** Type on one document: picks a face per grapheme, measures, wraps and draws, and collects notes. */
export interface Typesetter {
  readonly notes: readonly GlyphNote[];
  width(text: string, size: number, weight?: Weight): number;
  lines(text: string, size: number, maxWidth: number, weight?: Weight): Line[];
  /** draws one line of text; `y` is its top; returns the width drawn */
  put(text: string, x: number, y: number, size: number, options?: { weight?: Weight; color?: string; align?: 'left' | 'center' | 'right'; width?: number; spacing?: number }): number;
  /** draws wrapped lines; returns their height */
  block(text: string, x: number, y: number, size: number, maxWidth: number, options?: { weight?: Weight; color?: string; leading?: number }): number;
}

const folder = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-jp')), '../fonts');
const FILES: Record<Weight, string> = { regular: join(folder, 'NotoSansJP-Regular.otf'), bold: join(folder, 'NotoSansJP-Bold.otf') };

/** Faces by weight, first the one that is asked first. Reading one takes longer than setting six forms in it, so a press reads them once. */
export type Faces = Readonly<Record<Weight, readonly { readonly name: string; readonly face: Face }[]>>;

/** @param nameFont a second face for letters that Noto Sans JP lacks, e.g. a city's own IPAmj Mincho; optional */
export function openFaces(nameFont: string | null): Faces {
  // pdfkit reads fonts for a document only; this one is never ended.
  const reader = new PDFDocument({ autoFirstPage: false });
  const open = (name: string, path: string): { name: string; face: Face } => ({ name, face: mendVariationSequences((reader.font(path) as unknown as { _font: { font: Face } })._font.font) });
  const names = nameFont === null ? [] : [open('names', nameFont)];
  return { regular: [open('regular', FILES.regular), ...names], bold: [open('bold', FILES.bold), ...names] };
}

export function typesetter(doc: Document, faces: Faces): Typesetter {
  // A face that was read already is taken as it is; pdfkit's types know paths and bytes only.
  for (const { name, face } of [...faces.regular, ...faces.bold]) doc.registerFont(name, face as unknown as string);
  const notes = new Map<string, GlyphNote>();

  const pick = (grapheme: string, weight: Weight): { face: string; text: string } => {
    const all = faces[weight];
    const exact = all.find((f) => cover(f.face, grapheme) === 'exact');
    if (exact !== undefined) return { face: exact.name, text: grapheme };
    const code = [...grapheme].map((c) => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase()}`).join(' ');
    const plain = all.find((f) => cover(f.face, grapheme) === 'plain');
    const shown = plain === undefined ? '〓' : [...grapheme].filter((c) => !isSelector(c.codePointAt(0) ?? 0)).join('');
    notes.set(code, { code, shown, as: plain === undefined ? '〓' : 'plain' });
    return { face: (plain ?? all[0])?.name ?? 'regular', text: shown };
  };
  const measure = (text: string, face: string, size: number): number => doc.font(face).fontSize(size).widthOfString(text);
  const runsOf = (parts: readonly { face: string; text: string }[], size: number): Line => {
    const runs: Run[] = [];
    for (const part of parts) {
      const last = runs.at(-1);
      if (last !== undefined && last.face === part.face) last.text += part.text;
      else runs.push({ ...part, width: 0 });
    }
    for (const run of runs) run.width = measure(run.text, run.face, size);
    return { runs, width: runs.reduce((sum, r) => sum + r.width, 0) };
  };
  const parts = (text: string, weight: Weight): { face: string; text: string }[] => graphemes(joinKanaMarks(text)).map((g) => pick(g, weight));

  const lines = (text: string, size: number, maxWidth: number, weight: Weight = 'regular'): Line[] => {
    const out: { face: string; text: string }[][] = [[]];
    let width = 0;
    for (const part of parts(text, weight)) {
      const w = measure(part.text, part.face, size);
      const line = out.at(-1) ?? [];
      if (width + w > maxWidth && line.length > 0) {
        // Japanese closing marks never begin a line: the letter before goes along.
        const carried = NO_LINE_START.has(part.text) && line.length > 1 ? line.splice(-1) : [];
        out.push([...carried, part]);
        width = runsOf([...carried, part], size).width;
      } else { line.push(part); width += w; }
    }
    return out.map((line) => runsOf(line, size));
  };
  const draw = (line: Line, x: number, y: number, size: number, color: string, spacing: number): void => {
    let at = x;
    for (const run of line.runs) {
      doc.font(run.face).fontSize(size).fillColor(color).text(run.text, at, y + size * 0.88, { lineBreak: false, baseline: 'alphabetic', characterSpacing: spacing });
      at += run.width + spacing * [...run.text].length;
    }
  };
  return {
    get notes() { return [...notes.values()]; },
    width: (text, size, weight = 'regular') => runsOf(parts(text, weight), size).width,
    lines,
    put(text, x, y, size, { weight = 'regular', color = '#1b221e', align = 'left', width = 0, spacing = 0 } = {}) {
      const line = runsOf(parts(text, weight), size);
      const full = line.width + spacing * Math.max(0, [...text].length - 1);
      draw(line, x + (align === 'center' ? (width - full) / 2 : align === 'right' ? width - full : 0), y, size, color, spacing);
      return full;
    },
    block(text, x, y, size, maxWidth, { weight = 'regular', color = '#1b221e', leading = 1.5 } = {}) {
      const set = lines(text, size, maxWidth, weight);
      set.forEach((line, i) => draw(line, x, y + i * size * leading, size, color, 0));
      return set.length * size * leading;
    },
  };
}
