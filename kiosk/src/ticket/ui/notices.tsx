import type { NoticesView, TicketView } from '@engawa/reception/contract';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { Banner, KeyButton, TextField } from '../../design/index.ts';
import { phone } from '../../wording/phone.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import type { TicketNotices } from '../application/ports.ts';
import { isMailAddress, lineAddress, lineBox, mailBox, noticeBox, type LineBox, type MailBox, type NoticeBox, type NoticeTrouble } from '../domain/notice-box.ts';

/** How often a page that stands open asks whether its notices still get through. */
const LOOK_MS = 20_000;

export type NoticeActs = { readonly box: NoticeBox; readonly line: LineBox; readonly mail: MailBox; readonly busy: boolean; readonly ask: () => void; readonly end: () => void; readonly endLine: () => void; readonly askMail: (address: string) => void; readonly endMail: () => void };

/** Notices of this ticket to this phone: the newest that the hall and the browser know. */
export function useNotices(notices: TicketNotices, secret: string, status: TicketView['status'] | null): NoticeActs {
  const { lang } = useWording();
  const [view, setView] = useState<NoticesView | null>(null);
  const [trouble, setTrouble] = useState<NoticeTrouble | null>(null);
  const [busy, setBusy] = useState(false);
  const box: NoticeBox = status === null ? { show: 'nothing' } : noticeBox({ status, notices: view, ability: notices.ability(), own: notices.own(secret), trouble });
  const line: LineBox = status === null ? { show: 'nothing' } : lineBox(status, view);
  const mail: MailBox = status === null ? { show: 'nothing' } : mailBox(status, view);
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
    box, line, mail, busy,
    ask: () => { if (!busy && key !== undefined) act(notices.ask(secret, lang, key)); },
    end: () => { if (!busy && box.show === 'on') act(notices.end(secret, box.wayId)); },
    endLine: () => { if (!busy && line.show === 'on') act(notices.end(secret, line.wayId)); },
    askMail: (address) => { if (!busy) act(notices.askMail(secret, lang, address)); },
    endMail: () => { if (!busy && mail.show === 'on') act(notices.end(secret, mail.wayId)); },
  };
}

const WHY: Record<NoticeTrouble | 'gone', ReactNode> = {
  denied: <Say of={phone.noticeDenied} />, unavailable: <Say of={phone.noticeUnavailable} />, gone: <Say of={phone.noticeGone} />,
  refused: <Say of={phone.noticeGone} />, unreachable: <Say of={phone.noticeUnreachable} />,
};

/** The offer with what happens to the data, or that notices are on and the switch that ends them. */
export function Notices({ acts }: { acts: NoticeActs }): ReactNode {
  const { box, line, mail } = acts;
  const pushed = box.show === 'offer' || box.show === 'on';
  if (!pushed && line.show === 'nothing' && mail.show === 'nothing') return null;
  return (
    <section className="phone-leave phone-notices">
      <h2><Say of={phone.noticeTitle} /></h2>
      <p className="phone-sub"><Say of={phone.noticeData} /></p>
      {pushed && <OnPhone box={box} ask={acts.ask} end={acts.end} />}
      <AtLine line={line} end={acts.endLine} />
      <ByMail mail={mail} ask={acts.askMail} end={acts.endMail} />
    </section>
  );
}

function OnPhone({ box, ask, end }: { box: Extract<NoticeBox, { show: 'offer' | 'on' }>; ask: () => void; end: () => void }): ReactNode {
  const on = box.show === 'on';
  return (
    <>
      <div role="status">
        {on && !box.trying && <Banner tone="well"><Say of={phone.noticeOn} /></Banner>}
        {on && box.trying && <Banner tone="note"><Say of={phone.noticeTrying} /></Banner>}
        {!on && box.why !== null && <Banner tone="note">{WHY[box.why]}</Banner>}
      </div>
      <KeyButton wide icon={on ? 'mute' : 'bell'} onPress={on ? end : ask}><Say of={on ? phone.noticeEnd : phone.noticeAsk} /></KeyButton>
    </>
  );
}

function AtLine({ line, end }: { line: LineBox; end: () => void }): ReactNode {
  if (line.show === 'nothing') return null;
  if (line.show === 'on') {
    return (
      <>
        <div role="status"><Banner tone={line.trying ? 'note' : 'well'}><Say of={line.trying ? phone.noticeTrying : phone.noticeLineOn} /></Banner></div>
        <KeyButton wide icon="mute" onPress={end}><Say of={phone.noticeLineEnd} /></KeyButton>
      </>
    );
  }
  return <p><Say of={phone.noticeLine} params={{ account: line.account }} /> <b className="phone-code">{line.code}</b><br /><a href={lineAddress(line)} rel="noreferrer"><Say of={phone.noticeLineOpen} /></a></p>;
}

function ByMail({ mail, ask, end }: { mail: MailBox; ask: (address: string) => void; end: () => void }): ReactNode {
  const [address, setAddress] = useState('');
  const [wrong, setWrong] = useState(false);
  // What was typed has gone to the hall, and stands nowhere here any more.
  useEffect(() => { if (mail.show === 'on') setAddress(''); }, [mail.show]);
  if (mail.show === 'nothing') return null;
  if (mail.show === 'on') {
    return (
      <>
        <div role="status"><Banner tone={mail.trying ? 'note' : 'well'}><Say of={mail.trying ? phone.noticeTrying : phone.noticeMailOn} /></Banner></div>
        <KeyButton wide icon="mute" onPress={end}><Say of={phone.noticeMailEnd} /></KeyButton>
      </>
    );
  }
  const error = wrong ? <Say of={phone.noticeMailWrong} /> : mail.gone ? <Say of={phone.noticeMailGone} /> : undefined;
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); setWrong(!isMailAddress(address)); if (isMailAddress(address)) ask(address); }}>
      <TextField label={<Say of={phone.noticeMail} />} type="email" inputMode="email" autoComplete="email" maxLength={254} value={address} onChange={setAddress} {...(error === undefined ? {} : { error })} />
      <KeyButton wide icon="bell" type="submit"><Say of={phone.noticeMailAsk} /></KeyButton>
    </form>
  );
}
