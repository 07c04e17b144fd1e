import type { QueueEntry } from '@engawa/reception/contract';
import { useState, type FormEvent } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { words } from '../../wording.ts';
import { clockText, todayAt } from '../domain/clock-text.ts';

const w = words.leaveHall;
const STEP_MS = 5 * 60_000;
/** Usual errands; anything else is typed. */
const MINUTES = [10, 20, 30, 60] as const;

/** 離席: back at one of a few times, or at one that is typed; Enter does it. */
export function LeaveHallSheet({ ticket, hallMs, close, leave }: { ticket: Pick<QueueEntry, 'zone' | 'label'>; hallMs: number; close: () => void; leave: (until: string) => void }) {
  const [fault, setFault] = useState(false);
  // Fixed when the sheet opens: an answer must not change under the finger.
  const [times] = useState(() => MINUTES.map((minutes) => Math.ceil((hallMs + minutes * 60_000) / STEP_MS) * STEP_MS));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const typed = String(data.get('typed') ?? '').trim();
    const until = typed === '' ? String(data.get('until')) : todayAt(typed, hallMs);
    const wrong = until === null || Date.parse(until) <= hallMs;
    setFault(wrong);
    if (wrong) event.currentTarget.querySelector<HTMLElement>('[name="typed"]')?.focus(); else leave(until);
  };
  return (
    <Sheet title={w.title(`${ticket.zone}${ticket.label}`)} close={close}>
      <form onSubmit={submit}>
        <p className="quiet">{w.lead}</p>
        <fieldset className="choices"><legend>{w.legend}</legend>
          {times.map((ms, n) => <label key={ms} className="choice"><input type="radio" name="until" value={new Date(ms).toISOString()} defaultChecked={n === 1} data-autofocus={n === 1 || undefined} />{w.at(clockText(ms), MINUTES[n] ?? 0)}</label>)}
        </fieldset>
        <label className="desk-booked"><span>{w.other}</span>
          <input name="typed" inputMode="numeric" autoComplete="off" size={6} maxLength={5} aria-invalid={fault || undefined} aria-describedby={fault ? 'leave-fault' : undefined} /></label>
        {fault && <p className="fault" id="leave-fault" role="alert">{w.fault}</p>}
        <div className="sheet-acts"><ActKey label={w.cancel} cap="Esc" onPress={close} /><ActKey look="act" submit cap="Enter" label={w.save} /></div>
      </form>
    </Sheet>
  );
}
