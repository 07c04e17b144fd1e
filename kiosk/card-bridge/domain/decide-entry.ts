import { BRIDGE_PATH, CARD_PROTOCOL, TOKEN_PREFIX } from '../contract/index.ts';

/** Who may open the WebSocket. Everything comes from the request's head. */
export type Knock = { path: string; host: string | undefined; origin: string | undefined; protocols: string | undefined };
export type HouseRules = {
  /** exactly `127.0.0.1:port`; another name for the same address is how DNS rebinding begins */
  host: string;
  /** scheme, host and port of the kiosk pages */
  pages: ReadonlySet<string>;
  /** compares in constant time */
  isToken: (offered: string) => boolean;
};
/** `page`: a kiosk surface. `operator`: the bridge's own origin, for the command line beside it. */
export type Seat = 'page' | 'operator';
export type Entry = { ok: true; seat: Seat } | { ok: false; status: 401 | 403 | 404 | 421 };

export function decideEntry({ path, host, origin, protocols }: Knock, rules: HouseRules): Entry {
  if (path !== BRIDGE_PATH) return { ok: false, status: 404 };
  if (host !== rules.host) return { ok: false, status: 421 };
  const seat = seatOf(origin, rules);
  if (seat === null) return { ok: false, status: 403 };
  const offered = (protocols ?? '').split(',').map((text) => text.trim());
  const token = offered.find((text) => text.startsWith(TOKEN_PREFIX))?.slice(TOKEN_PREFIX.length);
  if (!offered.includes(CARD_PROTOCOL) || token === undefined || !rules.isToken(token)) return { ok: false, status: 401 };
  return { ok: true, seat };
}

function seatOf(origin: string | undefined, rules: HouseRules): Seat | null {
  if (origin === undefined) return null;
  if (rules.pages.has(origin)) return 'page';
  return origin === `http://${rules.host}` ? 'operator' : null;
}
