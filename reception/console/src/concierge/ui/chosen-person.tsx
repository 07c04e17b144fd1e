import type { ConsoleState, QueueEntry } from '@engawa/reception/contract';
import { Kifuda } from '@engawa/kiosk/design';
import { ActKey } from '../../design/act-key.tsx';
import { whyNot, type Act, type Situation } from '../../queue/domain/acts.ts';
import { clockText, rangeText } from '../../queue/domain/clock-text.ts';
import { waitedMinutes } from '../../queue/domain/hall-view.ts';
import { capOf } from '../../queue/domain/key-map.ts';
import { TicketMark } from '../../queue/ui/ticket-mark.tsx';
import { useWorld } from '../../session/ui/world.tsx';
import { whyNotSentence, whyWaitingSentence, words } from '../../wording.ts';
import { whyWaiting } from '../domain/find-people.ts';

const w = words.concierge;
const ACTS: readonly Act[] = ['rejoin', 'leave', 'care', 'transfer', 'cancel'];

/** The person that the arrows stand on: how long and why they wait, and what can be done; below, the counters of the hall. */
export function ChosenPerson({ situation, state, busy, press }: { situation: Situation; state: ConsoleState; busy: boolean; press: (act: Act) => void }) {
  const { chosen } = situation.hall;
  const why = (act: Act): string | null => { const reason = whyNot(act, situation); return reason === null ? null : whyNotSentence(reason); };
  return (
    <section className="next chosen" aria-labelledby="chosen-title">
      <header className="strip"><h2 id="chosen-title" tabIndex={-1}>{w.title}</h2></header>
      <div className="next-body">
        <div className="chosen-new"><ActKey look="act" cap={capOf('desk-ticket')} label={w.register} why={why('desk-ticket')} onPress={() => press('desk-ticket')} /></div>
        {chosen === null ? <p className="chosen-none quiet">{w.nobodyChosen}</p> : <Told ticket={chosen} situation={situation} state={state} />}
        <div className="chosen-acts">
          {ACTS.map((act) => <ActKey key={act} cap={capOf(act)} label={w.act[act as keyof typeof w.act]} why={why(act)} busy={busy} onPress={() => press(act)} />)}
        </div>
        <Counters state={state} />
      </div>
    </section>
  );
}

function Told({ ticket, situation, state }: { ticket: QueueEntry; situation: Situation; state: ConsoleState }) {
  const { city } = useWorld();
  const { hallMs, hall } = situation;
  const titles = ticket.procedures.map((id) => city.procedures.find((p) => p.id === id)?.title.ja ?? id);
  const openLines = new Set(state.counters.filter((c) => c.staffName !== null).flatMap((c) => c.counter.zones));
  const range = rangeText(ticket.range);
  return (
    <div className="chosen-told">
      <p className="chosen-number"><TicketMark zone={ticket.zone} label={ticket.label} /></p>
      <p className="chosen-titles">{titles.join('・')}</p>
      <p role="status" className="chosen-why">{whyWaitingSentence(whyWaiting(ticket, hall.everybody, { openLines, hallMs }))}</p>
      <dl className="pairs">
        <div><dt>{w.came}</dt><dd>{clockText(Date.parse(ticket.issuedAt))}（{w.waited(waitedMinutes(ticket, hallMs))}）</dd></div>
        <div><dt>{words.queue.columns.range}</dt><dd>{range ?? words.queue.noRange}</dd></div>
        {ticket.line !== ticket.zone && <div><dt>{w.line}</dt><dd>{words.queue.inLine(ticket.line)}</dd></div>}
        {ticket.bookedAt !== null && <div><dt>{words.deskTicket.booked}</dt><dd>{clockText(Date.parse(ticket.bookedAt))}</dd></div>}
        {ticket.care !== null && <div><dt>{words.queue.columns.care}</dt><dd>{words.care.full[ticket.care]}</dd></div>}
        <div><dt>{words.deskTicket.language}</dt><dd>{words.languageFull[ticket.language]}</dd></div>
      </dl>
    </div>
  );
}

function Counters({ state }: { state: ConsoleState }) {
  return (
    <div className="block"><h3>{words.next.counters}</h3>
      <ul className="counters">{state.counters.map(({ counter, staffName, serving }) => {
        const ticket = state.queue.find((t) => t.ticketId === serving);
        return (
          <li key={counter.id} className={staffName === null ? 'is-closed' : ''}><Kifuda counter={counter.id} /><span className="visually-hidden">{counter.name.ja}</span>
            {staffName === null ? <span className="quiet">{words.next.closed}</span> : ticket === undefined ? <span>{words.next.free}</span> : <TicketMark zone={ticket.zone} label={ticket.label} />}
          </li>
        );
      })}</ul>
    </div>
  );
}
