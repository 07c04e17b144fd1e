import type { DriverName } from '../../src/drivers/profiles.ts';
import type { LockBody, SimulatedLock } from '../simulated/lock-body.ts';
import { WELL } from '../simulated/lock-body.ts';
import { simulateNuki } from '../simulated/simulate-nuki.ts';
import { simulateSwitchBot } from '../simulated/simulate-switchbot.ts';
import { simulateZigbee2Mqtt } from '../simulated/simulate-zigbee2mqtt.ts';
import { simulateZWaveJs } from '../simulated/simulate-zwave-js.ts';
import { startUhppoteBoard } from '../uhppote-board.ts';
import { OP } from '../../src/drivers/uhppote/domain/frame.ts';
import { REASON } from '../../src/drivers/uhppote/domain/messages.ts';
import type { Tricks } from './bench.ts';

/** One simulated door of a make: how the driver reaches it, and what can be done to it. */
export interface SimulatedMake {
  door: Record<string, unknown>;
  env: Record<string, string>;
  tricks: Partial<Tricks>;
  releases(): number;
  asked(): number;
  close(): Promise<void>;
}
export type Simulate = (door: string) => Promise<SimulatedMake>;

export const SIMULATED_MAKES: Record<DriverName, Simulate> = {
  uhppote: simulateUhppote,
  zigbee2mqtt: async (door) => handsOn(await simulateZigbee2Mqtt([door]), door),
  'zwave-js': async (door) => handsOn(await simulateZWaveJs([door]), door),
  switchbot: async (door) => handsOn(await simulateSwitchBot([door]), door),
  nuki: async (door) => handsOn(await simulateNuki([door]), door),
};

/** The same hands for every make whose mechanics are a `LockBody`. */
function handsOn(sim: SimulatedLock, door: string): SimulatedMake {
  const { body } = sim;
  const set = (faults: Partial<LockBody['faults']>) => () => { Object.assign(body.faults, faults); };
  return {
    door: sim.door(door), env: sim.env, releases: () => body.lock(door).releases, asked: () => body.asked, close: () => sim.close(),
    tricks: {
      jam: set({ jam: true }), lie: set({ lie: true }), vanish: set({ silent: true }), vanishAtCommand: set({ silentAtCommand: true }), loseAnswers: set({ loseAnswers: true }),
      repeat: set({ repeat: true }), rebootAtCommand: set({ rebootAtCommand: true }), delay: (ms) => { body.faults.delayMs = ms; }, well: () => { Object.assign(body.faults, WELL); },
      openByHand: () => sim.openByHand(door),
      ...(sim.deny ? { deny: () => sim.deny!(door) } : {}), ...(sim.setBattery ? { drainBattery: () => sim.setBattery!(door, 4) } : {}),
      ...(sim.setClock ? { skewClock: (ms: number) => sim.setClock!(ms) } : {}), ...(sim.flood ? { flood: (times: number) => sim.flood!(times) } : {}),
    },
  };
}

async function simulateUhppote(door: string): Promise<SimulatedMake> {
  const board = await startUhppoteBoard({ udpPort: 0, serial: 423_187_757, doors: [{ number: 1, name: door }] });
  return {
    door: { driver: 'uhppote', address: `127.0.0.1:${board.udpPort}`, serial: board.serial, door: 1, releaseSeconds: 5, listen: '127.0.0.1:0' },
    env: {}, releases: () => board.events().filter(({ reason }) => reason === REASON.remoteOpen).length, asked: () => board.asked(), close: () => board.close(),
    tricks: {
      jam: () => board.misbehave({ jam: true }), lie: () => board.misbehave({ lie: true }), vanish: () => board.misbehave({ dropRequests: 'all', dropPushes: true }),
      vanishAtCommand: () => board.misbehave({ silentAtOpen: true }), loseAnswers: () => board.misbehave({ dropAnswers: [OP.openDoor], dropPushes: true }),
      delay: (ms) => board.misbehave({ delayMs: ms }), repeat: () => board.misbehave({ repeat: true }), rebootAtCommand: () => board.misbehave({ rebootAtOpen: true }),
      well: () => board.misbehave({ dropRequests: [], dropAnswers: [], dropPushes: false, jam: false, lie: false, silentAtOpen: false, repeat: false }),
      openByHand: () => board.pressExit(door), deny: () => board.denyCard(door), skewClock: (ms) => board.setClockAhead(ms),
      flood: (times) => { for (let i = 0; i < times; i++) board.pushAgain(1); return Promise.resolve(); },
    },
  };
}
