import './paper-sheet.css';
import type { ConsoleState } from '@engawa/reception/contract';
import { capOf } from '../../queue/domain/key-map.ts';
import { printersInWords, words } from '../../wording.ts';
import { paperNews } from '../domain/printer-lines.ts';

const w = words.paper;

/** One calm line of the ledge while everything prints; a note or an alarm when somebody must go there. It opens the sheet. */
export function LedgePaper({ state, open, hasKey }: { state: ConsoleState; open: () => void; hasKey: boolean }) {
  const news = paperNews(state);
  if (news === null) return null;
  const said = printersInWords(news);
  const tone = news.down.length > 0 || news.toLookAt.length > 0 ? 'alarm' : news.low.length > 0 ? 'note' : 'well';
  return (
    <span role="status"><button type="button" className={`ledge-paper ledge-paper-${tone}`} aria-keyshortcuts={hasKey ? capOf('papers') : undefined} onClick={open}>
      {hasKey && <kbd aria-hidden="true">{capOf('papers')}</kbd>} {said.length === 0 ? <>{w.ledge} <b>{news.ready}／{news.lines.length}</b></> : <b><span aria-hidden="true">{tone === 'alarm' ? '✕ ' : '▲ '}</span>{said.join('・')}</b>}
    </button></span>
  );
}
