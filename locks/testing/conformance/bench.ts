import { randomUUID } from 'node:crypto';
import type { DeviceEvent, DoorName, JournalRecord } from '../../contract/index.ts';
import type { LockDriver } from '../../src/drivers/lock-driver.ts';
import type { DriverProfile } from '../../src/drivers/profiles.ts';
import { ed25519Verifier } from '../../src/grants/adapters/ed25519-verifier.ts';
import { EMPTY_SHELF } from '../../src/grants/domain/grant-shelf.ts';
import { sha256 } from '../../src/journal/adapters/sha256.ts';
import type { ChainHead } from '../../src/journal/domain/chain.ts';
import { EMPTY_CHAIN, chainRecord } from '../../src/journal/domain/chain.ts';
import type { Opening } from '../../src/unlock/application/unlock-door.ts';
import { createChallengeKeeper } from '../../src/unlock/application/challenge-keeper.ts';
import { createUnlockDoor } from '../../src/unlock/application/unlock-door.ts';
import { emptyRecall } from '../../src/unlock/domain/recall.ts';
import { createIssuer, pressClaims } from '../issuer.ts';

/** What somebody does to the device. A simulator does it at once; at a real lock a person is asked to. */
export interface Tricks {
  /** the bolt cannot move */ jam(): void | Promise<void>;
  /** says yes, moves nothing */ lie(): void | Promise<void>;
  /** no power, no network */ vanish(): void | Promise<void>;
  /** falls silent after the next command has left */ vanishAtCommand(): void | Promise<void>;
  /** does it, and its answer is lost */ loseAnswers(): void | Promise<void>;
  /** everything takes this long */ delay(ms: number): void | Promise<void>;
  /** says everything twice */ repeat(): void | Promise<void>;
  /** restarts while it has the next command in hand */ rebootAtCommand(): void | Promise<void>;
  /** as new */ well(): void | Promise<void>;
  /** with a key or from inside */ openByHand(): void | Promise<void>;
  deny(): void | Promise<void>;
  drainBattery(): void | Promise<void>;
  skewClock(ms: number): void | Promise<void>;
  flood(times: number): Promise<void>;
}

export interface Bench {
  driver: LockDriver; door: DoorName; profile: DriverProfile;
  events: DeviceEvent[];
  /** through the one way, as in service: the same command id twice is one press. */
  press(commandId?: string): Promise<Opening>;
  tricks: Partial<Tricks>;
  /** how often the bolt was drawn by command, and how often it was asked anything; null = only the device knows */
  releases(): number | null;
  asked(): number | null;
  /** how long an unlock may take until its end is named */ confirmMs: number;
  journal: JournalRecord[];
  /** everything that the driver said, to look for secrets */ output(): string;
  secrets: readonly string[];
  close(): Promise<void>;
}

/** The real unlockDoor over one driver, with a journal in memory and grants of an issuer made for this run. */
export function pressThroughUnlockDoor(driver: LockDriver, door: DoorName): { press: Bench['press']; journal: JournalRecord[] } {
  const issuer = createIssuer();
  const journal: JournalRecord[] = [];
  const grants = new Map<string, string>();
  let head: ChainHead = EMPTY_CHAIN;
  const unlock = createUnlockDoor({
    challenges: createChallengeKeeper(Date.now, randomUUID),
    journal: {
      append: (draft) => {
        const record = chainRecord(head, draft, sha256);
        head = record;
        journal.push(record);
        return Promise.resolve(record);
      },
      head: () => head, fault: () => null, lapsed: () => false, close: () => Promise.resolve(),
    },
    driver: { has: (one) => driver.doors.includes(one), release: (one) => driver.release(one), relockAfterSeconds: (one) => driver.relockAfterSeconds(one) },
    clock: { read: () => ({ t: Date.now(), u: 1 }), raise: () => {}, localMs: () => performance.now() },
    shelf: () => EMPTY_SHELF, verifySignature: ed25519Verifier(issuer.keys), sha256, recall: emptyRecall(), onRecord: () => {},
  });
  return {
    journal,
    press: (commandId = randomUUID()) => {
      const grant = grants.get(commandId) ?? issuer.grant(pressClaims(door, Date.now()));
      grants.set(commandId, grant);
      return unlock({ via: 'command', commandId, grant });
    },
  };
}
