import { z } from 'zod';
import { ResidentId } from './ids.ts';

/** Passkey ceremonies carry WebAuthn JSON as the browser makes it (`PublicKeyCredential.toJSON()`); the server checks every byte. */
export const RegisterStart = z.strictObject({ displayName: z.string().min(1).max(40) });
export const CeremonyOptions = z.strictObject({ ceremony: z.string(), options: z.record(z.string(), z.unknown()) });
export const CeremonyAnswer = z.strictObject({ ceremony: z.string(), response: z.record(z.string(), z.unknown()) });
export type RegisterStart = z.infer<typeof RegisterStart>;
export type CeremonyOptions = z.infer<typeof CeremonyOptions>;
export type CeremonyAnswer = z.infer<typeof CeremonyAnswer>;

/** `GET /api/me`. */
export const Resident = z.strictObject({ id: ResidentId, displayName: z.string() });
export type Resident = z.infer<typeof Resident>;
