import { readFile } from "node:fs/promises";
import { type ChannelSettings, ChannelSettingsError, readChannelSettings } from "./channel-settings.ts";

/** The settings in a file; without one nobody can be called. Throws `ChannelSettingsError`. */
export async function loadChannelSettings(file: string | null): Promise<ChannelSettings> {
  if (file === null) return readChannelSettings("", "no file");
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new ChannelSettingsError(`${file} cannot be read: ${(error as Error).message}`);
  }
  return readChannelSettings(text, file);
}
