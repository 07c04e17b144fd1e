import { queryTries, selectFile } from '../domain/apdu.ts';
import { CardFault } from '../domain/card-fault.ts';
import { SW, toTries } from '../domain/status-word.ts';
import type { CardApplication, Secret } from '../domain/text-ap.ts';
import type { CardChannel } from './card-channel.ts';

export type SecretKind = Secret['kind'];
/** `triesLeft` null: the card gives no count. */
export type Asked = { application: CardApplication; secret: Secret; triesLeft: number | null };

/**
 * Is this a My Number card, and how many tries does its PIN (or its 照合番号B) have? Costs no try.
 * Throws CardFault: NOT_MYNUMBER_CARD, PIN_NOT_SET, CARD_UNREADABLE, CARD_REMOVED.
 */
export async function askTries(channel: CardChannel, kind: SecretKind = 'pin'): Promise<Asked> {
  const application = await channel.selectApplication();
  const secret = kind === 'pin' ? application.secrets.pin : application.secrets.numberB;
  const selected = await channel.send(selectFile(secret.file));
  // Unverified on real cards: one that was issued without a PIN may have no reference to select.
  if (selected.statusWord === SW.notFound) throw new CardFault('PIN_NOT_SET', { statusWord: selected.statusWord });
  if (selected.statusWord !== SW.ok) throw new CardFault('CARD_UNREADABLE', { statusWord: selected.statusWord });
  const { statusWord } = await channel.send(queryTries());
  const tries = toTries(statusWord);
  switch (tries.kind) {
    case 'counted': return { application, secret, triesLeft: tries.left };
    case 'unlimited': return { application, secret, triesLeft: null };
    case 'no-pin': throw new CardFault('PIN_NOT_SET', { statusWord });
    case 'unreadable': throw new CardFault('CARD_UNREADABLE', { statusWord });
  }
}
