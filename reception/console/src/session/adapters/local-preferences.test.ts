import { describe, expect, it } from 'vitest';
import { keepPreferences, readPreferences } from './local-preferences.ts';

const storage = (): Storage & { held: Map<string, string> } => {
  const held = new Map<string, string>();
  return { held, length: 0, clear: () => held.clear(), key: () => null, removeItem: (k) => { held.delete(k); }, getItem: (k) => held.get(k) ?? null, setItem: (k, v) => { held.set(k, v); } };
};

describe('what the console keeps', () => {
  it('[K27] is the theme and the switch of the keys, nothing else', () => {
    const box = storage();
    keepPreferences(box, { theme: 'dark', letters: false });
    expect([...box.held.values()].map((v) => JSON.parse(v) as unknown)).toEqual([{ theme: 'dark', letters: false }]);
    expect(readPreferences(box)).toEqual({ theme: 'dark', letters: false });
  });
  it('[K27] anything else found there is ignored', () => {
    const box = storage();
    box.setItem('engawa-console-preferences', '{"theme":"dark","letters":true,"name":"見本"}');
    expect(readPreferences(box)).toEqual({ theme: 'light', letters: true });
  });
});
