import type { OddThing, SimulatedCards, SimulatedCommand } from '../contract/index.ts';

/** One fictitious card of a demonstration. `issue` makes its keys when it is first laid on the reader. */
export type BoxedPerson<Card> = { id: string; name: string; pin: string; triesLeft: number; note: string; issue: () => Promise<Card> };
export type BoxedReader<Card> = { insert(card: Card, leavesAt?: number): void; insertOdd(thing: OddThing): void; remove(): void };

export type CardBox = {
  /** null: no such card */
  handle(command: SimulatedCommand): Promise<SimulatedCards | null>;
};

/** The box of fictitious cards beside the simulated reader. A card keeps its count of tries while the bridge runs. */
export function openCardBox<Card extends { triesLeft: number }>(people: readonly BoxedPerson<Card>[], reader: BoxedReader<Card>): CardBox {
  const issued = new Map<string, Promise<Card>>();
  let onTray: string | null = null;
  let order: Promise<unknown> = Promise.resolve();

  async function list(): Promise<SimulatedCards> {
    const cards = people.map(async ({ id, name, pin, note, triesLeft }) => ({ id, name, pin, note, triesLeft: (await issued.get(id))?.triesLeft ?? triesLeft }));
    return { onTray, cards: await Promise.all(cards) };
  }

  async function run(command: SimulatedCommand): Promise<SimulatedCards | null> {
    switch (command.op) {
      case 'list': return list();
      case 'remove':
        reader.remove();
        onTray = null;
        return list();
      case 'insert-odd':
        reader.insertOdd(command.thing);
        onTray = null;
        return list();
      case 'insert': {
        const person = people.find(({ id, name }) => id === command.card.toLowerCase() || bare(name) === bare(command.card));
        if (!person) return null;
        if (command.fresh || !issued.has(person.id)) issued.set(person.id, person.issue());
        const card = await issued.get(person.id);
        if (!card) return null;
        reader.insert(card, command.leavesAt);
        onTray = person.id;
        return list();
      }
    }
  }

  return {
    /** One hand: commands run in the order they came, also while a card's keys are being made. */
    handle: (command) => {
      const mine = order.then(() => run(command));
      order = mine.catch(() => {});
      return mine;
    },
  };
}

const bare = (name: string): string => name.replaceAll(/\s/g, '');
