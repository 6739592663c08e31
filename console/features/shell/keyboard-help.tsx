import { Modal, Switch } from "@mantine/core";
import { enableShortcuts, useShortcutsEnabled } from "../../ui/shortcuts.ts";
import "./keyboard-help.css";

const keys = [
  ["j / k", "next or previous step"],
  ["Enter", "open the step"],
  ["a", "approve: opens the form of the step that waits for it"],
  ["n", "note on the open step, or on the run"],
  ["/", "filter the steps"],
  ["Esc", "close the form, then the step"],
  ["?", "this help"],
] as const;

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

/** The keys, and the switch that turns the single ones off. */
export function KeyboardHelp({ isOpen, onClose }: Props) {
  const isEnabled = useShortcutsEnabled();
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keys" closeButtonProps={{ "aria-label": "Close" }}>
      <dl className="keyboard-help">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Switch
        checked={isEnabled}
        onChange={(event) => enableShortcuts(event.currentTarget.checked)}
        label="Single keys act"
        description="Turn this off if you speak your input."
      />
    </Modal>
  );
}
