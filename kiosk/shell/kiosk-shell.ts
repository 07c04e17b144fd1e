import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { freeProfile, setSecondCopiesAside } from './profile.ts';
import { beginLife, PATIENCE, type KioskLife, type LifeEnd, type Patience } from './kiosk-life.ts';

export type ShellNote =
  | { readonly life: number; readonly begins: number | undefined }
  /** `ms`: since the last visit's end, or since the start */
  | { readonly life: number; readonly ready: true; readonly ms: number }
  | { readonly life: number; readonly ended: LifeEnd };
export type ShellOptions = {
  readonly chromium: string;
  /** address of the touch kiosk, with what the installer carries in its fragment: `enrol`, and `bridge` where there is no token file */ readonly url: string;
  /** folder of the profile: keeps the device key, the number and sealed forms, nothing else */ readonly profile: string;
  /** further words for Chromium, e.g. `--kiosk` or `--headless=new` */ readonly flags: readonly string[];
  /** file in which the card bridge beside this browser writes its token */ readonly bridgeTokenFile?: string;
  /** what stands where no page is, as HTML */ readonly curtain: string;
  readonly note: (note: ShellNote) => void;
  readonly patience?: Patience;
};
export type Shell = { stop(): Promise<void> };

/** A browser that lived for a minute was well: the pauses after losses begin anew. */
const WELL_MS = 60_000;
const LONGEST_PAUSE = 16;

/**
 * The process that owns the kiosk's browser, and ends it with each visit.
 * ```
 *  life n ──over────▶ every process of it gone ────────────────▶ life n + 1 (knows the word of n)
 *         ──lost────▶ every process of it gone ──pause─────────▶ life n + 1 (knows no word)
 *         ──broken──▶ its screen says so, at first for no time, then for a pause; second copies set aside ─▶ life n + 1 (knows no word)
 * ```
 */
export async function startKioskShell(options: ShellOptions): Promise<Shell> {
  const address = new URL(options.url);
  const carried = new URLSearchParams(address.hash.slice(1));
  address.hash = '';
  const bridgeToken = () => (options.bridgeTokenFile === undefined ? null : tokenIn(options.bridgeTokenFile)) ?? carried.get('bridge');
  const patience = options.patience ?? PATIENCE;
  let stopped = false;
  let current: KioskLife | null = null;
  let wake = () => {};
  const pause = (ms: number): Promise<void> => new Promise((resolve) => { const timer = setTimeout(resolve, ms); wake = () => { clearTimeout(timer); resolve(); }; });

  const live = async (): Promise<void> => {
    let after: string | null = null;
    let pauseMs = patience.lossMs;
    let since = performance.now();
    for (let life = 1; !stopped; life += 1) {
      await freeProfile(options.profile);
      const word = randomBytes(18).toString('base64url');
      const from = since;
      const mine = beginLife({
        chromium: options.chromium, profile: options.profile, flags: options.flags, url: address.href, curtain: options.curtain, bridgeToken,
        words: { word, after, enrol: carried.get('enrol') },
        onReady: () => options.note({ life, ready: true, ms: Math.round(performance.now() - from) }),
        patience,
      });
      current = mine;
      if (stopped) mine.stop();
      options.note({ life, begins: mine.pid });
      const end = await mine.over;
      since = performance.now();
      if (end === 'over' || since - from > WELL_MS) pauseMs = patience.lossMs;
      // A page that says that this kiosk is out of use is better to stand before than a curtain.
      if (end === 'broken' && pauseMs > patience.lossMs) await pause(pauseMs);
      await mine.end();
      options.note({ life, ended: end });
      after = end === 'over' ? word : null;
      if (end === 'over' || stopped) continue;
      if (end === 'broken') await setSecondCopiesAside(options.profile);
      else await pause(pauseMs);
      pauseMs = Math.min(LONGEST_PAUSE * patience.lossMs, pauseMs * 2);
    }
  };
  const living = live();
  return {
    stop: async () => {
      stopped = true;
      wake();
      current?.stop();
      await living;
    },
  };
}

function tokenIn(file: string): string | null {
  try { return readFileSync(file, 'utf8').trim() || null; } catch { return null; }
}
