import { Modal, Switch } from "@mantine/core";
import { Kbd } from "../../ui/kbd.tsx";
import { enableShortcuts, listeningGroups, useShortcutsEnabled } from "../../ui/shortcuts.ts";
import "./keyboard-help.css";

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

/** One list for all components of a name: two tables of a page have the same j and k. */
function helpGroups() {
  const merged = new Map<string, Map<string, string>>();
  for (const { name, shortcuts } of listeningGroups()) {
    const group = merged.get(name) ?? new Map<string, string>();
    for (const [keys, shortcut] of Object.entries(shortcuts)) {
      if (shortcut !== undefined && !group.has(keys)) group.set(keys, shortcut.does);
    }
    merged.set(name, group);
  }
  return [...merged].filter(([, group]) => group.size > 0);
}

function Keys() {
  return (
    <div className="keyboard-help">
      {helpGroups().map(([name, group]) => (
        <section key={name} aria-label={name}>
          <h3>{name}</h3>
          <dl>
            {[...group].map(([keys, does]) => (
              <div key={keys}>
                <dt>
                  <Kbd keys={keys} />
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

/** The keys that act on this page now, and the switch that turns the single ones off. */
export function KeyboardHelp({ isOpen, onClose }: Props) {
  const isEnabled = useShortcutsEnabled();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Keys"
      size="lg"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {isOpen ? <Keys /> : null}
      <Switch
        checked={isEnabled}
        onChange={(event) => enableShortcuts(event.currentTarget.checked)}
        label="Single keys act"
        description="Turn this off if you speak your input."
      />
    </Modal>
  );
}
