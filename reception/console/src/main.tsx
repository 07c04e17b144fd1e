import '@engawa/kiosk/design/fonts.css';
import './console.css';
import type { UtteranceId } from '@engawa/reception/contract';
import { createRoot } from 'react-dom/client';
import { scriptedEngine, scriptedWanted } from './captions/adapters/scripted-engine.ts';
import { webSpeechEngine } from './captions/adapters/web-speech-engine.ts';
import { createCaptionTalk } from './captions/application/caption-talk.ts';
import { createKeptDraft } from './heard/application/kept-draft.ts';
import { createDesk } from './queue/application/desk.ts';
import { fetchNetwork } from './session/adapters/fetch-network.ts';
import { socketStreamLink } from './session/adapters/socket-stream-link.ts';
import { webauthnKeys } from './session/adapters/webauthn-keys.ts';
import { createCommandSender } from './session/application/command-sender.ts';
import { createHallStreams } from './session/application/hall-streams.ts';
import { hallTime } from './session/domain/link-health.ts';
import { App, type MakeWorld } from './surfaces/app.tsx';

const clock = (): number => Date.now();
const wait = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms); });
/** 128 random bits, base64url. */
const newId = (): string => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

const commands = createCommandSender({ network: fetchNetwork(location.origin), newKey: newId, clock, wait });
const heard = createKeptDraft((ms, act) => { const timer = setTimeout(act, ms); return () => clearTimeout(timer); });

const keys = webauthnKeys();
const makeWorld: MakeWorld = (city, session, signOut) => {
  const link = socketStreamLink(location.origin);
  const streams = createHallStreams({ link, clock });
  const desk = createDesk({ commands, zoneOf: (id) => streams.picture.get().console?.queue.find((t) => t.ticketId === id)?.zone ?? null });
  const talk = createCaptionTalk({ sink: { send: (event) => link.caption(session.counter ?? '', event) }, newUtt: () => newId() as UtteranceId, clock });
  const engine = scriptedWanted(location) ? scriptedEngine(window) : city.policy.webSpeech ? webSpeechEngine() : null;
  return { city, session, counter: session.counter, commands, keys, streams, desk, talk, heard, engine, signOut, hallNow: () => hallTime(streams.picture.get().health, clock()) };
};

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<App commands={commands} keys={keys} heard={heard} makeWorld={makeWorld} />);
