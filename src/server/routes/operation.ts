import { z } from "zod";
import { problemResponse } from "../schemas/problem.ts";

/** Names an operation for clients (`operationId` is kept for ever) and for readers. */
export function operation(operationId: string, tag: string, summary: string) {
  return { operationId, tags: [tag], summary };
}

/** What an operation answers: its result, or a problem. */
export function answers<Result extends z.ZodType>(result: Result) {
  return { 200: result, default: problemResponse };
}

/** What an operation answers that makes something. */
export function makes<Result extends z.ZodType>(result: Result) {
  return { 201: result, default: problemResponse };
}

/** What an operation answers that hands out a file. */
export function file(description: string, mediaType: string) {
  return {
    200: { description, content: { [mediaType]: { schema: z.string() } } },
    default: problemResponse,
  };
}
