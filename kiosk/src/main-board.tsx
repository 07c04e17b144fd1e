import './no-eval.ts';
import './design/fonts.css';
import { CityProfile } from '@engawa/reception/contract';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { sessionCallMemory } from './board/adapters/session-call-memory.ts';
import { webAudioCallVoice } from './board/adapters/web-audio-call-voice.ts';
import { readSoundSettings } from './board/domain/board-sound.ts';
import { applyAppearance, type Theme } from './design/index.ts';
import { HallBoard } from './surfaces/hall-board/hall-board.tsx';
import { browserPulse, socketIoStreamWire } from './sync/streams/adapters/socket-io-stream-wire.ts';
import { registerSurfaceWorker } from './sync/updates/adapters/surface-worker.ts';
import { WordingProvider } from './wording/wording.tsx';

/** `/board/?name=正面&theme=dark&sound=chime&quiet=12:00-13:00`: the address says how staff call this board, how bright the hall is, and what it lets hear when. */
const address = new URLSearchParams(location.search);
const theme: Theme = (['dark', 'hc'] as const).find((known) => known === address.get('theme')) ?? 'light';
applyAppearance({ theme, textScale: 1 });

let idle = true;
const world = {
  streams: { wire: socketIoStreamWire(), pulse: browserPulse },
  voice: webAudioCallVoice(),
  sound: readSoundSettings(address.get('sound'), address.get('quiet')),
  memory: sessionCallMemory(sessionStorage),
  name: address.get('name')?.slice(0, 40) ?? 'ホール',
  onIdle: (now: boolean) => { idle = now; },
};
/** The city's own names for its hall and zones; asked again until it answers, the board works without. */
const Root = () => {
  const [city, setCity] = useState<CityProfile | null>(null);
  useEffect(() => {
    if (city) return;
    const ask = () => { fetch('/api/city').then((answer) => answer.json()).then((body) => setCity(CityProfile.parse(body))).catch(() => undefined); };
    ask();
    const timer = setInterval(ask, 10_000);
    return () => clearInterval(timer);
  }, [city]);
  return <WordingProvider><HallBoard world={world} city={city} /></WordingProvider>;
};
const root = document.getElementById('root');
if (root) createRoot(root).render(<Root />);
void registerSurfaceWorker('board', () => idle);
