import type { BoardState } from '@engawa/reception/contract';
import { Kifuda, Ledge, TicketNumber } from '../../design/index.ts';
import { board } from '../../wording/board.ts';
import { SPOKEN_PLATES } from '../../wording/house.ts';
import { Say, useWording } from '../../wording/wording.tsx';

/** The bottom line: whom we missed goes before how the waits are to be read. */
export const BoardLedge = ({ state, calling }: { state: BoardState | undefined; calling: boolean }) => {
  const { say } = useWording();
  const missed = state?.missed ?? [];
  if (missed.length > 0) return (
    <Ledge className="board-ledge">
      <span className="board-missed"><Say of={board.missedNumbers} />{missed.slice(0, 5).map((one) => <TicketNumber key={one.label} zone={one.zone} label={one.label} spoken={say(SPOKEN_PLATES[one.zone], { label: one.label })} />)}</span>
      <span className="board-ledge-words"><Say of={board.missed} /><small lang="en"><Say of={board.missed} in="en" /></small></span>
    </Ledge>
  );
  if (calling) return <Ledge className="board-ledge"><span><Say of={board.missed} /></span><span lang="en"><Say of={board.missed} in="en" /></span></Ledge>;
  /* the line about clock times only where a clock time stands above it */
  const take = state?.waits.some((wait) => wait.range) ? board.takeNow : board.takeTicket;
  return (
    <Ledge className="board-ledge">
      <span className="board-ledge-words"><Say of={take} /><small lang="en"><Say of={take} in="en" /></small></span>
      {state && state.openCounters.length > 0 && <span className="board-open"><Say of={board.open} />{state.openCounters.slice(0, 6).map((counter) => <Kifuda key={counter} counter={counter} label={say(board.counterName, { n: counter })} />)}</span>}
    </Ledge>
  );
};
