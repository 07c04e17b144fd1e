import { CareReason, HEAD_START_MINUTES, type QueueEntry } from '@engawa/reception/contract';
import type { FormEvent } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { words } from '../../wording.ts';

const w = words.care;

/** 配慮: one reason of a short list, or none. The sheet says what it does to the order before it is done. */
export function CareSheet({ ticket, close, set }: { ticket: Pick<QueueEntry, 'zone' | 'label' | 'care'>; close: () => void; set: (care: CareReason | null) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    set(CareReason.safeParse(new FormData(event.currentTarget).get('care')).data ?? null);
  };
  return (
    <Sheet title={w.title(`${ticket.zone}${ticket.label}`)} close={close}>
      <form onSubmit={submit}>
        <p className="quiet">{w.lead(HEAD_START_MINUTES.care)}</p>
        <CareChoice care={ticket.care} focus />
        <div className="sheet-acts"><ActKey label={w.cancel} cap="Esc" onPress={close} /><ActKey look="act" submit cap="Enter" label={w.save} /></div>
      </form>
    </Sheet>
  );
}

/** The reasons as one group of radio buttons: arrows choose, Enter sends the form. */
export const CareChoice = ({ care, focus = false }: { care: CareReason | null; focus?: boolean }) => (
  <fieldset className="choices"><legend>{w.legend}</legend>
    {[null, ...CareReason.options].map((reason) => (
      <label key={reason ?? ''} className="choice"><input type="radio" name="care" value={reason ?? ''} defaultChecked={reason === care} data-autofocus={(focus && reason === care) || undefined} />{reason === null ? w.none : w.full[reason]}</label>
    ))}
  </fieldset>
);
