/* What is seen first: the menus, the passages to look at, and, on paper, the list. */
const PRINTED = 500, LOOKS = 6;

function fillMenu(id, labels, counts) {
  const order = [...labels.keys()].filter((value) => counts.get(value)).sort((one, other) => counts.get(other) - counts.get(one));
  for (const value of order) {
    const option = make("option", "", `${labels[value]} (${number.format(counts.get(value))})`);
    option.value = value;
    byId(id).append(option);
  }
  byId(id).parentElement.hidden = order.length < 2 && id !== "stage";
}

function fillMenus() {
  const stages = new Map(), languages = new Map(), sites = new Map();
  const count = (counts, value) => counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const row of index.rows) {
    for (let at = 0; at < row[COUNTS].length; at += 2) count(stages, row[COUNTS][at]);
    count(languages, row[LANGUAGE]);
    count(sites, row[SITE]);
  }
  fillMenu("stage", index.stages, stages);
  fillMenu("language", index.languages, languages);
  fillMenu("site", index.sites, sites);
}

function fillLooks(most) {
  const items = index.look.slice(0, most).map(([which, mark, text, stage, score, why]) => {
    const quote = make("q", "", written(text));
    quote.dir = "auto";
    const from = make("span", "from", make("b", stageClass(stage), stageName(stage)), ` ${score.toFixed(2)} \u00b7 `, make("bdi", "", shortName(index.rows[which][NAME])));
    const button = make("button", "", quote, from);
    button.type = "button";
    button.title = why;
    button.addEventListener("click", () => open(which, mark));
    return make("li", "", button);
  });
  if (index.look.length > most) {
    const more = make("button", "more", `Show ${index.look.length - most} more`);
    more.type = "button";
    more.addEventListener("click", () => fillLooks(index.look.length));
    items.push(make("li", "", more));
  }
  byId("looks").replaceChildren(...items);
  byId("look").hidden = !items.length;
}

/* Show the documents that a bar or a number of the overview stands for. */
function choose(id, value) {
  const menu = byId(id);
  menu.value = menu.value === String(value) ? (id === "stage" ? "" : "all") : String(value);
  byId("list").scrollTop = 0;
  searchTexts();
  markChosen();
  if (matchMedia("(max-width: 760px)").matches) byId("side").scrollIntoView();
}

function markChosen() {
  const chosen = byId("stage").value;
  for (const bar of document.querySelectorAll(".bar")) {
    bar.classList.toggle("chosen", bar.dataset.stage === chosen);
    bar.setAttribute("aria-pressed", bar.dataset.stage === chosen);
  }
}

/* On paper the overview has the list as a table. */
function printList() {
  const rows = list.visible.slice(0, PRINTED).map((which) => {
    const row = index.rows[which];
    const cells = [row[NAME], number.format(row[SIZE]), number.format(row[REMOVED]), percent(row[REMOVED], row[SIZE]), metaOf(row, which)];
    return make("tr", "", ...cells.map((cell) => make("td", "", make("bdi", "", cell))));
  });
  const head = ["document", "characters", "removed", "share", ""].map((cell) => make("th", "", cell));
  const table = make("table", "", make("thead", "", make("tr", "", ...head)), make("tbody", "", ...rows));
  const left = list.visible.length - rows.length;
  byId("printed").replaceChildren(make("h2", "", "Documents"), table, make("p", "", left ? `and ${number.format(left)} more` : ""));
}
