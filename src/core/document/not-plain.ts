/**
 * Thrown and caught inside the reading of plain YAML only: the text is something for the YAML library. One object, so
 * that it costs no stack trace.
 */
export const notPlain = new Error("not plain YAML");
