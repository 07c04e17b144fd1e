import './sign-in-page.css';
import { HouseMark } from '@engawa/kiosk/design';
import { CounterId, SignIn, type CityProfile } from '@engawa/reception/contract';
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { problemSentence, unreachableSentence, words } from '../../wording.ts';
import type { PasskeyOutcome } from '../application/passkeys.ts';
import { EnrolByWordForm } from './passkey-entry.tsx';

type Faults = Partial<Record<'staffId' | 'code' | 'counter', string>>;
const w = words.signIn;
/** The choice of those who sit at no counter. */
const NO_COUNTER = 'none';

const counterFault = (counter: string): Faults => (counter === NO_COUNTER || CounterId.safeParse(counter).success ? {} : { counter: w.counterEmpty });
const faultsOf = (form: { staffId: string; code: string; counter: string }): Faults => ({
  ...(SignIn.shape.staffId.safeParse(form.staffId).success ? {} : { staffId: w.staffEmpty }),
  ...(SignIn.shape.code.safeParse(form.code).success ? {} : { code: w.codeShort }),
  ...counterFault(form.counter),
});
const seatOf = (counter: string): CounterId | null => (counter === NO_COUNTER ? null : CounterId.parse(counter));

const refusalSentence = (outcome: PasskeyOutcome<unknown>): string | null => {
  switch (outcome.kind) {
    case 'done': return null;
    case 'cancelled': return words.passkeys.cancelled;
    case 'unreachable': return unreachableSentence;
    case 'refused': return outcome.problem.code === 'no-counter' ? w.counterNeeded : problemSentence(outcome.problem);
    default: return outcome satisfies never;
  }
};

export interface SignInPageProps {
  city: CityProfile | null; expired: boolean; /** a 聞き取り waits for its clerk */ kept: boolean; /** number and code count in this city */ codes: boolean;
  enter: (form: SignIn) => Promise<PasskeyOutcome<unknown>>; enterByPasskey: (counter: CounterId | null) => Promise<PasskeyOutcome<unknown>>; enrol: (word: string) => Promise<PasskeyOutcome<true>>;
}

/** Staff number, code, counter; or the counter and a passkey. Faults are listed first, get the focus, and stand again at their field in the same words. */
export function SignInPage({ city, expired, kept, codes, enter, enterByPasskey, enrol }: SignInPageProps) {
  const [faults, setFaults] = useState<Faults>({});
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState<'code' | 'passkey' | null>(null);
  const summary = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLFormElement>(null);
  const told = refused !== null || Object.keys(faults).length > 0;
  useEffect(() => { if (told) summary.current?.focus(); }, [told, refused, faults]);

  const text = (name: string): string => (box.current === null ? '' : String(new FormData(box.current).get(name) ?? '').trim());
  const perform = async (way: 'code' | 'passkey', found: Faults, work: () => Promise<PasskeyOutcome<unknown>>): Promise<void> => {
    if (busy !== null) return;
    setFaults(found);
    setRefused(null);
    if (Object.keys(found).length > 0) return;
    setBusy(way);
    const sentence = refusalSentence(await work());
    setBusy(null);
    setRefused(sentence);
  };
  const byPasskey = (): Promise<void> => perform('passkey', counterFault(text('counter')), () => enterByPasskey(seatOf(text('counter'))));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!codes) { void byPasskey(); return; }
    const form = { staffId: text('staffId').normalize('NFKC').toLowerCase(), code: text('code'), counter: text('counter') };
    void perform('code', faultsOf(form), () => enter(SignIn.parse({ ...form, counter: seatOf(form.counter) })));
  };

  return (
    <div className="sign-in">
      <header className="beam console-beam"><span className="beam-title"><HouseMark />{city?.name.ja ?? '縁側'}　{words.console}</span></header>
      <main><div className="sign-in-sheet">
        <form ref={box} className="sign-in-form" noValidate onSubmit={submit} aria-labelledby="sign-in-title">
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
          {codes && <>
            <Entry name="staffId" label={w.staff} fault={faults.staffId}>{(props) => <input {...props} className="entry" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />}</Entry>
            <Entry name="code" label={w.code} fault={faults.code}>{(props) => <input {...props} className="entry" type="password" autoComplete="current-password" />}</Entry>
          </>}
          <Entry name="counter" label={w.counter} fault={faults.counter}>{(props) => (
            <select {...props} className="entry" defaultValue="" autoFocus={!codes}>
              <option value="" disabled />
              {city?.counters.map((c) => <option key={c.id} value={c.id}>{c.name.ja}（{c.zones.join('・')}）</option>)}
              <option value={NO_COUNTER}>{w.noCounter}</option>
            </select>
          )}</Entry>
          {codes && <ActKey look="act" submit busy={busy === 'code'} label={busy === 'code' ? w.busy : w.enter} />}
          <ActKey look={codes ? 'key' : 'act'} submit={!codes} busy={busy === 'passkey'} label={busy === 'passkey' ? w.busy : words.passkeys.enter} {...(codes ? { onPress: () => void byPasskey() } : {})} />
          {codes && <p className="quiet small">{words.passkeys.enterMore}</p>}
        </form>
        <details><summary>{words.passkeys.first}</summary><EnrolByWordForm enrol={enrol} /></details>
      </div></main>
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
