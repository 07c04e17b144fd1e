import { z } from 'zod';
import { DoorName } from '../../contract/index.ts';

const HostAndPort = z.string().regex(/^\d{1,3}(\.\d{1,3}){3}:\d{1,5}$/);
/** Name of an environment variable: a secret never stands in the file itself. */
const Variable = z.string().regex(/^[A-Z][A-Z0-9_]{0,60}$/);
/** how long the door stays released; long enough for a wheelchair */
const releaseSeconds = z.int().min(1).max(60).default(7);

/** A board answers to its own protocol: relay and listener belong to the door. */
export const UhppoteDoor = z.strictObject({
  driver: z.literal('uhppote'),
  /** of the board, `192.168.20.11:60000` */ address: HostAndPort,
  serial: z.int().min(1).max(0xffff_ffff),
  /** relay 1-4 */ door: z.int().min(1).max(4),
  releaseSeconds,
  /** own address and port for the board's events as the board sees them; port 0 = any free one */ listen: HostAndPort.default('127.0.0.1:0'),
});

/** `device`: the lock's name behind its gateway or cloud. Doors that share everything else share a connection. The lock must relock by itself; `releaseSeconds` says when. */
const Zigbee2MqttDoor = z.strictObject({
  driver: z.literal('zigbee2mqtt'), broker: z.url({ protocol: /^mqtts?$/ }), base: z.string().regex(/^[^+#]{1,100}$/).default('zigbee2mqtt'),
  /** friendly name */ device: z.string().regex(/^[^+#]{1,100}$/), usernameEnv: Variable.optional(), passwordEnv: Variable.optional(), releaseSeconds,
});

/** Of a cloud; plain HTTP only on this machine. */
const Api = z.url().regex(/^(https:\/\/|http:\/\/127\.0\.0\.1[:/])[^?#]*[^/?#]$/);
const SwitchBotDoor = z.strictObject({
  driver: z.literal('switchbot'), api: Api.default('https://api.switch-bot.com'), /** deviceId */ device: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  tokenEnv: Variable, secretEnv: Variable, releaseSeconds,
});
const NukiDoor = z.strictObject({
  driver: z.literal('nuki'), api: Api.default('https://api.nuki.io'), /** smartlockId */ device: z.string().regex(/^[A-Za-z0-9-]{1,64}$/), tokenEnv: Variable, releaseSeconds,
});

/** zwave-js-server has no sign-in: it belongs on this machine or on a wire of its own. */
const ZWaveJsDoor = z.strictObject({
  driver: z.literal('zwave-js'), url: z.url({ protocol: /^wss?$/ }), /** node id */ device: z.string().regex(/^[1-9][0-9]{0,3}$/), releaseSeconds,
});

export const ReportingDoor = z.discriminatedUnion('driver', [Zigbee2MqttDoor, ZWaveJsDoor, SwitchBotDoor, NukiDoor]);
export type ReportingDoor = z.infer<typeof ReportingDoor>;

/** The file `DOORS`: door name -> hardware. The same file is what `npm run conform` takes. */
export const DoorsFile = z.record(DoorName, z.discriminatedUnion('driver', [UhppoteDoor, ...ReportingDoor.options]));
export type DoorsFile = z.infer<typeof DoorsFile>;
