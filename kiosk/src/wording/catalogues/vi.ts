import type { Catalogue } from '../catalogues.ts';
import { board } from './vi/board.ts';
import { captions } from './vi/captions.ts';
import { card } from './vi/card.ts';
import { guide } from './vi/guide.ts';
import { household } from './vi/household.ts';
import { house } from './vi/house.ts';
import { kioskBegin } from './vi/kiosk-begin.ts';
import { kioskFinish } from './vi/kiosk-finish.ts';
import { manner } from './vi/manner.ts';
import { navigator } from './vi/navigator.ts';
import { paper } from './vi/paper.ts';
import { phone } from './vi/phone.ts';
import { postal } from './vi/postal.ts';
import { preEntry } from './vi/pre-entry.ts';
import { problems } from './vi/problems.ts';

export const catalogue: Catalogue = { ...house, ...guide, ...household, ...postal, ...preEntry, ...kioskBegin, ...kioskFinish, ...card, ...board, ...captions, ...manner, ...problems, ...navigator, ...paper, ...phone };
