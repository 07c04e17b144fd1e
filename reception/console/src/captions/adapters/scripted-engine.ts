import { z } from 'zod';
import type { CaptionEngine } from '../application/ports.ts';

/** What a test says in the place of a recogniser. */
const ScriptedHeard = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('hypothesis'), part: z.string(), text: z.string().max(500), final: z.boolean() }),
  z.strictObject({ t: z.literal('started') }),
  z.strictObject({ t: z.literal('ended') }),
  z.strictObject({ t: z.literal('refused'), why: z.string() }),
]);

export const SCRIPTED_FLAG = '#captions=scripted';
export const SCRIPTED_EVENT = 'engawa:heard';

/** Only on the machine itself and only when the address asks for it: no hall can get scripted captions by accident. */
export const scriptedWanted = (location: Pick<Location, 'hash' | 'hostname'>): boolean =>
  location.hash === SCRIPTED_FLAG && (location.hostname === '127.0.0.1' || location.hostname === 'localhost');

/** Reads hypotheses from `engawa:heard` events of the page. Its lamp and its name in every line say what it is. */
export const scriptedEngine = (page: EventTarget): CaptionEngine => ({
  id: 'scripted',
  soundGoesTo: 'nowhere',
  caps: { langs: ['ja-JP', 'en-US'], offline: true, openVocabulary: true, partials: true },
  probe: async () => ({ ok: true }),
  async start(_, hear) {
    const listen = (event: Event): void => {
      const heard = ScriptedHeard.safeParse((event as CustomEvent<unknown>).detail);
      if (heard.success) hear(heard.data);
    };
    page.addEventListener(SCRIPTED_EVENT, listen);
    return { restart: () => hear({ t: 'started' }), stop: () => page.removeEventListener(SCRIPTED_EVENT, listen) };
  },
});
