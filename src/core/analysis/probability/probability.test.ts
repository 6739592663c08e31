import assert from "node:assert/strict";
import { test } from "node:test";
import { type Draw, drawInto, keyOfText, unitOf } from "./counter-random.ts";
import { betaQuantile, incompleteBeta } from "./incomplete-beta.ts";
import { logGamma } from "./log-gamma.ts";
import { normalCdf, normalQuantile } from "./normal.ts";
import { seededRandom } from "./random.ts";

function near(actual: number, expected: number, tolerance: number, what = ""): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what} ${actual} is not near ${expected}`);
}

test("the normal distribution has its published values", () => {
  near(normalCdf(0), 0.5, 1e-15);
  near(normalCdf(1.959963984540054), 0.975, 1e-14);
  near(normalCdf(-3), 0.0013498980316300946, 1e-16);
  near(normalCdf(-8), 6.220_960_574_271_784e-16, 1e-22);
  near(normalQuantile(0.975), 1.959963984540054, 1e-14);
  near(normalQuantile(0.25), -0.6744897501960817, 1e-14);
  near(normalQuantile(1e-20), -9.26234008979841, 1e-12);
});

test("the quantile of the normal distribution is the inverse of its distribution function", () => {
  for (let p = 0.0005; p < 1; p += 0.0005) near(normalCdf(normalQuantile(p)), p, 1e-14, `at ${p}`);
});

test("the gamma and beta functions have their published values", () => {
  near(logGamma(5), Math.log(24), 1e-13);
  near(logGamma(0.5), Math.log(Math.sqrt(Math.PI)), 1e-13);
  near(incompleteBeta(0.5, 3, 3), 0.5, 1e-14);
  // A beta(1, 5) variable: 1 - (1 - x)^5.
  near(incompleteBeta(0.2, 1, 5), 1 - 0.8 ** 5, 1e-14);
  near(betaQuantile(1 - 0.8 ** 5, 1, 5), 0.2, 1e-12);
});

test("a seed gives the same numbers each time, and another seed others", () => {
  const take = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 5 }, () => random.next());
  };
  assert.deepEqual(take(1), take(1));
  assert.notDeepEqual(take(1), take(2));
});

test("numbers drawn for a step are even and unrelated to its neighbours in trial and step", () => {
  const draw: Draw = { a: 0, b: 0, c: 0 };
  const keys = [keyOfText("fence"), keyOfText("fenca"), keyOfText("promote")];
  const trials = 40_000;
  for (const key of keys) {
    const cells = Array.from({ length: 20 }, () => 0);
    let product = 0;
    let before = 0.5;
    for (let trial = 0; trial < trials; trial += 1) {
      drawInto(draw, 7, trial, key);
      const u = unitOf(draw.a);
      cells[Math.floor(u * 20)] = (cells[Math.floor(u * 20)] ?? 0) + 1;
      product += (u - 0.5) * (before - 0.5);
      before = u;
    }
    const chiSquare = cells.reduce((sum, count) => sum + (count - trials / 20) ** 2 / (trials / 20), 0);
    // 99.99 % point of 19 degrees of freedom.
    assert.ok(chiSquare < 52.4, `chi-square ${chiSquare}`);
    near((product / trials) * 12, 0, 5 / Math.sqrt(trials), "serial correlation");
  }
  let cross = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    drawInto(draw, 7, trial, keys[0] ?? 0);
    const u = unitOf(draw.a);
    drawInto(draw, 7, trial, keys[1] ?? 0);
    cross += (u - 0.5) * (unitOf(draw.a) - 0.5);
  }
  near((cross / trials) * 12, 0, 5 / Math.sqrt(trials), "correlation of two steps");
});
