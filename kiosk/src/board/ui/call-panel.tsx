import type { BoardCall } from '@engawa/reception/contract';
import { Icon, Kifuda, TicketNumber } from '../../design/index.ts';
import { board } from '../../wording/board.ts';
import { SPOKEN_PLATES } from '../../wording/house.ts';
import { useWording } from '../../wording/wording.tsx';
import { TwoTongues } from './two-tongues.tsx';

/** The call, as large as the hall needs. A new callId swaps to inverse and back twice (1 s each), then stays. */
export const CallPanel = ({ call }: { call: BoardCall }) => {
  const { say } = useWording();
  return (
    <section className="call-panel" key={call.callId}>
      <p className="call-panel-head"><TwoTongues of={call.repeat > 0 ? board.callingAgain : board.calling} /></p>
      <div className={`call-panel-row${call.label.length > 3 ? ' call-panel-long' : ''}`}>
        <TicketNumber zone={call.zone} label={call.label} spoken={say(SPOKEN_PLATES[call.zone], { label: call.label })} />
        <Icon name="arrow" /><Kifuda counter={call.counter} />
      </div>
      <p className="call-panel-go"><TwoTongues of={board.comeTo} params={{ n: call.counter }} block /></p>
    </section>
  );
};

/** Those called before, small, beside the panel. */
export const CalledBefore = ({ calls, stale }: { calls: readonly BoardCall[]; stale: boolean }) => {
  const { say } = useWording();
  if (calls.length === 0) return null;
  return (
    <section className="called-before" aria-hidden={stale || undefined}>
      <h2><TwoTongues of={board.before} block /></h2>
      <ul>{calls.map((call) => (
        <li key={call.callId}><TicketNumber zone={call.zone} label={call.label} spoken={say(SPOKEN_PLATES[call.zone], { label: call.label })} /><Icon name="arrow" /><Kifuda counter={call.counter} label={say(board.counterName, { n: call.counter })} /></li>
      ))}</ul>
    </section>
  );
};
