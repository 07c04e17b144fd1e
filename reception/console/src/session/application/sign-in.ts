import { CityProfile, StaffSession, type SignIn } from '@engawa/reception/contract';
import { NO_CONTENT, type CommandSender } from './command-sender.ts';
import type { Outcome } from './ports.ts';

export const askCity = (commands: CommandSender): Promise<Outcome<CityProfile>> =>
  commands.ask({ method: 'GET', path: '/api/city', answer: CityProfile });

/** Who is signed in here, after a reload of the page; refused with `not-signed-in` when nobody is. */
export const askSession = (commands: CommandSender): Promise<Outcome<StaffSession>> =>
  commands.ask({ method: 'GET', path: '/api/staff/session', answer: StaffSession });

export const signIn = (commands: CommandSender, form: SignIn): Promise<Outcome<StaffSession>> =>
  commands.command({ method: 'POST', path: '/api/staff/session', body: form, answer: StaffSession });

export const signOut = (commands: CommandSender): Promise<Outcome<true>> =>
  commands.command({ method: 'DELETE', path: '/api/staff/session', answer: NO_CONTENT });
