import type { ConsoleState } from '@engawa/reception/contract';

/** Did the boards of the hall show the last call? */
export type BoardAck = { readonly name: string } & (
  | { readonly seen: 'shown'; readonly afterMs: number }
  | { readonly seen: 'waiting' }
  | { readonly seen: 'cut-off' });

export const boardAcks = (boards: ConsoleState['boards']): readonly BoardAck[] => boards.map(({ name, connected, lastAckMs }) =>
  !connected ? { name, seen: 'cut-off' } : lastAckMs === null ? { name, seen: 'waiting' } : { name, seen: 'shown', afterMs: lastAckMs });
