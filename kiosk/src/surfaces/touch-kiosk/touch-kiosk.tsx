import { lazy, Suspense, useEffect, useLayoutEffect } from 'react';
import { ActButton, applyAppearance, Beam, Dialog, KeyButton, Planks } from '../../design/index.ts';
import { ChooseScreen } from '../../intake/ui/choose-screen.tsx';
import { HomeScreen } from '../../intake/ui/home-screen.tsx';
import { KioskProvider, secondsUntil, useKiosk, useTicking, type Kiosk } from '../../intake/ui/kiosk-context.tsx';
import { intake as words } from '../../wording/intake.ts';
import { Say, useWording, WordingProvider } from '../../wording/wording.tsx';
import { wholeFaces } from './faces.ts';
import { KioskLedge } from './kiosk-ledge.tsx';
import { StaffCall } from './staff-call.tsx';
import './touch-kiosk.css';
import './guidance.css';
import './guide.css';
import './lengths.css';
import './card.css';

/** The pages of a visit under way, and the letters of all names. They load while the visitor chooses: the first screen is sooner there without them. */
const loadVisit = async () => (await Promise.all([import('./visit-screen.tsx'), wholeFaces()]))[0];
const VisitScreen = lazy(async () => ({ default: (await loadVisit()).VisitScreen }));

const SceneScreen = () => {
  const { intake: { scene }, ways } = useKiosk();
  const begun = scene.at !== 'idle';
  useEffect(() => { if (begun) void loadVisit(); }, [begun]);
  switch (scene.at) {
    case 'idle': return <HomeScreen />;
    case 'choose': return <ChooseScreen scene={scene} />;
    case 'navigator': return ways?.navigator ? <ways.navigator /> : <HomeScreen />;
    case 'scan': return ways?.scan ? <ways.scan /> : <HomeScreen />;
    default: return <VisitScreen scene={scene} />;
  }
};

const Clock = () => {
  const { link } = useKiosk();
  const { clock } = useWording();
  useTicking(1_000);
  return <span className="number">{clock(link.timeMs())}</span>;
};

const SecondsLeft = ({ untilMs }: { untilMs: number }) => {
  const seconds = secondsUntil(untilMs, useTicking(250));
  return (
    <>
      <p className="big-count number" role="timer">{seconds}<small><Say of={words.seconds} /></small></p>
      <p className="quiet"><Say of={words.idleLine} /></p>
      <div className="idle-planks"><Planks left={seconds} /></div>
    </>
  );
};

/** 「まだ、お使いですか。」 Seconds as a number and as planks; what lies behind is hidden. */
const IdleDialog = () => {
  const { intake: { wipeAtMs }, send } = useKiosk();
  return (
    <Dialog open={wipeAtMs !== null} tone="note" title={<Say of={words.idleTitle} />} onClose={() => send({ do: 'continue' })}>
      {wipeAtMs !== null && <SecondsLeft untilMs={wipeAtMs} />}
      <div className="dialog-stack idle-keys">
        <ActButton wide autoFocus onPress={() => send({ do: 'continue' })}><Say of={words.goOn} /></ActButton>
        <KeyButton wide onPress={() => send({ do: 'leave' })}><Say of={words.wipeNow} /></KeyButton>
      </div>
    </Dialog>
  );
};

const House = () => {
  const { city, intake, send } = useKiosk();
  const { manner } = intake;
  // Before the drawing: a change of <html> after it styles and lays out everything once more.
  useLayoutEffect(() => applyAppearance({ theme: manner.inverted ? 'hc' : matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light', textScale: manner.textScale }), [manner.inverted, manner.textScale]);
  // While the idle dialog asks, only its own keys answer: a touch beside them is no answer.
  const touch = () => { if (intake.wipeAtMs === null) send({ do: 'touch' }); };
  return (
    <div className="kiosk" data-scene={intake.scene.at} data-scale={manner.textScale} data-masked={intake.wipeAtMs !== null || undefined} data-seated={manner.seated || undefined} data-furigana={manner.furigana || undefined} data-voice={manner.voice === 'off' ? undefined : manner.voice} onPointerDown={touch} onKeyDown={touch}>
      <Beam title={<Say of={city.hall} />}><Clock /></Beam>
      <StaffCall>
        <main className="kiosk-room"><Suspense fallback={null}><SceneScreen /></Suspense></main>
        <KioskLedge />
      </StaffCall>
      <IdleDialog />
    </div>
  );
};

const Speaking = () => {
  const { intake, send } = useKiosk();
  return <WordingProvider lang={intake.manner.language} furigana={intake.manner.furigana} onLang={(language) => send({ do: 'manner', manner: { language } })}><House /></WordingProvider>;
};

/** The touch kiosk: beam, room, ledge. */
export const TouchKiosk = ({ kiosk }: { kiosk: Kiosk }) => <KioskProvider value={kiosk}><Speaking /></KioskProvider>;
