import { createContext } from 'react';
import type { ScanWorld } from '../application/scan-session.ts';

/** Camera and decoder, chosen in the composition root. Null where the machine has none. */
export const ScanWorldContext = createContext<ScanWorld | null>(null);
