import type { CommandId, GrantId, JournalRecord, RefusalReason } from '../../../contract/index.ts';
import { RefusalReason as RefusalReasonSchema } from '../../../contract/index.ts';

export type RecalledAnswer =
  | { outcome: 'opened'; record: JournalRecord }
  | { outcome: 'refused'; record: JournalRecord; reason: RefusalReason }
  | { outcome: 'unknown'; record: JournalRecord };

/** What the journal says about earlier commands: the agent's only memory of them. */
export interface Recall {
  /** `unlock` and `answer` grants that had their one try */ used: Set<GrantId>;
  answers: Map<CommandId, RecalledAnswer>;
  /** intents without an end: the agent fell in between */ dangling: Map<number, JournalRecord>;
}

export function emptyRecall(): Recall {
  return { used: new Set(), answers: new Map(), dangling: new Map() };
}

/** A grant of one press lives two minutes; what is older than this many records cannot be replayed any more. */
const REMEMBERED = 20_000;

/** Folds one more record in; changes `recall`, because it grows with the journal. */
export function remember(recall: Recall, record: JournalRecord): void {
  const { act, commandId } = record;
  if (act === 'intent') {
    recall.dangling.set(record.seq, record);
    if (record.tier !== 'keypad' && record.jti !== null) recall.used.add(record.jti);
  }
  if (record.of !== null) recall.dangling.delete(record.of);
  if (recall.used.size > REMEMBERED) recall.used.delete(recall.used.values().next().value!);
  if (recall.answers.size > REMEMBERED) recall.answers.delete(recall.answers.keys().next().value!);
  if (commandId === null) return;
  if (act === 'released') recall.answers.set(commandId, { outcome: 'opened', record });
  if (act === 'unknown') recall.answers.set(commandId, { outcome: 'unknown', record });
  if (act === 'denied' || act === 'failed') {
    const reason = RefusalReasonSchema.safeParse(record.detail);
    recall.answers.set(commandId, { outcome: 'refused', record, reason: reason.success ? reason.data : 'device-refused' });
  }
}
