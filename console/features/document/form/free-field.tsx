import { Textarea } from "@mantine/core";
import { useEffect, useState } from "react";
import { parse, stringify } from "yaml";
import type { Json } from "#core/model/json.ts";
import { type FieldProps, useForm } from "./form-context.ts";

const writtenOf = (value: Json | undefined): string =>
  value === undefined || value === null ? "" : stringify(value, { lineWidth: 0 });

/** What somebody else defines, such as the parameters of a connector: a small piece of YAML. */
export function FreeField({ field, path, value, order }: FieldProps) {
  const { edit, problemsAt } = useForm();
  const written = writtenOf(value);
  const [typed, setTyped] = useState(written);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => setTyped(written), [written]);
  const commit = () => {
    if (typed === written) return;
    try {
      const next = parse(typed) as Json | undefined;
      setTrouble(null);
      if (next !== undefined && next !== null) edit({ type: "set", path, value: next, order });
      else if (value !== undefined) edit({ type: "remove", path });
    } catch (error) {
      setTrouble(`This is no YAML: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : ""}`);
    }
  };
  const problems = problemsAt(path).map(({ message }) => message);
  return (
    <Textarea
      label={field.label}
      description={`${field.help} Written as YAML.`}
      error={trouble ?? (problems.length > 0 ? problems.join("; ") : undefined)}
      classNames={{ input: "hf-mono" }}
      autosize
      minRows={2}
      spellCheck={false}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
    />
  );
}
