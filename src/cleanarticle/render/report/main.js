/* What a person does: mouse, keys, and the address, which names the open document so that Back works. */
function say(what) {
  const toast = byId("toast");
  toast.textContent = what;
  toast.classList.add("on");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => toast.classList.remove("on"), 2500);
}

async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea", "unseen");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) return say("The browser does not let this page copy.");
  }
  return say(`${what} is copied (${number.format(text.length)} characters).`);
}

/* Open a document, and go to a mark of it. */
async function open(which, mark = -1) {
  if (which === undefined || !index.rows[which]) return;
  const address = `#d${which}`;
  if (location.hash.startsWith("#d")) location.replace(address);
  else location.hash = address;
  select(which);
  await showDocument(which);
  if (mark >= 0) goToMark(mark);
}

function close() {
  if (location.hash.startsWith("#d")) location.hash = "#";
  hideWhy();
  shown.which = -1;
  byId("article").hidden = true;
  byId("overview").hidden = false;
  document.body.classList.remove("reading");
  redrawRows();
}

function followAddress() {
  const which = Number(/^#d(\d+)$/.exec(location.hash)?.[1] ?? -1);
  if (which === shown.which) return;
  if (which >= 0 && index.rows[which]) open(which);
  else if (shown.which >= 0) close();
}

function escape() {
  if (!byId("why").hidden) hideWhy();
  else if (document.activeElement === byId("query") && byId("query").value) setQuery("");
  else if (document.activeElement === byId("query")) byId("list").focus();
  else if (shown.which >= 0) close();
  else if (byId("query").value) setQuery("");
}

function setQuery(text) {
  byId("query").value = text;
  searchTexts();
}

function toggleView() {
  const clean = byId("text").classList.toggle("clean");
  byId("view").setAttribute("aria-pressed", clean);
  hideWhy();
}

function step(by) {
  const which = neighbour(by);
  if (shown.which >= 0) open(which);
  else if (which !== undefined) select(which);
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => stepMark(1),
  p: () => stepMark(-1),
  r: () => restore(shown.mark),
  x: () => copyPassage(shown.mark),
  c: copyClean,
  o: copyOriginal,
  v: toggleView,
  "/": () => byId("query").focus(),
  "?": () => byId("help").showModal(),
};
const READING = "nprxcov";

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  if (event.key === "Escape") { escape(); event.preventDefault(); return; }
  const target = event.target, typing = target.matches("input[type=search], select");
  if (event.key === "Enter" && (target === byId("query") || target === byId("list") || target === document.body)) {
    event.preventDefault();
    open(list.visible.includes(list.selected) && target !== byId("query") ? list.selected : list.visible[0]);
    if (target === byId("query")) byId("list").focus();
  } else if (target === byId("list") && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  } else if (!typing && KEYS[event.key] && (shown.which >= 0 || !READING.includes(event.key))) {
    event.preventDefault();
    KEYS[event.key]();
  }
}

function onTextClick(event) {
  const piece = event.target.closest("[data-mark]");
  if (!piece) hideWhy();
  else if (getSelection().isCollapsed) showWhy(Number(piece.dataset.mark), true);
}

function onHover(event) {
  const piece = event.target.closest?.("[data-mark]");
  if (shown.pinned) return;
  if (piece) showWhy(Number(piece.dataset.mark), false);
  else if (!byId("why").hidden) hideWhy();
}

function onScroll(event) {
  requestAnimationFrame(redrawRows);
  if (byId("why").hidden || event.target === byId("list")) return;
  if (shown.pinned) placeWhy(byId("why"), piecesOf(shown.mark));
  else hideWhy();
}

function listen() {
  byId("query").addEventListener("input", searchTexts);
  byId("deep").addEventListener("change", searchTexts);
  for (const id of ["status", "stage", "language", "site", "sort"]) {
    byId(id).addEventListener("change", () => { byId("list").scrollTop = 0; refresh(); markChosen(); });
  }
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("rows").addEventListener("click", (event) => {
    const row = event.target.closest("[data-open]");
    if (row) open(Number(row.dataset.open));
  });
  addEventListener("resize", redrawRows);
  addEventListener("keydown", onKey);
  addEventListener("hashchange", followAddress);
  addEventListener("beforeprint", printList);
  for (const kind of ["mouseover", "focusin"]) byId("text").addEventListener(kind, onHover);
  byId("text").addEventListener("mouseleave", () => shown.pinned || hideWhy());
  byId("text").addEventListener("click", onTextClick);
  byId("map").addEventListener("click", (event) => event.target.dataset.go && goToMark(Number(event.target.dataset.go)));
  addEventListener("scroll", onScroll, { capture: true, passive: true });
  const clicks = {
    close, previous: () => step(-1), next: () => step(1), view: toggleView, "copy-clean": copyClean,
    "copy-original": copyOriginal, "help-open": KEYS["?"],
  };
  for (const [id, act] of Object.entries(clicks)) byId(id).addEventListener("click", act);
  for (const bar of document.querySelectorAll(".bar")) {
    bar.addEventListener("click", () => choose("stage", bar.dataset.stage));
    bar.addEventListener("keydown", (event) => event.key === "Enter" && choose("stage", bar.dataset.stage));
  }
  for (const button of document.querySelectorAll("#cards button")) {
    button.addEventListener("click", () => choose("status", button.dataset.status));
  }
}

fillMenus();
fillLooks(LOOKS);
listen();
refresh();
followAddress();
document.documentElement.dataset.ready = performance.now().toFixed(); /* milliseconds since the page was asked for */
