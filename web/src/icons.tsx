/** Toolbar icons, drawn so that they do not depend on the fonts of the machine. */
import type { ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg className="graphiql-toolbar-icon" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5"
      strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      {children}
    </svg>
  );
}

export const LinkIcon = () => (
  <Icon>
    <path d="M8.5 11.5a3.2 3.2 0 0 0 4.6 0l3-3a3.25 3.25 0 0 0-4.6-4.6l-1 1" />
    <path d="M11.5 8.5a3.2 3.2 0 0 0-4.6 0l-3 3a3.25 3.25 0 0 0 4.6 4.6l1-1" />
  </Icon>
);

/** An arrow down below what it brings. */
const Arrow = () => <path d="M10 12v6m-2.5-2.5L10 18l2.5-2.5" />;

export const JsonIcon = () => (
  <Icon>
    <path d="M6 2c-1.3 0-1.8.5-1.8 1.5v1c0 .8-.4 1.2-1.2 1.2.8 0 1.2.4 1.2 1.2v1c0 1 .5 1.5 1.8 1.5" />
    <path d="M14 2c1.3 0 1.8.5 1.8 1.5v1c0 .8.4 1.2 1.2 1.2-.8 0-1.2.4-1.2 1.2v1c0 1-.5 1.5-1.8 1.5" />
    <path d="M8.2 5.7h.1M11.7 5.7h.1" />
    <Arrow />
  </Icon>
);

export const TableIcon = () => (
  <Icon>
    <path d="M2.5 2h15v7.5h-15zM2.5 5.7h15M7.5 2v7.5M12.5 2v7.5" />
    <Arrow />
  </Icon>
);
