import type { Scene } from '../src/intake/domain/visit.ts';

/** What the touch kiosk can show, by the name that stands at its root (`data-scene`). The types keep the list complete: a scene that is added to the machine is missing here until it is named. */
const NAMED: Readonly<Record<Scene['at'], true>> = {
  idle: true, choose: true, navigator: true, scan: true, guide: true, how: true, 'place-card': true, pin: true, 'number-b': true, reading: true, 'card-stopped': true, 'name-check': true,
  questions: true, review: true, submitting: true, ticket: true, 'staff-needed': true, thanks: true,
};
export type SceneName = Scene['at'];
export const SCENES = Object.keys(NAMED) as readonly SceneName[];
