import { z } from 'zod';

/** `POST /simulated` of a bridge with TRANSPORT=simulated, `Authorization: Bearer <token>`: what a hand would do at the reader. */
export const SimulatedCommand = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('list') }),
  /** `card`: id or name of a fictitious person. `fresh`: as if newly issued, with its first count of tries */
  /** `leavesAt`: a hand pulls it at that command, counted from its being laid down (asking takes 3, a reading 18) */
  z.strictObject({ op: z.literal('insert'), card: z.string().max(60), fresh: z.boolean().optional(), leavesAt: z.int().min(1).max(60).optional() }),
  /** what people lay there by mistake */
  z.strictObject({ op: z.literal('insert-odd'), thing: z.enum(['phone', 'two-cards']) }),
  z.strictObject({ op: z.literal('remove') }),
]);
export type SimulatedCommand = z.infer<typeof SimulatedCommand>;
export type OddThing = Extract<SimulatedCommand, { op: 'insert-odd' }>['thing'];

/** The answer to each: the whole box of cards. */
export const SimulatedCards = z.strictObject({
  onTray: z.string().nullable(),
  cards: z.array(z.strictObject({ id: z.string(), name: z.string(), pin: z.string(), triesLeft: z.int(), note: z.string() })),
});
export type SimulatedCards = z.infer<typeof SimulatedCards>;
