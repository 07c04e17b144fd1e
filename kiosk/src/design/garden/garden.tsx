import './garden.css';

const hillside = 'M0 300q40-26 90-16 40-28 96-6 44-22 92 0 52-24 98 2 50-22 100 0 46-20 96 2 52-26 104-2 44-20 96 0 52-22 98 2 46-20 100 0 50-22 110 0v60H0z';
const rakes = [338, 349, 360, 371, 382, 393, 404, 415, 426];
const rings = [[234, 66], [208, 58], [182, 50], [156, 42], [130, 34], [104, 26]] as const;
/** one cushion of needles, 140 wide, drawn around its left foot */
const cushion = 'M0 0c-12-26 10-42 33-35 9-29 48-31 60-8 21-16 51-5 48 12 23 2 25 24 12 31q-70 12-153 0z';
const cushions = [[241, 246, 1, 0], [17, 206, 1, 0], [200, 136, .93, 1], [84, 92, .91, 1]] as const;

const Pine = () => (
  <g transform="translate(57 103) scale(.7)">
    <path className="garden-trunk" d="M196 344c-6-40 22-62 16-104s-40-52-30-96" strokeWidth="17" />
    <path className="garden-trunk" d="M208 262c30-20 62-20 92-38M196 200c-30-6-56 2-84-12M186 160c24-20 50-24 70-48" strokeWidth="9" />
    {cushions.map(([x, y, size, light]) => (
      <g key={`${x}`} transform={`translate(${x} ${y}) scale(${size})`}>
        <path className={light ? 'garden-pine-2' : 'garden-pine-1'} d={cushion} />
        <path className={light ? 'garden-pine-3' : 'garden-pine-2'} d={cushion} transform="translate(33 -13) scale(.62 .5)" />
      </g>
    ))}
    <path className="garden-moss" d="M90 346c20-26 66-34 110-28s80 12 92 28z" />
  </g>
);

const OpenShoji = () => (
  <g>
    <rect className="garden-shade" x="830" width="16" height="430" />
    <rect className="garden-paper" x="846" width="300" height="430" />
    <path className="garden-lattice" d="M921 0V430M996 0V430M1071 0V430M846 84H1146M846 168H1146M846 252H1146M846 336H1146" />
    <rect className="garden-post" x="846" width="13" height="430" />
  </g>
);

/** The garden before work begins and after it ends: light, pine, raked gravel. It never carries information and never moves. */
export const Garden = ({ shoji = true }: { /** the opened paper door at the right edge */ shoji?: boolean }) => (
  <div className="garden" aria-hidden="true">
    <svg viewBox="0 0 1080 430" preserveAspectRatio="xMidYMax slice" focusable="false">
      <rect className="garden-sky-1" width="1080" height="430" /><rect className="garden-sky-2" y="120" width="1080" height="220" />
      <circle className="garden-sun" cx="420" cy="176" r="54" />
      <path className="garden-hill-1" d="M0 240C120 170 250 180 380 220s260-70 420-40 210 60 280 50v120H0z" />
      <path className="garden-hill-2" d="M0 272c160-60 300-40 470-14s330-46 610-26v120H0z" />
      <path className="garden-hill-3" d={hillside} />
      <rect className="garden-gravel" y="322" width="1080" height="120" />
      <path className="garden-rake" d={rakes.map((y) => `M-20 ${y}H1100`).join('')} />
      {rings.map(([rx, ry]) => <ellipse key={rx} className="garden-ring" cx="600" cy="366" rx={rx} ry={ry} />)}
      <ellipse className="garden-moss" cx="600" cy="372" rx="100" ry="15" />
      <path className="garden-rock-1" d="M526 370c-4-40 18-74 52-78s40 16 60 22 42 28 40 56z" />
      <path className="garden-rock-2" d="M526 370c-4-40 18-74 52-78 6 30-8 52 4 78zM672 373c0-18 14-30 34-28s30 12 30 28z" />
      <Pine />
      {shoji && <OpenShoji />}
    </svg>
  </div>
);
