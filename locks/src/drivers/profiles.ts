/** What a driver can report, as far as its protocol carries it. A single device may report less; then the field is null. */
export interface DriverProfile {
  maker: string;
  wire: string;
  /** says by itself that the bolt is blocked; otherwise a jam is an opening that was not confirmed */ jam: boolean;
  battery: boolean; door: boolean; tamper: boolean; clock: boolean;
  /** tells of attempts that opened nothing; `agent`: digits come to the agent, which decides and journals them itself */ denied: boolean | 'agent';
  /** speaks unasked; otherwise it is asked at intervals, and what happens between two questions is told late or never */ pushes: boolean;
  /** how an opening is proven */ proof: string;
}

export const DRIVER_PROFILES = {
  uhppote: { maker: 'UHPPOTE UT0311-L0x', wire: 'UDP, 64-byte frames', jam: false, battery: false, door: true, tamper: false, clock: true, denied: true, pushes: true, proof: 'event 44 in the board\'s numbered log' },
  zigbee2mqtt: { maker: 'Zigbee locks through zigbee2mqtt', wire: 'MQTT', jam: false, battery: true, door: true, tamper: true, clock: false, denied: true, pushes: true, proof: 'the lock\'s own `lock_state`, never the optimistic `state`' },
  'zwave-js': { maker: 'Z-Wave locks through zwave-js-server', wire: 'WebSocket, schema 32', jam: true, battery: true, door: true, tamper: true, clock: false, denied: true, pushes: true, proof: 'the lock\'s own notification, or `currentMode` polled over the radio after the command' },
  switchbot: { maker: 'SwitchBot Lock, cloud API 1.1', wire: 'HTTPS, signed requests', jam: true, battery: true, door: true, tamper: false, clock: false, denied: false, pushes: false, proof: '`lockState` of the status that was asked for after the command' },
  nuki: { maker: 'Nuki Smart Lock, Web API', wire: 'HTTPS, bearer token', jam: true, battery: true, door: true, tamper: false, clock: false, denied: true, pushes: false, proof: '`state` of the lock that was asked for after the command' },
} as const satisfies Record<string, DriverProfile>;
export type DriverName = keyof typeof DRIVER_PROFILES;
