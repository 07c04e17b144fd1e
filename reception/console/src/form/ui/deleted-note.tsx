import type { DeletionReceipt, TicketId } from '@engawa/reception/contract';
import { useEffect, useState } from 'react';
import type { LastAct } from '../../queue/domain/acts.ts';
import { clockText } from '../../queue/domain/clock-text.ts';
import { useWorld } from '../../session/ui/world.tsx';
import { words } from '../../wording.ts';
import { askDeletion } from '../application/form-desk.ts';

/** The hall sweeps every five seconds, once the undo is over. */
const ASK_AGAIN_MS = 5_000;

/** 「消去しました hh:mm」 of the visit that was finished last: asked for until the journal has its receipt. */
export function DeletedNote({ last }: { last: LastAct | null }) {
  const { commands } = useWorld();
  const [receipt, setReceipt] = useState<{ ticketId: string; receipt: DeletionReceipt } | null>(null);
  const finished = last !== null && last.act === 'finish' ? last.ticketId : null;
  useEffect(() => {
    if (finished === null) return;
    let current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const outcome = await askDeletion(commands, finished as TicketId);
      if (!current) return;
      if (outcome.kind === 'done' && outcome.value.receipt !== null) setReceipt({ ticketId: finished, receipt: outcome.value.receipt });
      else timer = setTimeout(() => void ask(), ASK_AGAIN_MS);
    };
    timer = setTimeout(() => void ask(), ASK_AGAIN_MS);
    return () => { current = false; clearTimeout(timer); };
  }, [commands, finished]);
  if (last === null || receipt === null || receipt.ticketId !== finished) return null;
  return <p role="status" className="quiet">{words.out.deleted(`${last.zone ?? ''}${last.label}`, clockText(Date.parse(receipt.receipt.at)), receipt.receipt.entry)}</p>;
}
