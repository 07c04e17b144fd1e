import { z } from 'zod';
import { drawCurtain, hangCurtain } from './curtain.ts';
import { findChromium, hasWindows, whyNoDisplay } from './screen.ts';
import { startKioskShell, type ShellNote } from './kiosk-shell.ts';

const env = z.object({
  CHROMIUM_PATH: z.string().optional(),
  /** what the installer carries in the fragment (`#enrol=…`) reaches the page and no address */
  KIOSK_URL: z.string().default('http://localhost:4100/kiosk/'),
  PROFILE: z.string().default('.engawa/kiosk-profile'),
  /** the card bridge of this machine writes its token there */
  BRIDGE_TOKEN_FILE: z.string().optional(),
  /** further words for Chromium, with spaces between them */
  CHROMIUM_FLAGS: z.string().default('--kiosk'),
}).parse(Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== '')));

const flags = env.CHROMIUM_FLAGS.split(' ').filter((flag) => flag !== '');
const chromium = findChromium(env.CHROMIUM_PATH, process.env.PATH);
const why = chromium === null ? 'Chromium が見つかりません。  No Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.' : whyNoDisplay(flags, process.env);
if (chromium === null || why !== null) {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}
// As root Chromium has no sandbox to offer: good enough to try a kiosk out, never for a hall.
const all = process.getuid?.() === 0 ? [...flags, '--no-sandbox'] : flags;

const html = await drawCurtain();
const curtain = hasWindows(flags) ? await hangCurtain({ chromium, flags: all, html }) : null;
const shell = await startKioskShell({
  chromium, url: env.KIOSK_URL, profile: env.PROFILE, flags: all, curtain: html,
  ...(env.BRIDGE_TOKEN_FILE === undefined ? {} : { bridgeTokenFile: env.BRIDGE_TOKEN_FILE }),
  note: (note) => process.stdout.write(`${process.stdout.isTTY ? sentenceOf(note) : JSON.stringify(note)}\n`),
});

let leaving = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (leaving) return;
    leaving = true;
    void Promise.all([shell.stop(), curtain?.drop()]).then(() => process.exit(0));
  });
}

function sentenceOf(note: ShellNote): string {
  if ('begins' in note) return `kiosk: life ${note.life} begins (process ${note.begins ?? 'none'})`;
  if ('ready' in note) return `kiosk: life ${note.life} shows its first screen, after ${note.ms} ms`;
  return `kiosk: life ${note.life} ended (${{ over: 'the visit is over', lost: 'its page or its browser was lost', broken: 'nothing could be kept on this machine; the second copies are set aside', stopped: 'stopped' }[note.ended]})`;
}
