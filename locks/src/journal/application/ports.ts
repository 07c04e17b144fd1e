import type { JournalRecord } from '../../../contract/index.ts';
import type { ChainHead, JournalDraft } from '../domain/chain.ts';

/** The audit journal 監査記録. Append-only; an append that has resolved survives a power cut. */
export interface Journal {
  /** @throws JournalUnavailable when the record is not durable; then nothing was added */
  append(draft: JournalDraft): Promise<JournalRecord>;
  head(): ChainHead;
  /** null while records can be written, else why not */
  fault(): string | null;
  /** a record was refused since the last `journal-restored`: the journal itself does not say so yet */
  lapsed(): boolean;
  close(): Promise<void>;
}

export class JournalUnavailable extends Error {
  override name = 'JournalUnavailable';
  readonly code = 'journal-unavailable';
}
