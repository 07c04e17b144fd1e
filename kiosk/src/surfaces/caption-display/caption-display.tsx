import './caption-display.css';
import type { CaptionView, Language } from '@engawa/reception/contract';
import { useEffect, useState } from 'react';
import { LANE, laneOf } from '../../captions/domain/caption-lines.ts';
import { CaptionLane } from '../../captions/ui/caption-lane.tsx';
import { Icon } from '../../design/index.ts';
import type { Pulse, StreamWire } from '../../sync/streams/application/ports.ts';
import type { LinkView } from '../../sync/streams/application/watch-stream.ts';
import { useStream } from '../../sync/streams/ui/use-stream.ts';
import { captions } from '../../wording/captions.ts';
import { LANGUAGE_NAMES, Say, WordingProvider } from '../../wording/wording.tsx';

const LAMPS = { nowhere: captions.soundNowhere, 'this-machine': captions.soundHere, internet: captions.soundInternet } as const;

/** `language`: the good-bye is still said in the visitor's language */
interface Glass { view: CaptionView | null; wipedAtMs: number | null; language: Language }

/** Remembers for a moment that a conversation was just wiped, and forgets the words when the link is gone too long. */
const useGlass = (view: LinkView<CaptionView>, pulse: Pulse) => {
  const [glass, setGlass] = useState<Glass>({ view: null, wipedAtMs: null, language: 'ja' });
  const [now, setNow] = useState(() => pulse.now());
  useEffect(() => pulse.every(1_000, () => setNow(pulse.now())), [pulse]);
  const body = view.status === 'live' ? view.body : undefined;
  useEffect(() => {
    if (!body) return;
    setGlass((before) => ({ view: body.open ? body : null, wipedAtMs: body.open ? null : before.view ? pulse.now() : before.wipedAtMs, language: body.open ? body.visitorLanguage : before.language }));
  }, [body, pulse]);
  const lostForMs = view.status === 'frozen' ? now + view.offsetMs - (view.sinceMs ?? now) : 0;
  const forgotten = lostForMs > LANE.forgetMs;
  useEffect(() => { if (forgotten) setGlass({ view: null, wipedAtMs: null, language: 'ja' }); }, [forgotten]);
  return { glass, justWiped: glass.wipedAtMs !== null && now - glass.wipedAtMs < LANE.wipedMs, lost: view.status === 'frozen' };
};

const Conversation = ({ view, large }: { view: CaptionView; large: boolean }) => (
  <div className={`caption-talk${view.large || large ? ' caption-large' : ''}`}>
    <CaptionLane lane="staff" label={<Say of={captions.staff} />} utterances={laneOf(view, 'staff')} language={view.visitorLanguage} />
    <CaptionLane lane="visitor" label={<Say of={captions.visitor} />} utterances={laneOf(view, 'visitor')} answers={view.answers} language={view.visitorLanguage} />
  </div>
);

/** The glass between two people: black is unlit, so nothing but words glows. `back` is the same document for the other side. */
export const CaptionDisplay = ({ streams, counter, back, large }: { streams: { wire: StreamWire; pulse: Pulse }; counter: string; back: boolean; large: boolean }) => {
  const stream = useStream(streams, `caption:${counter}`, `字幕 ${counter}${back ? ' 裏' : ''}`);
  const { glass, justWiped, lost } = useGlass(stream, streams.pulse);
  const { view } = glass;
  return (
    <WordingProvider lang={glass.language}>
      <main className={`caption-glass${back ? ' caption-back' : ''}${lost ? ' caption-lost' : ''}`}>
        <h1 className="visually-hidden"><Say of={captions.title} /></h1>
        {view && <Conversation view={view} large={large} />}
        {view?.utterances.length === 0 && <p className="caption-begin"><Say of={captions.begin} /></p>}
        <div className={`caption-foot${lost ? ' caption-foot-lost' : ''}`} role="status">
          {lost ? <span><Icon name="away" /> <Say of={captions.linkLost} /></span>
            : view ? <><span><Icon name={view.soundGoesTo === 'nowhere' ? 'mute' : 'mic'} /> <Say of={LAMPS[view.soundGoesTo]} /></span><span lang="ja">{view.visitorLanguage !== 'ja' && <><Say of={captions.readings} /> ・ </>}{LANGUAGE_NAMES.find(({ code }) => code === view.visitorLanguage)?.name}</span></>
            : justWiped ? <span><Icon name="check" /> <Say of={captions.wiped} /></span> : null}
        </div>
      </main>
    </WordingProvider>
  );
};
