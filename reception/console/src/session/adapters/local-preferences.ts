import { z } from 'zod';

/** How this machine likes its screen. The only thing that the console keeps; nothing about people. */
export const Preferences = z.strictObject({ theme: z.enum(['light', 'dark']), letters: z.boolean() });
export type Preferences = z.infer<typeof Preferences>;

const NAME = 'engawa-console-preferences';
const PLAIN: Preferences = { theme: 'light', letters: true };

export const readPreferences = (storage: Storage): Preferences => {
  try { return Preferences.parse(JSON.parse(storage.getItem(NAME) ?? '')); } catch { return PLAIN; }
};
export const keepPreferences = (storage: Storage, preferences: Preferences): void => {
  try { storage.setItem(NAME, JSON.stringify(preferences)); } catch { /* a full or forbidden storage loses a preference, nothing else */ }
};
