import { z } from 'zod';

/** What somebody of the staff is here for: 窓口, 案内, 責任者, 閲覧. A member of `staff.json` without a role is a clerk. */
export const StaffRole = z.enum(['clerk', 'concierge', 'supervisor', 'viewer']);
export type StaffRole = z.infer<typeof StaffRole>;

/**
 * What can be allowed. `watch`: see the queue, manage one's own sign-in. `receive`: register people, find them, move them in the
 * queue. `serve`: call and serve at a counter, with captions. `forms`: open, correct, print and take in forms at a counter.
 * `statistics`: the hall's figures. `oversee`: passkeys of others, the chain of deletions.
 */
export const RIGHTS = ['watch', 'receive', 'serve', 'forms', 'statistics', 'oversee'] as const;
export type Right = (typeof RIGHTS)[number];
/** These are exercised at a counter and nowhere else. */
export const AT_A_COUNTER: readonly Right[] = ['serve', 'forms'];

/** The whole of who may do what; the servers decide by it and the console closes by it. */
export const ROLE_RIGHTS: Readonly<Record<StaffRole, readonly Right[]>> = {
  clerk: ['watch', 'receive', 'serve', 'forms'],
  concierge: ['watch', 'receive'],
  supervisor: RIGHTS,
  viewer: ['watch', 'statistics'],
};
export const mayRole = (role: StaffRole, right: Right): boolean => ROLE_RIGHTS[role].includes(right);

/** Whether a role signs in at a counter: a clerk always, a supervisor as they wish, the others never. */
export const ROLE_SEAT: Readonly<Record<StaffRole, 'needed' | 'free' | 'none'>> = { clerk: 'needed', concierge: 'none', supervisor: 'free', viewer: 'none' };
