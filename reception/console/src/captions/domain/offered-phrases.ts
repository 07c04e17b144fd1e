import type { Lane, OfferedAnswer, Phrasebook, Wording } from '@engawa/reception/contract';

/** A sentence by its number: who says it, and whether digits have to be written into it first. */
export interface OfferedPhrase { readonly ja: string; readonly by: Lane; readonly blank: boolean }
/** `group`: id of a group of the phrasebook, or '' for the city's quick phrases. */
export interface PhraseWish { readonly group: string; readonly wanted: string }

/** As many phrases as there are digits stand in sight; the key 0 shows the next ones, after the last the first again. */
export const PHRASES_AT_ONCE = 9;
export const nextPhrasePage = (page: number, phrases: number): number => ((page + 1) * PHRASES_AT_ONCE < phrases ? page + 1 : 0);

/** Stands where digits are to be written. */
export const TO_FILL = '○';
export const blankText = (ja: string): string => ja.replace(/\{[a-z]+\}/g, TO_FILL);

const sound = (text: string): string => text.normalize('NFKC').replace(/[\s　]/g, '').replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60)).toLowerCase();

/** A search goes through everything, by letters or by sound; else the answers to the newest question stand first. */
export function offerPhrases({ quick, book, answers, wish }: { quick: readonly Wording[]; book: Phrasebook; answers: readonly OfferedAnswer[]; wish: PhraseWish }): OfferedPhrase[] {
  const offer = ({ ja, by }: { ja: string; by: Lane }): OfferedPhrase => ({ ja, by, blank: /\{[a-z]+\}/.test(ja) });
  const quickOnes = quick.map(({ ja }) => offer({ ja, by: 'staff' }));
  const wanted = sound(wish.wanted);
  if (wanted !== '') {
    const found = book.groups.flatMap(({ phrases }) => phrases).filter(({ ja, kana }) => sound(kana).includes(wanted) || sound(ja).includes(wanted)).map(offer);
    return [...quickOnes.filter(({ ja }) => sound(ja).includes(wanted)), ...found];
  }
  const group = book.groups.find(({ id }) => id === wish.group);
  return [...answers.map(({ ja }) => offer({ ja, by: 'visitor' })), ...(group === undefined ? quickOnes : group.phrases.map(offer))];
}
