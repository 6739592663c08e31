import { Lexer } from "yaml";

/** The lexer announces a scalar with this; what follows is text, even where it begins with a number sign. */
const scalarMark = "\u001F";

/** The comments of a YAML text, sorted: what formatting must not lose, wherever it puts them. */
export function commentsOf(text: string): readonly string[] {
  const comments: string[] = [];
  let isText = false;
  for (const token of new Lexer().lex(text)) {
    if (!isText && token.startsWith("#")) comments.push(token.trimEnd());
    isText = token === scalarMark;
  }
  return comments.toSorted();
}
