import type { TicketView, VisitorAct } from '@engawa/reception/contract';
import { type ReactNode, useState } from 'react';
import { ActButton, Banner, KeyButton } from '../../design/index.ts';
import { phone } from '../../wording/phone.ts';
import { type AnyProblemCode, problemWording } from '../../wording/problems.ts';
import { Say, useWording } from '../../wording/wording.tsx';

/** What visitors may do with their own ticket, and how the last try ended. */
export type TicketActs = { act: (act: VisitorAct, until?: string) => void; busy: boolean; trouble: AnyProblemCode | null };

/** Back after a missed call, away for a while and back again: one act for each standing, and none where there is nothing to do. */
export function OwnActs({ view, acts }: { view: TicketView; acts: TicketActs }): ReactNode {
  return (
    <>
      <div role="alert">{acts.trouble !== null && <Banner tone="note"><Say of={problemWording(acts.trouble)} /></Banner>}</div>
      {view.status === 'missed' && view.rejoinUntil !== null && <ActButton wide onPress={() => { if (!acts.busy) acts.act('rejoin'); }}><Say of={phone.ticketRejoin} /></ActButton>}
      {view.status === 'away' && <ActButton wide onPress={() => { if (!acts.busy) acts.act('back'); }}><Say of={phone.ticketBack} /></ActButton>}
      {view.status === 'waiting' && <Leave times={view.leaveTimes} acts={acts} />}
    </>
  );
}

function Leave({ times, acts }: { times: readonly string[]; acts: TicketActs }): ReactNode {
  const { clock } = useWording();
  const [wanted, setWanted] = useState<string | null>(null);
  // The forecast moves: a time that is no longer allowed gives way to the latest that is.
  const until = times.find((time) => time === wanted) ?? times[0];
  if (until === undefined) return null;
  return (
    <section className="phone-leave">
      <h2><Say of={phone.ticketLeaveTitle} params={{ time: clock(times[0] ?? until) }} /></h2>
      <p className="phone-sub"><Say of={phone.ticketLeaveLead} /></p>
      <div className="phone-leave-act">
      <label className="phone-leave-time"><Say of={phone.ticketLeaveTime} />
        <select value={until} onChange={(event) => setWanted(event.target.value)}>{times.map((time) => <option key={time} value={time}>{clock(time)}</option>)}</select></label>
      <KeyButton onPress={() => { if (!acts.busy) acts.act('leave', until); }}><Say of={phone.ticketLeave} params={{ time: clock(until) }} /></KeyButton>
      </div>
    </section>
  );
}
