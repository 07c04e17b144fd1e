/** Key caps of one stroke: `Ctrl Z`. */
export const Caps = ({ caps }: { caps: string }) => <>{caps.split(' ').map((cap) => <kbd key={cap}>{cap}</kbd>)}</>;
