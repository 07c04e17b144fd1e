import './design/fonts.css';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { TouchKiosk } from './surfaces/touch-kiosk/touch-kiosk.tsx';
import { registerSurfaceWorker } from './sync/updates/adapters/surface-worker.ts';
import { WordingProvider } from './wording/wording.tsx';

/* zod would try `new Function` once, which our CSP forbids */
z.config({ jitless: true });

const root = document.getElementById('root');
if (root) createRoot(root).render(<WordingProvider><TouchKiosk /></WordingProvider>);
void registerSurfaceWorker('kiosk', () => true);
