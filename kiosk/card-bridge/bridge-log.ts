import { pino } from 'pino';
import type { BridgeOptions } from './open-bridge.ts';

/** What the bridge's processes say on stderr: of a card a code, a status word, a count and milliseconds. */
export function openBridgeLog(level: string): Required<Pick<BridgeOptions, 'note' | 'warn'>> {
  const log = pino({ name: 'card-bridge', level }, pino.destination(2));
  return {
    note: ({ event, code, statusWord, ms, apdus }) => log.info({ code, sw: statusWord?.toString(16), ms, apdus }, event),
    warn: (sentence) => log.warn(sentence),
  };
}
