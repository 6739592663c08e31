import type { ComponentProps } from "react";
import { Panel } from "../../ui/panel.tsx";

/** A panel of the account: text, lists and forms below each other. */
export function AccountPanel({ children, ...panel }: ComponentProps<typeof Panel>) {
  return (
    <Panel {...panel}>
      <div className="panel-body hf-stack">{children}</div>
    </Panel>
  );
}
