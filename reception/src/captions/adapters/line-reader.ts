import type { ReadPiece } from '../../../contract/index.ts';
import { phraseBreaks, withBreaks } from '../domain/furigana/phrase-breaks.ts';
import { writeFurigana, type Tokenize } from '../domain/furigana/write-furigana.ts';
import { readingsOf, type GlossaryFile } from '../domain/glossary.ts';
import { linderaTokenizer } from './lindera-tokenizer.ts';

/** Readings and line breaks of a line by a city's glossary. The dictionary (half a second, some 100 MB) is opened by the first line that needs it. */
export function lineReader(file: GlossaryFile): (text: string) => ReadPiece[] {
  const glossary = readingsOf(file);
  let dictionary: Tokenize | null = null;
  const tokenize: Tokenize = (part) => (dictionary ??= linderaTokenizer())(part);
  return (text) => withBreaks(text, writeFurigana(text, glossary, tokenize), phraseBreaks(text, tokenize));
}
