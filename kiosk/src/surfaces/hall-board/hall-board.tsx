import './hall-board.css';
import type { BoardCall, CityProfile } from '@engawa/reception/contract';
import { useEffect, useMemo, useState } from 'react';
import type { CallMemory, CallVoice } from '../../board/application/ports.ts';
import { type BoardRun, runBoard } from '../../board/application/run-board.ts';
import { quietUntil, type SoundSettings, soundStanding } from '../../board/domain/board-sound.ts';
import { BoardLedge } from '../../board/ui/board-ledge.tsx';
import { CallPanel, CalledBefore } from '../../board/ui/call-panel.tsx';
import { RestingBoard } from '../../board/ui/resting-board.tsx';
import { SoundSign } from '../../board/ui/sound-sign.tsx';
import { TwoTongues } from '../../board/ui/two-tongues.tsx';
import { Beam, Icon } from '../../design/index.ts';
import type { Pulse, StreamWire } from '../../sync/streams/application/ports.ts';
import { useStream } from '../../sync/streams/ui/use-stream.ts';
import { board } from '../../wording/board.ts';
import { Say, useWording } from '../../wording/wording.tsx';

export interface HallBoardWorld {
  streams: { wire: StreamWire; pulse: Pulse };
  voice: CallVoice;
  sound: SoundSettings;
  memory: CallMemory;
  /** how the staff's list names this board */
  name: string;
  /** told when the board may be replaced by a newer version of itself */
  onIdle?: (idle: boolean) => void;
}

/** A tick a second while anything on the board depends on time. */
const useNow = (pulse: Pulse): number => {
  const [now, setNow] = useState(() => pulse.now());
  useEffect(() => pulse.every(1_000, () => setNow(pulse.now())), [pulse]);
  return now;
};

/** 1920 × 1080, read at eight metres: who is called where, and when one's own turn would come. */
export const HallBoard = ({ world, city }: { world: HallBoardWorld; /** null until it has answered */ city: CityProfile | null }) => {
  const { streams, voice, sound, memory, name, onIdle } = world;
  const view = useStream(streams, 'board', name);
  const now = useNow(streams.pulse);
  const { clock } = useWording();
  const run = useMemo<BoardRun>(() => runBoard({ voice, sound, memory, shown: streams.wire.shown }), [voice, sound, memory, streams]);
  const [panel, setPanel] = useState<BoardCall | null>(null);
  const [allowed, setAllowed] = useState(() => voice.allowed());
  const offsetMs = view.status === 'live' || view.status === 'frozen' ? view.offsetMs : null;

  useEffect(() => {
    setAllowed(voice.allowed());
    const standing = view.status === 'live' ? run.step(view.body, streams.pulse.now() + view.offsetMs) : null;
    setPanel((before) => (before?.callId === standing?.callId ? before : standing));
    onIdle?.(run.isIdle());
  }, [view, now, run, voice, streams, onIdle]);

  const cityMs = now + (offsetMs ?? 0);
  const state = view.status === 'live' || view.status === 'frozen' ? view.body : undefined;
  const frozen = view.status === 'frozen';
  return (
    <div className={`hall-board${frozen ? ' hall-board-frozen' : ''}`}>
      <Beam title={city ? <Say of={city.hall} /> : <Say of={board.hall} />}>
        <SoundSign standing={soundStanding(sound, cityMs, { allowed, speaks: voice.speaks() })} quietUntilMs={quietUntil(sound, cityMs)} onAllow={() => void voice.allow().then(setAllowed)} />
        {offsetMs !== null && <span className="number">{clock(now + offsetMs)}</span>}
      </Beam>
      <main>
        <h1 className="visually-hidden"><Say of={board.hall} /></h1>
        <div className="hall-live" role="status" aria-live="assertive">{panel && state && <CallPanel key={panel.callId} call={panel} />}</div>
        {panel && state ? <CalledBefore calls={state.calls.filter((call) => call.callId !== panel.callId).slice(0, 4)} stale={frozen} /> : state ? <RestingBoard state={state} zones={city?.zones ?? []} nowMs={cityMs} stale={frozen} /> : !frozen && <p className="hall-beginning"><Say of={board.beginning} /></p>}
        {frozen && <div className="hall-frozen" role="alert"><Icon name="away" /><div><p className="hall-frozen-since">{view.sinceMs === null ? <TwoTongues of={board.frozenNever} block /> : <TwoTongues of={board.frozen} params={{ time: clock(view.sinceMs) }} block />}</p><p><TwoTongues of={board.frozenNext} block /></p></div></div>}
      </main>
      <BoardLedge state={state} calling={panel !== null || frozen} />
    </div>
  );
};
