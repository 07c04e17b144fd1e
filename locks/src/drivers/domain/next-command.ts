import type { CommandState, RejectCode } from '../../../contract/index.ts';
import type { Release } from '../lock-driver.ts';
import type { Report } from './report.ts';
import { isOpen } from './report.ts';

/**
 * What a device answers to a command. sent: its protocol has no answer (MQTT). offline: its gateway or cloud says that it cannot be reached.
 * silent: no answer in time; it may have moved all the same.
 */
export type Answer = 'sent' | 'accepted' | 'silent' | 'offline' | { rejected: RejectCode };

export type Heard =
  /** asked before anything is sent; null = silence */ | { kind: 'before'; report: Report | null }
  | { kind: 'answer'; answer: Answer }
  /** the device speaks after the command has left */ | { kind: 'report'; before: Report; report: Report }
  | { kind: 'deadline'; /** a report came after the command had left */ heard: boolean };

/** The next state of a command. Final states stay: what comes late changes nothing. */
export function nextCommand(command: CommandState, heard: Heard): CommandState {
  if (isFinal(command)) return command;
  switch (heard.kind) {
    case 'before': return beforeSending(heard.report);
    case 'answer': return afterAnswer(command, heard.answer);
    case 'report': return afterReport(command, heard.before, heard.report);
    case 'deadline': return command.state === 'queued' ? { state: 'timed_out' } : { state: 'unknown', code: heard.heard ? 'not-confirmed' : 'timed-out' };
    default: return heard satisfies never;
  }
}

export function isFinal({ state }: CommandState): boolean {
  return state === 'confirmed' || state === 'rejected' || state === 'timed_out' || state === 'unknown';
}

/** @throws Error when the command has not ended */
export function toRelease(command: CommandState): Release {
  switch (command.state) {
    case 'confirmed': return { result: 'confirmed' };
    case 'rejected': return { result: 'refused', code: command.code };
    case 'timed_out': return { result: 'unreachable' };
    case 'unknown': return { result: 'unknown', code: command.code };
    case 'queued': case 'sent': case 'accepted': case 'executed': throw new Error(`a command that is ${command.state} has not ended`);
    default: return command satisfies never;
  }
}

function beforeSending(report: Report | null): CommandState {
  if (report === null || report.reachable === false) return { state: 'timed_out' };
  return { state: 'sent' };
}

function afterAnswer(command: CommandState, answer: Answer): CommandState {
  if (typeof answer === 'object') return { state: 'rejected', code: answer.rejected };
  if (answer === 'offline') return { state: 'timed_out' };
  return answer === 'accepted' && command.state === 'sent' ? { state: 'accepted' } : command;
}

function afterReport(command: CommandState, before: Report, report: Report): CommandState {
  // one that had jammed before may still say so before it tries again
  if (report.lock === 'jammed' && before.lock !== 'jammed') return { state: 'rejected', code: 'jammed' };
  const logged = before.lastOpening !== null || report.lastOpening !== null;
  // a device with a log has opened when the log has a new entry; one without when it says that it stands open now
  if (logged ? report.lastOpening !== null && report.lastOpening !== before.lastOpening : isOpen(report.lock)) return { state: 'confirmed' };
  return report.lock === 'unlocking' || report.lock === 'unlatching' ? { state: 'executed' } : command;
}
