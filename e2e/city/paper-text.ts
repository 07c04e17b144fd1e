/** Reads the words of a printed form back out of its PDF: what a person finds on the paper, page by page. */
import { inflateSync } from 'node:zlib';

type Objects = ReadonlyMap<number, { readonly text: string; readonly stream: Buffer | null }>;

function objectsOf(pdf: Buffer): Objects {
  const text = pdf.toString('latin1');
  const objects = new Map<number, { text: string; stream: Buffer | null }>();
  for (const found of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)(?=\nendobj)/g)) {
    const [, id, body] = found;
    const at = body!.indexOf('\nstream\n');
    const length = Number(/\/Length (\d+)/.exec(body!)?.[1]);
    const begin = found.index + found[0].length - body!.length + at + '\nstream\n'.length;
    const raw = at < 0 ? null : pdf.subarray(begin, begin + length);
    objects.set(Number(id), { text: at < 0 ? body! : body!.slice(0, at), stream: raw !== null && /FlateDecode/.test(body!.slice(0, at)) ? inflateSync(raw) : raw });
  }
  return objects;
}

const hexText = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

/** Glyph -> letters, from a face's ToUnicode table. */
function lettersOf(table: string): Map<number, string> {
  const letters = new Map<number, string>();
  for (const [, from, list] of table.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    [...list!.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, hex], n) => letters.set(parseInt(from!, 16) + n, hexText(hex!.replaceAll(' ', ''))));
  }
  return letters;
}

/** The words of each page in the order in which they were drawn, without white space: lines on paper break where they like. */
export function paperText(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  const at = (reference: string | undefined): { text: string; stream: Buffer | null } => objects.get(Number(reference)) ?? { text: '', stream: null };
  const tables = new Map<string, Map<number, string>>();
  const tableOf = (font: string): Map<number, string> => {
    const table = tables.get(font) ?? lettersOf(at(/\/ToUnicode (\d+) 0 R/.exec(at(font).text)?.[1]).stream?.toString('latin1') ?? '');
    tables.set(font, table);
    return table;
  };
  return [...objects.values()].filter(({ text }) => /\/Type \/Page\b(?!s)/.test(text)).map(({ text }) => {
    const resources = at(/\/Resources (\d+) 0 R/.exec(text)?.[1]).text;
    const fonts = new Map([...(/\/Font <<([\s\S]*?)>>/.exec(resources)?.[1] ?? '').matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [name!, id!]));
    let face = new Map<number, string>();
    let words = '';
    for (const [, name, line] of (at(/\/Contents (\d+) 0 R/.exec(text)?.[1]).stream?.toString('latin1') ?? '').matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name !== undefined) { face = tableOf(fonts.get(name) ?? ''); continue; }
      for (const [, hex] of (line ?? '').matchAll(/<([0-9a-f]*)>/gi)) for (let glyph = 0; glyph < hex!.length; glyph += 4) words += face.get(parseInt(hex!.slice(glyph, glyph + 4), 16)) ?? '';
    }
    return words.replaceAll(/\s/g, '');
  });
}
