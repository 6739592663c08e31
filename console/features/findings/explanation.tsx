import { useQuery } from "@tanstack/react-query";
import { fetchRule } from "../../api/findings.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useActor } from "../identity/actor.ts";
import { type PagePart, readPage, type Span } from "./read-page.ts";

function Words({ spans }: { readonly spans: readonly Span[] }) {
  return (
    <p>
      {spans.map(({ type, text }, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: the words of a page stand in a fixed order
        if (type === "code") return <code key={index}>{text}</code>;
        // biome-ignore lint/suspicious/noArrayIndexKey: the words of a page stand in a fixed order
        if (type === "strong") return <strong key={index}>{text}</strong>;
        return text;
      })}
    </p>
  );
}

function Part({ part }: { readonly part: PagePart }) {
  switch (part.type) {
    case "heading":
      return <h3>{part.text}</h3>;
    case "text":
      return <Words spans={part.spans} />;
    case "code":
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
        <pre className="hf-pre" tabIndex={0}>
          {part.text}
        </pre>
      );
    default:
      return part satisfies never;
  }
}

/** What a finding means, why it matters, and what to do: the page of its code. */
export function Explanation({ code, onClose }: { readonly code: string; readonly onClose: () => void }) {
  const actor = useActor();
  const rule = useQuery({
    queryKey: queryKeys.rule(code),
    queryFn: () => fetchRule(actor, code),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Panel
      title={code}
      aside={
        <button type="button" className="hf-button" onClick={onClose}>
          Close
        </button>
      }
    >
      <div className="panel-body hf-stack findings-page">
        <ProblemNotice error={rule.error} title="The explanation cannot be read" />
        {rule.isPending ? <Skeleton label="Reading the explanation" lines={6} /> : null}
        {rule.data === undefined ? null : (
          <>
            {readPage(rule.data.text)
              .slice(1)
              .map((part, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a page stand in a fixed order
                <Part key={index} part={part} />
              ))}
            <p className="hf-dim">
              {rule.data.acceptable
                ? "Who has to live with it says so in the document: metadata.suppress, with the code and a reason."
                : "It cannot be accepted: without what it demands, documents cannot be read or carried out."}
            </p>
          </>
        )}
      </div>
    </Panel>
  );
}
