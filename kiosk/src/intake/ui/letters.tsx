import { useEffect, useState } from 'react';
import { card as words } from '../../wording/card.ts';
import { useWording } from '../../wording/wording.tsx';
import { useKiosk } from './kiosk-context.tsx';

/** A name or an address, letter for letter. What no font here can draw is 〓 (下駄, the printer's mark for a missing type) and says so; an empty box never stands here. */
export const Letters = ({ text }: { text: string }) => {
  const { glyphs } = useKiosk();
  const { say } = useWording();
  const [letters, setLetters] = useState(() => ({ of: text, drawn: glyphs.look(text) }));
  if (letters.of !== text) setLetters({ of: text, drawn: glyphs.look(text) });
  // Once more when the slices of the faces have come.
  useEffect(() => {
    let here = true;
    void glyphs.settled(text).then(() => { if (here) setLetters({ of: text, drawn: glyphs.look(text) }); });
    return () => { here = false; };
  }, [glyphs, text]);
  if (letters.drawn.every(({ drawn }) => drawn !== 'missing')) return <>{text}</>;
  return <>{letters.drawn.map(({ text: letter, drawn }, n) => (drawn === 'missing' ? <span key={n} className="letter-missing" role="img" aria-label={say(words.oneMissing)}>〓</span> : letter))}</>;
};
