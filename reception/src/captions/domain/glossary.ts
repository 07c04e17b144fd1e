import { z } from 'zod';
import { glossaryOf, type Glossary } from './furigana/write-furigana.ts';

/** Pictures that a term can name. */
export const PICTURES = ['baby', 'bank', 'book', 'building', 'calendar', 'car', 'card', 'certificate', 'child', 'disaster', 'flower', 'form', 'globe', 'health', 'house', 'id', 'letter', 'money', 'motorbike', 'moving', 'passport', 'person', 'phone', 'photo', 'receipt', 'ring', 'school', 'seal', 'sign', 'speech', 'ticket', 'welfare'] as const;

const Reading = z.string().regex(/^[ぁ-んァ-ヶー]+$/, 'a reading is written in kana');
const Text = z.string().trim().min(1).max(80);
/** One word of the counter. `easy`: やさしい日本語, spaces between its words. `soundsLike`: what a recogniser takes it for. `boost`: how much a recogniser should expect it, 1 to 10. */
export const Term = z.strictObject({
  ja: z.string().min(1).max(30), reading: Reading, easy: Text, en: Text, zh: Text, ko: Text, vi: Text, pt: Text, fil: Text,
  picture: z.enum(PICTURES).optional(), soundsLike: z.array(z.string().min(1)).min(1).optional(), boost: z.int().min(1).max(10).optional(),
});
export type Term = z.infer<typeof Term>;
/** `readings`: words that need a reading only, such as the city's places. */
export const GlossaryFile = z.strictObject({ terms: z.array(Term), readings: z.record(z.string().min(1).max(30), Reading) });
export type GlossaryFile = z.infer<typeof GlossaryFile>;

/** What contradicts itself in a glossary, each with the word it is about. */
export function glossaryContradictions({ terms, readings }: GlossaryFile): string[] {
  const known = new Set<string>();
  const wrong: string[] = [];
  for (const { ja } of terms) { if (known.has(ja)) wrong.push(`${ja}: written twice`); known.add(ja); }
  for (const word of Object.keys(readings)) if (known.has(word)) wrong.push(`${word}: stands among the terms and among the readings`);
  for (const { ja, soundsLike } of terms) for (const other of soundsLike ?? []) if (!known.has(other) || other === ja) wrong.push(`${ja}: soundsLike ${other} is no other term`);
  return wrong;
}

export const readingsOf = ({ terms, readings }: GlossaryFile): Glossary => glossaryOf(new Map([...Object.entries(readings), ...terms.map(({ ja, reading }) => [ja, reading] as const)]));
