/** The way from the root of a document to a value in it: `["spec", "steps", 0, "after"]`. */
export type DocumentPath = readonly (string | number)[];

/** A path as people write it: `spec.steps[0].after`. */
export function formatPath(path: DocumentPath): string {
  let text = "";
  for (const segment of path) {
    if (typeof segment === "number") text += `[${segment}]`;
    else text += text ? `.${segment}` : segment;
  }
  return text;
}
