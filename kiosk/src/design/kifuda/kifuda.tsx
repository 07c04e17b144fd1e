import './kifuda.css';

/** 木札: a counter is always this wooden tag, so that place and person are never confused. Size by font-size (height 1 em). */
export const Kifuda = ({ counter, label }: { counter: string; /** 「3番窓口」; without it silent, because the words stand beside it */ label?: string }) => (
  <svg className="kifuda" viewBox="0 0 86 100" role={label ? 'img' : undefined} aria-label={label} aria-hidden={label ? undefined : true}>
    <path className="kifuda-wood" d="M17 3h52l14 15v79H3V18z" strokeWidth="5" strokeLinejoin="round" />
    <circle className="kifuda-hole" cx="43" cy="13" r="4" />
    <text className={counter.length > 1 ? 'kifuda-two' : undefined} x="43" y={counter.length > 1 ? 77 : 83} textAnchor="middle">{counter}</text>
  </svg>
);
