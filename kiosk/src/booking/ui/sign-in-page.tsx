import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { ActButton, Banner, KeyButton, Sheet } from '../../design/index.ts';
import { phone } from '../../wording/phone.ts';
import { Say, useWording } from '../../wording/wording.tsx';

type SignInPageProps = { /** which of the two ways is under way */ busy: 'sign-in' | 'register' | null; trouble: ReactNode; onSignIn: () => void; onRegister: (displayName: string) => void; onBack?: (() => void) | undefined };

/** Two ways in, one page: a passkey that is there already, or a new one. */
export function SignInPage({ busy, trouble, onSignIn, onRegister, onBack }: SignInPageProps): ReactNode {
  const { say } = useWording();
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const possible = typeof window.PublicKeyCredential === 'function';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() && busy === null) onRegister(name.trim());
  };
  return (
    <>
      <h1 ref={heading} tabIndex={-1}><Say of={phone.signInTitle} /></h1>
      <p className="phone-sub"><Say of={phone.signInBody} /></p>
      {!possible && <Banner tone="alarm"><Say of={phone.noPasskey} /></Banner>}
      {trouble}
      <ActButton onPress={onSignIn} busy={busy === 'sign-in' ? <Say of={phone.keyWait} /> : undefined} icon="key"><Say of={phone.signIn} /></ActButton>
      <Sheet>
        <form className="phone-form" onSubmit={submit} noValidate>
          <h2><Say of={phone.registerTitle} /></h2>
          <label className="phone-field"><span><Say of={phone.displayName} /></span>
            <span className="phone-help" id="name-help"><Say of={phone.displayNameHelp} /></span>
            <input type="text" maxLength={40} autoComplete="nickname" value={name} aria-invalid={missing} aria-describedby="name-help name-fault" onChange={(event) => setName(event.target.value)} />
          </label>
          <p id="name-fault" className="phone-fault" role="alert">{missing && say(phone.displayNameMissing)}</p>
          <KeyButton type="submit" busy={busy === 'register' ? <Say of={phone.keyWait} /> : undefined}><Say of={phone.register} /></KeyButton>
        </form>
      </Sheet>
      {onBack && <KeyButton onPress={onBack}><Say of={phone.back} /></KeyButton>}
    </>
  );
}
