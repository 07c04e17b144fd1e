import type { BoardState, CityProfile, KioskEnrolled, KioskHello, KioskId, KioskWelcome, NavigatorProfile, PaperView, ProblemCode, ProcedureId, PublicJwk } from '@engawa/reception/contract';
import type { DayWindow } from '../../numbers/domain/pace.ts';
import type { Handover, NumberRecord } from '../../numbers/domain/next-number.ts';

/** Everything this kiosk remembers beyond its key. No personal data. */
export interface KioskMemory {
  kioskId: KioskId | null;
  series: number | null;
  token: string;
  window: DayWindow | null;
  sealTo: KioskWelcome['sealTo'] | null;
  /** server's time minus this machine's, ms, at the last welcome */ offsetMs: number;
  record: NumberRecord;
  /** what the last page left for the one that is told its word; gone as soon as a page has begun */ left?: (Handover & { bootId: string }) | null;
}

/** Both copies must be on the disk when `save` resolves (N2). */
export interface KioskMemoryStore { load(): Promise<KioskMemory>; save(memory: KioskMemory): Promise<void> }

export interface DeviceKey { publicJwk: PublicJwk; /** base64url ECDSA-SHA256 over the bytes of `text` */ sign(text: string): Promise<string> }

export type Answer<T> = { ok: true; value: T } | { ok: false; code: ProblemCode | 'unreachable' };

/** The hall server as the kiosk needs it. Never rejects. */
export interface ReceptionLink {
  enrol(publicKey: PublicJwk): Promise<Answer<KioskEnrolled>>;
  hello(kind: 'boot' | 'heartbeat', kioskId: KioskId, hello: KioskHello): Promise<Answer<KioskWelcome>>;
  help(kioskId: KioskId, wanted: boolean): Promise<Answer<null>>;
  city(): Promise<Answer<CityProfile>>;
  /** `not-found` where the city has no navigator */ navigator(): Promise<Answer<NavigatorProfile>>;
  /** counted once for each key */ avoided(kioskId: KioskId, key: string, procedures: readonly ProcedureId[]): Promise<Answer<null>>;
  board(): Promise<Answer<BoardState>>;
}

/** 番号札 on paper: how it is. Never rejects. */
export interface PaperLink { paper(secret: string): Promise<Answer<PaperView>> }
