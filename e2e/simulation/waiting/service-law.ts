import type { ServiceLaw } from './hall-file.ts';

type Chance = () => number;
const normal = (chance: Chance): number => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());

/** Marsaglia and Tsang (2000); below shape 1 by their power of a uniform. */
function gammaOf(shape: number, chance: Chance): number {
  if (shape < 1) return gammaOf(shape + 1, chance) * (1 - chance()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(chance);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - chance()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Minutes of one service. */
export function drawService(law: ServiceLaw, chance: Chance): number {
  switch (law.kind) {
    case 'lognormal': return law.medianMinutes * Math.exp(law.sigma * normal(chance));
    case 'gamma': return (law.meanMinutes / law.shape) * gammaOf(law.shape, chance);
    case 'empirical': return law.minutes[Math.floor(chance() * law.minutes.length)] as number;
    default: return unknownLaw(law);
  }
}

/** The true mean, which the queue-length rival is given. */
export function meanOfLaw(law: ServiceLaw): number {
  switch (law.kind) {
    case 'lognormal': return law.medianMinutes * Math.exp((law.sigma * law.sigma) / 2);
    case 'gamma': return law.meanMinutes;
    case 'empirical': return law.minutes.reduce((sum, m) => sum + m, 0) / law.minutes.length;
    default: return unknownLaw(law);
  }
}

const unknownLaw = (law: never): never => { throw new Error(`unknown service ${JSON.stringify(law)}`); };
