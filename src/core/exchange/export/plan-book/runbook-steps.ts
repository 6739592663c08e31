import type { Estate } from "../../../model/estate.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../model/json.ts";
import type { Ref } from "../../../model/ref.ts";
import type { DocumentAction, RunbookSpec, RunbookStep } from "../../../model/runbook.ts";
import type { Check, Condition, StepDuration } from "../../../model/step.ts";
import type { BookStep } from "./plan-book.ts";
import { lengthText, titleOf } from "./words.ts";

type Detail = BookStep["details"][number];

/** What the steps of one runbook refer to while they are written out. */
type Writing = {
  readonly estate: Estate;
  /** The numbers of the steps by their ids in the whole runbook. */
  readonly numbers: ReadonlyMap<string, string>;
};

type Level = { readonly ids: string; readonly numbers: string; readonly accountable: Ref | null };

/** The steps of a runbook in the order of the document, numbered, each group followed by its steps. */
export function bookSteps(estate: Estate, spec: RunbookSpec): readonly BookStep[] {
  const numbers = new Map<string, string>();
  number(spec.steps, { ids: "", numbers: "" }, numbers);
  return levelSteps(spec.steps, { ids: "", numbers: "", accountable: spec.accountable }, { estate, numbers });
}

function number(
  steps: readonly RunbookStep[],
  level: Omit<Level, "accountable">,
  numbers: Map<string, string>,
): void {
  for (const [index, step] of steps.entries()) {
    const own = `${level.numbers}${index + 1}`;
    numbers.set(`${level.ids}${step.id}`, own);
    number(step.steps ?? [], { ids: `${level.ids}${step.id}.`, numbers: `${own}.` }, numbers);
  }
}

function levelSteps(steps: readonly RunbookStep[], level: Level, writing: Writing): readonly BookStep[] {
  return steps.flatMap((step, index) => {
    const accountable = step.accountable ?? level.accountable;
    const own = `${level.numbers}${index + 1}`;
    const below: Level = { ids: `${level.ids}${step.id}.`, numbers: `${own}.`, accountable };
    return [
      bookStep(step, own, { ...level, accountable }, writing),
      ...levelSteps(step.steps ?? [], below, writing),
    ];
  });
}

function bookStep(step: RunbookStep, own: string, level: Level, writing: Writing): BookStep {
  const { estate } = writing;
  const doer = step.responsible ?? level.accountable;
  const who = doer === null ? "" : titleOf(estate, doer);
  return {
    number: own,
    title: step.title ?? step.id,
    who: step.role === null ? who : `${who} (${step.role})`,
    expected:
      step.waitSeconds === null ? expectedText(step.duration) : `wait ${lengthText(step.waitSeconds)}`,
    details: detailsOf(step, level, writing),
    options: (step.decision?.options ?? []).map(({ title, effect }) =>
      effect === "continue" ? title : `${title} (${effect === "abort" ? "ends the run" : "takes all back"})`,
    ),
    signatures: signaturesOf(step, estate),
    isGroup: step.steps !== null,
  };
}

function expectedText(duration: StepDuration | null): string | null {
  if (duration === null) return null;
  const { likelySeconds, maxSeconds } = duration;
  const likely = lengthText(likelySeconds);
  return maxSeconds > likelySeconds ? `${likely}, at most ${lengthText(maxSeconds)}` : likely;
}

function signaturesOf(step: RunbookStep, estate: Estate): readonly string[] {
  const lines: string[] = [];
  if (step.approval) {
    const { by, quorum, notTheStarter } = step.approval;
    const rule = notTheStarter ? ", not whoever started" : "";
    for (let index = 0; index < quorum; index++) lines.push(`Approved for ${titleOf(estate, by)}${rule}`);
  }
  if (step.decision) lines.push(`Decided for ${titleOf(estate, step.decision.authority)}`);
  return lines;
}

function detailsOf(step: RunbookStep, level: Level, writing: Writing): readonly Detail[] {
  const details: Detail[] = [];
  const add = (label: string, text: string, mono = false) => details.push({ label, text, mono });
  if (step.after !== null && step.after.length > 0) {
    const numbers = step.after.map((id) => writing.numbers.get(`${level.ids}${id}`) ?? id);
    add("After", numbers.join(", "));
  }
  if (step.after?.length === 0) add("After", "nothing: at once");
  if (step.when) add("Only if", conditionText(step.when, writing));
  if (step.person) add("Do", step.person.instructions);
  if (step.person?.evidence === "required") add("Keep", "proof of it, and note where");
  if (step.decision) add("Decide", step.decision.question);
  const timeout = step.decision?.timeoutSeconds ?? null;
  if (timeout !== null) {
    const taken = step.decision?.options.find(({ id }) => id === step.decision?.defaultOption);
    add("Within", `${lengthText(timeout)}${taken ? `; then: ${taken.title}` : ""}`);
  }
  for (const check of step.precondition) add("First see", checkText(check), true);
  // Whoever reads this on paper has perhaps nothing but hands.
  if (step.workaround !== null) add("By hand", step.workaround);
  if (step.action) add("Command", actionText(step.action), true);
  for (const check of step.verify) add("Verify", checkText(check), true);
  if (step.undo) add("To undo", actionText(step.undo), true);
  return details;
}

function conditionText(condition: Condition, writing: Writing): string {
  const step = (id: string) => `step ${writing.numbers.get(id) ?? id}`;
  switch (condition.type) {
    case "chosen":
      return `${step(condition.step)} was decided as “${condition.option}”`;
    case "output": {
      const words = { equals: "is", above: "is above", below: "is below" } as const;
      return `${condition.path} of ${step(condition.step)} ${words[condition.compare]} ${JSON.stringify(condition.value)}`;
    }
    case "any":
      return condition.of.map((one) => conditionText(one, writing)).join(", or ");
    case "all":
      return condition.of.map((one) => conditionText(one, writing)).join(", and ");
    default:
      return condition satisfies never;
  }
}

function actionText(action: DocumentAction): string {
  return `${action.connector} ${action.do}${parametersText(action.with)}`;
}

function checkText(check: Check): string {
  return `${check.connector} ${check.check}${parametersText(check.with)}`;
}

/** Parameters longer than this are cut: on paper they are read, not copied. */
const parametersLengthMax = 300;

function parametersText(parameters: JsonObject): string {
  const parts = Object.entries(parameters).map(([name, value]) => `${name}=${valueText(value)}`);
  const text = parts.map((part) => ` ${part}`).join("");
  return text.length > parametersLengthMax ? `${text.slice(0, parametersLengthMax)} … (cut)` : text;
}

function valueText(value: Json): string {
  if (typeof value === "string") return /^[\w.:/@-]+$/.test(value) ? value : JSON.stringify(value);
  return isJsonObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
}
