import { Beam, Garden } from '../../design/index.ts';
import { intake as words } from '../../wording/intake.ts';
import { Say, WordingProvider } from '../../wording/wording.tsx';
import './touch-kiosk.css';

const WHY = {
  'first-start': [words.firstStartTitle, words.firstStartBody], elsewhere: [words.elsewhereTitle, words.elsewhereBody],
  /** the disk is full or broken, or this browser lacks what a kiosk needs */ broken: [words.brokenTitle, words.brokenBody],
} as const;

/** Before there is a city to show: in several languages at once, because nobody can choose one yet. */
export const WaitingScreen = ({ why }: { why: keyof typeof WHY }) => {
  const [title, body] = WHY[why];
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
