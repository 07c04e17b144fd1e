/** The browser side of a journey. */
export { expectNoBarriers } from './axe.ts';
export { openBrowser, PATIENCE_MS, VIEWPORTS } from './browser.ts';
export type { CityBrowser, Surface, Visit, VisitOptions } from './browser.ts';
export { focused, pressByKeyboard, tabTo, typeByKeyboard } from './keyboard.ts';
export { addPasskey } from './passkey.ts';
export type { Passkey } from './passkey.ts';
export { filmOf, photograph } from './phone-before-camera.ts';
export type { GreyPicture } from './phone-before-camera.ts';
export { album, PICTURES } from './pictures.ts';
