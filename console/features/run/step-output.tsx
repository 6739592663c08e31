import { TextInput } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { Link } from "@tanstack/react-router";
import type { Json } from "#core/model/json.ts";
import { paths } from "../../paths.ts";
import { copyText } from "../../ui/copy-text.ts";
import { jsonText } from "../../ui/json-text.ts";
import { withStep } from "./run-address.ts";
import "./step-output.css";

type Props = {
  readonly run: string;
  readonly step: string;
  readonly output: Json;
  /** The line the address names. */
  readonly line: number | null;
};

/** Nobody reads more on a screen; the copy has all of it. */
const linesMax = 2000;

/** The text that a step left, in lines: as it is where it is text, otherwise as JSON. */
export function outputLines(output: Json): readonly string[] {
  return (typeof output === "string" ? output : jsonText(output)).split(/\r?\n/);
}

function Line({
  number,
  text,
  isNamed,
  ...to
}: {
  readonly number: number;
  readonly text: string;
  readonly isNamed: boolean;
  readonly run: string;
  readonly step: string;
}) {
  return (
    <li className="output-line" data-named={isNamed} data-line={number}>
      <Link
        className="output-number"
        to={paths.run}
        params={{ id: to.run }}
        search={(before: object) => withStep(before, { step: to.step, line: number })}
        resetScroll={false}
        aria-label={`Line ${number}`}
        aria-current={isNamed ? "true" : undefined}
      >
        {number}
      </Link>
      <bdi className="output-text">{text}</bdi>
    </li>
  );
}

/** What a step left behind, line by line: each has an address, and all can be searched, wrapped and copied. */
export function StepOutput({ run, step, output, line }: Props) {
  const [typed, setTyped] = useState("");
  const [isWrapped, setWrapped] = useState(true);
  const boxRef = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => outputLines(output), [output]);
  const text = typed.trim().toLowerCase();
  const found = lines
    .map((each, index) => ({ number: index + 1, text: each }))
    .filter((each) => text === "" || each.text.toLowerCase().includes(text));
  useEffect(() => {
    if (line === null) return;
    boxRef.current?.querySelector(`[data-line="${line}"]`)?.scrollIntoView({ block: "nearest" });
  }, [line]);
  return (
    <section className="step-output" aria-label="Output of the step">
      <div className="output-bar">
        <h3>Output</h3>
        <span className="hf-dim" role="status">
          {text === "" ? `${lines.length} lines` : `${found.length} of ${lines.length} lines`}
        </span>
        <TextInput
          size="xs"
          aria-label="Search the output"
          placeholder="Search"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <button
          type="button"
          className="output-button"
          aria-pressed={isWrapped}
          onClick={() => setWrapped(!isWrapped)}
        >
          Wrap
        </button>
        <button
          type="button"
          className="output-button"
          onClick={() => void copyText(lines.join("\n"), "The output")}
        >
          Copy
        </button>
      </div>
      <div
        className="output-box"
        ref={boxRef}
        tabIndex={0}
        role="region"
        aria-label="Output"
        data-wrapped={isWrapped}
      >
        <ol>
          {found.slice(0, linesMax).map((each) => (
            <Line key={each.number} {...each} isNamed={each.number === line} run={run} step={step} />
          ))}
        </ol>
        {found.length > linesMax ? (
          <p className="hf-dim">{found.length - linesMax} more lines: copy the output to read them.</p>
        ) : null}
      </div>
    </section>
  );
}
