import type { Catalogue } from '../catalogues.ts';
import { board } from './pt/board.ts';
import { captions } from './pt/captions.ts';
import { card } from './pt/card.ts';
import { guide } from './pt/guide.ts';
import { household } from './pt/household.ts';
import { house } from './pt/house.ts';
import { kioskBegin } from './pt/kiosk-begin.ts';
import { kioskFinish } from './pt/kiosk-finish.ts';
import { manner } from './pt/manner.ts';
import { navigator } from './pt/navigator.ts';
import { paper } from './pt/paper.ts';
import { phone } from './pt/phone.ts';
import { postal } from './pt/postal.ts';
import { preEntry } from './pt/pre-entry.ts';
import { problems } from './pt/problems.ts';

export const catalogue: Catalogue = { ...house, ...guide, ...household, ...postal, ...preEntry, ...kioskBegin, ...kioskFinish, ...card, ...board, ...captions, ...manner, ...problems, ...navigator, ...paper, ...phone };
