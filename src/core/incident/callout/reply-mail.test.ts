import assert from "node:assert/strict";
import { test } from "node:test";
import { answerInWords } from "./answer-in-words.ts";
import { ownWords, quotedTokens } from "./reply-mail.ts";

const said = (text: string) => answerInWords(ownWords(text));

test("[A7.1] an answer is what somebody wrote themselves, never what they quote", () => {
  assert.equal(said('Yes, ten minutes\n\n> Reply "4271 yes" or "4271 no".'), "coming");
  assert.equal(said("4271 no\r\n\r\nOn Wed, 25 Nov 2026 at 14:05, Holdfast wrote:\r\nyes yes yes"), "cannot");
  assert.equal(said("Ja, komme\n\nAm 25.11.2026 um 14:05 schrieb Holdfast:\n> nein"), "coming");
  assert.equal(said("ok\n________________________________\nFrom: Holdfast\nno"), "coming");
  assert.equal(said("-----Original Message-----\nyes"), null);
  assert.equal(said("yes or no?"), null, "both is neither");
  assert.equal(said("No problem, coming"), null);
  assert.equal(said("I am there in no time"), null, "a word in the middle is no answer");
  assert.equal(said("Hello,\n4271: yes"), "coming");
  assert.equal(said("Thanks for the notice"), null, "no part of a word is an answer");
});

test("the token of a quoted link is found also where the line is quoted or ends with a mark", () => {
  const token = "aW5jaWRlbnQgcGFnZQ.AbCdEfGhIjKlMnOp";
  assert.deepEqual(quotedTokens(`> Answer: https://h.example.org/answer/${token}\n`), [token]);
  assert.deepEqual(quotedTokens(`<a href="https://h.example.org/answer/${token}">x</a>`), [token]);
  assert.deepEqual(quotedTokens("https://h.example.org/answer/short"), []);
});
