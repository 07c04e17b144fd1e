import type { ReactNode } from 'react';

/** A door number in two groups of three, each digit in a box, read aloud digit by digit. */
export const PinDigits = ({ pin }: { pin: string }): ReactNode => (
  <p className="phone-pin" role="img" aria-label={[...pin].join(' ')}>
    {[...pin].map((digit, at) => <b key={at} className={at === Math.floor(pin.length / 2) ? 'phone-pin-gap' : undefined}>{digit}</b>)}
  </p>
);
