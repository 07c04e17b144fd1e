import { ActButton, Banner, ClockRange, Garden, Icon, Kifuda, QrCode, Sheet, TicketNumber, WindowBar } from '../../design/index.ts';
import { SPOKEN_PLATES } from '../../wording/house.ts';
import { intake as words, NO_NUMBER } from '../../wording/intake.ts';
import { isJapanese } from '../../wording/wording.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { proceduresOf } from '../domain/prefill-forms.ts';
import type { Scene, ShownTicket } from '../domain/visit.ts';
import { secondsUntil, useKiosk, useOnline, useTicking } from './kiosk-context.tsx';
import { Page } from './page.tsx';
import { PaperLine } from './paper-line.tsx';

export const SubmittingScreen = ({ scene }: { scene: Extract<Scene, { at: 'submitting' }> }) => {
  const now = useTicking(250);
  const seconds = scene.wait ? secondsUntil(scene.wait.untilMs, now) : 0;
  return (
    <Page id="submitting" {...(Object.keys(scene.visit.values).length > 0 ? { step: 3 as const } : {})} typed={scene.visit.by !== 'card'} title={<Say of={scene.wait?.why === 'starting' ? words.startingTitle : words.sealingTitle} />}
      lead={seconds > 0 ? <Say of={words.paceLine} params={{ n: seconds }} /> : <Say of={words.sealingLine} />}>
      {seconds > 0 && <p className="big-count number" aria-hidden="true">{seconds}<small><Say of={words.seconds} /></small></p>}
    </Page>
  );
};

/** Room to walk away before the call: five minutes are kept for the way back. */
const WAY_BACK_MS = 5 * 60_000;

const When = ({ ticket }: { ticket: ShownTicket }) => {
  const { clock } = useWording();
  const standing = ticket.standing;
  if (standing === null) return <p className="quiet"><Icon name="away" /> <Say of={words.offlineTicket} /></p>;
  if (standing.fromMs === null || standing.untilMs === null) return <p className="quiet"><Say of={words.rangeUnknown} /></p>;
  const { fromMs, untilMs } = standing;
  const whole = Math.max(1, untilMs + (untilMs - fromMs) * 0.5 - ticket.issuedAtMs);
  const at = (ms: number): number => Math.min(1, Math.max(0, (ms - ticket.issuedAtMs) / whole));
  const awayMs = fromMs - WAY_BACK_MS;
  const away = awayMs - ticket.issuedAtMs > 3 * 60_000;
  return (
    <>
      <p className="quiet"><Say of={words.rangeTitle} /></p>
      <ClockRange from={clock(fromMs)} until={clock(untilMs)} words={{ from: <Say of={words.rangeFrom} />, until: <Say of={words.rangeUntil} /> }} />
      <WindowBar awayUntil={away ? at(awayMs) : 0} from={at(fromMs)} until={at(untilMs)} words={{ away: away ? <Say of={words.away} params={{ time: clock(awayMs) }} /> : null, window: <Say of={words.window} /> }} />
    </>
  );
};

/** 番号札: the number first, then when, then where, then on the phone. */
export const TicketScreen = ({ scene }: { scene: Extract<Scene, { at: 'ticket' }> }) => {
  const { city, send } = useKiosk();
  const online = useOnline();
  const { say, lang } = useWording();
  const now = useTicking();
  const { ticket } = scene;
  const titles = proceduresOf(city, ticket.procedures).map(({ title }) => say(title));
  const counters = city.counters.filter(({ zones }) => zones.includes(ticket.zone));
  const cutOff = ticket.standing === null && !online.connected;
  // A page never scrolls: what to do without a paper takes the room of what the phone page says as well.
  const withoutPaper = ticket.paper?.state === 'trouble';
  return (
    <Page id="ticket" {...(ticket.form ? { step: 3 as const } : {})} typed={ticket.typed} title={<Say of={words.ticketTitle} />} className={`ticket-page${titles.length > 3 ? ' ticket-many' : ''}`}
      foot={<ActButton wide onPress={() => send({ do: 'leave' })} detail={<Say of={words.closesIn} params={{ n: secondsUntil(scene.closesAtMs, now) }} />}><Say of={words.finish} /></ActButton>}>
      <Sheet raised className="ticket-sheet">
        <p className="ticket-top"><b>{titles.join(isJapanese(lang) ? '・' : lang === 'zh' ? '、' : ', ')}</b>{ticket.standing && <span className="quiet"><Say of={words.ahead} /> <b className="number">{ticket.standing.ahead}</b> <Say of={words.aheadUnit} /></span>}</p>
        <p className={`ticket-plate${ticket.label.length > 3 ? ' ticket-plate-long' : ''}`}><TicketNumber zone={ticket.zone} label={ticket.label} spoken={say(SPOKEN_PLATES[ticket.zone], { label: ticket.label })} /></p>
        <div className="ticket-when" aria-live="polite">{ticket.standing === null && !cutOff ? <p className="quiet">…</p> : <When ticket={ticket} />}</div>
        <PaperLine paper={ticket.paper} />
      </Sheet>
      <div className="ticket-two">
        <Sheet ground="mat" className="ticket-card"><span className="ticket-tags">{counters.map(({ id }) => <Kifuda key={id} counter={id} />)}</span><div><h2><Say of={words.nearCounter} params={{ counters: counters.map(({ id }) => id).join(isJapanese(lang) ? '・' : lang === 'zh' ? '、' : ', ') }} /></h2><p className="quiet"><Say of={words.nearCounterLine} /></p></div></Sheet>
        <Sheet ground="mat" className="ticket-card"><span className="ticket-qr"><QrCode text={`${city.links.reception}/phone/ticket/${ticket.secret}`} label={say(words.qrLabel)} /></span><div><h2><Say of={words.onPhone} /></h2><p className="quiet"><Say of={words.onPhoneLine} /></p></div></Sheet>
      </div>
      <ul className="ticket-notes">
        {cutOff && <li><Icon name="phone" /><span><Say of={words.photo} /></span></li>}
        {!withoutPaper && <li><Icon name="clock" /><span><Say of={words.holdLine} /></span></li>}
        {(!withoutPaper || ticket.form) && <li><Icon name="check" /><span><Say of={ticket.form ? words.formReady : words.noForm} /></span></li>}
      </ul>
    </Page>
  );
};

export const ThanksScreen = () => {
  const { intake } = useKiosk();
  const cardLies = intake.tray.link === 'open' && intake.tray.card.state !== 'absent';
  return (
    <div className="kiosk-home"><div className="home-garden"><Garden /></div><Page id={cardLies ? 'thanks-card' : 'thanks'} title={<Say of={words.thanksTitle} />} lead={<Say of={words.thanksLine} />} className="thanks-page">
      {cardLies && <Banner tone="note" icon="card" live="assertive" title={<Say of={words.thanksCard} />} />}
    </Page></div>
  );
};

export const StaffNeededScreen = ({ scene }: { scene: Extract<Scene, { at: 'staff-needed' }> }) => {
  const { send } = useKiosk();
  return (
    <Page id="staff-needed" title={<Say of={words.staffNeededTitle} />} foot={<ActButton wide onPress={() => send({ do: 'leave' })}><Say of={words.finish} /></ActButton>}>
      <Banner tone="note" icon="staff" live="assertive" title={<Say of={NO_NUMBER[scene.why]} />} />
    </Page>
  );
};
