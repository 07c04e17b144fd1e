import { z } from 'zod';
import { CounterId, Instant, StaffId } from './ids.ts';
import { StaffRole } from './roles.ts';

/** `GET /api/staff/ways`: how staff of this city may sign in. A passkey always counts. */
export const SignInWays = z.strictObject({ codes: z.boolean() });
export type SignInWays = z.infer<typeof SignInWays>;

/** The first step of a passkey ceremony: WebAuthn JSON for the browser, and the name of the ceremony for the last step. */
export const StaffCeremony = z.strictObject({ ceremony: z.string(), options: z.record(z.string(), z.unknown()) });
export type StaffCeremony = z.infer<typeof StaffCeremony>;
/** What the browser made of it (`PublicKeyCredential.toJSON()`); every byte is checked. */
export const StaffCeremonyAnswer = z.strictObject({ ceremony: z.string().max(64), response: z.record(z.string(), z.unknown()) });
export type StaffCeremonyAnswer = z.infer<typeof StaffCeremonyAnswer>;
/** `POST /api/staff/session/passkey`: no number is typed, the passkey says who it is. */
export const PasskeySignIn = StaffCeremonyAnswer.extend({ counter: CounterId.nullable() });
export type PasskeySignIn = z.infer<typeof PasskeySignIn>;
/** `POST /api/staff/enrolments/start`: a supervisor's word, in any width and case. */
export const EnrolByWord = z.strictObject({ word: z.string().min(1).max(40) });
export type EnrolByWord = z.infer<typeof EnrolByWord>;

export const StaffPasskey = z.strictObject({
  credentialId: z.string(), createdAt: Instant, lastUsedAt: Instant.nullable(),
  /** its counter went back: somebody may have a copy */ doubted: z.boolean(),
});
export type StaffPasskey = z.infer<typeof StaffPasskey>;
/** `GET /api/staff/passkeys`: one's own. */
export const OwnPasskeys = z.strictObject({ passkeys: z.array(StaffPasskey) });
export type OwnPasskeys = z.infer<typeof OwnPasskeys>;
/** `GET /api/staff/people`, for whoever oversees. */
export const StaffPeople = z.strictObject({ people: z.array(z.strictObject({ staffId: StaffId, name: z.string(), role: StaffRole, hasCode: z.boolean(), passkeys: z.array(StaffPasskey) })) });
export type StaffPeople = z.infer<typeof StaffPeople>;
/** `POST /api/staff/people/:staffId/enrolment-word`: said to that person; good for one enrolment until then. */
export const EnrolmentWord = z.strictObject({ word: z.string(), until: Instant });
export type EnrolmentWord = z.infer<typeof EnrolmentWord>;
