import { actionsOf } from "./plan-actions.ts";
import { useRunbookPlan } from "./start-queries.ts";

type Props = { readonly runbook: string };

/** What a live run would touch: services, and each kind of act with its steps. */
export function BlastRadius({ runbook }: Props) {
  const { data: plan } = useRunbookPlan(runbook);
  if (plan === undefined) return <p>Its plan is being read.</p>;
  const actions = actionsOf(plan.steps);
  const undoable = plan.steps.filter(({ work, hasUndo }) => work === "action" && hasUndo).length;
  const acting = plan.steps.filter(({ work }) => work === "action").length;
  return (
    <div className="hf-stack">
      <p>
        This acts on real systems: {plan.recovers.join(", ")} {plan.recovers.length === 1 ? "is" : "are"}{" "}
        concerned. {acting} steps act, {undoable} of them can be undone.
      </p>
      <ul className="start-plan" aria-label="What it touches">
        {actions.map(({ action, titles }) => (
          <li key={action}>
            <span className="hf-mono">{action}</span>: <bdi>{titles.join("; ")}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
