import packageManifest from "../../package.json" with { type: "json" };

/** The version of Holdfast. */
export const { version } = packageManifest;
