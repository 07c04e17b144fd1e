import { Phrasebook, type CaptionView } from '@engawa/reception/contract';
import { useEffect, useState } from 'react';
import { useWorld } from '../../session/ui/world.tsx';
import { PHRASE } from '../application/caption-talk.ts';
import { blankText, nextPhrasePage, offerPhrases, PHRASES_AT_ONCE, type OfferedPhrase, type PhraseWish } from '../domain/offered-phrases.ts';

export interface Phrases {
  readonly groups: Phrasebook['groups']; readonly wish: PhraseWish; setWish(wish: PhraseWish): void;
  /** the page in sight: the digit keys count it */ readonly shown: readonly OfferedPhrase[]; readonly found: number; readonly last: boolean;
  next(): void; say(number: number): void;
  /** a sentence whose digits the clerk writes; `n` counts, so that the same one can be begun anew */ readonly draft: { readonly text: string; readonly n: number };
}

const FIRST: PhraseWish = { group: '', wanted: '' };
const NONE: Phrasebook = { groups: [] };

/** The phrases at this counter. The phrasebook is asked for when the conversation opens and then kept: it needs no network any more. */
export function usePhrases(view: CaptionView | null): Phrases {
  const { city: { quickPhrases }, commands, counter, talk } = useWorld();
  const [book, setBook] = useState(NONE);
  const [wish, setWish] = useState(FIRST);
  const [turned, setTurned] = useState({ of: '', page: 0 });
  const [draft, setDraft] = useState({ text: '', n: 0 });
  const open = view?.open === true;
  const missing = book === NONE && counter !== null && open;
  useEffect(() => {
    if (!missing) return;
    let here = true;
    void commands.ask({ method: 'GET', path: '/api/staff/phrasebook', answer: Phrasebook }).then((asked) => { if (here && asked.kind === 'done') setBook(asked.value); });
    return () => { here = false; };
  }, [missing, commands]);
  // What one visitor needed says nothing about the next.
  useEffect(() => { if (!open) { setWish(FIRST); setDraft(({ n }) => ({ text: '', n: n + 1 })); } }, [open]);

  const answers = view?.answers ?? [];
  const all = offerPhrases({ quick: quickPhrases, book, answers, wish });
  const of = `${wish.group} ${wish.wanted} ${answers.map(({ ja }) => ja).join()}`;
  const page = turned.of === of ? turned.page : 0;
  const shown = all.slice(page * PHRASES_AT_ONCE, (page + 1) * PHRASES_AT_ONCE);
  return {
    groups: book.groups, wish, setWish, shown, found: all.length, last: nextPhrasePage(page, all.length) === 0, draft,
    next: () => setTurned({ of, page: nextPhrasePage(page, all.length) }),
    say: (number) => {
      const phrase = shown[number - 1];
      if (phrase === undefined) return;
      if (!phrase.blank) return void talk.write(phrase.ja, PHRASE, phrase.by);
      talk.useLane(phrase.by);
      setDraft(({ n }) => ({ text: blankText(phrase.ja), n: n + 1 }));
    },
  };
}
