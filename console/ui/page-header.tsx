import { Fragment, type ReactNode, useEffect } from "react";
import "./page-header.css";

type Props = {
  /** What the page is about; the one h1, and the title of the window. */
  readonly title: string;
  /** Links to what stands above this page, outermost first. */
  readonly crumbs?: readonly ReactNode[];
  /** One sentence under the title. */
  readonly lead?: ReactNode;
  /** What can be done with the whole page; stands at the right. */
  readonly actions?: ReactNode;
  /** Stands beside the title: a mark, a count. */
  readonly aside?: ReactNode;
};

/**
 * The head of every page. The shell moves the focus to its h1 when somebody comes to the page, which
 * reads it aloud; the window is named after it.
 */
export function PageHeader({ title, crumbs = [], lead, actions, aside }: Props) {
  useEffect(() => {
    document.title = `${title} · Holdfast`;
  }, [title]);
  return (
    <header className="page-header">
      {crumbs.length === 0 ? null : (
        <nav aria-label="Above this page" className="page-crumbs">
          {crumbs.map((crumb, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the way down to a page has a fixed order
            <Fragment key={index}>
              {crumb}
              <span aria-hidden="true"> / </span>
            </Fragment>
          ))}
        </nav>
      )}
      <div className="page-header-row">
        <div className="page-header-title">
          <h1 tabIndex={-1}>
            <bdi>{title}</bdi>
          </h1>
          {aside}
        </div>
        {actions === undefined ? null : <div className="page-header-actions">{actions}</div>}
      </div>
      {lead === undefined ? null : <div className="page-header-lead">{lead}</div>}
    </header>
  );
}
