import { useId } from "react";
import type { LabFault } from "../../api/lab.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { useRefusal } from "../identity/use-refusal.ts";
import { useLabCommand } from "./lab-queries.ts";

type Props = { readonly faults: readonly LabFault[] };

/** What can be broken here, with what happens then; and the way back. */
export function FaultList({ faults }: Props) {
  const refuse = useRefusal();
  const command = useLabCommand();
  const id = useId();
  // What refuses every button alike is said once, above them.
  const everywhere = refuse("injectFault");
  const busy = command.isPending ? "The lab is at work." : null;
  const active = faults.filter((fault) => fault.active);
  return (
    <section className="hf-stack" aria-label="Faults">
      <div className="hf-row lab-fault-head">
        <h3>Faults</h3>
        <ReasonedButton
          label="Heal everything"
          isSmall
          tone={active.length > 0 ? "primary" : "plain"}
          refusal={refuse("healLab") ?? busy}
          saidBy={everywhere === null ? undefined : id}
          onPress={() => command.mutate(null)}
        />
      </div>
      {everywhere === null ? null : (
        <p id={id} className="hf-dim">
          {everywhere}
        </p>
      )}
      <ProblemNotice error={command.error} />
      <ul className="lab-faults">
        {faults.map((fault) => (
          <li key={fault.name}>
            <span className="lab-fault-text">
              <strong>{fault.title}</strong>{" "}
              {fault.active ? <StatusMark kind="warning" word="injected" /> : null}
              <details>
                <summary>{fault.name}: what happens</summary>
                <p>{fault.happens}</p>
                <p>{fault.expect}</p>
                <p className="hf-dim">{fault.heals}</p>
              </details>
            </span>
            <ReasonedButton
              label="Inject"
              tone="plain"
              isSmall
              refusal={fault.unavailable ?? everywhere ?? busy}
              saidBy={fault.unavailable === null && everywhere !== null ? id : undefined}
              onPress={() => command.mutate(fault.name)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
