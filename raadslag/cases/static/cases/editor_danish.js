// The editor in Danish. Its dialogs ask `gettext`, which must be there before the editor is read; its
// buttons carry English names of their own, said anew when the bar is made.
const WORDS = {
  "Add caption": "Tilføj billedtekst",
  "Alternative Text": "Beskrivelse til skærmlæser",
  "Browse...": "Gennemse …",
  Bullets: "Punkttegn",
  Cancel: "Fortryd",
  Caption: "Billedtekst",
  Columns: "Kolonner",
  "Decimal numbers": "Tal",
  "Edit Figure": "Ret figur",
  "Edit HTML": "Ret HTML",
  "Edit Image": "Ret billede",
  "Edit Link": "Ret link",
  "Image URL": "Billedets adresse",
  "Include header row": "Med overskriftsrække",
  Insert: "Indsæt",
  "Insert Figure": "Indsæt figur",
  "Insert Table": "Indsæt tabel",
  "List properties": "Listens art",
  "List type": "Art",
  "Lowercase Roman numerals": "Små romertal",
  "Lowercase letters": "Små bogstaver",
  "Open in new window": "Åbn i et nyt vindue",
  Prettify: "Sæt pænt op",
  "Remove caption": "Fjern billedtekst",
  Rows: "Rækker",
  "Start at": "Begynd ved",
  "Table Properties": "Tabel",
  "The HTML contents of the editor. Note that the allowed HTML is restricted by the editor schema.": "Tekstens HTML. Kun det, som huset kender, bliver stående.",
  Title: "Titel",
  "Toggle fullscreen": "Hele skærmen",
  URL: "Adresse",
  Update: "Gem",
  "Uppercase Roman numerals": "Store romertal",
  "Uppercase letters": "Store bogstaver",
};
const BUTTONS = {
  paragraph: "Almindelig tekst",
  "heading 2": "Mellemrubrik",
  "heading 3": "Lille mellemrubrik",
  bold: "Fed",
  italic: "Kursiv",
  "insert link": "Indsæt link",
  "remove link": "Fjern link",
  "unordered list": "Punktliste",
  "ordered list": "Nummereret liste",
  undo: "Fortryd",
  redo: "Gør igen",
  "Insert table": "Indsæt tabel",
  "Add column": "Tilføj kolonne",
  "Delete column": "Slet kolonne",
  "Add row": "Tilføj række",
  "Delete row": "Slet række",
  "Toggle header cell": "Overskriftscelle til eller fra",
  "Delete table": "Slet tabel",
  "Merge cells": "Flet celler",
  "Split cell": "Del celle",
};

window.gettext ??= (text) => WORDS[text] ?? text;

const CHOICES = { Yes: "Ja", No: "Nej" };
const OPTIONS = { Paragraph: "Almindelig tekst", "Heading 2": "Mellemrubrik", "Heading 3": "Lille mellemrubrik" };

// A button of the icon font has letters that are no words: its name is what is read aloud.
function say(bar) {
  for (const button of bar.querySelectorAll("button[title]")) {
    const words = BUTTONS[button.title] ?? WORDS[button.title];
    if (words) {
      button.title = words;
      button.setAttribute("aria-label", words);
    }
  }
  for (const option of bar.querySelectorAll(".prose-menubar__option > *")) {
    const words = OPTIONS[option.textContent];
    if (words) option.textContent = words;
  }
}

// The choices of a box are what the editor reads back: their words change, their values stay.
function sayChoices(around) {
  for (const choice of around.querySelectorAll("dialog option")) {
    choice.value = choice.value;
    choice.textContent = CHOICES[choice.textContent] ?? choice.textContent;
  }
}

// A button that can do nothing now is grey; whoever cannot see that is told.
function sayAtRest(bar) {
  for (const button of bar.querySelectorAll("button")) {
    const atRest = String(button.classList.contains("disabled"));
    if (button.getAttribute("aria-disabled") !== atRest) button.setAttribute("aria-disabled", atRest);
  }
}

function keepDanish(bar) {
  const around = bar.parentElement;
  new MutationObserver(() => sayChoices(around)).observe(around, { childList: true });
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Formatering");
  new MutationObserver(() => say(bar)).observe(bar, { childList: true, subtree: true });
  new MutationObserver(() => sayAtRest(bar)).observe(bar, { attributeFilter: ["class"], subtree: true });
  say(bar);
  sayAtRest(bar);
}

// Say the bar's buttons in Danish: it comes a moment after the editor, and some of it anew as one writes.
export function inDanish(around) {
  const known = around.querySelector(".prose-menubar");
  if (known) return keepDanish(known);
  const waiting = new MutationObserver(() => {
    const bar = around.querySelector(".prose-menubar");
    if (!bar) return;
    waiting.disconnect();
    keepDanish(bar);
  });
  waiting.observe(around, { childList: true, subtree: true });
}
