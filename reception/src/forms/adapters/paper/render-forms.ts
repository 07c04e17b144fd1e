import { createHash } from 'node:crypto';
import PDFDocument from 'pdfkit';
import type { PaperForm } from '../../domain/paper-form.ts';
import { drawCover } from './draw-cover.ts';
import { drawForm } from './draw-form.ts';
import { openFaces, typesetter, type Faces, type GlyphNote } from './typeset.ts';

/** First 16 hex digits of the SHA-256 over the page's data: short enough to compare by eye. */
export const contentHash = (form: PaperForm): string => createHash('sha256').update(JSON.stringify(form)).digest('hex').slice(0, 16);

/**
 * A4 pages, one per form; the same forms give the same bytes on every run and machine (with the same faces), however many
 * documents were set in them before. `issuedAtMs` becomes the creation date: the clock of the printing machine must not change the document.
 */
export async function renderForms(forms: readonly PaperForm[], { issuedAtMs, faces = openFaces(null) }: { issuedAtMs: number; faces?: Faces }): Promise<{ pdf: Buffer; notes: GlyphNote[] }> {
  const doc = new PDFDocument({
    size: 'A4', margin: 0, autoFirstPage: false, lang: 'ja-JP', displayTitle: true,
    info: { Title: forms.map((f) => f.title).join('・'), Author: forms[0]?.city ?? '', Producer: 'Engawa', Creator: 'Engawa', CreationDate: new Date(issuedAtMs) },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);
  });
  const notes = new Map<string, GlyphNote>();
  for (const form of forms) {
    doc.addPage();
    // Notes belong to the page on whose letters they were made.
    const type = typesetter(doc, faces);
    if (form.cover === null) drawForm({ doc, type }, form, contentHash(form));
    else drawCover({ doc, type }, form, form.cover, contentHash(form));
    for (const note of type.notes) notes.set(note.code, note);
  }
  doc.end();
  return { pdf: await ended, notes: [...notes.values()] };
}
