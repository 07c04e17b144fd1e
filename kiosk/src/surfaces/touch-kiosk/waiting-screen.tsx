import { Beam, Garden } from '../../design/index.ts';
import { intake as words } from '../../wording/intake.ts';
import { Say, WordingProvider } from '../../wording/wording.tsx';
import './touch-kiosk.css';

/** Before there is a city to show: in three languages at once, because nobody can choose one yet. */
export const WaitingScreen = ({ why }: { why: 'first-start' | 'elsewhere' }) => {
  const [title, body] = why === 'elsewhere' ? [words.elsewhereTitle, words.elsewhereBody] as const : [words.firstStartTitle, words.firstStartBody] as const;
  return (
    <WordingProvider>
      <div className="kiosk kiosk-before">
        <Beam title={<Say of={title} />} />
        <main className="kiosk-room"><div className="home-garden"><Garden /></div>
          <div className="kiosk-page" role="status"><h1><Say of={title} /></h1><p className="kiosk-lead"><Say of={body} /></p><p className="kiosk-lead" lang="en"><Say of={body} in="en" /></p></div>
        </main>
      </div>
    </WordingProvider>
  );
};
