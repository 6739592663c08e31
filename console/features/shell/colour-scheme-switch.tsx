import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { Icon } from "../../ui/icon.tsx";

/** Light or dark; until somebody chooses, as the system has it. */
export function ColourSchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const other = useComputedColorScheme("light") === "light" ? "dark" : "light";
  return (
    <button
      type="button"
      className="shell-button"
      aria-label={`Switch to the ${other} theme`}
      title={`Switch to the ${other} theme`}
      onClick={() => setColorScheme(other)}
    >
      <Icon name="theme" />
    </button>
  );
}
