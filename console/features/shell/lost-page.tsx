import { Link } from "@tanstack/react-router";
import { paths } from "../../paths.ts";

/** There is nothing at this address. */
export function LostPage() {
  return (
    <div className="shell-page">
      <h1>There is no page at this address.</h1>
      <p>
        <Link to={paths.home}>All runs are listed on the first page.</Link>
      </p>
    </div>
  );
}
