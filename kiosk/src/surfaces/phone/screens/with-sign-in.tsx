import type { Resident } from '@engawa/facility-api/contract';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { SignInPage } from '../../../booking/ui/sign-in-page.tsx';
import { phone } from '../../../wording/phone.ts';
import { Say } from '../../../wording/wording.tsx';
import { useWorld } from '../world.tsx';
import { Trouble, type TroubleCause } from './trouble.tsx';

/** Shows its children to a signed-in resident, else the way in. Without network the children still come: kept bookings open doors. */
export function WithSignIn({ children, onBack }: { children: (resident: Resident | null, signOut: () => void) => ReactNode; /** where somebody goes who came from a page of ours */ onBack?: () => void }): ReactNode {
  const world = useWorld();
  const [who, setWho] = useState<Resident | 'asking' | 'nobody' | 'offline'>('asking');
  const [busy, setBusy] = useState<'sign-in' | 'register' | null>(null);
  const [trouble, setTrouble] = useState<TroubleCause>(null);
  useEffect(() => {
    let gone = false;
    void world.passkeys.me().then((answer) => { if (!gone) setWho(answer.ok ? answer.value : answer.problem ? 'nobody' : 'offline'); });
    return () => { gone = true; };
  }, [world]);
  const enter = async (which: 'sign-in' | 'register', way: Promise<Awaited<ReturnType<typeof world.passkeys.signIn>>>): Promise<void> => {
    setBusy(which);
    setTrouble(null);
    const answer = await way;
    setBusy(null);
    if (answer === 'cancelled') setTrouble('cancelled');
    else if (answer.ok) setWho(answer.value);
    else setTrouble({ problem: answer.problem });
  };
  const signOut = useCallback(() => {
    void Promise.all([world.passkeys.signOut(), world.kept.forget()]).then(() => setWho('nobody'));
  }, [world]);
  if (who === 'asking') return <p role="status"><Say of={phone.loading} /></p>;
  if (who === 'nobody') return <SignInPage busy={busy} trouble={<Trouble cause={trouble} />} onSignIn={() => void enter('sign-in', world.passkeys.signIn())} onRegister={(name) => void enter('register', world.passkeys.register(name))} onBack={onBack} />;
  return children(who === 'offline' ? null : who, signOut);
}
