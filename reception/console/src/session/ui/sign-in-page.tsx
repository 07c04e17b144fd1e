import './sign-in-page.css';
import { HouseMark } from '@engawa/kiosk/design';
import { SignIn, type CityProfile, type Problem } from '@engawa/reception/contract';
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { problemSentence, unreachableSentence, words } from '../../wording.ts';
import type { Outcome } from '../application/ports.ts';

type Faults = Partial<Record<'staffId' | 'code' | 'counter', string>>;
const w = words.signIn;

const faultsOf = (form: { staffId: string; code: string; counter: string }): Faults => ({
  ...(SignIn.shape.staffId.safeParse(form.staffId).success ? {} : { staffId: w.staffEmpty }),
  ...(SignIn.shape.code.safeParse(form.code).success ? {} : { code: w.codeShort }),
  ...(SignIn.shape.counter.safeParse(form.counter).success ? {} : { counter: w.counterEmpty }),
});

const refusalSentence = (outcome: Outcome<unknown>): string | null =>
  outcome.kind === 'done' ? null : outcome.kind === 'unreachable' ? unreachableSentence : problemSentence(outcome.problem satisfies Problem);

/** Staff number, code, counter. Faults are listed first, get the focus, and stand again at their field in the same words. */
export function SignInPage({ city, expired, kept, enter }: { city: CityProfile | null; expired: boolean; /** a 聞き取り waits for its clerk */ kept: boolean; enter: (form: SignIn) => Promise<Outcome<unknown>> }) {
  const [faults, setFaults] = useState<Faults>({});
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const told = refused !== null || Object.keys(faults).length > 0;
  useEffect(() => { if (told) summary.current?.focus(); }, [told, refused, faults]);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const text = (name: string): string => String(data.get(name) ?? '').trim();
    const form = { staffId: text('staffId').normalize('NFKC').toLowerCase(), code: text('code'), counter: text('counter') };
    const found = faultsOf(form);
    setFaults(found);
    setRefused(null);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const sentence = refusalSentence(await enter(SignIn.parse(form)));
    setBusy(false);
    setRefused(sentence);
  };

  return (
    <div className="sign-in">
      <header className="beam console-beam"><span className="beam-title"><HouseMark />{city?.name.ja ?? '縁側'}　{words.console}</span></header>
      <main>
        <form className="sign-in-sheet" noValidate onSubmit={(event) => void submit(event)} aria-labelledby="sign-in-title">
          <h1 id="sign-in-title">{w.title}</h1>
          {expired && !told && <p className="note-line">{w.expired}</p>}
          {kept && <p className="note-line">{w.keptDraft}</p>}
          {city === null && <p className="note-line" role="status">{w.cityGone}</p>}
          {told && (
            <div className="fault-summary" role="alert" tabIndex={-1} ref={summary}>
              <h2>{w.summary}</h2>
              {refused !== null && <p>{refused}</p>}
              <ul>{Object.entries(faults).map(([name, words]) => <li key={name}><a href={`#${name}`} onClick={(event) => { event.preventDefault(); document.getElementById(name)?.focus(); }}>{words}</a></li>)}</ul>
            </div>
          )}
          <Entry name="staffId" label={w.staff} fault={faults.staffId}>{(props) => <input {...props} className="entry" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />}</Entry>
          <Entry name="code" label={w.code} fault={faults.code}>{(props) => <input {...props} className="entry" type="password" autoComplete="current-password" />}</Entry>
          <Entry name="counter" label={w.counter} fault={faults.counter}>{(props) => (
            <select {...props} className="entry" defaultValue="">
              <option value="" disabled />
              {city?.counters.map((c) => <option key={c.id} value={c.id}>{c.name.ja}（{c.zones.join('・')}）</option>)}
            </select>
          )}</Entry>
          <ActKey look="act" submit busy={busy} label={busy ? w.busy : w.enter} />
        </form>
      </main>
      <div className="ledge" />
    </div>
  );
}

interface EntryProps { id: string; name: string; 'aria-invalid': boolean | undefined; 'aria-describedby': string | undefined; required: true }
function Entry({ name, label, fault, children }: { name: string; label: string; fault: string | undefined; children: (props: EntryProps) => ReactNode }) {
  const faultId = useId();
  const invalid = fault !== undefined;
  return (
    <div>
      <label htmlFor={name}>{label}</label>
      {children({ id: name, name, required: true, 'aria-invalid': invalid || undefined, 'aria-describedby': invalid ? faultId : undefined })}
      {invalid && <p className="fault" id={faultId}>{fault}</p>}
    </div>
  );
}
