import { Button, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";

type Piece = { readonly name: string; readonly mediaType: string; readonly text: string };

type Props = {
  readonly label: string;
  /** The pieces as JSON; empty for none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** A request carries 1 MB at most, and text is what can be read years later. */
const bytesMax = 500_000;

function piecesOf(value: string): readonly Piece[] {
  const pieces: unknown = value === "" ? [] : JSON.parse(value);
  return Array.isArray(pieces) ? (pieces as Piece[]) : [];
}

/** Pasted text or a text file as proof; several pieces. */
export function EvidenceField({ label, value, onChange }: Props) {
  const pieces = piecesOf(value);
  const [name, setName] = useState("");
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const add = (piece: Piece) => onChange(JSON.stringify([...pieces, piece]));
  const addText = () => {
    if (text.trim() === "") return setProblem("Paste what shows that it was done, then add it.");
    setProblem(null);
    add({
      name: name.trim() === "" ? `note ${pieces.length + 1}` : name.trim(),
      mediaType: "text/plain",
      text,
    });
    setName("");
    setText("");
  };
  const addFile = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > bytesMax)
      return setProblem(`${file.name} is larger than 500 kB: attach the part that proves it.`);
    setProblem(null);
    add({ name: file.name.slice(0, 200), mediaType: file.type || "text/plain", text: await file.text() });
  };
  return (
    <fieldset className="evidence">
      <legend>{label}</legend>
      <ul className="evidence-list">
        {pieces.map((piece, index) => (
          <li key={`${index}.${piece.name}`}>
            <bdi>{piece.name}</bdi>
            <span className="hf-dim">{piece.text.length} characters</span>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Remove ${piece.name}`}
              onClick={() => onChange(JSON.stringify(pieces.filter((other) => other !== piece)))}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <TextInput
        label="Name"
        size="xs"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label="Text"
        size="xs"
        rows={2}
        value={text}
        error={problem}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="command-actions">
        <Button size="xs" variant="default" onClick={addText}>
          Add the text
        </Button>
        <label className="evidence-file">
          or a text file{" "}
          <input type="file" onChange={(event) => void addFile(event.currentTarget.files?.[0])} />
        </label>
      </div>
    </fieldset>
  );
}
