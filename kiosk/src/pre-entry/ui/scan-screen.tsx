import './scan-screen.css';
import { IntakeId } from '@engawa/reception/contract';
import { use, useEffect, useRef, useState } from 'react';
import { ActButton, Banner, SteppingStones } from '../../design/index.ts';
import { useKiosk } from '../../intake/ui/kiosk-context.tsx';
import { BackKey, Page } from '../../intake/ui/page.tsx';
import { randomVisitId } from '../../intake/ui/random-visit-id.ts';
import { house } from '../../wording/house.ts';
import { preEntry as words, scanTroubles } from '../../wording/pre-entry.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { startScan, type ScanState } from '../application/scan-session.ts';
import { ScanWorldContext } from './scan-world.tsx';

const Progress = ({ have, of }: { have: number; of: number }) => {
  const { say } = useWording();
  if (of < 2) return null;
  const steps = Array.from({ length: of }, (_, n) => ({ key: String(n), label: <Say of={words.scanPart} params={{ n: n + 1 }} /> }));
  return <SteppingStones steps={steps} now={have} words={{ label: say(words.scanProgress), done: say(house.stepDone) }} />;
};

/** What the camera says now, in the same place: nothing jumps while a visitor holds a phone. */
const Guidance = ({ state }: { state: ScanState }) => {
  switch (state.at) {
    case 'opening': return <Banner tone="info" live="polite"><Say of={words.scanOpening} /></Banner>;
    case 'looking': return state.hint !== null ? <Banner tone="note" live="polite"><Say of={scanTroubles[state.hint]} /></Banner>
      : <Banner tone="info" live="polite">{state.of > 1 ? <Say of={words.scanParts} params={{ n: state.have, of: state.of }} /> : <Say of={words.scanLook} />}</Banner>;
    case 'stopped': return <Banner tone="note" live="polite" title={<Say of={words.scanWithout} />}><Say of={scanTroubles[state.code]} /></Banner>;
    case 'read': return <Banner tone="well" live="polite"><Say of={words.scanRead} /></Banner>;
    default: return state satisfies never;
  }
};

/** 事前入力の読み取り: from the visitor's phone to the kiosk. Leaving the page, by hand or by the wipe, turns the camera off. */
export const ScanScreen = () => {
  const { city, send } = useKiosk();
  const { say } = useWording();
  const world = use(ScanWorldContext);
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<ScanState>(world ? { at: 'opening' } : { at: 'stopped', code: 'CAMERA_BUSY' });
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (!world) return;
    let attached = false;
    const scan = startScan(world, city, (next, view) => {
      setState(next);
      if (!attached && view && video.current) { attached = true; view.attach(video.current); }
      if (next.at === 'read') send({ do: 'begin-with', intakeId: IntakeId.parse(randomVisitId()), procedures: next.opened.entry.procedures, values: next.opened.entry.values, by: 'phone' });
    });
    return () => scan.close();
  }, [world, city, send, turn]);
  const stopped = state.at === 'stopped';
  return (
    <Page id={`scan${turn}`} className="scan-page" title={<Say of={words.scanTitle} />} lead={<Say of={words.scanLead} />}
      foot={<><BackKey />{stopped && world && <ActButton wide onPress={() => { setState({ at: 'opening' }); setTurn(turn + 1); }}><Say of={words.scanAgain} /></ActButton>}</>}>
      {!stopped && <div className="scan-view"><video ref={video} muted playsInline aria-label={say(words.scanPicture)} /><i aria-hidden="true" /></div>}
      {state.at === 'looking' && <Progress have={state.have} of={state.of} />}
      <Guidance state={state} />
    </Page>
  );
};
