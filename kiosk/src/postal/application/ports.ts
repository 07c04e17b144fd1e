import type { PostalChunk } from '../domain/places.ts';

/** The index of postal codes, in files by the first two digits. `unreachable`: this file is not on this machine and cannot be had now. */
export interface PostalIndex { chunk(prefix: string): Promise<PostalChunk | 'unreachable'> }
