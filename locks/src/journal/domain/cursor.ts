import { z } from 'zod';
import { JournalAck } from '../../../contract/index.ts';

/** How far the city has the journal: everything up to `seq`, whose hash is `hash`. */
export const Cursor = JournalAck;
export type Cursor = z.infer<typeof Cursor>;
