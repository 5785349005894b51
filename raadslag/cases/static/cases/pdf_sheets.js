// The pages of a PDF, drawn by pdf.js when they come near and let go when they are far away.
import { steady } from "./choosing.js";
import { squeezed } from "./places.js";

const NEAR = "900px 0px";
const LARGEST_FIT = 1.7;
const MOST_DOTS = 16e6;

class PdfSheet {
  constructor(pdf, pdfjs, number, size) {
    Object.assign(this, { pdf, pdfjs, number, size, drawn: 0, task: null, layer: null });
    this.element = document.createElement("section");
    this.element.className = "sheet";
    this.element.dataset.page = number;
    this.element.setAttribute("aria-label", `Side ${number}`);
    this.element.tabIndex = -1;
  }

  async page() {
    this.loaded ??= this.pdf.getPage(this.number);
    return this.loaded;
  }

  async measure() {
    const { width, height } = (await this.page()).getViewport({ scale: 1 });
    this.size = { width, height };
  }

  // The page as wide as its holder, times the zoom.
  fit(room, zoom) {
    this.scale = zoom * Math.min(LARGEST_FIT, room / this.size.width);
    this.element.style.width = `${Math.floor(this.size.width * this.scale)}px`;
    this.element.style.height = `${Math.floor(this.size.height * this.scale)}px`;
    this.element.style.setProperty("--total-scale-factor", this.scale);
  }

  async content() {
    this.read ??= (await this.page()).getTextContent();
    return this.read;
  }

  async words() {
    if (!this.squeezed) {
      const { items } = await this.content();
      this.squeezed = squeezed(items.flatMap((item) => (item.hasEOL ? [item.str, "\n"] : [item.str])));
    }
    return this.squeezed;
  }

  async draw() {
    if (this.drawn === this.scale) return false;
    const scale = this.scale;
    this.drawn = scale;
    const page = await this.page();
    const viewport = page.getViewport({ scale });
    const dots = Math.min(globalThis.devicePixelRatio || 1, Math.sqrt(MOST_DOTS / (viewport.width * viewport.height)));
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(viewport.width * dots);
    canvas.height = Math.floor(viewport.height * dots);
    this.task?.cancel();
    this.task = page.render({ canvas, canvasContext: canvas.getContext("2d"), viewport, transform: dots === 1 ? null : [dots, 0, 0, dots, 0, 0] });
    try { await this.task.promise; } catch (problem) {
      if (problem.name === "RenderingCancelledException") return false;
      throw problem;
    }
    if (this.drawn !== scale) return false;
    const layer = document.createElement("div");
    layer.className = "textLayer";
    await new this.pdfjs.TextLayer({ textContentSource: await this.content(), container: layer, viewport }).render();
    if (this.drawn !== scale) return false;
    const paint = document.createElement("div");
    paint.className = "paint";
    steady(layer);
    this.element.replaceChildren(canvas, paint, layer);
    this.layer = layer;
    return true;
  }

  letGo() {
    const chosen = getSelection();
    if (!this.drawn || (chosen.rangeCount && chosen.containsNode(this.element, true))) return;
    this.task?.cancel();
    Object.assign(this, { drawn: 0, layer: null });
    this.element.replaceChildren();
  }
}

// Opens the file. `drawn(sheet)` is called each time a page stands on the screen. Raises what pdf.js raises.
export async function openPdf(root, holder, { drawn, progress }) {
  const base = new URL(root.dataset.pdfjs, location.href);
  const pdfjs = await import(new URL("pdf.min.js", base).href);
  pdfjs.GlobalWorkerOptions.workerSrc = new URL("pdf.worker.min.js", base).href;
  const beside = (folder) => new URL(`${folder}/`, base).href;
  const task = pdfjs.getDocument({
    url: root.dataset.file, useWasm: false, enableXfa: false, cMapUrl: beside("cmaps"), cMapPacked: true,
    standardFontDataUrl: beside("standard_fonts"), wasmUrl: beside("wasm"),
  });
  task.onProgress = ({ loaded, total }) => progress(total ? loaded / total : 0);
  const pdf = await task.promise;
  const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
  const sheets = Array.from({ length: pdf.numPages }, (_, place) => new PdfSheet(pdf, pdfjs, place + 1, { width, height }));
  const near = new Set();
  const show = async (sheet) => { if (await sheet.draw()) drawn(sheet); };
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const sheet = sheets[target.dataset.page - 1];
      if (isIntersecting) { near.add(sheet); show(sheet); } else { near.delete(sheet); sheet.letGo(); }
    }
  }, { rootMargin: NEAR });
  let now = { room: 0, zoom: 1 };
  const fit = (room, zoom) => {
    now = { room, zoom };
    sheets.forEach((sheet) => sheet.fit(room, zoom));
    near.forEach(show);
  };
  const measureAll = async () => {
    for (const sheet of sheets) {
      await sheet.measure();
      if (now.room && sheet.scale !== now.zoom * Math.min(LARGEST_FIT, now.room / sheet.size.width)) {
        sheet.fit(now.room, now.zoom);
        if (near.has(sheet)) show(sheet);
      }
    }
  };
  return {
    sheets,
    fit,
    begin() {
      holder.replaceChildren(...sheets.map((sheet) => sheet.element));
      sheets.forEach((sheet) => watch.observe(sheet.element));
      measureAll();
    },
  };
}
