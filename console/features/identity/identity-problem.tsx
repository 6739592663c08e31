import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { usePeopleQuery } from "./actor.ts";

/** Says why nobody can be chosen. A server that asks for sign-in can only be used from the command line as yet. */
export function IdentityProblem() {
  const { error } = usePeopleQuery();
  if (!error) return null;
  return (
    <div className="shell-page">
      <ProblemNotice error={error} title="The people of the estate cannot be read, so nobody can act here" />
    </div>
  );
}
