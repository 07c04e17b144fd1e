import { createContext, use } from 'react';
import type { PostalIndex } from '../application/ports.ts';

/** The index, chosen in the composition root. Null: addresses are only typed. */
export const PostalContext = createContext<PostalIndex | null>(null);
export const usePostal = (): PostalIndex | null => use(PostalContext);
