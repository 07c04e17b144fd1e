import type { GrantKeeper } from '@engawa/locks/testing';
import { createChallengeKeeper, decideUnlock } from '@engawa/locks/testing';
import type { BuildingVariant } from './building.ts';
import type { CityVariant } from './city-server.ts';

export interface Variant extends BuildingVariant, CityVariant {}
export interface Mutant { readonly name: string; readonly variant: Variant; readonly says: string }

/** What was taken back stays: the agent keeps every number that it was ever told. */
const neverForgetting = (keeper: GrantKeeper): GrantKeeper => {
  const told = new Map<string, ReturnType<GrantKeeper['shelf']>['windows'][number]>();
  return { ...keeper, shelf: () => { const shelf = keeper.shelf(); for (const grant of shelf.windows) told.set(grant.jti, grant); return { ...shelf, windows: [...told.values()], revoked: new Set() }; } };
};

/** Each is one promise left out. A simulation that does not find one of them proves nothing. */
export const MUTANTS: readonly Mutant[] = [
  { name: 'no-door-id', says: 'a right to one door is a right to all', variant: { decide: (wish, standing, clock) => decideUnlock(wish, { ...standing, door: wish.via === 'keypad' ? standing.door : wish.grant.door }, clock) } },
  { name: 'early-release', says: 'the grant goes out while its resident can still cancel', variant: { earlyRelease: true } },
  { name: 'clock-uncertainty-ignored', says: 'the door believes the middle of its clock', variant: { decide: (wish, standing, { t }) => decideUnlock(wish, standing, { t, u: 0 }) } },
  { name: 'journal-after-relay', says: 'the record is written when the relay has its command', variant: { journal: (journal, world) => ({ ...journal, append: (draft) => draft.act !== 'intent' ? journal.append(draft) : Promise.resolve({ ...draft, ...journal.head(), seq: journal.head().seq + 1, prev: journal.head().hash }).then((record) => { world.after(300, () => { void journal.append(draft).catch(() => {}); }); return record; }) }) } },
  { name: 'revocation-dropped', says: 'what the city takes back stays at the door', variant: { keeper: neverForgetting } },
  { name: 'nonce-reusable', says: 'a nonce is taken as often as it is answered', variant: { challenges: (localMs, newNonce) => { const keeper = createChallengeKeeper(localMs, newNonce); return { ...keeper, take: (_door, nonce) => ({ nonce, madeMs: localMs() }) }; } } },
  { name: 'press-reusable', says: 'a press opens as often as it comes under another command id', variant: { decide: (wish, standing, clock) => decideUnlock(wish, { ...standing, used: new Set() }, clock) } },
  { name: 'epoch-not-checked', says: 'older epochs go on opening', variant: { decide: (wish, standing, clock) => decideUnlock(wish, { ...standing, epoch: 0 }, clock) } },
];
/** Every mutant must be caught within so many days from seed 1. */
export const MUTANT_DAYS = 40;
