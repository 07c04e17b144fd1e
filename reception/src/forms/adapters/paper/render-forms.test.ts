import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { IntakeForm, type FieldValue } from '../../../../contract/index.ts';
import { readCity } from '../../../city/adapters/read-city.ts';
import type { City } from '../../../city/application/city.ts';
import { paperForms, type PaperForm } from '../../domain/paper-form.ts';
import { contentHash, renderForms } from './render-forms.ts';
import { cover, openFaces, typesetter, type Document, type Faces } from './typeset.ts';

const by = (value: string, source: FieldValue['source'] = 'visitor'): FieldValue => ({ value, source });
const form = (name: string): IntakeForm => IntakeForm.parse({
  version: 1, intakeId: 'i'.repeat(22), procedures: ['juminhyo', 'zei'], language: 'ja', card: null,
  values: { 'applicant.name': by(name, 'card'), 'applicant.birth': by('1980-04-01', 'card'), 'juminhyo.copies': by('3'), 'juminhyo.scope': by('self', 'staff') },
});
let city: City;
let faces: Faces;
const pages = (name: string): PaperForm[] => paperForms(form(name), { city: '縁側市', hall: '縁側市 市民窓口', applicant: city.applicant, procedures: city.procedures, zone: 'A', label: '103', date: '2026-11-22' });
beforeAll(async () => { faces = openFaces(null); city = await readCity(fileURLToPath(new URL('../../../../city/', import.meta.url))); });

describe('forms on paper', () => {
  it('[F5] the same forms give the same bytes, another letter gives others', async () => {
    const print = async (name: string): Promise<Buffer> => (await renderForms(pages(name), { issuedAtMs: 1_000, faces })).pdf;
    const one = await print('葛城　さくら');
    expect((await print('葛城　さくら')).equals(one)).toBe(true);
    expect((await print('葛\u{E0100}城　さくら')).equals(one)).toBe(false);
    expect(one.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2);
  }, 30_000);

  it('[F9] the doubt about a letter’s shape is printed: the page with it is another page', () => {
    const plain = form('葛城');
    const doubted: IntakeForm = { ...plain, values: { ...plain.values, 'applicant.name': { value: '葛城', source: 'card', doubt: 'glyph' } } };
    const context = { city: '縁側市', hall: '縁側市 市民窓口', applicant: city.applicant, procedures: city.procedures, zone: 'A', label: '103', date: '2026-11-22' } as const;
    expect(paperForms(doubted, context)[0]?.applicant.map((row) => row.doubt)).toContain('glyph');
    expect(contentHash(paperForms(doubted, context)[0] as PaperForm)).not.toBe(contentHash(paperForms(plain, context)[0] as PaperForm));
  });

  it('[F5] the footer’s hash follows every letter of its page', () => {
    const [a, b] = [pages('葛城'), pages('葛\u{E0100}城')];
    expect(contentHash(a[0] as PaperForm)).not.toBe(contentHash(b[0] as PaperForm));
    expect(contentHash(a[0] as PaperForm)).toBe(contentHash(pages('葛城')[0] as PaperForm));
  });

  it('[F6] a name keeps its very glyph: 葛 U+E0100, 辻 U+E0100, 﨑, 髙, 神 U+FA19, 𠮷', () => {
    const face = faces.regular[0]!.face;
    const glyph = (text: string): number[] => face.layout(text).glyphs.map((g) => g.id);
    expect(glyph('葛')).toEqual([11_113]);
    expect(glyph('葛\u{E0100}')).toEqual([16_220]);
    expect(glyph('辻\u{E0100}')).not.toEqual(glyph('辻'));
    expect(glyph('神\uFA19')[1]).not.toBe(glyph('神')[0]);
    for (const letter of ['﨑', '髙', '𠮷', '𩸽']) expect(glyph(letter)[0]).toBeGreaterThan(0);
    expect(cover(face, '葛\u{E0100}')).toBe('exact');
    expect(cover(face, '葛\u{E0102}')).toBe('plain');
    expect(cover(face, '\u{2FFFE}')).toBe('missing');
  });

  it('[F6] a letter that cannot be drawn is never dropped: plain form or 〓, with a note', async () => {
    const { notes } = await renderForms(pages('葛\u{E0102}城\u{2FFFE}'), { issuedAtMs: 0, faces });
    expect(notes).toEqual([{ code: 'U+845B U+E0102', shown: '葛', as: 'plain' }, { code: 'U+2FFFE', shown: '〓', as: '〓' }]);
    const doc = new PDFDocument() as Document;
    const type = typesetter(doc, faces);
    type.width('か\u3099神\uFA19', 10);
    expect(type.notes).toEqual([]);
    doc.end();
  });
});
