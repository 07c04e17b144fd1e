import type { Problem } from '@engawa/facility-api/contract';
import type { ReactNode } from 'react';
import { Banner } from '../../../design/index.ts';
import { phone } from '../../../wording/phone.ts';
import { problemWording } from '../../../wording/problems.ts';
import { Say, useWording } from '../../../wording/wording.tsx';

export type TroubleCause = { problem: Problem | null } | 'cancelled' | null;

/** A refusal or a silence in words that say what is safe and what to do. */
export function Trouble({ cause }: { cause: TroubleCause }): ReactNode {
  const { say } = useWording();
  if (cause === null) return null;
  if (cause === 'cancelled') return <Banner tone="note" live="assertive"><Say of={phone.passkeyCancelled} /></Banner>;
  if (!cause.problem) return <Banner tone="alarm" live="assertive" title={say(phone.offlineTitle)}><Say of={phone.offlineBody} /></Banner>;
  return <Banner tone="alarm" live="assertive">{say(problemWording(cause.problem.code))}</Banner>;
}
