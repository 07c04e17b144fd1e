import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** `CHROMIUM_PATH`, else the first Chromium on the path. @throws with what to install. */
export function findChromium(): string {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      if (isRunnable(path)) return path;
    }
  }
  throw new Error('No Chromium found. Debian: apt-get install chromium fonts-noto-cjk. Elsewhere set CHROMIUM_PATH.');
}

/** As root there is no sandbox to be had; the rest keeps an unattended browser from calling home or asking questions. */
export function chromiumFlags({ camera, microphone }: { camera: string; microphone: string }): string[] {
  return [
    ...process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
    '--font-render-hinting=none', '--force-color-profile=srgb', '--lang=ja', '--autoplay-policy=no-user-gesture-required',
    '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${camera}`, `--use-file-for-fake-audio-capture=${microphone}`,
  ];
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
