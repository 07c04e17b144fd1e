import { Kifuda, HouseMark } from '@engawa/kiosk/design';
import { capOf } from '../queue/domain/key-map.ts';
import type { Act } from '../queue/domain/acts.ts';
import { clockText } from '../queue/domain/clock-text.ts';
import { useEffect, useState } from 'react';
import { askOwnPasskeys } from '../session/application/passkeys.ts';
import { useWorld } from '../session/ui/world.tsx';
import { words } from '../wording.ts';

export type Tab = 'queue' | 'captions' | 'statistics';
const w = words.beam;

/** 鴨居: city, counter, the two screens, and what is always at hand. */
export function ConsoleBeam({ tab, show, closed, passkeysOpen, hallMs, captionsOpen, dark, setDark, signOut, press }: { tab: Tab; show: (tab: Tab) => void; /** a screen that this role, or nobody without a counter, may open */ closed: (tab: Tab) => boolean; /** the sheet where passkeys are added */ passkeysOpen: boolean; hallMs: number; captionsOpen: boolean; dark: boolean; setDark: (dark: boolean) => void; signOut: () => void; press: (act: Act) => void }) {
  const { city, counter, session } = useWorld();
  const missing = useHasNoPasskey(passkeysOpen);
  const name = counter === null ? words.role[session.role] : city.counters.find((c) => c.id === counter)?.name.ja ?? counter;
  return (
    <header className="beam console-beam">
      <h1 className="beam-title"><HouseMark />{city.name.ja}　{counter !== null && <Kifuda counter={counter} />}{name}</h1>
      <nav aria-label={words.tabs.label}>
        <button type="button" aria-current={tab === 'queue' ? 'page' : undefined} onClick={() => show('queue')}>{words.tabs.queue}</button>
        <button type="button" aria-current={tab === 'captions' ? 'page' : undefined} aria-disabled={closed('captions') || undefined} onClick={() => show('captions')}>{words.tabs.captions}{captionsOpen && <span className="tab-dot"> ●<span className="visually-hidden">{w.captionsOpen}</span></span>}</button>
        <button type="button" aria-current={tab === 'statistics' ? 'page' : undefined} aria-disabled={closed('statistics') || undefined} onClick={() => show('statistics')}>{words.tabs.statistics}</button>
      </nav>
      <div className="beam-end">
        <span className="beam-staff">{session.name}</span>
        <button type="button" aria-keyshortcuts="@" onClick={() => press('passkeys')}>{words.passkeys.button}{missing && <b className="tag beam-tag">{words.passkeys.missing}</b>}</button>
        <button type="button" onClick={signOut}>{counter === null ? words.signIn.outNoCounter : words.signIn.out}</button>
        <button type="button" aria-pressed={dark} onClick={() => setDark(!dark)}>{w.theme.dark}</button>
        <button type="button" aria-keyshortcuts="/" onClick={() => press('search')}><kbd aria-hidden="true">{capOf('search')}</kbd> {w.search}</button>
        <button type="button" aria-keyshortcuts="?" onClick={() => press('keys')}><kbd aria-hidden="true">{capOf('keys')}</kbd> {w.keys}</button>
        <b className="beam-clock"><span className="visually-hidden">{w.now}</span>{clockText(hallMs)}</b>
      </div>
    </header>
  );
}

/** Asked when somebody comes, and again when the sheet closes; where the hall does not answer nothing is claimed. */
function useHasNoPasskey(sheetOpen: boolean): boolean {
  const { commands } = useWorld();
  const [none, setNone] = useState(false);
  useEffect(() => {
    let current = true;
    if (!sheetOpen) void askOwnPasskeys(commands).then((own) => { if (current && own.kind === 'done') setNone(own.value.passkeys.length === 0); });
    return () => { current = false; };
  }, [commands, sheetOpen]);
  return none;
}
