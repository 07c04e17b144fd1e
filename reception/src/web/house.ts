import type { Logger } from 'pino';
import type { CityProfile, NavigatorProfile, Phrasebook } from '../../contract/index.ts';
import type { AppointmentStore } from '../appointments/application/ports.ts';
import type { CaptionRooms } from '../captions/application/caption-rooms.ts';
import type { City } from '../city/application/city.ts';
import type { Database, Queryable } from '../database/database.ts';
import type { RecordAct } from '../audit/application/ports.ts';
import type { SealedFormStore } from '../forms/application/ports.ts';
import type { ClaimTogether, Once } from '../idempotency/application/ports.ts';
import type { DayTickets } from '../queue/adapters/day-tickets.ts';
import type { TicketStore } from '../queue/application/ports.ts';
import type { Session } from '../staff/domain/session.ts';
import type { FormSeal } from '../forms/adapters/sealing.ts';
import type { Notices } from '../notices/adapters/open-notices.ts';
import type { Paper } from '../printing/adapters/open-printing.ts';
import type { PaperPress } from '../forms/adapters/paper/paper-press.ts';
import type { BusinessDaySpan } from '../queue/domain/business-day.ts';
import type { HallWatch } from '../streams/application/hall-watch.ts';

/** What every door of this server is given: explicit, made once in app.ts. */
export interface House {
  readonly city: City;
  readonly profile: CityProfile;
  /** 「どの手続きが必要か」, or null in a city without that file */ readonly navigator: () => NavigatorProfile | null;
  readonly pool: Database;
  readonly once: Once;
  readonly claimTogether: ClaimTogether;
  readonly tickets: (db: Queryable) => TicketStore;
  /** today's, as committed before the question */ readonly dayTickets: DayTickets;
  readonly appointments: (db: Queryable) => AppointmentStore;
  readonly sealedForms: (db: Queryable) => SealedFormStore;
  readonly recordAct: RecordAct;
  /** the clerk behind a Cookie header, or null */ readonly sessionOf: (cookie: string | undefined) => Promise<Session | null>;
  readonly clock: () => number;
  /** the business day at this moment */ readonly today: () => BusinessDaySpan;
  /** keys tokens and fingerprints; lies in DATA_DIR */ readonly secret: Buffer;
  readonly seal: FormSeal;
  readonly press: PaperPress;
  /** paper tickets */ readonly paper: Paper;
  /** to telephones */ readonly notices: Notices;
  readonly captions: CaptionRooms;
  /** 文例集 of the city */ readonly phrasebook: Phrasebook;
  readonly hall: () => HallWatch;
  /** `open`, or the code that an installer must know */ readonly enrolment: string;
  readonly secure: boolean;
  readonly log: Logger;
  /** something changed that boards, consoles or phones show */ readonly changed: () => void;
  /** lines of this session lose what only staff may see */ readonly sessionEnded: (sessionId: string) => void;
}
