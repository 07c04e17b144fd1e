import type { HallNow } from './hall-now.ts';
import type { Lines } from './lines.ts';

/** Who comes during one run: second steps when their first ends, and booked people at their time, those who keep it. */
export interface Coming {
  restart(): void;
  comesBack(minute: number, kind: number, order: number, mark: number): void;
  /** the minute at which the next one comes, Infinity when nobody does */ next(): number;
  /** the next one stands in line now */ take(lines: Lines, keeps: (mark: number) => boolean): void;
}

export function whoComes(hall: HallNow): Coming {
  const returning = hall.returning ?? [];
  const room = hall.expected.length + hall.waiting.length + hall.counters.length + returning.length;
  const expected = [...hall.expected].sort((a, b) => a.dueMinute - b.dueMinute);
  const minutes = new Float64Array(room);
  const kinds = new Int32Array(room);
  const orders = new Float64Array(room);
  const marks = new Int32Array(room);
  let head = 0;
  let length = 0;
  let booked = 0;
  let next = Infinity;
  let nextBack = Infinity;
  let nextBooked = Infinity;
  const look = (): void => {
    nextBack = head < length ? minutes[head] as number : Infinity;
    nextBooked = booked < expected.length ? (expected[booked] as HallNow['expected'][number]).dueMinute : Infinity;
    next = Math.min(nextBack, nextBooked);
  };
  const comesBack = (minute: number, kind: number, order: number, mark: number): void => {
      let at = length;
      for (; at > head && (minutes[at - 1] as number) > minute; at -= 1) {
        minutes[at] = minutes[at - 1] as number; kinds[at] = kinds[at - 1] as number; orders[at] = orders[at - 1] as number; marks[at] = marks[at - 1] as number;
      }
      minutes[at] = minute; kinds[at] = kind; orders[at] = order; marks[at] = mark;
      length += 1;
      look();
  };
  return {
    restart() { head = 0; length = 0; booked = 0; look(); for (const { minute, kind, order, mark } of returning) comesBack(minute, kind, order, mark); },
    comesBack,
    next: () => next,
    take(lines, keeps) {
      if (nextBack <= nextBooked) {
        lines.joins(kinds[head] as number, orders[head] as number, marks[head] as number);
        head += 1;
      } else {
        const { mark, kind, dueMinute } = expected[booked] as HallNow['expected'][number];
        booked += 1;
        if (keeps(mark)) lines.arrives(kind, dueMinute, mark);
      }
      look();
    },
  };
}
