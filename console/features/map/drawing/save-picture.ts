import type { PictureColours } from "./map-picture.ts";

/** Larger pictures are refused by browsers; they are made smaller. */
const pixelsMax = 8000;

/** The colours of the page as they are now. */
export function pictureColours(): PictureColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    page: token("--hf-surface"),
    surface: token("--hf-sunken"),
    line: token("--hf-line-strong"),
    text: token("--hf-text"),
    dim: token("--hf-dim"),
    failed: token("--hf-failed"),
    warning: token("--hf-warning"),
    accent: token("--hf-overridden"),
  };
}

/** Gives a picture to the browser as a file. */
export function saveSvg(svg: string): void {
  save(new Blob([svg], { type: "image/svg+xml" }), "estate-map.svg");
}

/** The same in dots. Rejects where the browser cannot draw it. */
export async function savePng(svg: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(2, pixelsMax / Math.max(image.width, image.height, 1));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, "image/png");
    });
    if (blob === null) throw new Error("the browser cannot draw a picture of this size; save it as SVG");
    save(blob, "estate-map.png");
  } finally {
    URL.revokeObjectURL(url);
  }
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
