/** What tests of other workspaces may use of the kiosk: cards and readers that behave like real ones. */
export * from './bridge-process.ts';
export * from './card-issuer.ts';
export * from './fictitious-people.ts';
export * from './fill-forms.ts';
export * from './kiosk-parts.ts';
export * from './measure-card-reading.ts';
export * from './pre-entry-codes.ts';
export * from './qr-frames.ts';
export * from './scenes.ts';
export * from './start-pcscd.ts';
export * from './test-bridge.ts';
export * from './virtual-card.ts';
export * from './vpcd-client.ts';
