import type { DocumentsState } from "#core/revision/state.ts";
import type { PublishedEstate, PublishedRevision } from "../estate/estate-source.ts";
import { type FollowPorts, followFolder } from "./follow-folder.ts";

/** The published documents as the estate in use. */
export function publishedEstate(ports: FollowPorts): PublishedEstate {
  const { desk } = ports;
  const revisionOf = async (state: DocumentsState): Promise<PublishedRevision | null> => {
    if (state.revision === null) return null;
    const pin = { number: state.number, revision: state.revision };
    return { ...(await desk.snapshot(state)), pin, conflicts: [] };
  };
  return {
    current: async () => revisionOf(desk.known().number > 0 ? desk.known() : await desk.read()),
    follow: async (folder, loaded) => {
      const { state, conflicts, isFolder } = await followFolder(folder, loaded.resolved, ports);
      const published = await revisionOf(state);
      if (published === null) throw new Error(`the folder ${folder} holds no document`);
      // Text for text the same: then places in the folder's own files help more.
      return isFolder ? { ...published, ...loaded, conflicts } : { ...published, conflicts };
    },
    onPublished: (listener) => desk.onPublished(() => listener()),
  };
}
