import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The one that was named, else the first on the path; null where there is none. */
export function findChromium(named: string | undefined, path = ''): string | null {
  const candidates = named !== undefined ? [named] : path.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return candidates.find(isRunnable) ?? null;
}

/** A headless browser has no windows: nothing to hang a curtain behind. */
export const hasWindows = (flags: readonly string[]): boolean => !flags.some((flag) => flag.startsWith('--headless'));

/** One sentence for whoever starts a kiosk where nobody could see it; null where there is a display, or none is wanted. */
export function whyNoDisplay(flags: readonly string[], env: Readonly<Record<string, string | undefined>>): string | null {
  if (!hasWindows(flags) || env.DISPLAY || env.WAYLAND_DISPLAY) return null;
  return '画面がありません。  No display here (neither DISPLAY nor WAYLAND_DISPLAY is set): start it in the kiosk’s session, or look at the same page in any browser.';
}

function isRunnable(path: string): boolean {
  try { accessSync(path, constants.X_OK); return true; } catch { return false; }
}
