import type { CityProfile, NavigatorProfile, ProcedureId } from '@engawa/reception/contract';

/** The city's rules, from the hall or kept for the time without network. No personal data. */
export interface NavigatorRules { get(): Promise<NavigatorProfile | null> }

/** What a kiosk's navigator needs of the world beside the kiosk itself. */
export interface NavigatorWorld {
  readonly profile: NavigatorProfile;
  /** Tells reception that nobody has to come for these. Not awaited: a count that is too low harms nobody. */
  avoided(procedures: readonly ProcedureId[]): void;
}

/** What the phone's navigator needs. */
export interface PhoneNavigator {
  readonly rules: NavigatorRules;
  readonly city: { get(): Promise<CityProfile | null> };
  nowMs(): number;
}
