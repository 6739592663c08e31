import { Link } from "@tanstack/react-router";
import { paths } from "../../paths.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";

/** There is nothing at this address. */
export function LostPage() {
  return (
    <div className="shell-page">
      <PageHeader title="There is no page at this address" />
      <EmptyState
        title="The link may be cut off, or from another version."
        action={<Link to={paths.home}>Go to the first page</Link>}
      >
        <p>Everything that has a name can be found by typing it: press Ctrl K, or ⌘ K on a Mac.</p>
      </EmptyState>
    </div>
  );
}
