import type { CareReason, CounterId, StaffId, TicketId, Zone } from '../../../contract/index.ts';
import type { Forecast } from '../../forecast/domain/forecast-wait.ts';
import type { ActDecided } from '../domain/decide-act.ts';
import type { RangeMs } from '../domain/promise.ts';
import type { Ticket } from '../domain/ticket.ts';

export type NewTicket = Omit<Ticket, 'lastAct' | 'announcements' | 'form' | 'line' | 'steps' | 'promised' | 'toldAhead'> & {
  readonly queueDay: string;
  readonly intakeId: string | null;
  readonly secretHash: Buffer;
  readonly hasForm: boolean;
};

/** What a ticket was told: once, and never changed. */
export interface PromiseMade {
  readonly ticketId: TicketId;
  readonly ahead: number;
  /** null: nobody could tell */ readonly range: RangeMs | null;
  /** for what the outcome teaches */ readonly forecast: Forecast | null;
}

/** 番号札 in one transaction. */
export interface TicketStore {
  /** false when the number, the intake or the secret belongs to another ticket already */
  add(ticket: NewTicket): Promise<boolean>;
  /** false when something of one of them belongs to another ticket already: the caller then takes all of them back */
  addAll(tickets: readonly NewTicket[]): Promise<boolean>;
  /** by what stands on it */ find(number: Pick<Ticket, 'day' | 'series' | 'sequence'>): Promise<Ticket | null>;
  /** Locks the ticket until the end of the transaction, so that two clerks decide one after the other. */
  lock(id: TicketId): Promise<Ticket | null>;
  /** false when the counter has another visitor */
  save(id: TicketId, decided: ActDecided, nowMs: number): Promise<boolean>;
  /** Keeps what these tickets were told; one that was told something already is left as it is. */
  keepPromises(made: readonly PromiseMade[]): Promise<void>;
  setCare(id: TicketId, care: CareReason | null): Promise<void>;
  /** One statement: the first waiting ticket of these zones, in turn (domain/order.ts), that no other clerk is just taking. null: nobody; 'busy': the counter has a visitor. */
  callNext(request: { queueDay: string; zones: readonly Zone[]; counter: CounterId; staffId: StaffId; nowMs: number }): Promise<Ticket | null | 'busy'>;
  list(queueDay: string): Promise<Ticket[]>;
  /** Next number of the staff desk (series 0), from a locked row. */
  nextDeskNumber(day: string): Promise<number>;
}
