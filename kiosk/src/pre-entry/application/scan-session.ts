import type { Camera, CameraTrouble, CameraView, QrDecoder } from '../../scanner/application/ports.ts';
import { openPayload, type Catalogue, type Opened } from '../domain/codec.ts';
import { countOf, gather, joined, matches, readPart, type Gathered, type QrCode } from '../domain/parts.ts';
import type { Packing } from './ports.ts';

/**
 * ```
 * opening ─camera─▶ looking ─all parts─▶ read
 *    │                │ ▲ └─ a code that is not taken: `hint`, and looking goes on
 *    └──▶ stopped ◀───┘ silence        (close: from everywhere, the camera goes dark at once)
 * ```
 */
export type ScanTrouble = CameraTrouble | 'TIMEOUT';
export type ScanState =
  | { readonly at: 'opening' }
  | { readonly at: 'looking'; readonly have: number; readonly of: number; readonly hint: QrCode | null }
  | { readonly at: 'stopped'; readonly code: ScanTrouble }
  | { readonly at: 'read'; readonly opened: Extract<Opened, { ok: true }> };

export interface ScanWorld extends Pick<Packing, 'sha256'> {
  readonly camera: Camera;
  /** a new decoder; the code for it is fetched only now */ decoder(): Promise<QrDecoder>;
  nowMs(): number;
  sleep(ms: number): Promise<void>;
}
/** `silentMs`: nothing readable for so long, and a person is the better help. `pauseMs` between pictures leaves the page its time. */
export const SCAN = { silentMs: 60_000, pauseMs: 60 } as const;
const DAY_MS = 86_400_000;
const TOKYO_MS = 9 * 3_600_000;
export const tokyoDay = (nowMs: number): number => Math.floor((nowMs + TOKYO_MS) / DAY_MS);

/** Looks until something was read, silence, or `close`. `tell` is called with every new state, never after `close`. */
export const startScan = (world: ScanWorld, city: Catalogue, tell: (state: ScanState, view: CameraView | null) => void): { close(): void } => {
  let open = true;
  let view: CameraView | null = null;
  let decoder: QrDecoder | null = null;
  const say = (state: ScanState): void => { if (open) tell(state, view); };
  const release = (): void => { view?.close(); decoder?.close(); view = null; decoder = null; };
  const stop = (state: ScanState): void => { say(state); open = false; release(); };

  const look = async (): Promise<void> => {
    let gathered: Gathered | null = null;
    let heardMs = world.nowMs();
    while (open && view && decoder) {
      if (world.nowMs() - heardMs > SCAN.silentMs) return stop({ at: 'stopped', code: 'TIMEOUT' });
      const frame = view.frame();
      const found = frame ? await decoder.decode(frame).catch(() => []) : [];
      const parts = found.map(readPart);
      // A poster behind the visitor may carry a code too: it is said only while no code of ours is in the picture.
      const ours = parts.filter((part) => part.ok);
      for (const part of ours.length > 0 ? ours : parts.slice(0, 1)) {
        const before: number = countOf(gathered).have;
        if (part.ok) gathered = gather(gathered, part);
        const whole = gathered && joined(gathered);
        const opened = whole && gathered ? (matches(gathered, await world.sha256(whole)) ? openPayload(city, whole, tokyoDay(world.nowMs())) : { ok: false as const, code: 'QR_PART' as const }) : null;
        if (opened?.ok) return stop({ at: 'read', opened });
        if (opened) gathered = null;
        if (countOf(gathered).have !== before) heardMs = world.nowMs();
        say({ at: 'looking', ...countOf(gathered), hint: opened ? opened.code : part.ok ? null : part.code });
      }
      await world.sleep(SCAN.pauseMs);
    }
  };

  const begin = async (): Promise<void> => {
    say({ at: 'opening' });
    const [camera, reader] = await Promise.all([world.camera.open(), world.decoder()]);
    decoder = reader;
    if (camera.ok) view = camera.view;
    if (!open) return release();
    if (!camera.ok) return stop({ at: 'stopped', code: camera.code });
    say({ at: 'looking', have: 0, of: 0, hint: null });
    return look();
  };
  void begin().catch(() => stop({ at: 'stopped', code: 'CAMERA_BUSY' }));
  return { close: () => { open = false; release(); } };
};
