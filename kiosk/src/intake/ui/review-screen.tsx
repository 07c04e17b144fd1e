import { useState } from 'react';
import { Banner, Fitted, KeyButton } from '../../design/index.ts';
import { intake as words } from '../../wording/intake.ts';
import { Say, useWording } from '../../wording/wording.tsx';
import type { Scene } from '../domain/visit.ts';
import { useKiosk } from './kiosk-context.tsx';
import { NextAct, Page } from './page.tsx';
import { useReviewBlocks } from './review-blocks.tsx';

interface ReviewProps {
  scene: Extract<Scene, { at: 'review' }>;
  /** which page of the review was looked at last: whoever changed something there comes back to it */ page: number; onPage: (page: number) => void;
}

/** Everything that will be handed in: what, from where, and a way to change it. What has no room comes on the next page, and only the last one hands in. */
export const ReviewScreen = ({ scene, page: wanted, onPage }: ReviewProps) => {
  const { intake, send } = useKiosk();
  const { lang } = useWording();
  const [pages, setPages] = useState<number | null>(null);
  const blocks = useReviewBlocks()(scene.visit);
  const { visit } = scene;
  const { manner, tray } = intake;
  const cardLies = visit.cards.length > 0 && tray.link === 'open' && tray.card.state !== 'absent';
  const of = pages ?? 1;
  const page = Math.min(wanted, of - 1);
  const doubts = Object.entries(visit.values).flatMap(([key, { doubt }]) => (doubt === undefined ? [] : [key])).join(' ');
  const isEnd = pages !== null && page === of - 1;
  return (
    <Page id={`review-${page}`} step={2} typed={visit.by !== 'card'} className="review-page"
      title={<><Say of={words.reviewTitle} />{of > 1 && <span className="page-of number"><Say of={words.pageOf} params={{ n: page + 1, of }} /></span>}</>}
      foot={<>
        <KeyButton icon="back" onPress={() => (page > 0 ? onPage(page - 1) : send({ do: 'back' }))}><Say of={words.back} /></KeyButton>
        <NextAct onPress={() => (isEnd ? send({ do: 'submit' }) : onPage(page + 1))}>{isEnd ? <Say of={words.submit} /> : null}</NextAct>
      </>}>
      {cardLies && <Banner tone="well" title={<Say of={words.takeCard} />} />}
      <Fitted key={`${lang} ${manner.textScale} ${manner.seated} ${manner.furigana} ${doubts}`} className="review-blocks" blocks={blocks} page={page} onPages={setPages} />
    </Page>
  );
};
