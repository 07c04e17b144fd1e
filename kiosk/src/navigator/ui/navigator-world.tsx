import { createContext, use } from 'react';
import type { NavigatorWorld, PhoneNavigator } from '../application/ports.ts';

export const NavigatorWorldContext = createContext<NavigatorWorld | null>(null);
export const useNavigatorWorld = (): NavigatorWorld => {
  const world = use(NavigatorWorldContext);
  if (!world) throw new Error('NavigatorWorldContext is missing above this component');
  return world;
};
export const PhoneNavigatorContext = createContext<PhoneNavigator | null>(null);
export const usePhoneNavigator = (): PhoneNavigator => {
  const world = use(PhoneNavigatorContext);
  if (!world) throw new Error('PhoneNavigatorContext is missing above this component');
  return world;
};
