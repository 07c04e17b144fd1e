/** The language of facility-api: all that another workspace may see of it. */
export * from './availability.ts';
export * from './booking.ts';
export * from './facility.ts';
export * from './fees.ts';
export * from './ids.ts';
export * from './open-data.ts';
export * from './lottery.ts';
export * from './problem.ts';
export * from './resident.ts';
