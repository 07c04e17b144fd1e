/**
 * Vitest global setup: PC/SC daemon with a virtual reader, so that card tests run through the real library and the real daemon.
 * Fails with what to do where it cannot: a card test is never skipped in silence.
 */
import { startPcscd } from '@engawa/kiosk/testing';

export async function setup(): Promise<() => Promise<void>> {
  const pcscd = await startPcscd();
  return () => pcscd.stop();
}
