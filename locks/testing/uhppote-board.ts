import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { FRAME_BYTES, MAGIC, OP, fromBoardTime, newFrame, parseFrame, readBcd, readIpv4, readU16, readU32, toBoardTime, writeBcd, writeIpv4, writeU16, writeU32 } from '../src/drivers/uhppote/domain/frame.ts';
import type { BoardEvent, BoardStatus } from '../src/drivers/uhppote/domain/messages.ts';
import { DOOR_MODE, EVENT_TYPE, REASON, writeEvent, writeStatus } from '../src/drivers/uhppote/domain/messages.ts';

/** Ways in which real boards and cables fail. All off at the start. */
export interface Misbehaviour {
  /** the open command is answered with "no" */ jam: boolean;
  /** the open command is answered with "yes", and nothing moves */ lie: boolean;
  /** every answer comes so much later */ delayMs: number;
  /** the next open command is taken, and the board restarts before it has moved anything */ rebootAtOpen: boolean;
  /** every answer and push twice */ repeat: boolean;
  /** silent from the next open command on */ silentAtOpen: boolean;
  /** these operations never arrive */ dropRequests: readonly number[] | 'all';
  /** these are done, and the answer is lost */ dropAnswers: readonly number[];
  /** events are logged but not pushed */ dropPushes: boolean;
  /** the wire input that keeps all doors shut */ forcedLock: boolean;
}
const WELL: Misbehaviour = { jam: false, lie: false, rebootAtOpen: false, repeat: false, silentAtOpen: false, delayMs: 0, dropRequests: [], dropAnswers: [], dropPushes: false, forcedLock: false };

export interface BoardSetup { udpPort: number; httpPort?: number; host?: string; serial: number; doors: { number: number; name: string; title?: string }[]; now?: () => number }

export interface SimulatedDoor { number: number; name: string; title: string; unlocked: boolean; open: boolean; releases: number }

/** A UT0311-L04 that lives in this process and speaks the real frames on UDP. */
export interface SimulatedBoard {
  readonly udpPort: number;
  readonly serial: number;
  /** page for people, when `httpPort` was given */ readonly url: string | null;
  doors(): SimulatedDoor[];
  events(): readonly BoardEvent[];
  /** somebody keys digits and # at the door's keypad */ typePin(door: number | string, digits: string): void;
  /** somebody inside presses the exit button: hardware opens, software only hears of it */ pressExit(door: number | string): void;
  setDoorOpen(door: number | string, open: boolean): void;
  misbehave(how: Partial<Misbehaviour>): void;
  /** the push of an earlier event arrives once more, late or played back by somebody on the wire */ pushAgain(index: number): void;
  /** somebody shows a card that the board, deciding alone, does not let in */ denyCard(door: number | string): void;
  /** its clock runs away */ setClockAhead(ms: number): void;
  /** frames that came from the host */ asked(): number;
  /** where the board sends its events */ listener(): { address: string; port: number } | null;
  /** power off and on: the log stays, listener and PC control are forgotten, as if somebody had swapped the board */ reboot(): void;
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

interface Wing { number: number; name: string; title: string; mode: number; delay: number; unlocked: boolean; open: boolean; releases: number; timer: NodeJS.Timeout | null; passcodes: number[] }

const HOST_SILENCE_MS = 30_000;

export async function startUhppoteBoard(setup: BoardSetup): Promise<SimulatedBoard> {
  const socket = createSocket('udp4');
  socket.bind(setup.udpPort, setup.host ?? '127.0.0.1');
  await once(socket, 'listening');
  const now = setup.now ?? Date.now;
  const wings: Wing[] = setup.doors.map(({ number, name, title }) => ({ number, name, title: title ?? name, mode: DOOR_MODE.controlled, delay: 5, unlocked: false, open: false, releases: 0, timer: null, passcodes: [] }));
  const log: BoardEvent[] = [];
  const changed = new Set<() => void>();
  const delayed = new Set<NodeJS.Timeout>();
  let how = WELL;
  let clockOffsetMs = 0;
  let sequence = 0;
  let eventIndex = 0;
  let listener: { address: string; port: number } | null = null;
  let pcControl = false;
  let lastHostMs = 0;
  let asked = 0;

  const wingOf = (door: number | string) => wings.find(({ number, name }) => number === door || name === door);
  const tell = () => changed.forEach((listen) => listen());

  function statusNow(): BoardStatus {
    const per = (of: (wing: Wing) => boolean) => [1, 2, 3, 4].map((number) => { const wing = wingOf(number); return wing !== undefined && of(wing); });
    return {
      event: log.at(-1) ?? { index: 0, type: EVENT_TYPE.none, granted: false, door: 0, direction: 0, card: 0, atMs: null, reason: 0 },
      doorsOpen: per((wing) => wing.open), buttons: per(() => false), error: 0, nowMs: now() + clockOffsetMs,
      relays: per((wing) => wing.unlocked), forcedLock: how.forcedLock, fire: false,
    };
  }

  function record(type: number, door: number, reason: number, granted: boolean, card = 0): void {
    // the board's clock has whole seconds
    log.push({ index: log.length + 1, type, granted, door, direction: 1, card, atMs: Math.floor((now() + clockOffsetMs) / 1000) * 1000, reason });
    if (listener && !how.dropPushes) for (let i = 0; i < (how.repeat ? 2 : 1); i++) socket.send(writeStatus(setup.serial, statusNow(), ++sequence), listener.port, listener.address);
    tell();
  }

  function unlock(wing: Wing): void {
    wing.unlocked = true;
    wing.releases++;
    if (wing.timer) clearTimeout(wing.timer);
    wing.timer = setTimeout(() => { wing.unlocked = false; wing.timer = null; tell(); }, wing.delay * 1000);
  }

  function openByHost(number: number): boolean {
    const wing = wingOf(number);
    if (!wing || how.jam || how.forcedLock || wing.mode === DOOR_MODE.closed) return false;
    if (how.lie) return true;
    unlock(wing);
    record(EVENT_TYPE.door, number, REASON.remoteOpen, true);
    return true;
  }

  function answer(op: number, ask: Uint8Array): Uint8Array | null {
    const reply = newFrame(op, setup.serial);
    const ok = (good: boolean) => { reply[8] = good ? 1 : 0; return reply; };
    switch (op) {
      case OP.status: return writeStatus(setup.serial, statusNow(), ++sequence);
      case OP.getDevice: writeIpv4(reply, 8, setup.host ?? '127.0.0.1'); writeBcd(reply, 26, '0662'); writeBcd(reply, 28, toBoardTime(now() + clockOffsetMs).slice(0, 8)); return reply;
      case OP.setTime: { const ms = fromBoardTime(readBcd(ask, 8, 7)); if (ms === null) return null; clockOffsetMs = ms - now(); writeBcd(reply, 8, toBoardTime(ms)); return reply; }
      case OP.getTime: writeBcd(reply, 8, toBoardTime(now() + clockOffsetMs)); return reply;
      case OP.openDoor: return ok(openByHost(ask[8] ?? 0));
      case OP.setDoor: { const wing = wingOf(ask[8] ?? 0); if (!wing) return null; wing.mode = ask[9] ?? 0; wing.delay = ask[10] ?? 0; return echoDoor(reply, wing); }
      case OP.getDoor: { const wing = wingOf(ask[8] ?? 0); return wing ? echoDoor(reply, wing) : null; }
      case OP.doorPasscodes: { const wing = wingOf(ask[8] ?? 0); if (wing) wing.passcodes = [12, 16, 20, 24].map((at) => readU32(ask, at)).filter((code) => code !== 0); return ok(wing !== undefined); }
      case OP.setListener: { const port = readU16(ask, 12); listener = port === 0 ? null : { address: readIpv4(ask, 8), port }; return ok(true); }
      case OP.getListener: if (listener) { writeIpv4(reply, 8, listener.address); writeU16(reply, 12, listener.port); } return reply;
      case OP.pcControl: if (readU32(ask, 8) !== MAGIC) return ok(false); pcControl = ask[12] === 1; return ok(true);
      case OP.getEvent: { const event = log[readU32(ask, 8) - 1]; if (event) writeEvent(reply, event); return reply; }
      case OP.getEventIndex: writeU32(reply, 8, eventIndex); return reply;
      case OP.setEventIndex: if (readU32(ask, 12) !== MAGIC) return ok(false); eventIndex = readU32(ask, 8); return ok(true);
      default: return null;
    }
  }

  socket.on('message', (bytes, from) => {
    const ask = parseFrame(bytes);
    if (!ask || (ask.serial !== setup.serial && !(ask.serial === 0 && ask.op === OP.getDevice))) return;
    if (how.dropRequests === 'all' || how.dropRequests.includes(ask.op)) return;
    lastHostMs = now();
    asked++;
    if (ask.op === OP.openDoor && how.silentAtOpen) { how = { ...how, dropRequests: 'all' }; return; }
    if (ask.op === OP.openDoor && how.rebootAtOpen) { how = { ...how, rebootAtOpen: false }; board.reboot(); return; }
    const reply = answer(ask.op, ask.bytes);
    tell();
    if (!reply || reply.length !== FRAME_BYTES || how.dropAnswers.includes(ask.op)) return;
    if (how.repeat) socket.send(reply, from.port, from.address);
    if (how.delayMs === 0) return socket.send(reply, from.port, from.address);
    const timer = setTimeout(() => { delayed.delete(timer); socket.send(reply, from.port, from.address); }, how.delayMs);
    delayed.add(timer);
  });

  const board: Omit<SimulatedBoard, 'url' | 'close'> = {
    udpPort: socket.address().port, serial: setup.serial,
    doors: () => wings.map(({ number, name, title, unlocked, open, releases }) => ({ number, name, title, unlocked, open, releases })),
    events: () => log,
    typePin: (door, digits) => {
      const wing = wingOf(door);
      if (!wing || !/^[0-9]{1,9}$/.test(digits)) return;
      const code = Number(digits);
      if (wing.passcodes.includes(code)) { unlock(wing); return record(EVENT_TYPE.door, wing.number, 25, true); }
      const host = pcControl && now() - lastHostMs < HOST_SILENCE_MS;
      record(EVENT_TYPE.swipe, wing.number, host ? REASON.pcControl : 6, false, code);
    },
    pressExit: (door) => { const wing = wingOf(door); if (wing) { unlock(wing); record(EVENT_TYPE.door, wing.number, REASON.button, true); } },
    setDoorOpen: (door, open) => {
      const wing = wingOf(door);
      if (!wing || wing.open === open) return;
      wing.open = open;
      record(EVENT_TYPE.door, wing.number, open ? (wing.unlocked ? REASON.doorOpen : REASON.forcedOpen) : REASON.doorClosed, true);
    },
    misbehave: (next) => { how = { ...how, ...next }; },
    pushAgain: (index) => { const event = log[index - 1]; if (event && listener) socket.send(writeStatus(setup.serial, { ...statusNow(), event }, index), listener.port, listener.address); },
    listener: () => listener,
    asked: () => asked,
    denyCard: (door) => { const wing = wingOf(door); if (wing) record(EVENT_TYPE.swipe, wing.number, 15, false, 6_154_410); },
    setClockAhead: (ms) => { clockOffsetMs = ms; },
    reboot: () => {
      listener = null;
      pcControl = false;
      for (const wing of wings) { wing.unlocked = false; if (wing.timer) clearTimeout(wing.timer); wing.timer = null; }
      record(EVENT_TYPE.alarm, 1, REASON.powerOn, true);
    },
    onChange: (listen) => { changed.add(listen); return () => changed.delete(listen); },
  };
  const page = setup.httpPort === undefined ? null : await (await import('./door-page/start-door-page.ts')).startDoorPage({ port: setup.httpPort, boards: [board] });
  return {
    ...board, url: page?.url ?? null,
    close: async () => {
      await page?.close();
      wings.forEach(({ timer }) => { if (timer) clearTimeout(timer); });
      delayed.forEach(clearTimeout);
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}

function echoDoor(reply: Uint8Array, wing: Wing): Uint8Array {
  reply[8] = wing.number;
  reply[9] = wing.mode;
  reply[10] = wing.delay;
  return reply;
}
