import { applyAppearance } from '@engawa/kiosk/design';
import type { CityProfile, CounterId, SignIn, StaffSession } from '@engawa/reception/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeptDraft } from '../heard/application/kept-draft.ts';
import { isWorth } from '../heard/domain/heard-draft.ts';
import { keepPreferences, readPreferences, type Preferences } from '../session/adapters/local-preferences.ts';
import { askWays, enrolByWord, signInByPasskey, type PasskeyOutcome } from '../session/application/passkeys.ts';
import type { Outcome, PasskeyDialog } from '../session/application/ports.ts';
import { askCity, askSession, signIn, signOut } from '../session/application/sign-in.ts';
import type { CommandSender } from '../session/application/command-sender.ts';
import { SignInPage } from '../session/ui/sign-in-page.tsx';
import { useStore } from '../session/ui/use-store.ts';
import { WorldProvider, type World } from '../session/ui/world.tsx';
import { ConsoleScreen } from './console-screen.tsx';

/** Between two tries to reach the hall server before anybody is signed in. */
const CITY_RETRY_MS = 2_000;
/** How often the watchdogs look: a frozen screen is named within FROZEN_MS and this. */
const TICK_MS = 500;

export type MakeWorld = (city: CityProfile, session: StaffSession, signOut: () => void) => World;

/** Nobody -sign in-> at a counter -sign out, cookie gone-> nobody. Signing out forgets everything that was on the screen. */
export function App({ commands, keys, heard, makeWorld }: { commands: CommandSender; keys: PasskeyDialog; heard: KeptDraft; makeWorld: MakeWorld }) {
  const [city, setCity] = useState<CityProfile | null>(null);
  const [world, setWorld] = useState<World | null>(null);
  const [asked, setAsked] = useState(false);
  const [codes, setCodes] = useState(true);
  const [expired, setExpired] = useState(false);
  const [resumed, setResumed] = useState(false);
  const [preferences, setPreferences] = useState<Preferences>(() => readPreferences(localStorage));
  useEffect(() => { applyAppearance({ theme: preferences.theme, textScale: 1 }); }, [preferences.theme]);
  const prefer = useCallback((next: Preferences) => { keepPreferences(localStorage, next); setPreferences(next); }, []);

  const entered = useRef<World | null>(null);
  const leave = useCallback((isExpired: boolean) => {
    const old = entered.current;
    entered.current = null;
    old?.talk.stop(true);
    old?.streams.close();
    if (isExpired && old !== null) heard.sessionLost(old.session.staffId); else heard.forget();
    setWorld(null);
    setExpired(isExpired);
  }, [heard]);
  const enterAs = useCallback((profile: CityProfile, session: StaffSession) => {
    const made = makeWorld(profile, session, () => { leave(false); void signOut(commands); });
    made.streams.open(session.counter);
    setExpired(false);
    setResumed(heard.signedIn(session.staffId));
    entered.current = made;
    setWorld(made);
  }, [commands, heard, leave, makeWorld]);

  useEffect(() => {
    let current = true;
    const ask = async (): Promise<void> => {
      const outcome = await askCity(commands);
      if (!current) return;
      // From the first answer on the page stays: what a clerk has typed must not vanish when the hall comes back.
      if (outcome.kind !== 'done') { setAsked(true); setTimeout(() => { if (current) void ask(); }, CITY_RETRY_MS); return; }
      setCity(outcome.value);
      const ways = await askWays(commands);
      if (!current) return;
      if (ways.kind === 'done') setCodes(ways.value.codes);
      const session = await askSession(commands);
      if (!current) return;
      if (session.kind === 'done') enterAs(outcome.value, session.value);
      setAsked(true);
    };
    void ask();
    return () => { current = false; };
  }, [commands, enterAs]);

  const kept = isWorth(useStore(heard.draft));

  const enter = async (asking: Promise<PasskeyOutcome<StaffSession> | Outcome<StaffSession>>): Promise<PasskeyOutcome<unknown>> => {
    const outcome = await asking;
    if (outcome.kind === 'done' && city !== null) enterAs(city, outcome.value);
    return outcome;
  };
  if (world === null) return !asked ? null : <SignInPage city={city} expired={expired} kept={kept} codes={codes}
    enter={(form: SignIn) => enter(signIn(commands, form))} enterByPasskey={(counter: CounterId | null) => enter(signInByPasskey({ commands, keys }, counter))} enrol={(word) => enrolByWord({ commands, keys }, word)} />;
  return <WorldProvider value={world}><Watchdogs world={world} lost={() => leave(true)} /><ConsoleScreen preferences={preferences} prefer={prefer} resumed={resumed} /></WorldProvider>;
}

/** Silence of the hall and of the recogniser is noticed by looking at the clock. */
function Watchdogs({ world, lost }: { world: World; lost: () => void }) {
  const { signedOut } = useStore(world.streams.picture);
  const { notice } = useStore(world.desk.state);
  // A cookie that ran out is first noticed by an act, because the line itself stays open.
  const refused = notice?.t === 'refused' && notice.problem.code === 'not-signed-in';
  useEffect(() => {
    const timer = setInterval(() => { world.streams.tick(); world.talk.tick(); }, TICK_MS);
    return () => clearInterval(timer);
  }, [world]);
  useEffect(() => { if (signedOut || refused) lost(); }, [signedOut, refused, lost]);
  return null;
}
