import { measureCardReading, type CardReadingMeasure } from '@engawa/kiosk/testing';
import { atMost, median, quantile, type Bench } from './bench.ts';

/** Rounds of each kind, every round with a card laid down anew. */
const ROUNDS = 15;
/** A contactless card needs about this long for a command (card facts: 16 commands in 501 ms). */
const CONTACTLESS_MS = 30;

/** Medians over rounds of the ratio within a round, so that a noisy second hits both sides alike. */
const ratio = ({ rounds }: CardReadingMeasure): number => median(rounds.map(({ bridgeMs, bareMs }) => bridgeMs / bareMs));
const ms = (value: number): string => `${value.toFixed(1)} ms`;
const told = (label: string, { rounds, apdus }: CardReadingMeasure): string => {
  const bridge = rounds.map(({ bridgeMs }) => bridgeMs);
  return `${label}: bridge ${ms(median(bridge))} (p95 ${ms(quantile(bridge, 0.95))}), its ${apdus} commands alone ${ms(median(rounds.map(({ bareMs }) => bareMs)))}, ${rounds.length} rounds`;
};

export const bench: Bench = {
  name: 'card',
  title: 'card in to form filled ÷ the bare APDU time',
  async run() {
    const contactless = await measureCardReading({ rounds: ROUNDS, apduMs: CONTACTLESS_MS });
    const instant = await measureCardReading({ rounds: ROUNDS, apduMs: 0 });
    return {
      goals: [
        atMost('card.contactless-over-bare', ratio(contactless), 1.35, '×'),
        // Nobody feels five milliseconds: this goal is here so that a slower bridge is noticed.
        atMost('card.instant-over-bare', ratio(instant), 3, '×'),
      ],
      notes: [
        'bridge = asking how many tries are left, then PIN to four items with hash, signature, chain and liveness checked, through the WebSocket; the time to notice a card and to type is not in it',
        told(`a card that takes ${CONTACTLESS_MS} ms a command`, contactless),
        told('a card that answers at once (the bridge alone)', instant),
        'what the bridge adds: asking for the tries once more before the PIN (three commands), two connections, two resets (the second before the answer, so that nobody finds a PIN presented), four RSA signatures, two messages',
        contactless.through === 'pcscd' ? 'through pcscd and its virtual reader' : 'no pcscd here: through the reader in memory',
      ],
    };
  },
};
