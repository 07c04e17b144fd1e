import type { ProblemCode } from '../../../contract/index.ts';

/** What a refusal's sentence needs: counts and labels, never personal data. */
export type Facts = Record<string, string | number | boolean>;
export interface Refused { readonly ok: false; readonly code: ProblemCode; readonly facts?: Facts }
/** A decision: done with a value, or refused with a closed reason. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | Refused;

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const refuse = (code: ProblemCode, facts?: Facts): Refused => (facts === undefined ? { ok: false, code } : { ok: false, code, facts });
