import { z } from "zod";

function codeField(pattern: RegExp, example: string, what: string, help: string) {
  return z
    .string()
    .meta({ pattern: pattern.source, examples: [example] })
    .check((context) => {
      if (pattern.test(context.value)) return;
      context.issues.push({
        code: "custom",
        input: context.value,
        message: `${JSON.stringify(context.value)} is not ${what}`,
        params: { help },
      });
    });
}

/** A country: ISO 3166-1 alpha-2. */
export const countryField = codeField(
  /^[A-Z]{2}$/,
  "DE",
  "the code of a country",
  "write the two capital letters of ISO 3166-1, such as DE or CH",
);

/** A currency: ISO 4217. */
export const currencyField = codeField(
  /^[A-Z]{3}$/,
  "EUR",
  "the code of a currency",
  "write the three capital letters of ISO 4217, such as EUR or USD",
);

/** A time zone by its IANA name; which ones there are is for the platform to say. */
export const timeZoneField = z
  .string()
  .meta({ examples: ["Europe/Berlin", "UTC"] })
  .check((context) => {
    if (isTimeZone(context.value)) return;
    context.issues.push({
      code: "custom",
      input: context.value,
      message: `${JSON.stringify(context.value)} is not a time zone`,
      params: { help: "write the name of the IANA database, such as Europe/Berlin or UTC" },
    });
  });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
