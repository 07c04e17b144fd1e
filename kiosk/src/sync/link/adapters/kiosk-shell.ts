/**
 * 殻: the process that owns this kiosk's browser. It gives a page its exit (an address of its own on the loopback, whose last part is
 * the word of this life) and, if the page before ended by its exit, the word of that life. Both come in the launch address
 * (`/kiosk/#exit=…&after=…`) and leave it at once; they lie in memory only.
 */
export interface KioskShell { /** where a page goes to end */ exit: string | null; /** the word under which it leaves its life */ word: string | null; /** the word of the page before */ after: string | null }

const EXIT = /^http:\/\/127\.0\.0\.1:\d{1,5}\/over\/([A-Za-z0-9_-]{16,64})$/;

export function takeKioskShell({ location, history }: { location: Pick<Location, 'hash' | 'pathname' | 'search'>; history: Pick<History, 'state' | 'replaceState'> }): KioskShell {
  const carried = new URLSearchParams(location.hash.slice(1));
  const found = EXIT.exec(carried.get('exit') ?? '');
  const after = carried.get('after');
  if (!carried.has('exit') && after === null) return { exit: null, word: null, after: null };
  carried.delete('exit');
  carried.delete('after');
  history.replaceState(history.state, '', `${location.pathname}${location.search}${carried.size > 0 ? `#${carried.toString()}` : ''}`);
  return { exit: found?.[0] ?? null, word: found?.[1] ?? null, after };
}
