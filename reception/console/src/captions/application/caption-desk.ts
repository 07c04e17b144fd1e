import type { OpenCaptions } from '@engawa/reception/contract';
import { z } from 'zod';
import type { CommandSender } from '../../session/application/command-sender.ts';
import type { Outcome } from '../../session/application/ports.ts';

/** Opening and wiping the conversation at the counter where the clerk is signed in. */
export const openCaptions = (commands: CommandSender, open: OpenCaptions): Promise<Outcome<unknown>> =>
  commands.command({ method: 'POST', path: '/api/staff/captions', body: open, answer: z.unknown() });

export const closeCaptions = (commands: CommandSender): Promise<Outcome<unknown>> =>
  commands.command({ method: 'DELETE', path: '/api/staff/captions', answer: z.unknown() });
