import assert from "node:assert/strict";
import { test } from "node:test";
import { checkedErrors, findings, importTexts, specOf } from "../import.test-kit.ts";
import { importKubernetes } from "./kubernetes.ts";

const manifests = `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: web, labels: { app: shop } }
spec:
  replicas: 3
  template:
    metadata: { labels: { app: shop } }
    spec:
      volumes:
        - { name: a, configMap: { name: settings } }
        - { name: b, persistentVolumeClaim: { claimName: disk } }
      containers:
        - name: shop
          image: shop:1
          envFrom: [{ secretRef: { name: keys, optional: true } }]
          env:
            - { name: DB_URL, value: "postgres://u:hidden@db.web.svc:5432/x" }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: web }
spec: { template: { metadata: { labels: { app: db, x: "1" } }, spec: { containers: [] } } }
---
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Service, metadata: { name: db, namespace: web }, spec: { selector: { app: db } } }
  - { apiVersion: v1, kind: Service, metadata: { name: shop, namespace: web }, spec: { selector: { app: none } } }
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: settings, namespace: web }, data: { a: hidden } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front, namespace: web }
spec: { rules: [{ http: { paths: [{ backend: { service: { name: shop } } }] } }] }
---
apiVersion: v1
kind: Namespace
metadata: { name: web }
`;

test("[A3.2] manifests become components: ingress to service to workload to what it mounts", () => {
  const result = importTexts(importKubernetes, manifests);
  assert.deepEqual(specOf(result, "component:front-ingress"), {
    type: "ingress",
    dependsOn: ["component:shop-service"],
  });
  assert.deepEqual(specOf(result, "component:db-service"), {
    type: "kubernetes-service",
    dependsOn: ["component:db"],
  });
  assert.deepEqual(specOf(result, "component:shop"), {
    type: "deployment",
    dependsOn: [
      { on: "component:settings-configmap", phase: "startup" },
      { on: "component:disk-persistentvolumeclaim", phase: "startup" },
      { on: "component:keys-secret", need: "soft", phase: "startup" },
    ],
  });
});

test("[B2.2] the address of a Service in a pod's environment is an observation", () => {
  const { observations } = importTexts(importKubernetes, manifests);
  assert.deepEqual(
    observations.map(({ from, to }) => [from, to]),
    [["component:shop", "component:db-service"]],
  );
});

test("a selector that finds nothing, a missing claim and a kind without a place are reported", () => {
  const result = importTexts(importKubernetes, manifests);
  const found = findings(result).map((each) => each.replace(/ \d+:\d+/, ""));
  for (const expected of [
    "dangling-target the selector of component:shop-service finds nothing among what was imported",
    "dangling-target component:disk-persistentvolumeclaim is not among what was imported",
    "unsupported-item Namespace has no place in the documents",
  ])
    assert.ok(found.includes(expected), `${expected}\n${found.join("\n")}`);
  assert.deepEqual(
    checkedErrors(result).map((error) => error.split(" ")[0]),
    ["dangling-reference", "dangling-reference"],
  );
});

test("no content of a configuration, secret or variable reaches a document or a report", () => {
  assert.doesNotMatch(JSON.stringify(importTexts(importKubernetes, manifests)), /hidden/);
});
