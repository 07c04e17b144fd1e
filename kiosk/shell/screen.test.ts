import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findChromium, hasWindows, whyNoDisplay } from './screen.ts';

describe('where a kiosk can be seen', () => {
  it('[Z17] without a display one sentence says so; with one, or where none is wanted, nothing does', () => {
    expect(whyNoDisplay(['--kiosk'], {})).toMatch(/No display here/);
    for (const env of [{ DISPLAY: ':0' }, { WAYLAND_DISPLAY: 'wayland-0' }]) expect(whyNoDisplay(['--kiosk'], env)).toBeNull();
    expect([whyNoDisplay(['--headless=new'], {}), hasWindows(['--headless=new']), hasWindows(['--kiosk'])]).toEqual([null, false, true]);
  });
  it('[Z17] a browser that cannot be run is none', () => {
    expect(findChromium('/no/such/chromium', '/usr/bin')).toBeNull();
    expect(findChromium(undefined, '/no/such/folder')).toBeNull();
    expect(findChromium(process.execPath)).toBe(process.execPath);
  });
});

it('[Z17] the service ends all browsers with the shell, keeps memory off the disk, and is given the token by the system', () => {
  const unit = readFileSync(new URL('./service/engawa-kiosk.service', import.meta.url), 'utf8').split('\n');
  for (const line of ['User=engawa-kiosk', 'KillMode=control-group', 'LimitCORE=0', 'MemorySwapMax=0', 'Restart=always', 'LoadCredential=bridge-token:/run/engawa-card/token', 'Environment=BRIDGE_TOKEN_FILE=%d/bridge-token']) expect(unit).toContain(line);
});
