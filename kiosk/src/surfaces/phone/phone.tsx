import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Beam } from '../../design/index.ts';
import { phone } from '../../wording/phone.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import { FormsPage } from '../../pre-entry/ui/forms-page.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { BookScreen, BookingScreen } from './screens/booking-screens.tsx';
import { KeyScreen, KeysScreen } from './screens/key-screens.tsx';
import { RoomsScreen } from './screens/rooms-screen.tsx';
import { TicketScreen } from './screens/ticket-screen.tsx';
import { addressOf, type Route, routeOf } from './route.ts';
import { Tabs } from './tabs.tsx';
import { CityProvider, type PhoneWorld, PhoneWorldProvider } from './world.tsx';
import { usePageName } from './use-page-name.ts';
import { type Go, isInside } from './go.ts';
import { useFacilityList } from './use-facility-list.ts';
import './phone.css';

/** The resident's and visitor's phone: my turn, rooms, keys. */
export function Phone({ world }: { world: PhoneWorld }): ReactNode {
  const [route, setRoute] = useState(() => routeOf(new URL(location.href)));
  const { city, retry } = useFacilityList(world, route.page !== 'ticket' && route.page !== 'forms');
  const { say } = useWording();
  useEffect(() => {
    const onPop = (): void => setRoute(routeOf(new URL(location.href)));
    addEventListener('popstate', onPop);
    return () => removeEventListener('popstate', onPop);
  }, []);
  const go = useCallback<Go>((next, how = 'push') => {
    const inside = how === 'push' || isInside();
    history[how === 'push' ? 'pushState' : 'replaceState']({ inside }, '', addressOf(next));
    setRoute(next);
    scrollTo(0, 0);
  }, []);
  const frame = useRef<HTMLDivElement>(null);
  const name = city ? say(city.city) : say(phone.city);
  usePageName(frame, 'id' in route ? `${route.page}${route.id}` : route.page, name);
  return (
    <PhoneWorldProvider world={world}><CityProvider city={city}>
      <div className="phone" ref={frame}>
        <Beam title={name}><LanguageMenu /></Beam>
        <main key={route.page}><Page route={route} go={go} retry={retry} /></main>
        <Tabs route={route} go={go} />
      </div>
    </CityProvider></PhoneWorldProvider>
  );
}

function Page({ route, go, retry }: { route: Route; go: Go; retry: () => void }): ReactNode {
  switch (route.page) {
    case 'rooms': return <RoomsScreen search={route.search} go={go} retry={retry} />;
    case 'book': return <BookScreen key={`${route.room}${route.start}`} route={route} go={go} />;
    case 'booking': return <BookingScreen key={route.id} id={route.id} go={go} />;
    case 'keys': return <KeysScreen go={go} />;
    case 'key': return <KeyScreen key={route.id} id={route.id} go={go} />;
    case 'forms': return <FormsPage />;
    case 'ticket': return route.secret ? <TicketScreen key={route.secret} secret={route.secret} /> : <><h1 tabIndex={-1}><Say of={phone.ticketTitle} /></h1><p><Say of={phone.ticketNone} /></p></>;
    default: return route satisfies never;
  }
}
