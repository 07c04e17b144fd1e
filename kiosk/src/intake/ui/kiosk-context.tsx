import type { CityProfile } from '@engawa/reception/contract';
import { createContext, type ComponentType, use, useEffect, useState, useSyncExternalStore } from 'react';
import type { KioskLink, LinkView } from '../../sync/link/application/kiosk-link.ts';
import type { KioskSession } from '../application/kiosk-session.ts';
import type { Intake, IntakeInput } from '../domain/visit.ts';
import type { GlyphCheck } from '../ports.ts';

/** Screens reached from home: `navigator` 「どの手続きが必要か」, `scan` 「スマホで書いてきた」. Each fills its scene and ends with `begin-with` or `back`. */
export interface Ways { navigator?: ComponentType; scan?: ComponentType }

/** What every screen of the kiosk may use. */
export interface Kiosk {
  city: CityProfile;
  session: KioskSession;
  /** what the fonts of this screen can draw */ glyphs: GlyphCheck;
  link: Pick<KioskLink, 'view' | 'subscribe' | 'timeMs' | 'help'>;
  /** screens of other features that home leads to; a way without its screen is not offered */ ways?: Ways;
  /** key click, 30 ms; silent when the visitor wants it so */ click: () => void;
}

const KioskContext = createContext<Kiosk | null>(null);
export const KioskProvider = KioskContext;

const useWhole = (): Kiosk => {
  const kiosk = use(KioskContext);
  if (!kiosk) throw new Error('useKiosk needs a KioskProvider above it');
  return kiosk;
};

export const useKiosk = (): Kiosk & { intake: Intake; send: (input: IntakeInput) => void } => {
  const kiosk = useWhole();
  const intake = useSyncExternalStore(kiosk.session.subscribe, kiosk.session.state);
  return { ...kiosk, intake, send: kiosk.session.dispatch };
};

/** What is known of the hall now. For those alone who show it: it is new with every heartbeat. */
export const useOnline = (): LinkView => {
  const { link } = useWhole();
  return useSyncExternalStore(link.subscribe, link.view);
};

/** Renders again every `ms`, for clocks and countdowns. */
export const useTicking = (ms = 500): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), ms);
    return () => clearInterval(timer);
  }, [ms]);
  return now;
};

/** Whole seconds until `atMs`, never below 0. */
export const secondsUntil = (atMs: number, nowMs: number): number => Math.max(0, Math.ceil((atMs - nowMs) / 1_000));
