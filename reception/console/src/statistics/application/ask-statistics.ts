import { HallStatistics, type StatisticsPeriod, type StatisticsTable } from '@engawa/reception/contract';
import type { CommandSender } from '../../session/application/command-sender.ts';
import type { Outcome } from '../../session/application/ports.ts';

const query = ({ from, until }: StatisticsPeriod): string => `from=${from}&until=${until}`;

export const askStatistics = (commands: CommandSender, period: StatisticsPeriod): Promise<Outcome<HallStatistics>> =>
  commands.ask({ method: 'GET', path: `/api/staff/statistics?${query(period)}`, answer: HallStatistics });

/** Where the browser fetches one table as a file. */
export const statisticsCsvPath = (table: StatisticsTable, period: StatisticsPeriod): string => `/api/staff/statistics.csv?table=${table}&${query(period)}`;
