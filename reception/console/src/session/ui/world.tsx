import type { CityProfile, CounterId, StaffSession } from '@engawa/reception/contract';
import { createContext, useContext } from 'react';
import type { CaptionTalk } from '../../captions/application/caption-talk.ts';
import type { CaptionEngine } from '../../captions/application/ports.ts';
import type { KeptDraft } from '../../heard/application/kept-draft.ts';
import type { Desk } from '../../queue/application/desk.ts';
import type { CommandSender } from '../application/command-sender.ts';
import type { PasskeyDialog } from '../application/ports.ts';
import type { HallStreams } from '../application/hall-streams.ts';

/** Everything that the screen needs once somebody is signed in; made in `main.tsx`. */
export interface World {
  readonly city: CityProfile;
  readonly session: StaffSession;
  /** null: somebody who receives, oversees or watches, and sits at none */
  readonly counter: CounterId | null;
  readonly commands: CommandSender;
  readonly keys: PasskeyDialog;
  readonly streams: HallStreams;
  readonly desk: Desk;
  readonly talk: CaptionTalk;
  /** the 聞き取り under way; it outlives a session that was lost */
  readonly heard: KeptDraft;
  /** the recogniser that this city and this machine may use; null: text and phrases only */
  readonly engine: CaptionEngine | null;
  readonly signOut: () => void;
  /** the hall's time in milliseconds */
  readonly hallNow: () => number;
}

const Context = createContext<World | null>(null);
export const WorldProvider = Context.Provider;

export const useWorld = (): World => {
  const world = useContext(Context);
  if (world === null) throw new Error('The console is drawn outside of a signed-in world.');
  return world;
};

/** The counter of a part of the screen that is drawn at a counter alone. */
export const useCounter = (): CounterId => {
  const { counter } = useWorld();
  if (counter === null) throw new Error('A part of a counter is drawn where nobody sits at one.');
  return counter;
};
