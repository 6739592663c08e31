import { Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useMemo } from "react";
import { acknowledgeFlapping, type DetectionRule } from "../../api/detection.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { Facts } from "../../ui/facts.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { Ago, Instant } from "../../ui/instant.tsx";
import { createOnceKey } from "../../ui/once-key.ts";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { useDraft } from "../../ui/use-draft.ts";
import { RefLink } from "../entity/ref-link.tsx";
import { useActor } from "../identity/actor.ts";
import { useRefusal } from "../identity/use-refusal.ts";
import { sayingMarks } from "./rule-mark.ts";

/** A rule with what each vantage point says, and what is asked of a person. */
export function RuleWitnesses({ rule }: { readonly rule: DetectionRule }) {
  const { about, quorum, raiseSeconds, clearSeconds, raisedAt, failingSince, silentSince, incident } = rule;
  return (
    <Panel title={rule.title}>
      <div className="panel-body hf-stack">
        <Facts
          rows={[
            ["Watches", about.map((ref) => <RefLink key={ref} to={ref} />)],
            [
              "Fails when",
              `seen by ${quorum} for ${formatDuration(raiseSeconds)}; over when well for ${formatDuration(clearSeconds)}`,
            ],
            ["Failing since", failingSince === null ? null : <Instant at={failingSince} />],
            ["Beyond the threshold", raisedAt === null ? null : <Instant at={raisedAt} />],
            ["Too few heard since", silentSince === null ? null : <Instant at={silentSince} />],
            [
              "Incident",
              incident === null ? null : (
                <Link to={paths.incident} params={{ id: incident }}>
                  {incident}
                </Link>
              ),
            ],
          ]}
        />
        {rule.points.length === 0 ? (
          <p className="hf-dim">Nobody has been heard yet: that is not known to be well.</p>
        ) : (
          <ul className="detection-witnesses">
            {rule.points.map(({ vantage, says, seenAt, detail }) => (
              <li key={vantage}>
                <StatusMark {...sayingMarks[says]} /> <bdi>{vantage}</bdi>{" "}
                <span className="hf-dim">
                  <Ago at={seenAt} />
                </span>
                <div className="hf-dim detection-detail" dir="auto">
                  {detail}
                </div>
              </li>
            ))}
          </ul>
        )}
        {rule.flappingSince === null ? null : <Acknowledge rule={rule.rule} />}
      </div>
    </Panel>
  );
}

function Acknowledge({ rule }: { readonly rule: string }) {
  const actor = useActor();
  const client = useQueryClient();
  const refusal = useRefusal()("acknowledgeFlapping");
  const once = useMemo(createOnceKey, []);
  const { draft, setField, clear } = useDraft(`detection.${rule}`, { reason: "" });
  const give = useMutation({
    mutationFn: (body: Parameters<typeof acknowledgeFlapping>[1]) =>
      acknowledgeFlapping(actor, body, once.keyFor(body)),
    onSuccess: () => {
      once.renew();
      clear();
      void client.invalidateQueries({ queryKey: queryKeys.detection });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    give.mutate({ rule, reason: draft["reason"] ?? "" });
  };
  return (
    <form className="hf-stack" onSubmit={submit} noValidate>
      <p>It comes and goes. Its failure is held until somebody says what makes it so.</p>
      <Textarea
        label="What makes it flap"
        required
        dir="auto"
        value={draft["reason"] ?? ""}
        onChange={(event) => setField("reason", event.currentTarget.value)}
      />
      <ProblemNotice error={give.error} title="It was not acknowledged" />
      <ReasonedButton label="Acknowledge" tone="primary" refusal={refusal} isBusy={give.isPending} />
    </form>
  );
}
