import './ledge.css';
import type { ReactNode } from 'react';

/** 縁: help and settings, always the same, within reach. `nav` for the phone's tabs. */
export const Ledge = ({ children, as: Tag = 'footer', label, className = '' }: { children: ReactNode; as?: 'footer' | 'nav' | 'div'; label?: string; className?: string }) => (
  <Tag className={`ledge ${className}`} aria-label={label}>{children}</Tag>
);
