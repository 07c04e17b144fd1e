import type { BoardCall, BoardState, CityProfile } from '@engawa/reception/contract';
import { Garden, Icon, KamonPlate, Kifuda, TicketNumber } from '../../design/index.ts';
import { board, ZONE_NAMES } from '../../wording/board.ts';
import { SPOKEN_PLATES } from '../../wording/house.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { isSoon, waitRows } from '../domain/board-scene.ts';
import { TwoTongues } from './two-tongues.tsx';

const CallRow = ({ call }: { call: BoardCall }) => {
  const { say } = useWording();
  return (
    <li className={`call-row${call.label.length > 3 ? ' call-row-long' : ''}`}>
      <TicketNumber zone={call.zone} label={call.label} spoken={say(SPOKEN_PLATES[call.zone], { label: call.label })} />
      <span className="call-row-to"><Icon name="arrow" /></span>
      <span className="call-row-counter"><Kifuda counter={call.counter} label={say(board.counterName, { n: call.counter })} /><span aria-hidden="true"><Say of={board.counterNumber} /></span></span>
    </li>
  );
};

const WaitRow = ({ wait, zones, nowMs }: { wait: BoardState['waits'][number]; zones: CityProfile['zones']; nowMs: number }) => {
  const { range } = useWording();
  const { zone, waiting, openCounters } = wait;
  const name = zones.find((known) => known.zone === zone)?.title ?? ZONE_NAMES[zone];
  const shut = openCounters === 0 && waiting === 0;
  const when = shut ? <Say of={board.notOpen} /> : isSoon(wait, nowMs) ? <Say of={board.soon} /> : wait.range ? range(wait.range.from, wait.range.until) : <Say of={board.takesTime} />;
  return (
    <li className={`wait-row${name.ja.length > 5 ? ' wait-row-long' : ''}`}>
      <KamonPlate zone={zone} />
      <div>
        <p className="wait-row-main"><b><Say of={name} /></b><span className={`wait-row-when${shut ? ' wait-row-shut' : ''}`}>{when}</span></p>
        <p className="wait-row-also"><span lang="en"><Say of={name} in="en" /></span><span>{waiting > 0 ? <Say of={board.waiting} params={{ n: waiting }} /> : shut ? <small lang="en"><Say of={board.notOpen} in="en" /></small> : <Say of={board.noneWaiting} />}</span></p>
      </div>
    </li>
  );
};

/** Calls of the last minutes on the left, on the right when one's turn would come; the garden while there is room. */
export const RestingBoard = ({ state, zones, nowMs, stale }: { state: BoardState; zones: CityProfile['zones']; /** city time */ nowMs: number; stale: boolean }) => {
  const rows = waitRows(state.waits);
  return (
    <div className="resting" aria-hidden={stale || undefined}>
      <section className="resting-calls">
        <p className="resting-head" aria-hidden="true"><span><TwoTongues of={board.ticket} /></span><span><TwoTongues of={board.counter} /></span></p>
        {state.calls.length > 0 ? <ul>{state.calls.map((call) => <CallRow key={call.callId} call={call} />)}</ul> : <p className="resting-empty"><TwoTongues of={board.empty} block /></p>}
      </section>
      <section className={`resting-waits resting-waits-${rows.length > 4 ? 'many' : 'few'}`}>
        {rows.length <= 4 && <Garden />}
        {state.lastPromises && <p className="resting-kept"><TwoTongues of={board.kept} params={{ n: Math.floor(100 * state.lastPromises.kept / state.lastPromises.told) }} block /></p>}
        <ul>{rows.map((wait) => <WaitRow key={wait.zone} wait={wait} zones={zones} nowMs={nowMs} />)}</ul>
      </section>
    </div>
  );
};
