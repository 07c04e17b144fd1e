import type { CardSlot, SlotEvent } from '../application/ports.ts';
import { CardFault } from '../domain/card-fault.ts';

/** The card side of the wire, as bytes. */
export type CardOnWire = { exec(apdu: Uint8Array): Uint8Array; reset(): void };

export type SimulatedSlot = CardSlot & { insert(card: CardOnWire): void; remove(): void };

/** A reader in memory for a machine without one. `apduMs`: how long each command takes, 0..100; a contactless card needs about 30. */
export function openSimulatedSlot({ apduMs = 0 }: { apduMs?: number } = {}): SimulatedSlot {
  let listener: ((event: SlotEvent) => void) | null = null;
  let lying: { card: CardOnWire; mark: string } | null = null;
  let insertions = 0;
  let connected = false;

  const remove = () => {
    if (lying === null) return;
    lying.card.reset();
    lying = null;
    listener?.({ type: 'removed' });
  };

  return {
    watch(next) {
      listener = next;
      next({ type: 'reader', state: 'ready' });
      if (lying) next({ type: 'inserted', mark: lying.mark });
    },
    async connect(mark) {
      if (lying?.mark !== mark) throw new CardFault('CARD_REMOVED');
      if (connected) throw new CardFault('CARD_SHARED');
      connected = true;
      const { card } = lying;
      return {
        async transmit(apdu) {
          if (apduMs > 0) await new Promise((resolve) => setTimeout(resolve, apduMs));
          return lying?.mark === mark ? card.exec(apdu.slice()) : new Uint8Array();
        },
        async close() {
          connected = false;
          if (lying?.mark === mark) card.reset();
        },
      };
    },
    insert(card) {
      remove();
      lying = { card, mark: String(++insertions) };
      listener?.({ type: 'inserted', mark: lying.mark });
    },
    remove,
    async close() {
      listener = null;
    },
  };
}
