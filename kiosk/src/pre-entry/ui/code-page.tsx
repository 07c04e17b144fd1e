import { useEffect, useState } from 'react';
import { Banner, KeyButton, QrCode } from '../../design/index.ts';
import { preEntry as words } from '../../wording/pre-entry.ts';
import { Say, useWording } from '../../wording/wording.tsx';

/** Each part stands long enough for ten pictures of the kiosk's camera. */
const PART_MS = 700;

/** The code, as large as the phone: one, or several in turn. With reduced motion nothing turns by itself. */
export const CodePage = ({ codes, onChange }: { codes: readonly Uint8Array[]; onChange: () => void }) => {
  const { say } = useWording();
  const [at, setAt] = useState(0);
  const [turning, setTurning] = useState(() => codes.length > 1 && !matchMedia('(prefers-reduced-motion: reduce)').matches);
  useEffect(() => {
    if (!turning) return;
    const timer = setInterval(() => setAt((now) => (now + 1) % codes.length), PART_MS);
    return () => clearInterval(timer);
  }, [turning, codes.length]);
  const step = (by: number) => () => { setTurning(false); setAt((at + by + codes.length) % codes.length); };
  return (
    <>
      <h1 tabIndex={-1}><Say of={words.codeTitle} /></h1>
      <p className="phone-sub"><Say of={words.codeLead} /></p>
      <div className="forms-code"><QrCode text={[...(codes[at] ?? [])]} label={say(words.codeLabel, { n: at + 1, of: codes.length })} /></div>
      {codes.length > 1 && (
        <div className="forms-parts">
          <p className="phone-center number"><Say of={words.part} params={{ n: at + 1, of: codes.length }} /></p>
          <div className="phone-two"><KeyButton onPress={step(-1)}><Say of={words.previous} /></KeyButton><KeyButton onPress={step(1)}><Say of={words.following} /></KeyButton></div>
          <KeyButton onPress={() => setTurning(!turning)}><Say of={turning ? words.pause : words.resume} /></KeyButton>
        </div>
      )}
      <p className="phone-sub"><Say of={words.codeBright} /> <Say of={words.codeDays} /></p>
      <Banner tone="note" icon="lock"><Say of={words.codeInside} /></Banner>
      <KeyButton onPress={onChange}><Say of={words.change} /></KeyButton>
    </>
  );
};
