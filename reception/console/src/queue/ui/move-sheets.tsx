import { Keeper, Zone, type QueueEntry } from '@engawa/reception/contract';
import type { FormEvent, ReactNode } from 'react';
import { ActKey } from '../../design/act-key.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { useWorld } from '../../session/ui/world.tsx';
import { words } from '../../wording.ts';

const w = words.move;
type Moved = Pick<QueueEntry, 'zone' | 'label' | 'line' | 'status'>;

interface ChoiceSheetProps { readonly title: string; readonly lead: string; readonly legend: string; readonly save: string; readonly options: readonly { readonly value: string; readonly label: string }[]; readonly close: () => void; readonly choose: (value: string) => void }

/** One group of radio buttons: arrows choose, Enter does it. */
function ChoiceSheet({ title, lead, legend, save, options, close, choose }: ChoiceSheetProps): ReactNode {
  const submit = (event: FormEvent<HTMLFormElement>): void => { event.preventDefault(); choose(String(new FormData(event.currentTarget).get('choice'))); };
  return (
    <Sheet title={title} close={close}>
      <form onSubmit={submit}>
        <p className="quiet">{lead}</p>
        <fieldset className="choices"><legend>{legend}</legend>
          {options.map(({ value, label }, n) => <label key={value} className="choice"><input type="radio" name="choice" value={value} defaultChecked={n === 0} data-autofocus={n === 0 || undefined} />{label}</label>)}
        </fieldset>
        <div className="sheet-acts"><ActKey label={w.cancel} cap="Esc" onPress={close} /><ActKey look="act" submit cap="Enter" label={save} /></div>
      </form>
    </Sheet>
  );
}

/** 保留: for this counter, or for this clerk wherever they sit next. */
export const HoldSheet = ({ ticket, close, hold }: { ticket: Moved; close: () => void; hold: (keeper: Keeper) => void }): ReactNode => (
  <ChoiceSheet title={w.holdTitle(`${ticket.zone}${ticket.label}`)} lead={w.holdLead} legend={w.holdLegend} save={w.hold} close={close}
    options={Keeper.options.map((keeper) => ({ value: keeper, label: w.keeper[keeper] }))} choose={(value) => hold(Keeper.parse(value))} />
);

/** To the line of another zone at the same place; whoever is at the counter can also go back into their own line. */
export function TransferSheet({ ticket, close, transfer }: { ticket: Moved; close: () => void; transfer: (to: Zone) => void }): ReactNode {
  const { city } = useWorld();
  const zones = city.zones.filter(({ zone }) => city.counters.some((c) => c.zones.includes(zone)) && (ticket.status !== 'waiting' || zone !== ticket.line));
  const options = zones.map(({ zone, title }) => ({ value: zone, label: zone === ticket.line ? w.ownLine(zone, title.ja) : w.line(zone, title.ja) }));
  return <ChoiceSheet title={w.transferTitle(`${ticket.zone}${ticket.label}`)} lead={w.transferLead} legend={w.transferLegend} save={w.transfer} close={close} options={options} choose={(value) => transfer(Zone.parse(value))} />;
}
