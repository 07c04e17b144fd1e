import type { AgentStatus } from '@engawa/locks/contract';

export interface AgentView { online: boolean | null; status: AgentStatus | null }

/** null = the agent has never spoken of this door; false = it says itself that it cannot open it now. */
export function isDoorReady(agent: AgentView | null, door: string): boolean | null {
  const told = agent?.status?.doors.find((entry) => entry.door === door);
  if (!agent || !told || agent.online === null) return null;
  return agent.online && agent.status?.journal.writable === true && told.availability.online && told.lock !== 'jammed';
}
