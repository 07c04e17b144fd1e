import { z } from 'zod';
import { startKioskShell } from './kiosk-shell.ts';

const env = z.object({
  CHROMIUM_PATH: z.string().default('/usr/bin/chromium'),
  KIOSK_URL: z.string().default('http://localhost:4100/kiosk/'),
  PROFILE: z.string().default('.engawa/kiosk-profile'),
  /** further words for Chromium, with spaces between them */
  CHROMIUM_FLAGS: z.string().default('--kiosk'),
}).parse(Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== '')));

const shell = await startKioskShell({
  chromium: env.CHROMIUM_PATH, url: env.KIOSK_URL, profile: env.PROFILE, flags: env.CHROMIUM_FLAGS.split(' ').filter((flag) => flag !== ''),
  onLife: (pid, life) => process.stdout.write(`${JSON.stringify({ life, pid })}\n`),
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void shell.stop().then(() => process.exit(0)));
