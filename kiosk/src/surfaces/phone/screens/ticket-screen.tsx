import { CityProfile } from '@engawa/reception/contract';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { TicketPage, useCallAlert } from '../../../ticket/ui/ticket-page.tsx';
import { useWording } from '../../../wording/wording.tsx';
import { type TicketNews, useWorld } from '../world.tsx';
import { ringCall } from '../ring.ts';

/** The page behind the ticket's QR code. */
export function TicketScreen({ secret }: { secret: string }): ReactNode {
  const world = useWorld();
  const { say } = useWording();
  const [news, setNews] = useState<TicketNews>({ view: null, frozenSince: null, unknown: false });
  const [alerts, setAlerts] = useState(false);
  const [titles, setTitles] = useState(new Map<string, CityProfile['procedures'][number]['title']>());
  useEffect(() => world.watchTicket(secret, setNews), [world, secret]);
  useEffect(() => {
    fetch('/api/city').then((response) => response.json()).then((body: unknown) => setTitles(new Map(CityProfile.parse(body).procedures.map((procedure) => [procedure.id, procedure.title]))), () => undefined);
  }, []);
  useCallAlert(news.view, alerts, ringCall);
  const procedureTitles = useCallback((ids: readonly string[]) => ids.flatMap((id) => { const title = titles.get(id); return title ? [say(title)] : []; }).join('・'), [titles, say]);
  return <TicketPage {...news} alerts={alerts} onAlerts={() => { if (!alerts) ringCall('quiet'); setAlerts(!alerts); }} procedureTitles={procedureTitles} />;
}
