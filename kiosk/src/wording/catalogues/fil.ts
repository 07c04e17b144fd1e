import type { Catalogue } from '../catalogues.ts';
import { board } from './fil/board.ts';
import { captions } from './fil/captions.ts';
import { card } from './fil/card.ts';
import { guide } from './fil/guide.ts';
import { household } from './fil/household.ts';
import { house } from './fil/house.ts';
import { kioskBegin } from './fil/kiosk-begin.ts';
import { kioskFinish } from './fil/kiosk-finish.ts';
import { manner } from './fil/manner.ts';
import { navigator } from './fil/navigator.ts';
import { paper } from './fil/paper.ts';
import { phone } from './fil/phone.ts';
import { postal } from './fil/postal.ts';
import { preEntry } from './fil/pre-entry.ts';
import { problems } from './fil/problems.ts';

export const catalogue: Catalogue = { ...house, ...guide, ...household, ...postal, ...preEntry, ...kioskBegin, ...kioskFinish, ...card, ...board, ...captions, ...manner, ...problems, ...navigator, ...paper, ...phone };
