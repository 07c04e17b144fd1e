import type { Language, NoticeOn, NoticeWay, TicketId } from '../../../contract/index.ts';
import type { AfterSending, Answer } from '../domain/after-sending.ts';

/** Where a visitor wants to hear of a ticket. */
export interface Way { readonly wayId: string; readonly ticketId: TicketId; readonly way: NoticeWay; readonly language: Language }
/** A notice that this server alone sends until its word runs out. */
export interface ClaimedNotice extends Way { readonly noticeId: string; readonly cause: string; /** this one too */ readonly tries: number; /** null: it cannot be opened here */ readonly address: string | null }

/** Ways and notices, durable. */
export interface NoticeStore {
  /** that are not over */ ways(): Promise<Way[]>;
  /** Each cause once for each way, whatever servers plan it. How many are new */
  plan(wanted: readonly { readonly wayId: string; readonly cause: string }[], nowMs: number): Promise<number>;
  /** Notices that are due, oldest first; what another server claims in the same moment is passed over. */
  claim(way: NoticeWay, by: string, limit: number, nowMs: number, untilMs: number): Promise<ClaimedNotice[]>;
  end(noticeId: string, by: string, how: 'dropped' | AfterSending, nowMs: number): Promise<void>;
  /** What was sent to the address of a visit that is over is forgotten with the address. */
  forget(today: string, nowMs: number): Promise<void>;
}

/** A notice as it leaves. */
export interface Letter {
  /** the same for every try, so that a service can tell them from two notices */ readonly noticeId: string;
  readonly wayId: string; readonly language: Language; readonly title: string; readonly body: string; readonly call: boolean; readonly urgent: boolean; readonly ttlSeconds: number;
}
/** One way out of the house. `address` is what the way keeps, as its adapter wrote it. */
export interface Courier { readonly way: NoticeWay; send(address: string, letter: Letter): Promise<Answer> }

export type AskedFor = { readonly way: NoticeWay; readonly language: Language; readonly address: string; /** what makes two of them the same */ readonly sameAs: string };
/** What a ticket's own page may do. */
export interface TicketWays {
  list(ticketId: TicketId): Promise<NoticeOn[]>;
  /** `full`: it has as many ways as it may have */ ask(ticketId: TicketId, asked: AskedFor, nowMs: number): Promise<{ readonly wayId: string } | 'over' | 'full'>;
  end(ticketId: TicketId, wayId: string): Promise<void>;
  /** by its own id alone: whoever holds the word in a mail */ endWay(wayId: string): Promise<void>;
  /** null: there is no such way (any more) */ languageOf(wayId: string): Promise<Language | null>;
  /** every ticket's way to this address */ endAll(way: NoticeWay, sameAs: string): Promise<void>;
}
