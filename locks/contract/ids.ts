import { z } from 'zod';

/** A building with one door agent. Part of an MQTT topic, so no slash, plus sign or hash. */
export const BuildingName = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);
/** A door 扉 of a building, e.g. `kominkan-room-1`. One lock, one relay. */
export const DoorName = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);
/** Public key id: first 8 bytes of the SHA-256 of the raw Ed25519 public key, lower-case hex. */
export const KeyId = z.string().regex(/^[0-9a-f]{16}$/);
/** Grant id (`jti`): random, given once by the issuer. 16 bytes on the wire, lower-case UUID text here. */
export const GrantId = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
/** One press, given by whoever sends it; the agent acts on it at most once. */
export const CommandId = GrantId;
/** 128 random bits of the agent, hex. */
export const Nonce = z.string().regex(/^[0-9a-f]{32}$/);
/** ISO 8601 in UTC. */
export const LockInstant = z.iso.datetime();
/** SHA-256, lower-case hex. */
export const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

export type BuildingName = z.infer<typeof BuildingName>;
export type DoorName = z.infer<typeof DoorName>;
export type KeyId = z.infer<typeof KeyId>;
export type GrantId = z.infer<typeof GrantId>;
export type CommandId = z.infer<typeof CommandId>;
export type Sha256Hex = z.infer<typeof Sha256Hex>;
