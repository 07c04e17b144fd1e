import type { OpenCaptions } from '@engawa/reception/contract';
import { NO_CONTENT, type CommandSender } from '../../session/application/command-sender.ts';
import type { Outcome } from '../../session/application/ports.ts';

/** Opening and wiping the conversation at the counter where the clerk is signed in. */
export const openCaptions = (commands: CommandSender, open: OpenCaptions): Promise<Outcome<true>> =>
  commands.command({ method: 'POST', path: '/api/staff/captions', body: open, answer: NO_CONTENT });

export const closeCaptions = (commands: CommandSender): Promise<Outcome<true>> =>
  commands.command({ method: 'DELETE', path: '/api/staff/captions', answer: NO_CONTENT });
