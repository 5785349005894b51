// A tap on a paragraph opens the note field that belongs to it.
for (const paragraph of document.querySelectorAll(".paragraph")) {
  paragraph.addEventListener("dblclick", () => {
    let tools = paragraph.nextElementSibling;
    while (tools && !tools.matches("details.mark-tools")) tools = tools.nextElementSibling;
    if (!tools) return;
    tools.open = true;
    tools.querySelector("textarea").focus();
  });
}
