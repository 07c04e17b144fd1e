import './next-panel.css';
import { Kifuda } from '@engawa/kiosk/design';
import type { ConsoleState, QueueEntry, TicketId } from '@engawa/reception/contract';
import { ActKey } from '../../design/act-key.tsx';
import { useCounter, useWorld } from '../../session/ui/world.tsx';
import { whyNotSentence, words } from '../../wording.ts';
import { whyNot, type Act, type Situation } from '../domain/acts.ts';
import { boardAcks, type BoardAck } from '../domain/board-acks.ts';
import { clockText } from '../domain/clock-text.ts';
import { capOf } from '../domain/key-map.ts';
import { TicketMark } from './ticket-mark.tsx';

const w = words.next;
const sentence = (act: Act, situation: Situation): string | null => { const why = whyNot(act, situation); return why === null ? null : whyNotSentence(why); };

/** Who comes next, how the last call arrived, who did not come, and who sits where. */
export function NextPanel({ situation, state, busy, inQueue, press, call, rejoin }: { situation: Situation; state: ConsoleState; busy: boolean; /** V belongs to the lane while the conversation is open */ inQueue: boolean; press: (act: Act) => void; call: (id: TicketId) => void; rejoin: (id: TicketId) => void }) {
  const { city } = useWorld();
  const counter = useCounter();
  const { hall } = situation;
  const mine = state.counters.find((c) => c.counter.id === counter);
  const name = city.counters.find((c) => c.id === counter)?.name.ja ?? counter;
  return (
    <section className="next" aria-labelledby="next-title">
      <header className="strip"><h2 id="next-title">{w.title}</h2></header>
      <div className="next-body">
        <CallNext next={hall.next} why={sentence('call-next', situation)} busy={busy} press={() => press('call-next')} />
        <div className="next-keys">
          <ActKey cap={capOf('recall')} label={w.recall} why={sentence('recall', situation)} onPress={() => press('recall')} />
          <ActKey cap={capOf('no-show')} label={w.noShow} why={sentence('no-show', situation)} onPress={() => press('no-show')} />
          <ActKey cap={capOf('desk-ticket')} label={words.queue.desk} onPress={() => press('desk-ticket')} />
          <ActKey {...(inQueue ? { cap: capOf('appointments') } : {})} label={words.appointments.key} onPress={() => press('appointments')} />
          <ActKey cap={capOf('heard')} label={words.heard.title} onPress={() => press('heard')} />
        </div>
        <Confirmation acks={boardAcks(state.boards)} here={hall.here} />
        {hall.held.length > 0 && <Held held={hall.held} busy={hall.here !== null} call={call} />}
        <Missed missed={hall.missed} back={hall.back} busy={hall.here !== null} call={call} rejoin={rejoin} />
        <Counters state={state} />
        {mine !== undefined && <div className="block"><h3>{w.today(name)}</h3><dl className="pairs"><div><dt>{w.done}</dt><dd className="number">{words.queue.groups(mine.doneToday)}</dd></div></dl></div>}
      </div>
    </section>
  );
}

function CallNext({ next, why, busy, press }: { next: QueueEntry | null; why: string | null; busy: boolean; press: () => void }) {
  return (
    <button type="button" className={`call-next${why === null ? '' : ' call-next-held'}`} aria-disabled={why !== null || undefined} aria-busy={busy || undefined} aria-keyshortcuts="N" aria-describedby={why === null ? undefined : 'call-next-why'} onClick={press}>
      {next !== null && <TicketMark zone={next.zone} label={next.label} />}
      <span className="call-next-words"><kbd aria-hidden="true">{capOf('call-next')}</kbd> {next === null ? w.nobody : w.call}</span>
      {why !== null && next !== null && <span className="call-next-why" id="call-next-why">{why}</span>}
    </button>
  );
}

/** Each board says for itself when it showed the call; a board that is cut off needs a voice in the hall. */
function Confirmation({ acks, here }: { acks: readonly BoardAck[]; here: QueueEntry | null }) {
  return (
    <div className="block"><h3>{w.confirm} {here !== null && <span className="quiet">{here.zone}{here.label}</span>}</h3>
      {acks.length === 0 ? <p className="bad">{w.noBoards}</p> : (
        <ul className="pairs">{acks.map((ack) => (
          <li key={ack.name}><span>{w.board(ack.name)}</span>
            {ack.seen === 'cut-off' ? <span className="bad">{w.cutOff}</span>
              : here === null ? <span className="quiet">{w.ready}</span>
                : ack.seen === 'waiting' ? <span className="quiet">{w.waitingAck}</span>
                  : <span className="well">{w.shown((ack.afterMs / 1_000).toFixed(1))}<span className="visually-hidden">{w.shownSpoken}</span></span>}
          </li>
        ))}</ul>
      )}
    </div>
  );
}

function Held({ held, busy, call }: { held: readonly QueueEntry[]; busy: boolean; call: (id: TicketId) => void }) {
  return (
    <div className="block"><h3>{w.held} {words.queue.groups(held.length)}</h3>
      <ul className="pairs">{held.map((t, n) => (
        <li key={t.ticketId}><TicketMark zone={t.zone} label={t.label} /><span className="quiet missed-when">{t.held === null ? '' : w.heldBy(t.held.staffName)}</span>
          <ActKey {...(n === 0 ? { cap: capOf('call-held') } : {})} label={w.callAgain} spoken={`${words.zone[t.zone]} ${t.label} ${w.callAgain}`} why={busy ? whyNotSentence('somebody-here') : null} onPress={() => call(t.ticketId)} /></li>
      ))}</ul>
    </div>
  );
}

function Missed({ missed, back, busy, call, rejoin }: { missed: readonly QueueEntry[]; back: QueueEntry | null; busy: boolean; call: (id: TicketId) => void; rejoin: (id: TicketId) => void }) {
  return (
    <div className="block"><h3>{w.missed} {words.queue.groups(missed.length)}</h3>
      <ul className="pairs">{missed.map((t) => (
        <li key={t.ticketId}><TicketMark zone={t.zone} label={t.label} /><span className="quiet missed-when">{t.calledAt === null ? '' : w.missedCalls(t.calls, clockText(Date.parse(t.calledAt)))}</span>
          <ActKey label={w.callAgain} spoken={`${words.zone[t.zone]} ${t.label} ${w.callAgain}`} why={busy ? whyNotSentence('somebody-here') : null} onPress={() => call(t.ticketId)} />
          {t.rejoinUntil !== null && <span className="missed-back"><ActKey {...(t === back ? { cap: capOf('rejoin') } : {})} label={w.rejoin(clockText(Date.parse(t.rejoinUntil)))} spoken={`${words.zone[t.zone]} ${t.label} ${w.rejoin(clockText(Date.parse(t.rejoinUntil)))}`} onPress={() => rejoin(t.ticketId)} /></span>}</li>
      ))}</ul>
    </div>
  );
}

function Counters({ state }: { state: ConsoleState }) {
  return (
    <div className="block"><h3>{w.counters}</h3>
      <ul className="counters">{state.counters.map(({ counter, staffName, serving }) => {
        const ticket = state.queue.find((t) => t.ticketId === serving);
        return (
          <li key={counter.id} className={staffName === null ? 'is-closed' : ''}><Kifuda counter={counter.id} /><span className="visually-hidden">{counter.name.ja}</span>
            {staffName === null ? <span className="quiet">{w.closed}</span> : ticket === undefined ? <span>{w.free}</span> : <TicketMark zone={ticket.zone} label={ticket.label} />}
          </li>
        );
      })}</ul>
    </div>
  );
}
