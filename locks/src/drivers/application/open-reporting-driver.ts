import type { CommandState, DeviceEvent, DoorName, DoorStatus } from '../../../contract/index.ts';
import type { LockDriver, Release } from '../lock-driver.ts';
import { UnknownDoor } from '../lock-driver.ts';
import { OPEN_GATE, passGate } from '../domain/event-gate.ts';
import type { Answer } from '../domain/next-command.ts';
import { isFinal, nextCommand, toRelease } from '../domain/next-command.ts';
import type { Report } from '../domain/report.ts';
import { NOTHING_REPORTED, eventsBetween, isBatteryLow } from '../domain/report.ts';
import type { ConnectLink } from './ports.ts';

export interface DriverTiming {
  /** one question to the device */ askMs: number;
  /** from the command to the device's report */ confirmMs: number;
  /** between two questions while a report is awaited */ confirmPollMs: number;
  pollMs: number;
  /** between two questions that hints cause: a flood of them costs no more than this */ hintMs: number;
  /** silent so many times = offline */ missedPolls: number;
}
/** Radio behind a gateway in the building: an unlock takes one to three seconds. */
export const LOCAL_TIMING: DriverTiming = { askMs: 4_000, confirmMs: 10_000, confirmPollMs: 1_000, pollMs: 60_000, hintMs: 250, missedPolls: 3 };
/** A maker's cloud: slower, and it counts our requests. */
export const CLOUD_TIMING: DriverTiming = { askMs: 8_000, confirmMs: 20_000, confirmPollMs: 2_000, pollMs: 300_000, hintMs: 2_000, missedPolls: 2 };

export interface ReportingSetup { device: string; doors: { door: DoorName; releaseSeconds: number }[]; timing: DriverTiming }
export interface ReportingParts { onEvent: (event: DeviceEvent) => void; onStatus: () => void; /** the agent's clock, milliseconds since 1970 */ nowMs: () => number }

interface Wait { before: Report; command: CommandState; heard: boolean; wake: () => void }
interface Wing {
  door: DoorName; releaseSeconds: number; last: Report | null; lastAtMs: number; online: boolean; since: string; missed: number;
  wait: Wait | null; hinted: 'no' | 'asking' | 'again'; openedUntilMs: number;
}

/**
 * Every driver whose device can be asked for its state, whatever it speaks. The link brings the maker's protocol; when a door counts as opened is decided here, in one place.
 * Each door:  offline --report--> online --silent `missedPolls` times--> offline
 */
export async function openReportingDriver(setup: ReportingSetup, parts: ReportingParts, connect: ConnectLink): Promise<LockDriver> {
  const { timing } = setup;
  const at = () => new Date(parts.nowMs()).toISOString();
  const wings = new Map<DoorName, Wing>(setup.doors.map(({ door, releaseSeconds }) => [door, { door, releaseSeconds, last: null, lastAtMs: 0, online: false, since: at(), missed: 0, wait: null, hinted: 'no', openedUntilMs: 0 }]));
  const pending = new Set<() => void>();
  let gate = OPEN_GATE;
  let closed = false;

  const wingOf = (door: DoorName) => {
    const wing = wings.get(door);
    if (!wing) throw new UnknownDoor(door);
    return wing;
  };
  const nameOf = (wing: Wing) => `${setup.device}:${wing.door}`.slice(0, 64);
  function after(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => { clearTimeout(timer); pending.delete(end); resolve(); };
      const timer = setTimeout(end, closed ? 0 : ms);
      pending.add(end);
    });
  }

  function tell(event: DeviceEvent, id: string | null = null): void {
    if (closed) return;
    const passed = passGate(gate, id, parts.nowMs());
    gate = passed.gate;
    if (passed.passage === 'tell') parts.onEvent(event);
    if (passed.passage === 'cut') parts.onEvent({ kind: 'device-log-lost', device: setup.device });
  }

  /** @param wait the command that this speaks about: one that had left before the device was asked */
  function heard(wing: Wing, report: Report, wait: Wait | null): void {
    wing.missed = 0;
    become(wing, report.reachable !== false);
    const expected = wing.wait !== null || parts.nowMs() < wing.openedUntilMs;
    const before = wing.last;
    wing.last = report;
    wing.lastAtMs = parts.nowMs();
    for (const event of eventsBetween(wing.door, before, report, expected)) tell(event);
    if (wait !== null) {
      wait.heard = true;
      step(wait, { kind: 'report', before: wait.before, report });
    }
    parts.onStatus();
  }

  function step(wait: Wait, what: Parameters<typeof nextCommand>[1]): void {
    wait.command = nextCommand(wait.command, what);
    if (isFinal(wait.command)) wait.wake();
  }

  async function ask(wing: Wing): Promise<Report | null> {
    const wait = wing.wait;
    const report = closed ? null : await Promise.race([link.read(wing.door).catch(() => null), after(timing.askMs).then(() => null)]);
    if (closed) return null;
    if (report === null) miss(wing);
    else heard(wing, report, wait);
    return report;
  }

  function miss(wing: Wing): void {
    wing.missed++;
    if (wing.missed >= timing.missedPolls) become(wing, false);
  }
  function become(wing: Wing, online: boolean): void {
    if (wing.online === online) return;
    wing.online = online;
    wing.since = at();
    tell({ kind: online ? 'device-online' : 'device-offline', device: nameOf(wing) });
    parts.onStatus();
  }

  /** However many hints come, one question is under way, and the next one waits `hintMs`. */
  async function hint(wing: Wing): Promise<void> {
    if (wing.hinted !== 'no') {
      wing.hinted = 'again';
      return;
    }
    do {
      wing.hinted = 'asking';
      await ask(wing);
      await after(timing.hintMs);
    } while ((wing.hinted as Wing['hinted']) === 'again' && !closed);
    wing.hinted = 'no';
  }

  const link = await connect({
    reported: (door, part) => { const wing = wings.get(door); if (wing && !closed) heard(wing, { ...(wing.last ?? NOTHING_REPORTED), reachable: null, ...part }, wing.wait); },
    hint: (door) => { const wing = wings.get(door); if (wing && !closed) void hint(wing); },
    happened: (event, id) => tell(event, id ?? null),
  });

  async function release(door: DoorName): Promise<Release> {
    const wing = wingOf(door);
    // asked first, so that silence is known to have moved nothing, and an old opening is not taken for the new one
    const before = await ask(wing);
    const ready = nextCommand({ state: 'queued' }, { kind: 'before', report: before });
    if (before === null || isFinal(ready)) return toRelease(ready);
    let wake = () => {};
    const ended = new Promise<void>((resolve) => { wake = resolve; });
    const wait: Wait = { before, command: ready, heard: false, wake };
    wing.wait = wait;
    const silent = after(timing.askMs).then((): Answer => 'silent');
    void Promise.race([link.unlock(door).catch((): Answer => 'silent'), silent]).then((answer) => step(wait, { kind: 'answer', answer }));
    void after(timing.confirmMs).then(() => step(wait, { kind: 'deadline', heard: wait.heard }));
    void (async () => {
      while (!isFinal(wait.command) && !closed) {
        await Promise.race([after(timing.confirmPollMs), ended]);
        if (!isFinal(wait.command)) await ask(wing);
      }
    })();
    await ended;
    wing.wait = null;
    // a report of this opening that comes late is not another opening
    wing.openedUntilMs = parts.nowMs() + wing.releaseSeconds * 1_000;
    parts.onStatus();
    // most devices do not say that they have locked again: look once when it should have
    void after(wing.releaseSeconds * 1_000 + 300).then(() => closed ? null : ask(wing));
    return toRelease(wait.command);
  }

  await Promise.all([...wings.values()].map(ask));
  const polling = setInterval(() => { for (const wing of wings.values()) if (wing.hinted === 'no') void hint(wing); }, timing.pollMs);

  return {
    doors: [...wings.keys()],
    release,
    relockAfterSeconds: (door) => wingOf(door).releaseSeconds,
    status: (door): DoorStatus => statusOf(wingOf(door)),
    close: async () => {
      closed = true;
      clearInterval(polling);
      // a question or a command that still waits ends here, as one that was not heard
      [...pending].forEach((end) => end());
      await link.close();
    },
  };
}

function statusOf({ door, last, lastAtMs, online, since }: Wing): DoorStatus {
  const now = online ? last : null;
  const at = new Date(lastAtMs).toISOString();
  return {
    door, lock: now?.lock ?? 'unknown', position: now?.position ?? null, availability: { online, since },
    // a battery does not fill up while a lock is away: the last word stands, with its date
    battery: last?.battery?.pct == null ? null : { pct: last.battery.pct, critical: isBatteryLow(last), at },
    tamper: now?.tamper ?? null, clockSkewMs: now?.clockSkewMs ?? null,
  };
}
