import './error-summary.css';
import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../icon/icon.tsx';

/** What is still wrong on this page, on top of it: takes focus when it appears, each line leads to its field. */
export const ErrorSummary = ({ title, errors }: { title: ReactNode; errors: readonly { fieldId: string; words: ReactNode }[] }) => {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => { ref.current?.focus(); }, []);
  const lead = (fieldId: string) => (event: { preventDefault: () => void }) => {
    event.preventDefault();
    const field = document.getElementById(fieldId);
    field?.scrollIntoView({ block: 'center' });
    field?.focus();
  };
  return (
    <div ref={ref} className="error-summary" role="alert" tabIndex={-1}>
      <h2><Icon name="warn" />{title}</h2>
      <ul>{errors.map(({ fieldId, words }) => <li key={fieldId}><a href={`#${fieldId}`} onClick={lead(fieldId)}>{words}</a></li>)}</ul>
    </div>
  );
};
