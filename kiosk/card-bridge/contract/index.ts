/** The language of the card bridge: all that the kiosk page and another workspace may see of it. */
export * from './card-code.ts';
export * from './messages.ts';
export * from './prefill.ts';
export * from './simulated.ts';
export * from './tray.ts';
