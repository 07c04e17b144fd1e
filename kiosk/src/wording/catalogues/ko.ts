import type { Catalogue } from '../catalogues.ts';
import { board } from './ko/board.ts';
import { captions } from './ko/captions.ts';
import { card } from './ko/card.ts';
import { guide } from './ko/guide.ts';
import { household } from './ko/household.ts';
import { house } from './ko/house.ts';
import { kioskBegin } from './ko/kiosk-begin.ts';
import { kioskFinish } from './ko/kiosk-finish.ts';
import { manner } from './ko/manner.ts';
import { navigator } from './ko/navigator.ts';
import { paper } from './ko/paper.ts';
import { phone } from './ko/phone.ts';
import { postal } from './ko/postal.ts';
import { preEntry } from './ko/pre-entry.ts';
import { problems } from './ko/problems.ts';

export const catalogue: Catalogue = { ...house, ...guide, ...household, ...postal, ...preEntry, ...kioskBegin, ...kioskFinish, ...card, ...board, ...captions, ...manner, ...problems, ...navigator, ...paper, ...phone };
