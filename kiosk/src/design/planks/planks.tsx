import './planks.css';

/** Time that runs out, as boards that are taken away. The number beside it says the same, so the picture is silent. */
export const Planks = ({ left, of = 30 }: { left: number; of?: number }) => (
  <div className="planks" aria-hidden="true">{Array.from({ length: of }, (_, index) => <span key={index} className={index < left ? 'plank' : 'plank plank-gone'} />)}</div>
);
