import { describeConnectorContract } from "#connectors/contract.ts";
import { makePostgresFixture } from "./contract-fixture.test-kit.ts";

describeConnectorContract(
  "postgres",
  {
    checks: [
      "status",
      "identity",
      "writable",
      "standby",
      "fenced",
      "streaming",
      "lag",
      "consistent",
      "caught-up",
      "loss-statement",
      "divergence",
    ],
    actions: [
      "fence",
      "unfence",
      "promote",
      "checkpoint",
      "set-synchronous",
      "start",
      "stop",
      "rebuild-standby",
      "follow",
    ],
  },
  makePostgresFixture,
);
