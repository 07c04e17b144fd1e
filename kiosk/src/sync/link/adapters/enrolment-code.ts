/**
 * The code by which an installer lets this machine enrol at a hall that is not open to everybody: `/kiosk/#enrol=<code>`.
 * It is taken out of the address at once, so that it stays in no history and on no screen, and lives in memory only:
 * once enrolled the kiosk never needs it again.
 */
export function takeEnrolmentCode({ location, history }: { location: Pick<Location, 'hash' | 'pathname' | 'search'>; history: Pick<History, 'state' | 'replaceState'> }): string | null {
  const carried = new URLSearchParams(location.hash.slice(1));
  const code = carried.get('enrol');
  if (code === null) return null;
  carried.delete('enrol');
  history.replaceState(history.state, '', `${location.pathname}${location.search}${carried.size > 0 ? `#${carried.toString()}` : ''}`);
  return code;
}
