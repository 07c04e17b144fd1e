import './heard-sheet.css';
import { dayInTokyo, ruleFaults, type ConcreteField, type DeskTicketIssued, type HeardIntake, type Problem, type ProcedureId } from '@engawa/reception/contract';
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { Sheet } from '../../design/sheet.tsx';
import type { Outcome } from '../../session/application/ports.ts';
import { useWorld } from '../../session/ui/world.tsx';
import { correctionSentence, unreachableSentence, words } from '../../wording.ts';
import { heardFields, heardIntake, matching, type Draft } from '../domain/heard-draft.ts';

const w = words.heard;

/** 聞き取り: find and tick procedures, type what the visitor says, done. Closing forgets everything. */
export function HeardSheet({ free, close, send }: { /** nobody is at the counter */ free: boolean; close: () => void; send: (intake: HeardIntake) => Promise<Outcome<DeskTicketIssued>> }) {
  const { city, hallNow } = useWorld();
  const today = dayInTokyo(hallNow());
  const [chosen, setChosen] = useState<readonly ProcedureId[]>([]);
  const [wanted, setWanted] = useState('');
  const [draft, setDraft] = useState<Draft>({});
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<{ key: string; says: string } | null>(null);
  const box = useRef<HTMLFormElement>(null);
  const found = matching(city, wanted);
  const fields = heardFields(city, chosen, draft, today);
  const focusOn = (key: string): void => { requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[name="${CSS.escape(key)}"]`)?.focus()); };
  const turn = (id: ProcedureId): void => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const refused = (problem: Pick<Problem, 'code' | 'facts'>): void => {
    const key = String(problem.facts?.key ?? '');
    const rule = problem.facts?.fault === 'rule' ? ruleFaults(city, chosen, heardIntake(city, chosen, draft, free, today).values).find((fault) => fault.key === key) : undefined;
    setFault({ key, says: rule?.say.ja ?? correctionSentence(problem, fields.find(({ field }) => field.key === key)?.field.kind) });
    focusOn(key);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (chosen.length === 0) { setFault({ key: '', says: words.deskTicket.none }); return; }
    setBusy(true);
    const outcome = await send(heardIntake(city, chosen, draft, free, today));
    setBusy(false);
    if (outcome.kind === 'done') close(); else if (outcome.kind === 'refused') refused(outcome.problem); else setFault({ key: '', says: unreachableSentence });
  };
  const onSearchKey = (event: KeyboardEvent): void => {
    const first = found[0];
    if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing || first === undefined) return;
    event.preventDefault();
    turn(first.id);
    setWanted('');
    focusOn(city.applicant[0]?.key ?? '');
  };
  const onKeyDown = (event: KeyboardEvent): void => { if (event.key === 'Enter' && event.ctrlKey && !event.nativeEvent.isComposing) void submit(event as unknown as FormEvent); };
  return (
    <Sheet title={w.title} close={close}>
      <form ref={box} className="heard" noValidate onSubmit={(event) => void submit(event)} onKeyDown={onKeyDown}>
        <label>{w.search}<input className="entry" value={wanted} onChange={(event) => setWanted(event.target.value)} onKeyDown={onSearchKey} autoComplete="off" data-autofocus /></label>
        <fieldset className="choices"><legend>{words.queue.columns.procedures}</legend>
          {found.map((p) => <label key={p.id} className="choice"><input type="checkbox" checked={chosen.includes(p.id)} onChange={() => turn(p.id)} />{p.title.ja}</label>)}
        </fieldset>
        <div className="heard-fields">{fields.map(({ field, value }) => <HeardField key={field.key} field={field} value={value} fault={fault?.key === field.key ? fault.says : null} set={(next) => setDraft({ ...draft, [field.key]: next })} />)}</div>
        {fault !== null && !fields.some(({ field }) => field.key === fault.key) && <p className="fault" role="alert">{fault.says}</p>}
        <div className="sheet-acts"><ActKey label={words.deskTicket.cancel} cap="Esc" onPress={close} /><ActKey look="act" cap="Ctrl Enter" submit busy={busy} label={free ? w.serve : w.wait} /></div>
      </form>
    </Sheet>
  );
}

function HeardField({ field, value, fault, set }: { field: ConcreteField; value: string; fault: string | null; set: (value: string) => void }) {
  const label = field.person === undefined ? field.label.ja : `${field.person.n}人目 ${field.label.ja}`;
  const told = { name: field.key, className: 'entry', value, 'aria-required': field.required || undefined, 'aria-invalid': fault !== null || undefined, 'aria-describedby': fault === null ? undefined : `fault-${field.key}` } as const;
  const said = fault !== null && <span className="fault" id={`fault-${field.key}`} role="alert">{fault}</span>;
  if (field.kind === 'choices') {
    const all = value === '' ? [] : value.split(' ');
    return <fieldset className="heard-field"><legend>{label}</legend>{field.options?.map((o) => <label key={o.value} className="choice"><input type="checkbox" name={field.key} checked={all.includes(o.value)} onChange={() => set((all.includes(o.value) ? all.filter((x) => x !== o.value) : [...all, o.value]).join(' '))} />{o.label.ja}</label>)}{said}</fieldset>;
  }
  return (
    <label className={`heard-field${field.person === undefined ? '' : ' heard-person'}`}>{label}
      {field.kind === 'choice'
        ? <select {...told} onChange={(event) => set(event.target.value)}><option value="">{words.person.blank}</option>{field.options?.map((o) => <option key={o.value} value={o.value}>{o.label.ja}</option>)}</select>
        : <input {...told} onChange={(event) => set(event.target.value)} autoComplete="off" spellCheck={false} maxLength={400} inputMode={field.kind === 'count' || field.kind === 'people' || field.kind === 'digits' ? 'numeric' : undefined} />}
      {said}
    </label>
  );
}
