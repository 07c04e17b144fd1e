import type { DeviceEvent, DoorName } from '../../../contract/index.ts';
import type { Answer } from '../domain/next-command.ts';
import type { Report } from '../domain/report.ts';

/** The protocol of one maker. It asks and says; what counts as opened is decided outside. */
export interface DeviceLink {
  /** Asks the device itself. null = silence. */
  read(door: DoorName): Promise<Report | null>;
  /** One command, sent once. */
  unlock(door: DoorName): Promise<Answer>;
  close(): Promise<void>;
}

/** What a link hands over when the device speaks unasked. */
export interface LinkListener {
  /** Proven to come from the device, and new (not a message that a broker had kept): counts like an answer. */
  reported(door: DoorName, part: Partial<Report>): void;
  /** Something came that nothing proves (an unsigned webhook): it only makes us ask the device. */
  hint(door: DoorName): void;
  /** `id` = the device's own name of the event: told once, however often it comes. */
  happened(event: DeviceEvent, id?: string): void;
}

export type ConnectLink = (listener: LinkListener) => Promise<DeviceLink>;
