import './no-eval.ts';
import { createRoot } from 'react-dom/client';
import { dexieKeptBookings } from './booking/adapters/dexie-kept-bookings.ts';
import { httpFacilityApi } from './booking/adapters/http-facility-api.ts';
import { webauthnPasskeys } from './booking/adapters/webauthn-passkeys.ts';
import { filePostalIndex } from './postal/adapters/file-postal-index.ts';
import { PostalContext } from './postal/ui/postal-context.tsx';
import { cachedCityForms, localKeptDraft } from './pre-entry/adapters/browser-forms.ts';
import { browserPacking } from './pre-entry/adapters/browser-packing.ts';
import { FormsWorldContext } from './pre-entry/ui/forms-context.tsx';
import { watchTicket } from './surfaces/phone/watch-ticket.ts';
import { followDevice } from './surfaces/phone/follow-device.ts';
import { Phone } from './surfaces/phone/phone.tsx';
import type { PhoneWorld } from './surfaces/phone/world.tsx';
import { browserNotices } from './ticket/adapters/browser-notices.ts';
import { httpTicketAct } from './ticket/adapters/http-ticket-act.ts';
import { browserPulse, socketIoStreamWire } from './sync/streams/adapters/socket-io-stream-wire.ts';
import { registerSurfaceWorker } from './sync/updates/adapters/surface-worker.ts';
import { httpDoorApi } from './unlock/adapters/http-door-api.ts';
import { LANGUAGES, WordingProvider } from './wording/wording.tsx';

/** The phone belongs to one person: their language is kept, everything else is asked anew. */
const LANGUAGE = 'engawa-language';
const language = LANGUAGES.find((known) => known === localStorage.getItem(LANGUAGE)) ?? LANGUAGES.find((known) => navigator.language.toLowerCase().startsWith(known)) ?? 'en';

/** Known from the last visit: without a network a phone whose clock is wrong still knows when its booking begins. */
const CLOCK = 'engawa-clock-ms';
let offsetMs = Number(localStorage.getItem(CLOCK)) || 0;
const now = (): number => Date.now() + offsetMs;
const kept = dexieKeptBookings();
const world: PhoneWorld = {
  api: httpFacilityApi(),
  passkeys: webauthnPasskeys(),
  doors: httpDoorApi(),
  kept: kept.bookings, keptCity: kept.city,
  ticketAct: httpTicketAct, notices: browserNotices,
  watchTicket: (secret, listener) => watchTicket({ wire: socketIoStreamWire(), pulse: browserPulse }, secret, listener),
  now,
  heard: (serverNow) => {
    offsetMs = Date.parse(serverNow) - Date.now();
    localStorage.setItem(CLOCK, String(offsetMs));
  },
  newKey: () => crypto.randomUUID(),
};
const postal = filePostalIndex(import.meta.env.POSTAL_INDEX);
const forms = { city: cachedCityForms, draft: localKeptDraft, packing: browserPacking, nowMs: now };

followDevice();
const root = document.getElementById('root');
if (root) createRoot(root).render(<WordingProvider initial={language} onLang={(lang) => localStorage.setItem(LANGUAGE, lang)}><FormsWorldContext value={forms}><PostalContext value={postal}><Phone world={world} /></PostalContext></FormsWorldContext></WordingProvider>);
void registerSurfaceWorker('phone', () => document.visibilityState === 'hidden');
/** The rules of 350 font slices weigh more than the page itself: they come after it. */
void import('./design/fonts.css');
