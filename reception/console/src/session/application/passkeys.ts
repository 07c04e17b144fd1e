import { EnrolmentWord, OwnPasskeys, SignInWays, StaffCeremony, StaffPeople, StaffSession, type PasskeySignIn, type StaffCeremonyAnswer } from '@engawa/reception/contract';
import type { z } from 'zod';
import { NO_CONTENT, type CommandSender } from './command-sender.ts';
import type { Outcome, PasskeyDialog } from './ports.ts';

/** `cancelled`: the browser's dialog was closed; nothing was done. */
export type PasskeyOutcome<T> = Outcome<T> | { readonly kind: 'cancelled' };
type Deps = { readonly commands: CommandSender; readonly keys: PasskeyDialog };

const START = { signIn: '/api/staff/session/passkey/start', byWord: '/api/staff/enrolments/start', own: '/api/staff/passkeys/start' } as const;

/** First step at the hall, the browser's dialog, last step at the hall. */
async function ceremony<T>({ commands, keys }: Deps, steps: { start: string; startBody: object; dialog: keyof PasskeyDialog; finish: string; more?: object; answer: z.ZodType<T> }): Promise<PasskeyOutcome<T>> {
  const begun = await commands.command({ method: 'POST', path: steps.start, body: steps.startBody, answer: StaffCeremony });
  if (begun.kind !== 'done') return begun;
  const response = await keys[steps.dialog](begun.value.options);
  if (response === 'cancelled') return { kind: 'cancelled' };
  const body = { ceremony: begun.value.ceremony, response, ...steps.more } satisfies StaffCeremonyAnswer;
  return commands.command({ method: 'POST', path: steps.finish, body, answer: steps.answer });
}

export const signInByPasskey = (deps: Deps, counter: PasskeySignIn['counter']): Promise<PasskeyOutcome<StaffSession>> =>
  ceremony(deps, { start: START.signIn, startBody: {}, dialog: 'get', finish: '/api/staff/session/passkey', more: { counter }, answer: StaffSession });
export const enrolByWord = (deps: Deps, word: string): Promise<PasskeyOutcome<true>> =>
  ceremony(deps, { start: START.byWord, startBody: { word }, dialog: 'create', finish: '/api/staff/enrolments', answer: NO_CONTENT });
/** One's own, soon after the sign-in. */
export const addOwnPasskey = (deps: Deps): Promise<PasskeyOutcome<true>> =>
  ceremony(deps, { start: START.own, startBody: {}, dialog: 'create', finish: '/api/staff/passkeys', answer: NO_CONTENT });

export const askWays = (commands: CommandSender): Promise<Outcome<SignInWays>> => commands.ask({ method: 'GET', path: '/api/staff/ways', answer: SignInWays });
export const askOwnPasskeys = (commands: CommandSender): Promise<Outcome<OwnPasskeys>> => commands.ask({ method: 'GET', path: '/api/staff/passkeys', answer: OwnPasskeys });
export const askPeople = (commands: CommandSender): Promise<Outcome<StaffPeople>> => commands.ask({ method: 'GET', path: '/api/staff/people', answer: StaffPeople });
export const makeWord = (commands: CommandSender, staffId: string): Promise<Outcome<EnrolmentWord>> =>
  commands.command({ method: 'POST', path: `/api/staff/people/${encodeURIComponent(staffId)}/enrolment-word`, body: {}, answer: EnrolmentWord });
export const revoke = (commands: CommandSender, staffId: string, credentialId: string): Promise<Outcome<true>> =>
  commands.command({ method: 'DELETE', path: `/api/staff/people/${encodeURIComponent(staffId)}/passkeys/${encodeURIComponent(credentialId)}`, answer: NO_CONTENT });
