import type { Language, NoticesView } from '@engawa/reception/contract';
import type { NoticeTrouble, PushAbility } from '../domain/notice-box.ts';

/** Notices of the ticket on this phone: the hall's answers, and what the browser keeps. */
export interface TicketNotices {
  ability(): PushAbility;
  /** the way that this phone asked for, for this ticket; null: none */ own(secret: string): string | null;
  /** null: the hall does not answer */ read(secret: string): Promise<NoticesView | null>;
  /** Asks the owner of the phone, then the push service, then the hall. Only after a press: browsers refuse it otherwise. */ ask(secret: string, language: Language, key: string): Promise<NoticesView | NoticeTrouble>;
  /** `refused`: no address, or the ticket is over */ askMail(secret: string, language: Language, address: string): Promise<NoticesView | NoticeTrouble>;
  /** nothing goes there any more */ end(secret: string, wayId: string): Promise<NoticesView | NoticeTrouble>;
  /** the visit is over, and the hall has forgotten already */ giveBack(): Promise<void>;
}
