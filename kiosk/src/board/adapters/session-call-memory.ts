import type { CallMemory } from '../application/ports.ts';

const KEY = 'engawa.board.sounded';

/** callIds carry no person; the list outlives a reload and ends with the browser. */
export const sessionCallMemory = (storage: Pick<Storage, 'getItem' | 'setItem'>): CallMemory => ({
  read: () => {
    try {
      const list: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
      return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
    } catch {
      return [];
    }
  },
  write: (callIds) => storage.setItem(KEY, JSON.stringify(callIds)),
});
