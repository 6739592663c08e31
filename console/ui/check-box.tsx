import "./check-box.css";

type Props = {
  readonly label: string;
  readonly help?: string | undefined;
  readonly isChecked: boolean;
  readonly onChange: () => void;
};

/** A box that is ticked or not; the whole line can be hit. */
export function CheckBox({ label, help, isChecked, onChange }: Props) {
  return (
    <label className="check-box">
      <input type="checkbox" checked={isChecked} onChange={onChange} />
      <span>
        {label}
        {help === undefined ? null : <span className="check-box-help">{help}</span>}
      </span>
    </label>
  );
}
