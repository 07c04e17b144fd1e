import './design/fonts.css';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { Beam } from './design/index.ts';
import { phone } from './wording/phone.ts';
import { Say, WordingProvider } from './wording/wording.tsx';

/* zod would try `new Function` once, which our CSP forbids */
z.config({ jitless: true });

const root = document.getElementById('root');
if (root) createRoot(root).render(<WordingProvider><Beam title={<Say of={phone.city} />} /></WordingProvider>);
