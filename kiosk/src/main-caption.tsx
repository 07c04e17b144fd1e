import './no-eval.ts';
import './design/fonts.css';
import './design/base.css';
import { CounterId } from '@engawa/reception/contract';
import { createRoot } from 'react-dom/client';
import { CaptionDisplay } from './surfaces/caption-display/caption-display.tsx';
import { browserPulse, socketIoStreamWire } from './sync/streams/adapters/socket-io-stream-wire.ts';
import { registerSurfaceWorker } from './sync/updates/adapters/surface-worker.ts';
import { captions } from './wording/captions.ts';
import { Say, WordingProvider } from './wording/wording.tsx';

/** `/caption/?counter=3`, the other side of the glass `&side=back`, one large lane `&large=1`. */
const address = new URLSearchParams(location.search);
const counter = CounterId.safeParse(address.get('counter'));
const streams = { wire: socketIoStreamWire(), pulse: browserPulse };
const root = document.getElementById('root');
if (root) createRoot(root).render(counter.success
  ? <CaptionDisplay streams={streams} counter={counter.data} back={address.get('side') === 'back'} large={address.get('large') === '1'} />
  : <WordingProvider><main className="caption-glass"><h1><Say of={captions.noCounter} /></h1></main></WordingProvider>);
/* no words on the glass: nobody is in a conversation */
void registerSurfaceWorker('caption', () => document.querySelector('.caption-talk') === null);
