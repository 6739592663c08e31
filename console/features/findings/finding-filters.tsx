import type { FindingReport, Severity } from "../../api/findings.ts";
import type { FindingsSearch } from "./findings-search.ts";
import { SeverityMark, severityWords } from "./severity.tsx";

type Props = {
  readonly report: FindingReport;
  readonly search: FindingsSearch;
  /** Changes what is named; empty takes a filter away. */
  readonly onChange: (part: { readonly [name in keyof FindingsSearch]?: string }) => void;
};

type ChoiceProps = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
};

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const isListed = value === "" || options.some(([one]) => one === value);
  return (
    <label className="findings-choice">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">all</option>
        {isListed ? null : <option value={value}>{`${value} (0)`}</option>}
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Which findings are shown: by severity, code, owner and file, with how many there are of each. */
export function FindingFilters({ report, search, onChange }: Props) {
  const { counts, codes, owners, files } = report;
  return (
    <div className="findings-filters" role="group" aria-label="Which findings are shown">
      <div className="hf-row">
        {(["error", "warning", "info"] as const).map((severity: Severity) => (
          <button
            key={severity}
            type="button"
            className="hf-button"
            aria-pressed={search.severity === severity}
            onClick={() => onChange({ severity: search.severity === severity ? "" : severity })}
          >
            <SeverityMark
              severity={severity}
              word={`${counts[severity]} ${severityWords[severity]}${counts[severity] === 1 ? "" : "s"}`}
            />
          </button>
        ))}
      </div>
      <Choice
        label="Code"
        value={search.code ?? ""}
        options={codes.map(({ code, count }) => [code, `${code} (${count})`])}
        onChange={(code) => onChange({ code })}
      />
      <Choice
        label="Owner"
        value={search.owner ?? ""}
        options={owners.map(({ owner, count }) => [owner ?? "nobody", `${owner ?? "nobody"} (${count})`])}
        onChange={(owner) => onChange({ owner })}
      />
      <Choice
        label="File"
        value={search.file ?? ""}
        options={files.map(({ file, count }) => [file, `${file} (${count})`])}
        onChange={(file) => onChange({ file })}
      />
    </div>
  );
}
