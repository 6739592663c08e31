import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigError, readConfig } from "../config.ts";
import { parseGroupRoles } from "./provider.ts";

test("groups are read with their roles, and what is not of that form is named", () => {
  const found = parseGroupRoles("ops=responder, commander; /org/it=administrator;");
  assert.deepEqual(
    found,
    new Map([
      ["ops", ["responder", "commander"]],
      ["/org/it", ["administrator"]],
    ]),
  );
  for (const wrong of ["ops", "ops=", "ops=root", "=viewer"])
    assert.equal(typeof parseGroupRoles(wrong), "string");
});

const refusal = (...args: readonly string[]) => {
  try {
    readConfig(args, {}, "node");
    return null;
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message;
  }
};

test("a setting of sign-in that cannot be is refused with what to change, and no secret is repeated", () => {
  assert.match(refusal("--public-url", "http://holdfast.example") ?? "", /https:\/\//);
  assert.match(refusal("--other-roles", "viewer,root") ?? "", /root is none of/);
  assert.match(refusal("--session-idle", "soon") ?? "", /hours/);
  assert.match(refusal("--oidc-issuer", "https://id.example") ?? "", /--oidc-client-id/);
  const oidc = ["--oidc-issuer", "https://id.example", "--oidc-client-id", "x"];
  assert.ok(!refusal(...oidc, "--oidc-client-secret", "hunter2")?.includes("hunter2"));
  assert.ok(!refusal("--account-key", "aGVsbG8=")?.includes("aGVsbG8="));
  assert.equal(refusal(...oidc, "--oidc-client-secret", "secret:env/X", "--oidc-roles", "a=viewer"), null);
});
