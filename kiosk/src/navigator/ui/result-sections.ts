import { type Guidance, type Line } from '../domain/guide.ts';

/** Parts of the answer, in their order: what needs no visit first, the way on last. */
export type Section = 'no-visit' | 'here' | 'staff' | 'last';

export const linesOf = ({ lines, lost }: Guidance, section: Section): readonly Line[] => {
  if (lost) return [];
  switch (section) {
    case 'no-visit': return lines.filter((line) => line.noVisit);
    case 'here': return lines.filter((line) => !line.noVisit && line.need !== 'staff').toSorted((a, b) => Number(a.need === 'wish') - Number(b.need === 'wish'));
    case 'staff': return lines.filter((line) => line.need === 'staff');
    case 'last': return [];
  }
};

export const sectionsOf = (guidance: Guidance): Section[] => [...(['no-visit', 'here', 'staff'] as const).filter((section) => linesOf(guidance, section).length > 0), 'last'];
