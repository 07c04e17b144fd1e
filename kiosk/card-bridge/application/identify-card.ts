import { queryTries, selectFile } from '../domain/apdu.ts';
import { CardFault } from '../domain/card-fault.ts';
import { SW, toTries } from '../domain/status-word.ts';
import { FILES } from '../domain/text-ap.ts';
import type { CardChannel } from './card-channel.ts';

/**
 * Is this a My Number card, and how many tries does its PIN have? Costs no try.
 * Gives null where the card does not count. Throws CardFault: NOT_MYNUMBER_CARD, PIN_NOT_SET, CARD_UNREADABLE, CARD_REMOVED.
 */
export async function askTries(channel: CardChannel): Promise<number | null> {
  await channel.selectTextAp();
  const selected = await channel.send(selectFile(FILES.pin));
  // Unverified on real cards: one that was issued without a PIN may have no reference to select.
  if (selected.statusWord === SW.notFound) throw new CardFault('PIN_NOT_SET', { statusWord: selected.statusWord });
  if (selected.statusWord !== SW.ok) throw new CardFault('CARD_UNREADABLE', { statusWord: selected.statusWord });
  const { statusWord } = await channel.send(queryTries());
  const tries = toTries(statusWord);
  switch (tries.kind) {
    case 'counted': return tries.left;
    case 'unlimited': return null;
    case 'no-pin': throw new CardFault('PIN_NOT_SET', { statusWord });
    case 'unreadable': throw new CardFault('CARD_UNREADABLE', { statusWord });
  }
}
