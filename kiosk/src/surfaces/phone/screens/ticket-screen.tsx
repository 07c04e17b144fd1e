import { CityProfile, type VisitorAct } from '@engawa/reception/contract';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { TicketPage, useCallAlert } from '../../../ticket/ui/ticket-page.tsx';
import { useNotices } from '../../../ticket/ui/notices.tsx';
import type { TicketActs } from '../../../ticket/ui/own-acts.tsx';
import type { AnyProblemCode } from '../../../wording/problems.ts';
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
  const acts = useTicketActs(secret);
  const notices = useNotices(world.notices, secret, news.view?.status ?? null);
  useCallAlert(news.view, alerts, ringCall);
  const procedureTitles = useCallback((ids: readonly string[]) => ids.flatMap((id) => { const title = titles.get(id); return title ? [say(title)] : []; }).join('・'), [titles, say]);
  return <TicketPage {...news} alerts={alerts} onAlerts={() => { if (!alerts) ringCall('quiet'); setAlerts(!alerts); }} procedureTitles={procedureTitles} acts={acts} notices={notices} />;
}

/** One act at a time. One that got no answer keeps its key: pressed again it is done once. */
function useTicketActs(secret: string): TicketActs {
  const world = useWorld();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<AnyProblemCode | null>(null);
  const unanswered = useRef<{ what: string; key: string } | null>(null);
  const act = useCallback((name: VisitorAct, until?: string): void => {
    const what = `${name} ${until ?? ''}`;
    const key = unanswered.current?.what === what ? unanswered.current.key : world.newKey();
    unanswered.current = { what, key };
    setBusy(true);
    void world.ticketAct(secret, name, key, until).then((problem) => {
      if (problem !== 'unreachable') unanswered.current = null;
      setTrouble(problem);
      setBusy(false);
    });
  }, [secret, world]);
  return { act, busy, trouble };
}
