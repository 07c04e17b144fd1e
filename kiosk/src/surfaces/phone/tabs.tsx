import type { MouseEvent, ReactNode } from 'react';
import { Icon } from '../../design/index.ts';
import { phone } from '../../wording/phone.ts';
import { preEntry } from '../../wording/pre-entry.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import type { Go } from './go.ts';
import { addressOf, type Route } from './route.ts';
import { useLinks } from './use-links.ts';

const ROOMS: Route = { page: 'rooms', search: null };
const KEYS: Route = { page: 'keys' };

/** My turn and the forms live at reception, rooms and keys at facility-api: a tab may lead to the other house. */
export function Tabs({ route, go }: { route: Route; go: Go }): ReactNode {
  const { say } = useWording();
  const { ticketHref, facilityHref } = useLinks(route.page === 'ticket' || route.page === 'forms');
  const here = route.page === 'ticket' || route.page === 'forms' ? route.page : route.page === 'keys' || route.page === 'key' || route.page === 'booking' ? 'keys' : 'rooms';
  const inside = (to: Route) => (event: MouseEvent): void => {
    if (facilityHref !== '' || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <nav className="phone-tabs ledge" aria-label={say(phone.tabs)}>
      <a href={`${ticketHref}/phone/ticket`} aria-current={here === 'ticket' ? 'page' : undefined} onClick={(event) => { if (here === 'ticket') event.preventDefault(); }}><Icon name="users" /><Say of={phone.tabTicket} /></a>
      <a href={`${ticketHref}/phone/forms`} aria-current={here === 'forms' ? 'page' : undefined} onClick={(event) => { if (here === 'forms') event.preventDefault(); }}><Icon name="pen" /><Say of={preEntry.tab} /></a>
      <a href={`${facilityHref}${addressOf(ROOMS)}`} aria-current={here === 'rooms' ? 'page' : undefined} onClick={inside(ROOMS)}><Icon name="calendar" /><Say of={phone.tabRooms} /></a>
      <a href={`${facilityHref}${addressOf(KEYS)}`} aria-current={here === 'keys' ? 'page' : undefined} onClick={inside(KEYS)}><Icon name="key" /><Say of={phone.tabKeys} /></a>
    </nav>
  );
}
