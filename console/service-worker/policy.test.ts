import assert from "node:assert/strict";
import { test } from "node:test";
import { handlingOf, isGone } from "./policy.ts";

const origin = "https://holdfast.example";
const of = (path: string, given: { method?: string; mode?: string; accept?: string } = {}) =>
  handlingOf({
    method: "GET",
    mode: "cors",
    accept: "*/*",
    url: new URL(path, origin).href,
    origin,
    ...given,
  });

test("commands and what is elsewhere pass by untouched", () => {
  assert.equal(of("/api/v1/runs", { method: "POST" }), "pass");
  assert.equal(of("https://other.example/api/v1/runs"), "pass");
});

test("answers of the API are kept, but not those that never end or tell who somebody is", () => {
  assert.equal(of("/api/v1/runs/1"), "answer");
  assert.equal(of("/api/v1/feed", { accept: "text/event-stream" }), "pass");
  assert.equal(of("/api/v1/forecast", { accept: "text/event-stream" }), "pass");
  for (const path of [
    "/api/v1/tokens",
    "/api/v1/account/sessions",
    "/api/v1/lab",
    "/api/v1/runs/1/evidence",
  ]) {
    assert.equal(of(path), "pass", path);
  }
});

test("whoever signs in or out leaves nothing for the next", () => {
  assert.equal(of("/api/v1/sign-out", { method: "POST" }), "forget");
  assert.equal(of("/api/v1/sign-in/password", { method: "POST" }), "forget");
});

test("opening an address of the console gives its page, one of the server does not", () => {
  assert.equal(of("/runs/1?step=a", { mode: "navigate" }), "page");
  assert.equal(of("/openapi.json", { mode: "navigate" }), "pass");
  assert.equal(of("/metrics", { mode: "navigate" }), "pass");
  assert.equal(of("/assets/index-abc.js"), "asset");
});

test("a gateway that finds no server is no answer, a problem that the server tells is one", () => {
  assert.equal(isGone(502, "text/html"), true);
  assert.equal(isGone(503, "application/problem+json"), false);
  assert.equal(isGone(500, "text/html"), false);
});
