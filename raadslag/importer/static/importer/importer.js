// Dragging files and folders to the form, and how much has been sent. Without it the form is plain.
async function entries(items) {
  const found = [];
  const walk = async (entry, path) => {
    if (entry.isFile) {
      const file = await new Promise((yes, no) => entry.file(yes, no));
      found.push({ file, path: path + file.name });
    } else if (entry.isDirectory) {
      const reader = entry.createReader();
      for (;;) {
        const some = await new Promise((yes, no) => reader.readEntries(yes, no));
        if (some.length === 0) break;
        for (const one of some) await walk(one, `${path}${entry.name}/`);
      }
    }
  };
  const roots = [...items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  for (const root of roots) await walk(root, "");
  return found;
}

function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`;
}

function prepare(form) {
  const drop = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  const chosen = form.querySelector(".chosen");
  const sent = form.querySelector("progress.sent");
  let dropped = [];
  const tell = (files) => {
    const total = files.reduce((sum, one) => sum + one.file.size, 0);
    chosen.textContent = files.length === 0 ? "" : `${files.length} ${files.length === 1 ? "fil" : "filer"} valgt (${size(total)})`;
    input.required = files.length === 0;
  };
  input.addEventListener("change", () => {
    dropped = [];
    tell([...input.files].map((file) => ({ file, path: "" })));
  });
  ["dragenter", "dragover"].forEach((name) => drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  }));
  ["dragleave", "drop"].forEach((name) => drop.addEventListener(name, () => drop.classList.remove("over")));
  drop.addEventListener("drop", async (event) => {
    event.preventDefault();
    dropped = await entries(event.dataTransfer.items);
    input.value = "";
    tell(dropped);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const files = dropped.length > 0 ? dropped : [...input.files].map((file) => ({ file, path: file.name }));
    const data = new FormData(form);
    data.delete("documents");
    files.forEach((one) => { data.append("documents", one.file); data.append("paths", one.path); });
    const request = new XMLHttpRequest();
    request.open("POST", form.action || location.href);
    request.upload.addEventListener("progress", (step) => {
      sent.hidden = false;
      sent.value = step.lengthComputable ? (100 * step.loaded) / step.total : 0;
      chosen.textContent = `Sender ${Math.round(sent.value)} %`;
    });
    request.addEventListener("load", () => {
      if (request.status < 400) location.assign(request.responseURL);
      else {
        const answer = new DOMParser().parseFromString(request.responseText, "text/html");
        document.querySelector("main").replaceWith(answer.querySelector("main"));
        document.querySelectorAll("form[data-upload]").forEach(prepare);
      }
    });
    request.addEventListener("error", () => { chosen.textContent = "Forbindelsen blev afbrudt. Prøv igen; det, der nåede frem, sendes ikke dobbelt."; });
    form.querySelector("button").disabled = true;
    request.send(data);
  });
}

document.querySelectorAll("form[data-upload]").forEach(prepare);
