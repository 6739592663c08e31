import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { usePeopleQuery } from "./actor.ts";

/** Says why nobody can be chosen. */
export function IdentityProblem() {
  const { error } = usePeopleQuery();
  if (!error) return null;
  return (
    <div className="shell-page">
      <ProblemNotice error={error} title="The people of the estate cannot be read, so nobody can act here" />
    </div>
  );
}
