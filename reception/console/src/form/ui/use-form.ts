import type { OpenedForm, QueueEntry } from '@engawa/reception/contract';
import { useCallback, useEffect, useState } from 'react';
import { useWorld } from '../../session/ui/world.tsx';
import { correctionSentence, unreachableSentence, words } from '../../wording.ts';
import type { FormRow } from '../domain/form-rows.ts';
import { correctField, openForm } from '../application/form-desk.ts';

export type FormLook = { readonly t: 'none' | 'gone' | 'loading' | 'failed' } | { readonly t: 'open'; readonly opened: OpenedForm };

/**
 * The form of the person being served, and of nobody else: it is opened when serving begins and dropped from memory
 * the moment that person is done, called back or undone.
 */
export function useForm(here: QueueEntry | null) {
  const { commands, desk } = useWorld();
  const [held, setHeld] = useState<{ ticketId: string; look: FormLook } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const wanted = here !== null && here.status === 'serving' && here.form === 'ready' ? here.ticketId : null;

  useEffect(() => {
    setHeld(null);
    if (wanted === null) return;
    let current = true;
    void openForm(commands, wanted).then((outcome) => {
      if (!current) return;
      if (outcome.kind === 'done') setHeld({ ticketId: wanted, look: { t: 'open', opened: outcome.value } });
      else if (outcome.kind === 'refused' && outcome.problem.code === 'not-signed-in') desk.take(outcome);
      else setHeld({ ticketId: wanted, look: { t: outcome.kind === 'refused' && outcome.problem.code === 'form-gone' ? 'gone' : 'failed' } });
    });
    return () => { current = false; };
  }, [commands, desk, wanted, attempt]);

  /** null: corrected; else the sentence that says why not */
  const correct = useCallback(async ({ key, label, field }: FormRow, value: string): Promise<string | null> => {
    if (wanted === null) return null;
    const kind = field?.kind;
    const outcome = await correctField(commands, wanted, { key, value });
    if (outcome.kind === 'unreachable') return unreachableSentence;
    if (outcome.kind === 'refused') return correctionSentence(outcome.problem, kind);
    setHeld({ ticketId: wanted, look: { t: 'open', opened: outcome.value } });
    desk.say({ t: 'words', text: words.edit.saved(label), tone: 'done' });
    return null;
  }, [commands, desk, wanted]);

  const look: FormLook = here !== null && here.form !== 'ready' ? { t: here.form } : held !== null && held.ticketId === wanted ? held.look : { t: 'loading' };
  return { look, correct, retry: () => setAttempt((n) => n + 1) };
}
