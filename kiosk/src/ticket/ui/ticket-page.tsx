import type { TicketView } from '@engawa/reception/contract';
import { type ReactNode, useEffect, useRef } from 'react';
import { Banner, KeyButton, Kifuda, Sheet, TicketNumber } from '../../design/index.ts';
import { SPOKEN_PLATES } from '../../wording/house.ts';
import { phone } from '../../wording/phone.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { type NoticeActs, Notices } from './notices.tsx';
import { OwnActs, type TicketActs } from './own-acts.tsx';
import { StonesAhead } from './stones-ahead.tsx';

type TicketPageProps = { view: TicketView | null; unknown: boolean; frozenSince: number | null; alerts: boolean; onAlerts: () => void; procedureTitles: (ids: readonly string[]) => string; acts: TicketActs; notices: NoticeActs };

/** The visitor's own ticket: how many are ahead, when, and where to go. */
export function TicketPage({ view, unknown, frozenSince, alerts, onAlerts, procedureTitles, acts, notices }: TicketPageProps): ReactNode {
  const { say, clock } = useWording();
  if (!view) {
    return (
      <>
        <h1 tabIndex={-1}><Say of={unknown ? phone.ticketGone : phone.ticketTitle} /></h1>
        <p><Say of={unknown ? phone.ticketGoneBody : phone.loading} /></p>
      </>
    );
  }
  const called = view.status === 'called';
  return (
    <>
      <h1 className="phone-quiet" tabIndex={-1}><Say of={called ? phone.ticketCalled : phone.ticketTitle} /></h1>
      <Sheet className={called ? 'phone-ticket phone-ticket-called' : 'phone-ticket'}>
        <TicketNumber zone={view.zone} label={view.label} spoken={say(SPOKEN_PLATES[view.zone], { label: view.label })} />
        <p className="phone-sub">{procedureTitles(view.procedures)}</p>
        <div role="status" aria-live="assertive"><Standing view={view} /></div>
      </Sheet>
      {frozenSince !== null && <Banner tone="alarm"><Say of={phone.ticketFrozen} params={{ time: clock(frozenSince) }} /></Banner>}
      {view.status === 'waiting' && view.rangeReason && <Reason reason={view.rangeReason} />}
      {(view.status === 'waiting' || called) && <KeyButton icon={alerts ? 'sound' : 'mute'} pressed={alerts} onPress={onAlerts}><Say of={alerts ? phone.ticketSoundOn : phone.ticketSound} /></KeyButton>}
      {frozenSince === null && <OwnActs view={view} acts={acts} />}
      <Notices acts={notices} />
    </>
  );
}

function Standing({ view }: { view: TicketView }): ReactNode {
  const { clock } = useWording();
  switch (view.status) {
    case 'waiting': return <Waiting view={view} />;
    case 'called': return <p className="phone-goto"><Kifuda counter={view.counter ?? ''} /> <b><Say of={phone.ticketGoTo} params={{ n: view.counter ?? '' }} /></b></p>;
    case 'serving': return <p><Say of={phone.ticketServing} params={{ n: view.counter ?? '' }} /></p>;
    case 'away': return <><p><b><Say of={phone.ticketAway} params={{ time: clock(view.awayUntil ?? view.issuedAt) }} /></b></p><p className="phone-sub"><Say of={phone.ticketAwayNote} /></p></>;
    case 'held': return <p><Say of={phone.ticketHeld} params={{ n: view.counter ?? '' }} /></p>;
    case 'missed': return <><p><b><Say of={phone.ticketMissed} /></b></p><p className="phone-sub">{view.rejoinUntil === null ? <Say of={phone.ticketMissedNext} /> : <Say of={phone.ticketRejoinUntil} params={{ time: clock(view.rejoinUntil) }} />}</p></>;
    case 'done': case 'cancelled': return <p><Say of={phone.ticketDone} /></p>;
    default: return view.status satisfies never;
  }
}

function Waiting({ view }: { view: TicketView }): ReactNode {
  const { clock } = useWording();
  return (
    <>
      {view.steps > 0 && <p><b><Say of={phone.ticketNextStep} /></b></p>}
      <StonesAhead ahead={view.ahead} />
      {/* Who is first before a closed counter is not called next. */}
      {(view.ahead > 0 || view.openCounters > 0) && <p className="phone-ahead">{view.ahead === 0 ? <Say of={phone.ticketNext} /> : <Say of={phone.ticketAhead} params={{ n: view.ahead }} />}</p>}
      <div className="phone-range">
        <p className="phone-sub"><Say of={phone.ticketWhen} /></p>
        {view.range ? <p className="phone-clock">{clock(view.range.from)}<small><Say of={phone.ticketFrom} /></small> {clock(view.range.until)}<small><Say of={phone.ticketAround} /></small></p> : <p><Say of={view.openCounters === 0 ? phone.ticketNoCounter : phone.ticketUnknown} /></p>}
      </div>
    </>
  );
}

const Reason = ({ reason }: { reason: NonNullable<TicketView['rangeReason']> }): ReactNode => (
  <Banner tone="note"><b><Say of={reason === 'later' ? phone.ticketLater : reason === 'sooner' ? phone.ticketSooner : phone.ticketNoCounter} /></b>{reason === 'later' && <><br /><Say of={phone.ticketLaterWhy} /></>}</Banner>
);

/** Sound and vibration once per call, however often the page reconnects. */
export function useCallAlert(view: TicketView | null, alerts: boolean, ring: () => void): void {
  const rung = useRef(new Set<string>());
  useEffect(() => {
    if (!alerts || view?.status !== 'called') return;
    const call = `${view.label}/${view.calls}/${view.calledAt}`;
    if (rung.current.has(call)) return;
    rung.current.add(call);
    ring();
  }, [view, alerts, ring]);
}
