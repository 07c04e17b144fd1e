import { guideOf, type IntakeForm, type Procedure } from '../../../contract/index.ts';

/**
 * 受付票: what goes with a statutory paper (出生届, 死亡届, 婚姻届), which is never replaced. It tells the clerk what the visitor
 * has already been told and answered, and says of itself that it is not the 届書.
 */
export interface PaperCover {
  readonly notice: string;
  readonly deadline: string;
  readonly who: string;
  readonly steps: readonly string[];
  readonly bring: readonly string[];
}

export const coverTitle = (form: Pick<Procedure, 'formTitle'>): string => `${form.formTitle}　受付票`;

/** Null for a form that is the paper itself. */
export const paperCover = (form: Pick<Procedure, 'paper' | 'formTitle' | 'deadline' | 'who' | 'guide' | 'bring'>, values: IntakeForm['values']): PaperCover | null => {
  if (form.paper !== 'cover') return null;
  const { always, also } = guideOf(form, values);
  return {
    notice: `この受付票は ${form.formTitle} ではありません。法令で定められた用紙は、窓口でお渡しします。`,
    deadline: form.deadline?.ja ?? '', who: form.who?.ja ?? '',
    steps: [...always, ...also].map(({ ja }) => ja), bring: (form.bring ?? []).map(({ ja }) => ja),
  };
};
