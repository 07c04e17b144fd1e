import type { ProcedureId, StaffId } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { NOTHING_HEARD } from '../domain/heard-draft.ts';
import { createKeptDraft, KEPT_MS } from './kept-draft.ts';

const [megumi, ken] = ['1001', '1002'] as StaffId[] as [StaffId, StaffId];
const HEARD = { ...NOTHING_HEARD, procedures: ['juminhyo' as ProcedureId] };

function desk() {
  const timers = new Map<number, () => void>();
  let last = 0;
  const kept = createKeptDraft((ms, act) => { expect(ms).toBe(KEPT_MS); last += 1; const mine = last; timers.set(mine, act); return () => { timers.delete(mine); }; });
  return { kept, timePasses: () => { for (const act of [...timers.values()]) act(); }, timers };
}

describe('a draft whose session goes away', () => {
  it('[K44] waits for the same clerk, in memory only', () => {
    const { kept, timers } = desk();
    kept.write(HEARD);
    kept.sessionLost(megumi);
    expect([kept.signedIn(megumi), kept.draft.get(), timers.size]).toEqual([true, HEARD, 0]);
  });
  it('[K44] is gone after ten minutes, and for everybody else at once', () => {
    const { kept, timePasses } = desk();
    kept.write(HEARD);
    kept.sessionLost(megumi);
    timePasses();
    expect([kept.draft.get(), kept.signedIn(megumi)]).toEqual([NOTHING_HEARD, false]);
    kept.write(HEARD);
    kept.sessionLost(megumi);
    expect([kept.signedIn(ken), kept.draft.get(), kept.signedIn(megumi)]).toEqual([false, NOTHING_HEARD, false]);
  });
  it('[K29] closing forgets: nothing is there for anybody', () => {
    const { kept, timers } = desk();
    kept.write(HEARD);
    kept.forget();
    kept.sessionLost(megumi);
    expect([kept.signedIn(megumi), kept.draft.get(), timers.size]).toEqual([false, NOTHING_HEARD, 0]);
  });
});
