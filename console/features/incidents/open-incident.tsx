import { Checkbox, MultiSelect, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useMemo, useState } from "react";
import type { Ref } from "#core/model/ref.ts";
import { fetchEntities } from "../../api/entities.ts";
import { openIncident } from "../../api/incidents.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { createOnceKey } from "../../ui/once-key.ts";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { timeZone } from "../../ui/time-zone.ts";
import { useDraft } from "../../ui/use-draft.ts";
import { useActor } from "../identity/actor.ts";
import { useRefusal } from "../identity/use-refusal.ts";

function useOpen() {
  const actor = useActor();
  const client = useQueryClient();
  const navigate = useNavigate();
  const once = useMemo(createOnceKey, []);
  return useMutation({
    mutationFn: (body: Parameters<typeof openIncident>[1]) => openIncident(actor, body, once.keyFor(body)),
    onSuccess: ({ id }) => {
      once.renew();
      void client.invalidateQueries({ queryKey: queryKeys.incidents });
      void navigate({ to: paths.incident, params: { id } });
    },
  });
}

/** Opens an incident by hand, live or as an exercise. */
export function OpenIncident() {
  const actor = useActor();
  const refusal = useRefusal()("openIncident");
  const services = useQuery({
    queryKey: queryKeys.entityList("service", actor),
    queryFn: ({ signal }) => fetchEntities(actor, "service", () => {}, signal),
  });
  const { draft, setField, clear } = useDraft("incident.open", { title: "", summary: "" });
  const [hit, setHit] = useState<readonly string[]>([]);
  const [isExercise, setExercise] = useState(false);
  const [problem, setProblem] = useState<Error | null>(null);
  const open = useOpen();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { title = "", summary = "" } = draft;
    if (title.trim() === "") return setProblem(new Error("What is wrong: say it in a few words."));
    setProblem(null);
    const body = {
      title,
      summary,
      mode: isExercise ? ("exercise" as const) : ("live" as const),
      services: hit as Ref[],
      components: [],
      timeZone: timeZone(),
    };
    open.mutate(body, { onSuccess: clear });
  };
  return (
    <Panel title="Open an incident">
      <form className="panel-body hf-stack" onSubmit={submit} noValidate>
        <TextInput
          label="What is wrong"
          required
          maxLength={200}
          dir="auto"
          value={draft["title"] ?? ""}
          onChange={(event) => setField("title", event.currentTarget.value)}
        />
        <MultiSelect
          label="Services that are hit"
          data={(services.data?.entities ?? []).map(({ ref, title }) => ({ value: ref, label: title }))}
          value={[...hit]}
          onChange={setHit}
          searchable
          nothingFoundMessage="No service is called that."
        />
        <Textarea
          label="What is known"
          rows={3}
          maxLength={10_000}
          dir="auto"
          value={draft["summary"] ?? ""}
          onChange={(event) => setField("summary", event.currentTarget.value)}
        />
        <Checkbox
          label="An exercise, not the real thing"
          checked={isExercise}
          onChange={() => setExercise(!isExercise)}
        />
        <ProblemNotice error={problem ?? open.error} />
        <ReasonedButton label="Open the incident" tone="primary" refusal={refusal} isBusy={open.isPending} />
      </form>
    </Panel>
  );
}
