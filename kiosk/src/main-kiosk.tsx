import './no-eval.ts';
import { CityProfile, IntakeAccepted, NavigatorProfile } from '@engawa/reception/contract';
import { lazy, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import './design/index.ts';
import { browserCardReader } from './intake/adapters/bridge-card-reader.ts';
import { canvasGlyphCheck } from './intake/adapters/canvas-glyph-check.ts';
import { startSession } from './intake/application/kiosk-session.ts';
import type { NavigatorWorld } from './navigator/application/ports.ts';
import { NavigatorWorldContext } from './navigator/ui/navigator-world.tsx';
import { filePostalIndex, keepWholeIndex } from './postal/adapters/file-postal-index.ts';
import { PostalContext } from './postal/ui/postal-context.tsx';
import { browserPacking } from './pre-entry/adapters/browser-packing.ts';
import type { ScanWorld } from './pre-entry/application/scan-session.ts';
import { ScanWorldContext } from './pre-entry/ui/scan-world.tsx';
import { browserCamera } from './scanner/adapters/browser-camera.ts';
import { openDurableFiles } from './sync/durable/adapters/durable-files.ts';
import { KioskDatabase } from './sync/durable/adapters/kiosk-database.ts';
import { openKeptProfiles, type KeptProfiles } from './sync/durable/adapters/kept-profiles.ts';
import { openDeviceKey, openKioskMemory } from './sync/link/adapters/browser-kiosk-memory.ts';
import { takeEnrolmentCode } from './sync/link/adapters/enrolment-code.ts';
import { takeKioskShell, type KioskShell } from './sync/link/adapters/kiosk-shell.ts';
import { httpReception } from './sync/link/adapters/http-reception.ts';
import type { Answer } from './sync/link/application/ports.ts';
import { openKioskLink } from './sync/link/application/kiosk-link.ts';
import { openOutboxStore } from './sync/outbox/adapters/dexie-outbox-store.ts';
import { startOutbox } from './sync/outbox/application/outbox.ts';
import { randomId, sealForm } from './sync/seal/adapters/webcrypto-seal.ts';
import { drawnByFirst, loadFirstFaces, wholeFaces } from './surfaces/touch-kiosk/faces.ts';
import { keyClick, stillThere, success, trouble } from './surfaces/touch-kiosk/sounds.ts';
import { stopSpeaking } from './surfaces/touch-kiosk/speech.ts';
import { TouchKiosk } from './surfaces/touch-kiosk/touch-kiosk.tsx';
import { WaitingScreen } from './surfaces/touch-kiosk/waiting-screen.tsx';
import { updateWhenIdle } from './surfaces/touch-kiosk/update-when-idle.ts';

const every = (ms: number, act: () => void): (() => void) => { const timer = setInterval(act, ms); return () => clearInterval(timer); };
const after = (ms: number, act: () => void): (() => void) => { const timer = setTimeout(act, ms); return () => clearTimeout(timer); };
/** A kiosk that could not start begins anew. */
const START_AGAIN_MS = 30_000;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** The decoder weighs more than the first screen: it comes when somebody scans. */
const scanning: ScanWorld = { camera: browserCamera, decoder: async () => (await import('./scanner/adapters/worker-qr-decoder.ts')).workerQrDecoder(), nowMs: Date.now, sleep, sha256: browserPacking.sha256 };

/** Ways that most visitors do not take come when somebody takes them; the worker has them, so that they come without a network too. */
const NavigatorScreen = lazy(async () => ({ default: (await import('./navigator/ui/navigator-screen.tsx')).NavigatorScreen }));
const ScanScreen = lazy(async () => ({ default: (await import('./pre-entry/ui/scan-screen.tsx')).ScanScreen }));

/** Postal codes of the country in a hundred files. A kiosk asks for all of them while nobody uses it, so that it knows them without a network too. */
const postal = filePostalIndex(import.meta.env.POSTAL_INDEX);
const KEEP_POSTAL_MS = 60_000;

/** One page per kiosk: two would count two buckets of numbers. The lock is held until this page dies. */
const aloneOnThisMachine = (onWaiting: () => void): Promise<void> => new Promise((resolve) => {
  const stop = after(1_500, onWaiting);
  void navigator.locks.request('engawa-kiosk', () => { stop(); resolve(); return new Promise<never>(() => undefined); });
});

/** A hall answers in milliseconds; a kiosk that knows its city does not keep anybody waiting for one that is silent. */
const CITY_WITHIN_MS = 1_000;

/** What the hall says in time. With something kept nobody waits for a silent hall; a kiosk starts without its server. */
const inTime = <T,>(asked: Promise<Answer<T>>, kept: T | null): Promise<Answer<T> | null> =>
  kept === null ? asked : Promise.race([asked, sleep(CITY_WITHIN_MS).then(() => null)]);

/** The newest profile, else the kept one. */
const cityOf = async (profiles: KeptProfiles, reading: Promise<CityProfile | null>, asked: Promise<Answer<CityProfile>>): Promise<CityProfile | null> => {
  const kept = await reading;
  const fresh = await inTime(asked, kept);
  if (!fresh?.ok) return kept;
  void profiles.keep('city', fresh.value).catch(() => undefined);
  return fresh.value;
};

/** The same for the rules of the navigator; null in a city that has none, and the way is then not offered. */
const rulesOf = async (profiles: KeptProfiles, reading: Promise<NavigatorProfile | null>, asked: Promise<Answer<NavigatorProfile>>): Promise<NavigatorProfile | null> => {
  const kept = await reading;
  const fresh = await inTime(asked, kept);
  if (fresh?.ok) { void profiles.keep('navigator', fresh.value).catch(() => undefined); return fresh.value; }
  if (fresh?.code !== 'not-found') return kept;
  await profiles.drop('navigator').catch(() => undefined);
  return null;
};

/** The faces of the first screen are fetched beside this program: a face that comes after the drawing lays the whole page out anew. */
const FIRST_FACES = import.meta.env.FIRST_FACES;
const firstFaces = loadFirstFaces(FIRST_FACES, document).catch(() => undefined);
/** A page is never kept back longer for the sake of its letters. */
const FACES_WITHIN_MS = 600;
/** The rest comes when nobody has begun for so long, else with the visit. */
const WHOLE_FACES_AFTER_MS = 3_000;
const facesFor = async (city: CityProfile): Promise<void> => {
  const words = [city.hall.ja, ...city.zones.flatMap(({ wish, line }) => [wish.ja, line.ja])].join('');
  if (drawnByFirst(FIRST_FACES, words)) { await firstFaces; return; }
  await wholeFaces();
  await Promise.all(['400 1em "BIZ UDPGothic"', '700 1em "BIZ UDPGothic"', '700 1em "Zen Maru Gothic"'].map((face) => document.fonts.load(face, words))).catch(() => undefined);
};

const open = async (root: Root, shell: KioskShell | null): Promise<void> => {
  const enrolmentCode = takeEnrolmentCode(window) ?? shell?.enrol ?? null;
  await aloneOnThisMachine(() => root.render(<WaitingScreen why="elsewhere" />));
  void navigator.storage?.persist?.();
  const database = new KioskDatabase();
  const files = openDurableFiles();
  // What waits for the disk is asked for together; who is waited for last may have failed long before.
  const profiles = openKeptProfiles(database, import.meta.env.PROD ? import.meta.url : '');
  const [cityKept, rulesKept, entries] = [profiles.read('city', CityProfile), profiles.read('navigator', NavigatorProfile), openOutboxStore(database, files)];
  for (const opening of [cityKept, rulesKept, entries]) opening.catch(() => undefined);
  const key = await openDeviceKey(database);
  const reception = httpReception(key, enrolmentCode);
  const rulesAsked = reception.navigator();
  let city = await cityOf(profiles, cityKept, reception.city());
  while (city === null) {
    root.render(<WaitingScreen why="first-start" />);
    shell?.ready();
    await sleep(2_000);
    city = await cityOf(profiles, Promise.resolve(null), reception.city());
  }
  const profile = city;
  const faces = Promise.race([facesFor(profile), sleep(FACES_WITHIN_MS)]);
  const rules = await rulesOf(profiles, rulesKept, rulesAsked);

  const outbox = startOutbox({
    store: await entries, link: reception, nowMs: Date.now, jitter: Math.random, after,
    alone: (act) => navigator.locks.request('engawa-outbox', act),
    onSettled: (entry, sending, answer) => {
      const accepted = sending.kind === 'applied' || sending.kind === 'replayed' ? IntakeAccepted.safeParse(answer).data : undefined;
      if (accepted) session.accepted(entry.id, accepted);
    },
  });
  const link = await openKioskLink({
    reception, store: openKioskMemory(database, files), key, bootId: randomId(), word: shell?.after ?? null, nowMs: Date.now, monoMs: () => performance.now(),
    pending: outbox.pending, onConnected: () => void outbox.hurry(), every,
  });
  addEventListener('online', () => { void link.beat(); void outbox.hurry(); });

  // Strings of a page cannot be wiped, so the browser ends with the visit: the life is left for the next page, then the shell takes over.
  const endLife = (): void => { if (shell !== null) void link.handOver(shell.word).catch(() => undefined).then(shell.over); };
  const glyphs = canvasGlyphCheck(document, wholeFaces, async () => (await import('./intake/adapters/default-shapes.ts')).shapes);
  const session = startSession({
    city: profile, glyphs, reader: browserCardReader(profile.links.cardBridge, shell?.bridge), every, nowMs: Date.now, sleep,
    kioskId: () => link.memory().kioskId, sealTo: link.sealTo, seal: sealForm, giveNumber: link.giveNumber, enqueue: outbox.enqueue, newSecret: randomId,
    paper: async (secret) => { const said = await reception.paper(secret); return said.ok ? said.value : null; },
    sound: (sound) => ({ success, error: trouble, idle: stillThere })[sound](),
    forget: (somebody) => { stopSpeaking(); if (somebody) endLife(); },
  });
  const click = (): void => { if (session.state().manner.sound) keyClick(); };
  const avoided: NavigatorWorld['avoided'] = (procedures) => { const { kioskId } = link.memory(); if (kioskId !== null) void reception.avoided(kioskId, randomId(), procedures); };
  const guiding = rules && { profile: rules, avoided };
  const ways = { scan: ScanScreen, ...(guiding && { navigator: NavigatorScreen }) };
  await faces;
  root.render(<StrictMode><PostalContext value={postal}><NavigatorWorldContext value={guiding}><ScanWorldContext value={scanning}><TouchKiosk kiosk={{ city: profile, session, glyphs, link, click, ways }} /></ScanWorldContext></NavigatorWorldContext></PostalContext></StrictMode>);
  after(WHOLE_FACES_AFTER_MS, () => requestIdleCallback(() => void wholeFaces()));
  const stopKeeping = every(KEEP_POSTAL_MS, () => {
    if (!link.view().connected || session.state().scene.at !== 'idle') return;
    void keepWholeIndex(import.meta.env.POSTAL_INDEX, profile.towns?.[0]?.postal).then((whole) => { if (whole) stopKeeping(); });
  });
  updateWhenIdle('/kiosk/sw.js', '/kiosk/', () => session.state().scene.at === 'idle', every, shell === null ? () => location.reload() : endLife);
  shell?.ready();
};

const place = document.getElementById('root');
if (place) {
  const root = createRoot(place);
  // A full or broken disk must not leave a white screen: people are sent to staff, and the machine tries again.
  const shell = takeKioskShell(globalThis as unknown as Readonly<Record<string, unknown>>);
  open(root, shell).catch((cause: unknown) => {
    console.error('This kiosk could not start', cause);
    root.render(<WaitingScreen why="broken" />);
    // A shell knows better than to load the same page again: it can mend what a page cannot reach.
    if (shell === null) setTimeout(() => location.reload(), START_AGAIN_MS);
    else shell.broken();
  });
}
