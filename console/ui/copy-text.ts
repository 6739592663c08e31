import { notify } from "./toast.tsx";

/** Puts text on the clipboard and says so. Pages over plain HTTP have no clipboard API: there the old way. */
export async function copyText(text: string, what: string): Promise<void> {
  const isCopied = await write(text);
  notify({ text: isCopied ? `${what} copied.` : `The browser did not allow ${what} to be copied.` });
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeBySelection(text);
  }
}

function writeBySelection(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "hf-hidden";
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return isCopied;
}
