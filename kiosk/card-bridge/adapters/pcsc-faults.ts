import { CardFault } from '../domain/card-fault.ts';

/** `smartcard` gives PC/SC errors as these sentences only. */
const NO_READER = ['PC/SC service not running', 'PC/SC service stopped', 'No readers available', 'Unknown reader', 'Reader unavailable', 'Invalid handle'];
const GONE = ['Card was removed', 'No smart card present', 'Transaction failed'];

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : '');
const isOneOf = (error: unknown, sentences: readonly string[]): boolean => sentences.some((sentence) => sentenceOf(error).includes(sentence));

/** Before the first command: the card has not been asked anything. */
export function connectFault(error: unknown): CardFault {
  if (sentenceOf(error).includes('Sharing violation')) return new CardFault('CARD_SHARED', { cause: error });
  if (isOneOf(error, NO_READER)) return new CardFault('READER_MISSING', { cause: error });
  if (isOneOf(error, GONE)) return new CardFault('CARD_REMOVED', { cause: error });
  return new CardFault('CARD_UNREADABLE', { cause: error });
}

/** In a conversation, whatever breaks it is treated as the card leaving: a try may be spent, so everything begins anew. */
export function transmitFault(error: unknown): CardFault {
  return new CardFault(isOneOf(error, NO_READER.slice(0, 4)) ? 'READER_MISSING' : 'CARD_REMOVED', { cause: error });
}
