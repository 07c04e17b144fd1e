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

/** A family on 転入届, with or without a proxy. */
const family = (count: number, more: Readonly<Record<string, FieldValue>> = {}): IntakeForm => IntakeForm.parse({
  version: 1, intakeId: 'i'.repeat(22), procedures: ['tennyu', 'juminhyo'], language: 'ja', card: null,
  values: {
    'applicant.role': by('self'), 'applicant.name': by('髙橋　葛\u{E0100}子', 'card'), 'applicant.kana': by('タカハシ　カツコ'), 'move.on': by('2026-11-10'), 'move.new-address': by('縁側市松風町'), 'people.family': by(String(count)), 'move.who': by(Array.from({ length: count }, (_, i) => i + 1).join(' ')),
    ...Object.fromEntries(Array.from({ length: count }, (_, i) => [[`people.family.${i + 1}.name`, by(`髙橋　${i + 1}子`)], [`people.family.${i + 1}.kana`, by('タカハシ　コ')], [`people.family.${i + 1}.birth`, by('2015-01-01')], [`people.family.${i + 1}.relation`, by('child')]] as const).flat()), ...more,
  },
});
const papers = (held: IntakeForm): PaperForm[] => paperForms(held, { city: '縁側市', hall: '縁側市 市民窓口', applicant: city.applicant, procedures: city.procedures, zone: 'B', label: '103', date: '2026-11-24' });
const sheetsOf = async (forms: readonly PaperForm[]): Promise<number> => (await renderForms(forms, { issuedAtMs: 1_000, faces })).pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;

describe('forms on paper', () => {
  it('[F24] people stand in a table with the reading above the name, and boxes for staff below each; whom the form is not about is not there', () => {
    const [, tennyu] = papers(family(4, { 'move.who': by('1 3 4') }));
    expect(tennyu?.lists.map(({ title, columns, people, boxes }) => [title, columns.map(({ label }) => label), people.map((cells) => cells.slice(0, 2).map(({ text }) => text)), boxes])).toEqual([
      ['異動する方', ['氏名', 'フリガナ', '生年月日', '性別', '世帯主から見た続柄'], [['髙橋　1子', 'タカハシ　コ'], ['髙橋　3子', 'タカハシ　コ'], ['髙橋　4子', 'タカハシ　コ']], ['個人番号', '住民票コード']],
    ]);
    expect(tennyu?.own.map(({ label }) => label)).not.toContain('異動する方');
    expect(tennyu?.applicant.map(({ label }) => label).slice(0, 3)).toEqual(['届け出る方・請求する方', 'フリガナ', '氏名']);
  });
  it('[F24] a family goes on upon as many sheets as it needs, and the same family gives the same bytes', async () => {
    expect([await sheetsOf(papers(family(1)).slice(1)), await sheetsOf(papers(family(12)).slice(1))]).toEqual([1, 3]);
    const print = async (): Promise<Buffer> => (await renderForms(papers(family(8)), { issuedAtMs: 1_000, faces })).pdf;
    expect((await print()).equals(await print())).toBe(true);
  }, 30_000);
  it('[F24] a proxy’s papers say for whom, and 委任状 names the other forms and leaves the signature to a hand', () => {
    const forms = papers(family(1, { 'applicant.role': by('proxy'), 'principal.name': by('見本　太郎') }));
    expect(forms.map(({ title }) => title)).toEqual(['住民票の写し等交付請求書', '住民異動届（転入）', '委任状']);
    expect(forms.map((form) => [...form.applicant, ...form.own].filter(({ text }) => text === '見本　太郎').length)).toEqual([1, 1, 1]);
    const bereaved = papers({ ...form('見本'), procedures: ['okuyami'] as unknown as IntakeForm['procedures'], values: { ...form('見本').values, 'okuyami.insurance': by('kokuho') } });
    expect(bereaved.flatMap((one) => [one.signature, ...one.own.filter(({ label }) => label === '委任する手続き')])).toEqual(bereaved.map(() => null));
    expect(bereaved.length).toBeGreaterThan(1);
    expect([forms[2]?.signature, forms[2]?.own.at(-1)?.text, forms[0]?.signature]).toEqual(['委任する方の署名', '住民票の写し等交付請求書、住民異動届（転入）', null]);
  });

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
