import { CareReason, Language, type AppointmentEntry, type DeskTicketIssued, type IssueDeskTicket, type ProcedureId } from '@engawa/reception/contract';
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { findAmong } from '../../heard/domain/find-procedures.ts';
import { useWorld } from '../../session/ui/world.tsx';
import { words } from '../../wording.ts';
import { clockText, todayAt } from '../domain/clock-text.ts';
import { CareChoice } from './care-sheet.tsx';
import { TicketMark } from './ticket-mark.tsx';

const w = words.deskTicket;

/** For those who come to the desk instead of a kiosk: choose procedures, get a number, write it on a card. */
export function DeskTicketSheet({ close, issue, hallMs, from = null }: { hallMs: number; /** whoever comes with this appointment of the register */ from?: AppointmentEntry | null; close: () => void; issue: (issue: IssueDeskTicket) => Promise<DeskTicketIssued | null> }) {
  const { city } = useWorld();
  const [fault, setFault] = useState<'procedure' | 'booked' | null>(null);
  const [busy, setBusy] = useState(false);
  const [ticked, setTicked] = useState<readonly ProcedureId[]>(from === null ? [] : [from.procedure]);
  const [wanted, setWanted] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const [issued, setIssued] = useState<DeskTicketIssued | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const procedures = city.procedures.map(({ id }) => id).filter((id) => ticked.includes(id));
    const typed = String(data.get('booked') ?? '').trim();
    const bookedAt = typed === '' ? null : todayAt(typed, hallMs);
    const wrong = procedures.length === 0 ? 'procedure' : typed !== '' && bookedAt === null ? 'booked' : null;
    setFault(wrong);
    if (wrong !== null) { (wrong === 'procedure' ? search.current : event.currentTarget.querySelector<HTMLElement>('[name="booked"]'))?.focus(); return; }
    setBusy(true);
    const given = await issue({ procedures, language: Language.parse(data.get('language')), care: CareReason.safeParse(data.get('care')).data ?? null, ...(from === null ? { bookedAt } : { appointment: from.reference }) });
    setBusy(false);
    if (given === null) close(); else setIssued(given);
  };
  const found = findAmong(city.procedures.filter((p) => p.comesWith === undefined), wanted);
  const turn = (id: ProcedureId): void => setTicked(ticked.includes(id) ? ticked.filter((one) => one !== id) : [...ticked, id]);
  /** Letters and Enter tick the first that fits; Enter in the empty box is the form's own: the number. */
  const onSearchKey = (event: KeyboardEvent): void => {
    const [first] = found;
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || wanted.trim() === '') return;
    event.preventDefault();
    if (first === undefined) return;
    turn(first.id);
    setWanted('');
  };
  if (issued !== null) return <IssuedSheet ticket={issued} close={close} />;
  return (
    <Sheet title={w.title} close={close}>
      <form className="desk-ticket" onSubmit={(event) => void submit(event)}>
        <div className="desk-scroll">
        <label className="desk-search"><span>{w.search}<span className="quiet small"> {w.searchKeys}</span></span>
          <input ref={search} className="entry" value={wanted} autoComplete="off" spellCheck={false} data-autofocus onChange={(event) => setWanted(event.target.value)} onKeyDown={onSearchKey}
            aria-invalid={fault === 'procedure' || undefined} aria-describedby={fault === 'procedure' ? 'desk-fault' : undefined} /></label>
        <p className="desk-ticked" aria-live="polite">{ticked.length === 0 ? <span className="quiet">{w.lead}</span> : <>{w.ticked} <b>{city.procedures.filter(({ id }) => ticked.includes(id)).map((p) => p.title.ja).join('・')}</b></>}</p>
        <fieldset className="choices desk-procedures"><legend>{words.queue.columns.procedures}{wanted.trim() !== '' && ` ${w.found(found.length)}`}</legend>
          {found.map((p) => <label key={p.id} className="choice"><input type="checkbox" checked={ticked.includes(p.id)} onChange={() => turn(p.id)} />{p.title.ja}</label>)}
        </fieldset>
        {fault === 'procedure' && <p className="fault" id="desk-fault" role="alert">{w.none}</p>}
        <fieldset className="choices desk-languages"><legend>{w.language}</legend>
          {Language.options.map((l) => <label key={l} className="choice"><input type="radio" name="language" value={l} defaultChecked={l === 'ja'} />{words.languageFull[l]}</label>)}
        </fieldset>
        {from !== null ? <p className="desk-booked">{w.booked} <b>{clockText(Date.parse(from.bookedAt))}</b> <span className="quiet number">{from.reference}</span></p> : <label className="desk-booked"><span>{w.booked} <span className="quiet small" id="booked-more">{w.bookedMore}</span></span>
          <input name="booked" inputMode="numeric" autoComplete="off" size={6} maxLength={5} aria-invalid={fault === 'booked' || undefined} aria-describedby={fault === 'booked' ? 'booked-fault' : 'booked-more'} /></label>}
        {fault === 'booked' && <p className="fault" id="booked-fault" role="alert">{w.bookedFault}</p>}
        <CareChoice care={null} />
        </div>
        <div className="sheet-acts"><ActKey label={w.cancel} cap="Esc" onPress={close} /><ActKey look="act" submit busy={busy} label={w.give} /></div>
      </form>
    </Sheet>
  );
}

/** The number, large, to be written on a card. */
export function IssuedSheet({ ticket, close }: { ticket: Pick<DeskTicketIssued, 'zone' | 'label'>; close: () => void }) {
  return (
    <Sheet title={w.issued} close={close}>
      <p className="issued-number" role="status"><TicketMark zone={ticket.zone} label={ticket.label} /></p>
      <p>{w.tell}</p>
      <div className="sheet-acts"><ActKey look="act" label={w.close} cap="Esc" onPress={close} autoFocus /></div>
    </Sheet>
  );
}
