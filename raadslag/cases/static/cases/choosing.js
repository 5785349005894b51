// Text on a page is chosen as one points. Its letters lie free of each other: over a gap or a margin a
// browser takes everything to the end of the page. So a blank sheet lies below the letters and follows the
// end that moves: over nothing, what is chosen ends there.
const sheets = new Map();
let pressed = false;
let before = null;

// `layer` holds a page's letters; each has a blank sheet of its own.
export function steady(layer) {
  const blank = Object.assign(document.createElement("div"), { className: "blank" });
  layer.append(blank);
  sheets.set(layer, blank);
}

function layBack([layer, blank]) {
  if (!layer.isConnected) { sheets.delete(layer); return; }
  blank.removeAttribute("style");
  if (layer.lastChild !== blank) layer.append(blank);
  layer.classList.remove("choosing");
}

const layAllBack = () => { before = null; [...sheets].forEach(layBack); };

// Does the beginning move, and the end stand?
function movesStart(range) {
  return Boolean(before) && (range.compareBoundaryPoints(Range.END_TO_END, before) === 0 || range.compareBoundaryPoints(Range.START_TO_END, before) === 0);
}

// The letters' own element at the end that moves.
function elementAt(range, start) {
  let node = start ? range.startContainer : range.endContainer;
  if (!start && range.endOffset === 0) {
    while (node && !node.previousSibling) node = node.parentNode;
    node = node?.previousSibling;
    while (node?.lastChild) node = node.lastChild;
  }
  return node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
}

function follow() {
  const selection = getSelection();
  if (!pressed || !selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  for (const [layer, blank] of sheets) {
    if (range.intersectsNode(layer)) layer.classList.add("choosing");
    else layBack([layer, blank]);
  }
  const start = movesStart(range);
  const element = elementAt(range, start);
  const layer = element?.closest?.(".textLayer");
  const blank = sheets.get(layer);
  if (blank && element !== layer && element !== blank) {
    Object.assign(blank.style, { width: layer.style.width, height: layer.style.height, userSelect: "text" });
    element.parentElement.insertBefore(blank, start ? element : element.nextSibling);
  }
  before = range.cloneRange();
}

document.addEventListener("pointerdown", () => { pressed = true; before = null; });
for (const event of ["pointerup", "pointercancel"]) document.addEventListener(event, () => { pressed = false; layAllBack(); });
addEventListener("blur", () => { pressed = false; layAllBack(); });
document.addEventListener("selectionchange", follow);
