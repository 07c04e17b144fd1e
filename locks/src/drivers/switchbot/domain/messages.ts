import { z } from 'zod';
import type { Answer } from '../../domain/next-command.ts';
import type { Report } from '../../domain/report.ts';
import { NOTHING_REPORTED } from '../../domain/report.ts';

/** `GET /v1.1/devices/{id}/status` of a lock (SwitchBotAPI README). */
const Status = z.object({
  statusCode: z.number(),
  body: z.object({ lockState: z.string().nullish(), doorState: z.string().nullish(), battery: z.number().min(0).max(100).nullish() }).nullish(),
});
const CommandAnswer = z.object({ statusCode: z.number() });
export const UNLOCK = { commandType: 'command', command: 'unlock', parameter: 'default' } as const;

/** The text whose HMAC-SHA-256 under the secret is `sign`, in Base64. */
export const signInput = (token: string, timeMs: number, nonce: string): string => `${token}${timeMs}${nonce}`;

/** 161 device offline, 171 hub offline. */
const OFFLINE: readonly number[] = [161, 171];
const LOCK_STATES: Record<string, Report['lock']> = { locked: 'locked', unlocked: 'unlocked', jammed: 'jammed' };

/** null = not an answer about a lock. */
export function readStatus(body: unknown): Report | null {
  const parsed = Status.safeParse(body);
  if (!parsed.success) return null;
  if (OFFLINE.includes(parsed.data.statusCode)) return { ...NOTHING_REPORTED, reachable: false };
  const said = parsed.data.body;
  if (parsed.data.statusCode !== 100 || !said) return null;
  const door = said.doorState?.toLowerCase();
  return {
    ...NOTHING_REPORTED, lock: LOCK_STATES[said.lockState?.toLowerCase() ?? ''] ?? 'unknown',
    position: door === 'opened' || door === 'open' ? 'open' : door === 'closed' || door === 'close' ? 'closed' : null,
    battery: said.battery == null ? null : { pct: Math.round(said.battery), critical: false },
  };
}

/** 100 only says that the cloud took it. A wrong signature is 401, too many requests 429: nothing moved. */
export function readCommandAnswer(answer: { status: number; body: unknown } | null): Answer {
  if (answer === null || answer.status >= 500) return 'silent';
  if (answer.status === 429) return { rejected: 'rate-limited' };
  if (answer.status === 401 || answer.status === 403) return { rejected: 'invalid-credential' };
  const parsed = CommandAnswer.safeParse(answer.body);
  if (!parsed.success) return 'silent';
  if (parsed.data.statusCode === 100) return 'accepted';
  return OFFLINE.includes(parsed.data.statusCode) ? 'offline' : { rejected: 'device-refused' };
}
