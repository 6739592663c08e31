import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useMemo, useState } from "react";
import type { Ref } from "#core/model/ref.ts";
import { fetchEntities } from "../../api/entities.ts";
import { openIncident } from "../../api/incidents.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { CheckBox } from "../../ui/check-box.tsx";
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

type HitProps = { readonly hit: readonly string[]; readonly onChange: (hit: readonly string[]) => void };

/** The services that are hit: chosen one by one, each with a button that takes it away again. */
function HitServices({ hit, onChange }: HitProps) {
  const actor = useActor();
  const { data } = useQuery({
    queryKey: queryKeys.entityList("service", actor),
    queryFn: ({ signal }) => fetchEntities(actor, "service", () => {}, signal),
  });
  const services = data?.entities ?? [];
  const left = services.filter(({ ref }) => !hit.includes(ref));
  return (
    <>
      <NativeSelect
        label="Services that are hit"
        value=""
        onChange={(event) => onChange([...hit, event.currentTarget.value])}
      >
        <option value="">{hit.length === 0 ? "choose" : "choose another"}</option>
        {left.map(({ ref, title }) => (
          <option key={ref} value={ref}>
            {title.slice(0, 80)}
          </option>
        ))}
      </NativeSelect>
      {hit.length === 0 ? null : (
        <ul className="hf-stack" aria-label="Services that are hit">
          {hit.map((ref) => (
            <li key={ref}>
              <bdi>{services.find((service) => service.ref === ref)?.title ?? ref}</bdi>{" "}
              <Button
                size="xs"
                variant="default"
                onClick={() => onChange(hit.filter((each) => each !== ref))}
              >
                Take away
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Opens an incident by hand, live or as an exercise. */
export function OpenIncident() {
  const refusal = useRefusal()("openIncident");
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
        <HitServices hit={hit} onChange={setHit} />
        <Textarea
          label="What is known"
          rows={3}
          maxLength={10_000}
          dir="auto"
          value={draft["summary"] ?? ""}
          onChange={(event) => setField("summary", event.currentTarget.value)}
        />
        <CheckBox
          label="An exercise, not the real thing"
          isChecked={isExercise}
          onChange={() => setExercise(!isExercise)}
        />
        <ProblemNotice error={problem ?? open.error} />
        <ReasonedButton label="Open the incident" tone="primary" refusal={refusal} isBusy={open.isPending} />
      </form>
    </Panel>
  );
}
