import type { QueueEntry } from '@engawa/reception/contract';
import { clockText } from '../../queue/domain/clock-text.ts';
import { useCounter, useWorld } from '../../session/ui/world.tsx';
import { words } from '../../wording.ts';

const w = words.person;

/** この方の道のり: stepping stones from the label to this counter. */
export function JourneyStones({ here }: { here: QueueEntry }) {
  const { city } = useWorld();
  const counter = useCounter();
  const issuedMs = Date.parse(here.issuedAt);
  const calledMs = here.calledAt === null ? null : Date.parse(here.calledAt);
  const place = city.counters.find((c) => c.id === counter)?.name.ja ?? counter;
  return (
    <div className="journey"><h3>{w.way}</h3>
      <ol>
        <li className="is-done"><b>{clockText(issuedMs)}</b>{w.wayIssued} {here.zone}{here.label}<br />{w.wayArrived(here.lateByMinutes)}</li>
        {calledMs !== null && <li className="is-done"><b>{clockText(calledMs)}</b>{w.wayCalled}<br />{w.wayWaited(Math.max(0, Math.floor((calledMs - issuedMs) / 60_000)))}</li>}
        <li className="is-now" aria-current="step"><b>{w.wayNow}</b>{place}<br />{here.status === 'called' ? w.called : w.serving}</li>
      </ol>
    </div>
  );
}
