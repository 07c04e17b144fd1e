/** The language of reception: all that another workspace may see of it. */
export * from './captions.ts';
export * from './city.ts';
export * from './fees.ts';
export * from './fields.ts';
export * from './hall.ts';
export * from './hand-over.ts';
export * from './ids.ts';
export * from './kiosk.ts';
export * from './language.ts';
export * from './navigator.ts';
export * from './people.ts';
export * from './problem.ts';
export * from './rules.ts';
export * from './staff.ts';
export * from './stream.ts';
export * from './ticket.ts';
export * from './usual.ts';
