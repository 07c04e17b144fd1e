import type { CardCode } from '../contract/index.ts';

/**
 * Cuts a conversation with the card short. Thrown only between `readCard` or `identifyCard` and the transport below them,
 * and turned into a refusal value at their edge. `statusWord` is the card's last answer; it may be logged, nothing else may.
 */
export class CardFault extends Error {
  override readonly name = 'CardFault';
  readonly code: CardCode;
  readonly triesLeft: number | undefined;
  readonly statusWord: number | undefined;

  constructor(code: CardCode, facts: { triesLeft?: number; statusWord?: number; cause?: unknown } = {}) {
    super(facts.statusWord === undefined ? code : `${code} ${facts.statusWord.toString(16)}`, { cause: facts.cause });
    this.code = code;
    this.triesLeft = facts.triesLeft;
    this.statusWord = facts.statusWord;
  }
}
