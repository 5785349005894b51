// Words and where they stand, told by letters and digits alone: what tells two ways of reading a file
// apart (spaces, hyphens, accents, capitals) is left out. `meetings/following.py` reads files the same way.
const LETTER = /[\p{L}\p{N}]/u;
const SPACE = /\s/;
const SMALL = /^\p{Ll}$/u;
const APART = "br, td, th, tr, p, li, div, section";

// `letters` of the pieces (strings), one entry of `at` ([piece, offset, length]) and of `gaps` (was there
// a space before it?) for each. The end of a line is no space where a word may be parted there: at a hyphen,
// and between two small letters, for pdf.js leaves out a soft hyphen.
export function squeezed(pieces) {
  const at = [];
  const gaps = [];
  let letters = "";
  let gap = false;
  let before = "";
  let parted = false;
  let line = false;
  pieces.forEach((text, piece) => {
    for (let offset = 0; offset < text.length;) {
      const sign = String.fromCodePoint(text.codePointAt(offset));
      for (const one of sign.normalize("NFKD").toLowerCase()) {
        if (!LETTER.test(one)) continue;
        letters += one;
        for (let unit = 0; unit < one.length; unit += 1) {
          at.push([piece, offset, sign.length]);
          gaps.push(gap || (line && !parted && !(SMALL.test(before) && SMALL.test(sign))));
        }
        [gap, line] = [false, false];
      }
      if (sign === "\n") line = true;
      else if (SPACE.test(sign)) gap ||= !parted;
      else parted = (sign === "-" || sign === "\u00ad") && LETTER.test(before);
      if (!SPACE.test(sign)) before = sign;
      offset += sign.length;
    }
  });
  return { letters, at, gaps };
}

// The words under an element, with the text nodes they stand in.
export function wordsIn(element) {
  const nodes = [];
  const pieces = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      nodes.push(node);
      pieces.push(node.data);
    } else if (node.matches(APART)) {
      nodes.push(null);
      pieces.push("\n");
    }
  }
  return { ...squeezed(pieces), nodes };
}

// Where a wording stands, as [start, end] in letters. `whole`: its words must be parted as it parts them.
export function occurrences(words, wording, whole = true) {
  const wanted = squeezed([wording]);
  const length = wanted.letters.length;
  const found = [];
  if (!length) return found;
  for (let start = words.letters.indexOf(wanted.letters); start >= 0; start = words.letters.indexOf(wanted.letters, start + 1)) {
    const parted = whole && wanted.gaps.some((gap, place) => place && !gap && words.gaps[start + place]);
    if (!parted) found.push([start, start + length]);
  }
  return found;
}

// Where a mark of this page stands: of several places the one nearest to where it stood.
export function placeOf(words, { quote, start }) {
  const far = (place) => Math.abs(place[0] - start);
  return occurrences(words, quote, false).reduce((best, place) => (!best || far(place) < far(best) ? place : best), null);
}

// The letters that lie within a range of the document, as [start, end]; null where none does.
export function placeIn(words, range) {
  let [first, last] = [-1, -1];
  const inside = new Map();
  words.at.forEach(([piece, offset, length], letter) => {
    const node = words.nodes[piece];
    if (!inside.has(piece)) inside.set(piece, range.intersectsNode(node));
    if (!inside.get(piece) || range.comparePoint(node, offset) < 0 || range.comparePoint(node, offset + length) > 0) return;
    if (first < 0) first = letter;
    last = letter;
  });
  return first < 0 ? null : [first, last + 1];
}

// The text from letter to letter as it is written there.
export function textOf(words, start, end) {
  if (start >= end) return "";
  const [firstPiece, from] = words.at[start];
  const [lastPiece, until, length] = words.at[end - 1];
  let text = "";
  for (let piece = firstPiece; piece <= lastPiece; piece += 1) {
    const node = words.nodes[piece];
    text += node ? node.data.slice(piece === firstPiece ? from : 0, piece === lastPiece ? until + length : undefined) : " ";
  }
  return text.replace(/\u00ad\s*/g, "").replace(/\s+/g, " ").trim();
}

// Boxes on the screen of the letters from start to end, one a line as far as they go together.
export function boxesOf(words, start, end) {
  const boxes = [];
  for (let first = start; first < end;) {
    const [piece, offset] = words.at[first];
    let last = first;
    while (last + 1 < end && words.at[last + 1][0] === piece) last += 1;
    const [, until, length] = words.at[last];
    const range = document.createRange();
    range.setStart(words.nodes[piece], offset);
    range.setEnd(words.nodes[piece], until + length);
    boxes.push(...[...range.getClientRects()].filter((box) => box.width && box.height));
    first = last + 1;
  }
  return boxes;
}
