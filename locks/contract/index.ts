/** The language of the door agent: all that another workspace may see of it. */
export { fromBase64Url, toBase64Url } from './bytes.ts';
export { assembleStatement } from './cose.ts';
export type { SignedStatement, StatementKind, UnsignedStatement } from './cose.ts';
export * from './challenge.ts';
export * from './command-state.ts';
export * from './device-event.ts';
export * from './door-status.ts';
export * from './grant.ts';
export * from './ids.ts';
export * from './issuer-keys.ts';
export * from './journal-record.ts';
export * from './manifest.ts';
export * from './messages.ts';
