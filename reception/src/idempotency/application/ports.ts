import type { Transaction } from '../../database/database.ts';
import type { Outcome } from '../domain/outcome.ts';

/** `scope` separates senders (a kiosk, a staff member); `fingerprint` is a keyed hash of method, path and body. */
export interface Command { readonly scope: string; readonly key: string; readonly fingerprint: Buffer; readonly nowMs: number }

/** Does a command once: effect and ledger row share one transaction; a repeated command gets the stored outcome. */
export type Once = <T>(command: Command, effect: (tx: Transaction) => Promise<Outcome<T>>) => Promise<Outcome<T>>;

/** Several commands at once, in the caller's transaction, each with the outcome that its effect will have there. Returns `scope\nkey` of those that were done by nobody before. */
export type ClaimTogether = (tx: Transaction, commands: readonly (Command & { readonly outcome: Outcome<unknown> })[]) => Promise<ReadonlySet<string>>;
