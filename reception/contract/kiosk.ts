import { z } from 'zod';
import { Day, Instant, IntakeId, KioskId, ProcedureId, TicketSecret } from './ids.ts';
import { Language } from './language.ts';
import { ClockRange, TicketNumber } from './ticket.ts';

/** How many procedures go on one ticket: a bereavement needs about a dozen. */
export const MAX_PROCEDURES = 16;

/** The protocol's version; a client that speaks an older major is told `client-too-old` and updates itself when idle. */
export const PROTOCOL = 1;

/** P-256 public key as JWK; the private half is not extractable and stays in the kiosk. */
export const PublicJwk = z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() });
export type PublicJwk = z.infer<typeof PublicJwk>;

/** 営業日 record: the day's numbers begin at `startsAt`, not at midnight. */
export const BusinessDay = z.strictObject({ day: Day, startsAt: Instant, endsAt: Instant });
export type BusinessDay = z.infer<typeof BusinessDay>;

/** `POST /api/kiosks`: a device key asks for a series (rule S10). `enrolmentCode` is what staff read to the installer; the demo city is open. */
export const EnrolKiosk = z.strictObject({ publicKey: PublicJwk, enrolmentCode: z.string().max(64).optional(), protocol: z.int() });
export type EnrolKiosk = z.infer<typeof EnrolKiosk>;
export const KioskEnrolled = z.strictObject({ kioskId: KioskId, series: z.int().min(1).max(99) });
export type KioskEnrolled = z.infer<typeof KioskEnrolled>;

/**
 * `POST /api/kiosks/:kioskId/boot` and `/heartbeat`. The body is signed with the device key:
 * header `Engawa-Signature: <base64url ECDSA-SHA256 (IEEE P1363) over the exact body bytes>`.
 * `token` is the newest `token` from the server ('' at first): it proves that `lastSequence` was read after the token was made.
 */
export const KioskHello = z.strictObject({ protocol: z.int(), bootId: z.string().max(64), day: Day.nullable(), lastSequence: z.int().min(0).max(1_000_000), token: z.string().max(200), pending: z.int().min(0).max(1_000_000) });
export type KioskHello = z.infer<typeof KioskHello>;

/**
 * Answer to both. On boot `numberFrom` is the first sequence that this life of the kiosk may use today
 * (null on heartbeats): above everything an earlier life may have shown, argued in reception/SPEC.md.
 */
export const KioskWelcome = z.strictObject({
  serverTime: Instant, token: z.string(), businessDay: BusinessDay, numberFrom: z.int().min(1).nullable(),
  /** Forms are sealed to this key before any write (ECDH P-256 -> HKDF-SHA256 -> AES-256-GCM). */
  sealTo: z.strictObject({ keyId: z.string(), publicKey: PublicJwk }),
});
export type KioskWelcome = z.infer<typeof KioskWelcome>;

/** What the seal holds: base64url parts. AAD is the intake id in UTF-8. HKDF info `engawa intake 1`, empty salt. */
export const SealedForm = z.strictObject({ keyId: z.string(), ephemeralKey: PublicJwk, iv: z.string(), ciphertext: z.string().max(120_000) });
export type SealedForm = z.infer<typeof SealedForm>;

/** `POST /api/intakes` with `Idempotency-Key: <intakeId>`, signed like KioskHello. The label is on paper already and is never changed. */
export const SubmitIntake = z.strictObject({
  intakeId: IntakeId, kioskId: KioskId, number: TicketNumber, secret: TicketSecret,
  procedures: z.array(ProcedureId).min(1).max(MAX_PROCEDURES), language: Language, issuedAt: Instant, sealed: SealedForm.nullable(),
});
export type SubmitIntake = z.infer<typeof SubmitIntake>;
export const IntakeAccepted = z.strictObject({ label: z.string(), ahead: z.int().min(0), range: ClockRange });
export type IntakeAccepted = z.infer<typeof IntakeAccepted>;

/** `POST /api/kiosks/:kioskId/help`, signed like KioskHello: 職員を呼ぶ (`wanted: true`), or the visitor no longer needs one. Answers 204. */
export const KioskHelp = z.strictObject({ wanted: z.boolean() });
export type KioskHelp = z.infer<typeof KioskHelp>;

/** Where a value came from; the staff console and the paper show it. */
export const Source = z.enum(['card', 'visitor', 'phone', 'staff']);
export type Source = z.infer<typeof Source>;
export const FieldValue = z.strictObject({ value: z.string().max(400), source: Source, /** what the card said, when the visitor changed it */ cardValue: z.string().max(400).optional(), /** `glyph` 「字の形がちがう」: the visitor says so; `unshown`: no screen there could draw a letter of it. Staff look it up */ doubt: z.enum(['glyph', 'unshown']).optional() });
export type FieldValue = z.infer<typeof FieldValue>;

/** How far a reading may be trusted. `by`: with the holder's PIN (also where it is left out), or with 照合番号B from the face of the card, which anybody can read there. */
export const CardTrust = z.strictObject({ authenticity: z.enum(['verified', 'not_checked', 'failed']), live: z.boolean().nullable(), by: z.enum(['pin', 'number-b']).optional() });
export type CardTrust = z.infer<typeof CardTrust>;

/** The plain form, only ever inside the seal, in the kiosk's memory and in the memory of a reception that shows it. */
export const IntakeForm = z.strictObject({
  version: z.literal(1), intakeId: IntakeId, procedures: z.array(ProcedureId).min(1).max(MAX_PROCEDURES), language: Language,
  values: z.record(z.string(), FieldValue),
  /** the applicant's */ card: CardTrust.nullable(),
  /** of further people, by their place: `people.family.2` */ furtherCards: z.record(z.string(), CardTrust).optional(),
});
export type IntakeForm = z.infer<typeof IntakeForm>;
