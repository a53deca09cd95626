/* The list of documents: searched, filtered, sorted; only the rows in sight are elements. */
const ROW = 64, SPARE = 8;
const list = { visible: [], selected: -1, hits: null, search: 0 };
const haystacks = index.rows.map((row) => `${row[NAME]}\n${row[ID]}\n${index.sites[row[SITE]] ?? ""}\n${row[NOTE]}`.toLowerCase());

const STATUSES = {
  all: () => true,
  changed: (row) => row[STATUS] === CHANGED,
  suspects: (row) => row[SUSPECTS] > 0,
  half: (row) => shareOf(row) >= 0.5,
  same: (row) => row[STATUS] === SAME,
  failed: (row) => row[STATUS] === FAILED,
  restored: (row, which) => restored.has(which),
};
const by = (key) => (one, other) => key(index.rows[other]) - key(index.rows[one]) || one - other;
const names = new Intl.Collator("en", { numeric: true });
const ORDERS = {
  removed: by((row) => row[REMOVED]),
  risk: by((row) => row[RISK]),
  share: by(shareOf),
  suspects: by((row) => row[DOUBTED]),
  name: (one, other) => names.compare(index.rows[one][NAME], index.rows[other][NAME]) || one - other,
  order: (one, other) => one - other,
};

function matches(row, which, wanted) {
  if (!STATUSES[wanted.status](row, which)) return false;
  if (wanted.language && row[LANGUAGE] !== Number(wanted.language)) return false;
  if (wanted.site && row[SITE] !== Number(wanted.site)) return false;
  if (wanted.stage && !row[COUNTS].some((value, place) => place % 2 === 0 && value === Number(wanted.stage))) return false;
  return wanted.words.every((word) => haystacks[which].includes(word)) || (list.hits?.has(which) ?? false);
}

const wantedNow = () => ({
  ...Object.fromEntries(["status", "stage", "language", "site"].map((id) => [id, byId(id).value])),
  words: byId("query").value.toLowerCase().split(/\s+/).filter(Boolean),
});

/* Filter and sort anew. */
function refresh() {
  const wanted = wantedNow();
  list.visible = [];
  index.rows.forEach((row, which) => matches(row, which, wanted) && list.visible.push(which));
  list.visible.sort(ORDERS[byId("sort").value]);
  const all = index.rows.length;
  const told = list.visible.length === all ? number.format(all) : `${number.format(list.visible.length)} of ${number.format(all)}`;
  byId("count").textContent = `${told} ${all === 1 ? "document" : "documents"}`;
  byId("rows").style.height = `${list.visible.length * ROW}px`;
  byId("list").classList.toggle("none", !list.visible.length);
  redrawRows();
}

/* Look for the words in the texts, chunk by chunk; the list grows as they are found. */
async function searchTexts() {
  const search = ++list.search, { words } = wantedNow();
  list.hits = null;
  refresh();
  if (!byId("deep").checked || !words.length) return;
  const hits = new Set();
  const places = new Map();
  index.rows.forEach((row, which) => places.set(`${row[CHUNK]}.${row[PLACE]}`, which));
  const chunks = 1 + index.rows.reduce((most, row) => Math.max(most, row[CHUNK]), -1);
  for (let which = 0; which < chunks; which += 1) {
    let documents;
    try { documents = await chunk(which); } catch (error) { say(error.message); return; }
    if (search !== list.search) return;
    documents.forEach((parts, place) => {
      const text = parts.map((part) => (isMark(part) ? part[1] ?? "" : part)).join("").toLowerCase();
      if (words.every((word) => text.includes(word))) hits.add(places.get(`${which}.${place}`));
    });
    byId("count").textContent = `searching the texts: ${percent(which + 1, chunks)}`;
  }
  list.hits = hits;
  refresh();
}

/* Draw the rows in sight; both the list and, on a phone, the page may scroll. */
function redrawRows() {
  const rows = byId("rows"), box = rows.getBoundingClientRect(), frame = byId("list").getBoundingClientRect();
  const top = Math.max(frame.top, 0) - box.top, bottom = Math.min(frame.bottom, innerHeight) - box.top;
  const first = Math.max(0, Math.floor(top / ROW) - SPARE);
  const last = Math.min(list.visible.length, Math.ceil(bottom / ROW) + SPARE);
  const drawn = [];
  for (let place = first; place < last; place += 1) drawn.push(rowOf(list.visible[place], place));
  rows.replaceChildren(...drawn);
  const active = list.visible.includes(list.selected) ? `d${list.selected}` : "";
  if (active) byId("list").setAttribute("aria-activedescendant", active);
  else byId("list").removeAttribute("aria-activedescendant");
}

function rowOf(which, place) {
  const row = index.rows[which];
  const name = make("bdi", "name", shortName(row[NAME]));
  name.title = row[NAME];
  const size = make("span", "size", row[STATUS] === FAILED ? "failed" : row[REMOVED] ? `\u2212${number.format(row[REMOVED])}` : "0");
  const share = make("span", "share", row[STATUS] === FAILED ? "" : percent(row[REMOVED], row[SIZE]));
  const element = make("div", "row", name, size, make("bdi", "meta", metaOf(row, which)), share, barOf(row));
  element.id = `d${which}`;
  element.dataset.open = which;
  element.style.transform = `translateY(${place * ROW}px)`;
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", which === list.selected);
  element.setAttribute("aria-setsize", list.visible.length);
  element.setAttribute("aria-posinset", place + 1);
  return element;
}

/* The end of a path tells more than its beginning. */
const shortName = (name) => (name.length > 46 ? `\u2026${name.slice(-45)}` : name);

function metaOf(row, which) {
  if (row[STATUS] === FAILED) return row[NOTE];
  const told = [];
  if (restored.has(which)) told.push(`${restored.get(which).size} restored`);
  if (row[SUSPECTS]) told.push(row[SUSPECTS] === 1 ? "1 suspect" : `${row[SUSPECTS]} suspects`);
  for (let at = 0; at < row[COUNTS].length && at < 6; at += 2) told.push(stageName(row[COUNTS][at]));
  if (row[SITE] >= 0) told.push(index.sites[row[SITE]]);
  if (row[LANGUAGE] >= 0) told.push(index.languages[row[LANGUAGE]]);
  return told.join(" \u00b7 ");
}

/* The share that went, by stage, and what is doubted, as a strip as long as the row. */
function barOf(row) {
  const bar = make("span", "strip");
  const add = (classes, size) => {
    const bit = make("i", classes);
    bit.style.width = `${Math.min(100, (100 * size) / Math.max(row[SIZE], 1))}%`;
    bar.append(bit);
  };
  for (let at = 0; at < row[COUNTS].length; at += 2) add(stageClass(row[COUNTS][at]), row[COUNTS][at + 1]);
  if (row[DOUBTED]) add("doubted", row[DOUBTED]);
  return bar;
}

/* Select a document and bring its row into sight. */
function select(which) {
  list.selected = which;
  const place = list.visible.indexOf(which), frame = byId("list");
  if (place >= 0 && frame.clientHeight) {
    const top = place * ROW;
    if (top < frame.scrollTop) frame.scrollTop = top;
    else if (top + ROW > frame.scrollTop + frame.clientHeight) frame.scrollTop = top + ROW - frame.clientHeight;
  }
  redrawRows();
}

/* The document so many places further in the list; the first or last if that is beyond. */
function neighbour(by) {
  const at = list.visible.indexOf(list.selected);
  const place = at < 0 ? (by > 0 ? 0 : list.visible.length - 1) : at + by;
  return list.visible[Math.min(Math.max(place, 0), list.visible.length - 1)];
}
