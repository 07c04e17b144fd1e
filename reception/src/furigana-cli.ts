import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { linderaTokenizer } from './captions/adapters/lindera-tokenizer.ts';
import { readGlossary } from './captions/adapters/read-glossary.ts';
import { parseAnswers, scoreFurigana } from './captions/domain/furigana/score-furigana.ts';
import { writeFurigana } from './captions/domain/furigana/write-furigana.ts';
import { readingsOf } from './captions/domain/glossary.ts';
import { describeError } from './web/problem.ts';

const USAGE = `npm run furigana -- FILE            readings for each line of a UTF-8 file ("-" reads standard input)
npm run furigana -- --score [FILE]  how many chunks of the held-out sentences, or of FILE in their notation, are right

One JSON line for each line: {"text": the line, "pairs": [[surface, reading], ...]}, in the order of the text.
  A surface is the part that needs a reading: kanji of one word, of a compound of nouns, or a number with its counter.
  Okurigana stays outside: 引っ越しを is [["引","ひ"],["越","こ"]]. A number takes its counter in: ["3か月","さんかげつ"].
  Surfaces and what stands bare between them give the line letter by letter. Readings are hiragana (スーパー stays as it is).
  Bare stay: kana, Latin, signs; names of people and places that reception/city/glossary.yaml does not hold, because a wrong
  name is worse than none; digits of telephones, post codes, short addresses, dates in figures and codes.
Order: glossary (longest match), number with counter, IPADIC. CITY_DIR names another city's folder. Exit 0 done, 1 failed, 2 used wrongly.
`;
const HELD_OUT = fileURLToPath(new URL('../testing/furigana/held-out.txt', import.meta.url));

/** A file that ends with a line break has no further, empty line after it. */
const linesOf = (text: string): string[] => text.replace(/^\uFEFF/, '').replace(/\r?\n$/, '').split(/\r?\n/);
const readText = async (file: string): Promise<string> => {
  if (file !== '-') return readFile(file, 'utf8');
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};

async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) { process.stdout.write(USAGE); return 0; }
  const scoring = args[0] === '--score';
  const file = scoring ? args[1] ?? HELD_OUT : args[0];
  if (file === undefined || args.length > (scoring ? 2 : 1) || (!scoring && file.startsWith('--'))) { process.stderr.write(USAGE); return 2; }
  const text = await readText(file).catch((error: unknown) => { process.stderr.write(`${file}: ${describeError(error).code ?? 'cannot be read'}\n`); return null; });
  if (text === null) return 1;
  const glossary = readingsOf(await readGlossary(process.env.CITY_DIR ?? fileURLToPath(new URL('../city/', import.meta.url))));
  const tokenize = linderaTokenizer();
  if (!scoring) {
    for (const line of linesOf(text)) process.stdout.write(`${JSON.stringify({ text: line, pairs: writeFurigana(line, glossary, tokenize).flatMap((piece) => (piece.reading === undefined ? [] : [[piece.text, piece.reading]])) })}\n`);
    return 0;
  }
  const score = scoreFurigana(parseAnswers(text), (line) => writeFurigana(line, glossary, tokenize));
  for (const { text: line, chunk, expected, got } of score.wrong) process.stdout.write(`wrong  ${chunk}  expected ${expected}  got ${got}  in ${line}\n`);
  process.stdout.write(`${score.sentences} sentences, ${score.chunks} chunks, ${score.right} right (${(100 * score.right / score.chunks).toFixed(2)} %), of them ${score.namesBare} names left bare\n`);
  return 0;
}

main(process.argv.slice(2)).then((code) => { process.exitCode = code; }, (error: unknown) => { process.stderr.write(`${(error as Error).name}: ${(error as Error).message}\n`); process.exitCode = 1; });
