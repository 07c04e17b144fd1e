/** Ways in which locks, their gateways and their clouds fail. All off at the start. */
export interface LockFaults {
  /** the bolt does not move, and the lock says so as far as it can */ jam: boolean;
  /** says yes, and nothing moves */ lie: boolean;
  /** answers nothing at all */ silent: boolean;
  /** silent from the next command on, which it does not carry out */ silentAtCommand: boolean;
  /** carries a command out, and its answer and its report are lost; who asks later is told */ loseAnswers: boolean;
  /** moves and answers so much later */ delayMs: number;
  /** says everything twice */ repeat: boolean;
  /** takes the next command, restarts and has forgotten it */ rebootAtCommand: boolean;
}
export const WELL: LockFaults = { jam: false, lie: false, silent: false, silentAtCommand: false, loseAnswers: false, delayMs: 0, repeat: false, rebootAtCommand: false };

export interface BodyLock {
  readonly name: string;
  unlocked: boolean; jammed: boolean; doorOpen: boolean; battery: number; tamper: boolean;
  /** how often its bolt was drawn by command */ releases: number;
  /** every opening, whoever made it; the last one's number is its name in the log */ openings: number;
  denials: number;
}
export type Outcome = 'moved' | 'jammed' | 'nothing' | 'rebooted' | 'dead';

/** The mechanics behind every simulated lock; what it speaks is added by `simulate-*.ts`. */
export interface LockBody {
  locks: readonly BodyLock[];
  faults: LockFaults;
  /** messages that came from the driver */ asked: number;
  lock(name: string): BodyLock;
  /** The command has arrived. Moves the bolt or not. */ command(lock: BodyLock): Outcome;
  /** runs it now or, with `delayMs`, later; nothing after `close` */ soon(act: () => void): void;
  close(): void;
}

export function createLockBody(names: readonly string[]): LockBody {
  const timers = new Set<NodeJS.Timeout>();
  const locks = names.map((name): BodyLock => ({ name, unlocked: false, jammed: false, doorOpen: false, battery: 87, tamper: false, releases: 0, openings: 0, denials: 0 }));
  const body: LockBody = {
    locks, faults: { ...WELL }, asked: 0,
    lock: (name) => locks.find((lock) => lock.name === name)!,
    command: (lock) => {
      if (body.faults.silentAtCommand) { body.faults.silent = true; return 'dead'; }
      if (body.faults.rebootAtCommand) { body.faults.rebootAtCommand = false; return 'rebooted'; }
      if (body.faults.lie) return 'nothing';
      if (body.faults.jam) { lock.jammed = true; return 'jammed'; }
      lock.jammed = false;
      lock.unlocked = true;
      lock.releases++;
      lock.openings++;
      return 'moved';
    },
    soon: (act) => {
      if (body.faults.delayMs === 0) return act();
      const timer = setTimeout(() => { timers.delete(timer); act(); }, body.faults.delayMs);
      timers.add(timer);
    },
    close: () => timers.forEach(clearTimeout),
  };
  return body;
}

/** What hands and nature do to a simulated lock, the same for every make. */
export interface SimulatedLock {
  body: LockBody;
  /** how the agent's `DOORS` file names it */ door(name: string): Record<string, unknown>;
  /** secrets of this installation by the names of the variables that hold them */ env: Record<string, string>;
  /** somebody opens with a key or an app */ openByHand(name: string): void;
  setDoorOpen?(name: string, open: boolean): void;
  /** somebody tries what does not open */ deny?(name: string): void;
  setBattery?(name: string, pct: number): void;
  setTamper?(name: string): void;
  setClock?(aheadMs: number): void;
  /** tells the driver so many things at once */ flood?(times: number): Promise<void>;
  close(): Promise<void>;
}
