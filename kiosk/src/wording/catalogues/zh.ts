import type { Catalogue } from '../catalogues.ts';
import { board } from './zh/board.ts';
import { captions } from './zh/captions.ts';
import { card } from './zh/card.ts';
import { guide } from './zh/guide.ts';
import { household } from './zh/household.ts';
import { house } from './zh/house.ts';
import { kioskBegin } from './zh/kiosk-begin.ts';
import { kioskFinish } from './zh/kiosk-finish.ts';
import { manner } from './zh/manner.ts';
import { navigator } from './zh/navigator.ts';
import { paper } from './zh/paper.ts';
import { phone } from './zh/phone.ts';
import { postal } from './zh/postal.ts';
import { preEntry } from './zh/pre-entry.ts';
import { problems } from './zh/problems.ts';

export const catalogue: Catalogue = { ...house, ...guide, ...household, ...postal, ...preEntry, ...kioskBegin, ...kioskFinish, ...card, ...board, ...captions, ...manner, ...problems, ...navigator, ...paper, ...phone };
