import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, inflateSync } from 'node:zlib';

/** Tables of a face by their tag. */
export type Tables = Readonly<Record<string, Buffer>>;
/** Where a face has the glyph of a letter, and those of the letter with a variation selector (`glyph: null`: the same glyph). */
interface Letters { readonly glyphs: ReadonlyMap<number, number>; readonly variants: readonly { readonly selector: number; readonly code: number; readonly glyph: number | null }[] }
/** One glyph of one face; in a small face its place in the list is its number. */
export interface Glyph { readonly of: Tables; readonly number: number }

/** Reads a WOFF 1 file, whose tables are as in a TrueType file, each deflated by itself. */
export const tablesOf = (path: string): Tables => {
  const file = readFileSync(path);
  return Object.fromEntries(Array.from({ length: file.readUInt16BE(12) }, (_, n) => {
    const at = 44 + n * 20;
    const [from, packed, size] = [file.readUInt32BE(at + 4), file.readUInt32BE(at + 8), file.readUInt32BE(at + 12)];
    const table = file.subarray(from, from + packed);
    return [file.toString('latin1', at, at + 4), packed < size ? inflateSync(table) : table];
  }));
};

const need = (tables: Tables, tag: string): Buffer => { const table = tables[tag]; if (!table) throw new Error(`a face without ${tag}`); return table; };

const bySegments = (table: Buffer, glyphs: Map<number, number>): void => {
  const size = table.readUInt16BE(6);
  for (let at = 0; at < size; at += 2) {
    const [until, from, delta, place] = [table.readUInt16BE(14 + at), table.readUInt16BE(16 + size + at), table.readUInt16BE(16 + size * 2 + at), 16 + size * 3 + at];
    const away = table.readUInt16BE(place);
    for (let code = from; code <= until && code < 0xffff; code += 1) {
      const glyph = away === 0 ? code : table.readUInt16BE(place + away + (code - from) * 2);
      if (glyph !== 0) glyphs.set(code, (glyph + delta) & 0xffff);
    }
  }
};
const byGroups = (table: Buffer, glyphs: Map<number, number>): void => {
  for (let n = 0, at = 16; n < table.readUInt32BE(12); n += 1, at += 12) {
    const from = table.readUInt32BE(at);
    for (let code = from; code <= table.readUInt32BE(at + 4); code += 1) glyphs.set(code, table.readUInt32BE(at + 8) + code - from);
  }
};
const byVariation = (table: Buffer): Letters['variants'] => Array.from({ length: table.readUInt32BE(6) }, (_, n) => {
  const at = 10 + n * 11;
  const [selector, plain, other] = [table.readUIntBE(at, 3), table.readUInt32BE(at + 3), table.readUInt32BE(at + 7)];
  const same = plain === 0 ? [] : Array.from({ length: table.readUInt32BE(plain) }, (_, m) => plain + 4 + m * 4).flatMap((range) => Array.from({ length: table[range + 3]! + 1 }, (_, more) => ({ selector, code: table.readUIntBE(range, 3) + more, glyph: null })));
  const own = other === 0 ? [] : Array.from({ length: table.readUInt32BE(other) }, (_, m) => other + 4 + m * 5).map((entry) => ({ selector, code: table.readUIntBE(entry, 3), glyph: table.readUInt16BE(entry + 3) }));
  return [...same, ...own];
}).flat();

export const lettersOf = (tables: Tables): Letters => {
  const cmap = need(tables, 'cmap');
  const glyphs = new Map<number, number>();
  let variants: Letters['variants'] = [];
  for (let n = 0; n < cmap.readUInt16BE(2); n += 1) {
    const table = cmap.subarray(cmap.readUInt32BE(8 + n * 8));
    const format = table.readUInt16BE(0);
    if (format === 4) bySegments(table, glyphs);
    else if (format === 12) byGroups(table, glyphs);
    else if (format === 14) variants = byVariation(table);
    else throw new Error(`a face with letters in format ${format}`);
  }
  return { glyphs, variants };
};

/** What draws a glyph. */
export const outline = ({ of, number }: Glyph): Buffer => {
  const [loca, long] = [need(of, 'loca'), need(of, 'head').readInt16BE(50) === 1];
  const at = (n: number): number => (long ? loca.readUInt32BE(n * 4) : loca.readUInt16BE(n * 2) * 2);
  return Buffer.from(need(of, 'glyf').subarray(at(number), at(number + 1)));
};
const widthOf = ({ of, number }: Glyph): Buffer => {
  const [hmtx, full] = [need(of, 'hmtx'), need(of, 'hhea').readUInt16BE(34)];
  const bearing = number < full ? number * 4 + 2 : full * 4 + (number - full) * 2;
  return Buffer.concat([hmtx.subarray(Math.min(number, full - 1) * 4).subarray(0, 2), hmtx.subarray(bearing, bearing + 2)]);
};

/** Glyphs put together out of others name them by number: those come along, and the numbers are changed. */
const withParts = (glyphs: Glyph[]): Buffer[] => {
  const placeOf = (part: Glyph): number => {
    const known = glyphs.findIndex(({ of, number }) => of === part.of && number === part.number);
    return known >= 0 ? known : glyphs.push(part) - 1;
  };
  const outlines: Buffer[] = [];
  for (let n = 0; n < glyphs.length; n += 1) {
    const [{ of }, drawn] = [glyphs[n]!, outline(glyphs[n]!)];
    outlines.push(drawn);
    if (drawn.length === 0 || drawn.readInt16BE(0) >= 0) continue;
    for (let at = 10, more = true; more;) {
      const flags = drawn.readUInt16BE(at);
      drawn.writeUInt16BE(placeOf({ of, number: drawn.readUInt16BE(at + 2) }), at + 2);
      at += 4 + (flags & 1 ? 4 : 2) + (flags & 0x8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0);
      more = (flags & 0x20) !== 0;
    }
  }
  return outlines;
};

const u16 = (...values: number[]): Buffer => { const bytes = Buffer.alloc(values.length * 2); values.forEach((value, n) => bytes.writeUInt16BE(value, n * 2)); return bytes; };
const u24 = (value: number): Buffer => { const bytes = Buffer.alloc(3); bytes.writeUIntBE(value, 0, 3); return bytes; };
const u32 = (...values: number[]): Buffer => { const bytes = Buffer.alloc(values.length * 4); values.forEach((value, n) => bytes.writeUInt32BE(value, n * 4)); return bytes; };

type Place = ReadonlyMap<number, number>;
const cmapOf = (places: Place, variants: readonly { selector: number; code: number; place: number | null }[]): Buffer => {
  const groups = [...places].sort(([a], [b]) => a - b).map(([code, place]) => u32(code, code, place));
  const plain = Buffer.concat([u16(12, 0), u32(16 + groups.length * 12, 0, groups.length), ...groups]);
  const selectors = [...new Set(variants.map(({ selector }) => selector))].sort((a, b) => a - b);
  const heads: Buffer[] = [];
  const lists: Buffer[] = [];
  let at = 10 + selectors.length * 11;
  const list = (entries: Buffer[]): number => { if (entries.length === 0) return 0; const bytes = Buffer.concat([u32(entries.length), ...entries]); lists.push(bytes); at += bytes.length; return at - bytes.length; };
  for (const selector of selectors) {
    const of = variants.filter((variant) => variant.selector === selector).sort((a, b) => a.code - b.code);
    const same = list(of.flatMap(({ code, place }) => (place === null ? [Buffer.concat([u24(code), Buffer.of(0)])] : [])));
    heads.push(u24(selector), u32(same, list(of.flatMap(({ code, place }) => (place === null ? [] : [Buffer.concat([u24(code), u16(place)])])))));
  }
  const varied = Buffer.concat([u16(14), u32(at, selectors.length), ...heads, ...lists]);
  if (selectors.length === 0) return Buffer.concat([u16(0, 1, 3, 10), u32(12), plain]);
  return Buffer.concat([u16(0, 2, 0, 5), u32(20 + plain.length), u16(3, 10), u32(20), plain, varied]);
};

const base128 = (value: number): Buffer => { const bytes = [value & 0x7f]; for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80); return Buffer.from(bytes); };
/** WOFF 2 with its tables as they are: larger by a tenth than with reordered outlines, and quicker to open. */
const woff2 = (tables: readonly (readonly [string, Buffer])[]): Buffer => {
  const heads = tables.map(([tag, { length }]) => Buffer.concat([Buffer.of(tag === 'glyf' || tag === 'loca' ? 0xff : 0x3f), Buffer.from(tag, 'latin1'), base128(length)]));
  const packed = brotliCompressSync(Buffer.concat(tables.map(([, table]) => table)), { params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_FONT } });
  const size = 48 + heads.reduce((sum, { length }) => sum + length, 0) + packed.length;
  const sfnt = 12 + tables.reduce((sum, [, { length }]) => sum + 16 + Math.ceil(length / 4) * 4, 0);
  const head = Buffer.concat([Buffer.from('wOF2'), u32(0x10000, Math.ceil(size / 4) * 4), u16(tables.length, 0), u32(sfnt, packed.length), u16(1, 0), u32(0, 0, 0, 0, 0)]);
  return Buffer.concat([head, ...heads, packed, Buffer.alloc((4 - (size % 4)) % 4)]);
};

/** A face of the given letters, each taken out of the slice that has it, with every variation selector that the slice knows for it. All slices are of one face. */
export const smallFace = (wanted: readonly { readonly code: number; readonly slice: Tables }[]): Buffer => {
  const [first] = wanted;
  if (!first) throw new Error('a face of no letters');
  const glyphs: Glyph[] = [{ of: first.slice, number: 0 }];
  const known = new Map([...new Set(wanted.map(({ slice }) => slice))].map((slice) => [slice, lettersOf(slice)] as const));
  const places = new Map<number, number>();
  const variants: { selector: number; code: number; place: number | null }[] = [];
  for (const { code, slice } of wanted) {
    const { glyphs: numbers, variants: varied } = known.get(slice)!;
    const number = numbers.get(code);
    if (number === undefined) throw new Error(`no glyph for U+${code.toString(16)} in its slice`);
    places.set(code, glyphs.push({ of: slice, number }) - 1);
    for (const { selector, glyph } of varied.filter((variant) => variant.code === code)) variants.push({ selector, code, place: glyph === null ? null : glyphs.push({ of: slice, number: glyph }) - 1 });
  }
  const outlines = withParts(glyphs).map((bytes) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]));
  const copy = (tag: string): Buffer => Buffer.from(need(first.slice, tag));
  const [head, hhea, maxp] = [copy('head'), copy('hhea'), copy('maxp')];
  head.writeInt16BE(1, 50);
  hhea.writeUInt16BE(glyphs.length, 34);
  for (let at = 6; at < maxp.length; at += 2) maxp.writeUInt16BE(Math.max(...[...known.keys()].map((slice) => need(slice, 'maxp').readUInt16BE(at))), at);
  maxp.writeUInt16BE(glyphs.length, 4);
  let end = 0;
  const post = Buffer.concat([u32(0x30000), copy('post').subarray(4, 32)]);
  return woff2([
    ['OS/2', copy('OS/2')], ['cmap', cmapOf(places, variants)], ['gasp', copy('gasp')], ['glyf', Buffer.concat(outlines)], ['loca', u32(0, ...outlines.map(({ length }) => (end += length)))],
    ['head', head], ['hhea', hhea], ['hmtx', Buffer.concat(glyphs.map(widthOf))], ['maxp', maxp], ['name', copy('name')], ['post', post],
  ]);
};
