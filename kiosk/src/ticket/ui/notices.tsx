import type { NoticesView, TicketView } from '@engawa/reception/contract';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { Banner, KeyButton } from '../../design/index.ts';
import { phone } from '../../wording/phone.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import type { TicketNotices } from '../application/ports.ts';
import { noticeBox, type NoticeBox, type NoticeTrouble } from '../domain/notice-box.ts';

/** How often a page that stands open asks whether its notices still get through. */
const LOOK_MS = 20_000;

export type NoticeActs = { readonly box: NoticeBox; readonly busy: boolean; readonly ask: () => void; readonly end: () => void };

/** Notices of this ticket to this phone: the newest that the hall and the browser know. */
export function useNotices(notices: TicketNotices, secret: string, status: TicketView['status'] | null): NoticeActs {
  const { lang } = useWording();
  const [view, setView] = useState<NoticesView | null>(null);
  const [trouble, setTrouble] = useState<NoticeTrouble | null>(null);
  const [busy, setBusy] = useState(false);
  const box: NoticeBox = status === null ? { show: 'nothing' } : noticeBox({ status, notices: view, ability: notices.ability(), own: notices.own(secret), trouble });
  useEffect(() => {
    const look = (): void => { void notices.read(secret).then((read) => { if (read !== null) setView(read); }); };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [notices, secret, status]);
  useEffect(() => { if (box.show === 'give-back') void notices.giveBack(); }, [box.show, notices]);
  const act = useCallback((work: Promise<NoticesView | NoticeTrouble>): void => {
    setBusy(true);
    void work.then((ended) => {
      if (typeof ended !== 'string') setView(ended);
      setTrouble(typeof ended === 'string' ? ended : null);
      setBusy(false);
    });
  }, []);
  const key = view?.push?.key;
  return {
    box, busy,
    ask: () => { if (!busy && key !== undefined) act(notices.ask(secret, lang, key)); },
    end: () => { if (!busy && box.show === 'on') act(notices.end(secret, box.wayId)); },
  };
}

const WHY: Record<NoticeTrouble | 'gone', ReactNode> = {
  denied: <Say of={phone.noticeDenied} />, unavailable: <Say of={phone.noticeUnavailable} />, gone: <Say of={phone.noticeGone} />,
  refused: <Say of={phone.noticeGone} />, unreachable: <Say of={phone.noticeUnreachable} />,
};

/** The offer with what happens to the data, or that notices are on and the switch that ends them. */
export function Notices({ acts: { box, ask, end } }: { acts: NoticeActs }): ReactNode {
  if (box.show === 'nothing' || box.show === 'give-back') return null;
  const on = box.show === 'on';
  return (
    <section className="phone-leave">
      <h2><Say of={phone.noticeTitle} /></h2>
      <div role="status">
        {on && !box.trying && <Banner tone="well"><Say of={phone.noticeOn} /></Banner>}
        {on && box.trying && <Banner tone="note"><Say of={phone.noticeTrying} /></Banner>}
        {!on && box.why !== null && <Banner tone="note">{WHY[box.why]}</Banner>}
      </div>
      <p className="phone-sub"><Say of={phone.noticeData} /></p>
      <KeyButton wide icon={on ? 'mute' : 'bell'} onPress={on ? end : ask}><Say of={on ? phone.noticeEnd : phone.noticeAsk} /></KeyButton>
    </section>
  );
}
