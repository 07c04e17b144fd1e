import type { CardSlot, SlotEvent } from '../application/ports.ts';
import type { OddThing } from '../contract/index.ts';
import { CardFault } from '../domain/card-fault.ts';

/** The card side of the wire, as bytes. */
export type CardOnWire = { exec(apdu: Uint8Array): Uint8Array; reset(): void; /** more than one lies there: nobody gets a connection */ shared?: boolean };

export type SimulatedSlot = CardSlot & { insert(card: CardOnWire, leavesAt?: number): void; remove(): void };

/** What people lay there by mistake: a phone without the text application, and two cards at once. */
const nothing: CardOnWire = { exec: () => Uint8Array.of(0x6a, 0x82), reset: () => {} };
export const ODD_THINGS: Record<OddThing, CardOnWire> = { phone: nothing, 'two-cards': { ...nothing, shared: true } };

/** A reader in memory for a machine without one. `apduMs`: how long each command takes, 0..100; a contactless card needs about 30. */
export function openSimulatedSlot({ apduMs = 0 }: { apduMs?: number } = {}): SimulatedSlot {
  let listener: ((event: SlotEvent) => void) | null = null;
  let lying: { card: CardOnWire; mark: string; commandsLeft: number } | null = null;
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
      if (connected || lying.card.shared) throw new CardFault('CARD_SHARED');
      connected = true;
      const { card } = lying;
      return {
        async transmit(apdu) {
          if (apduMs > 0) await new Promise((resolve) => setTimeout(resolve, apduMs));
          if (lying?.mark === mark && --lying.commandsLeft === 0) remove();
          return lying?.mark === mark ? card.exec(apdu.slice()) : new Uint8Array();
        },
        async close() {
          connected = false;
          if (lying?.mark === mark) card.reset();
        },
      };
    },
    insert(card, leavesAt = Number.POSITIVE_INFINITY) {
      remove();
      lying = { card, mark: String(++insertions), commandsLeft: leavesAt };
      listener?.({ type: 'inserted', mark: lying.mark });
    },
    remove,
    async close() {
      listener = null;
    },
  };
}
