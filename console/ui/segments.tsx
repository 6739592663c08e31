import "./segments.css";

type Props<Id extends string> = {
  /** What is chosen here: “Which steps”. */
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly label: string }[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
};

/** A few choices in a row, one of them taken: a filter that is seen without being opened. */
export function Segments<Id extends string>({ label, options, selected, onSelect }: Props<Id>) {
  return (
    <span className="segments" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.id}
          type="button"
          aria-pressed={option.id === selected}
          onClick={() => onSelect(option.id)}
        >
          {option.label}
        </button>
      ))}
    </span>
  );
}
