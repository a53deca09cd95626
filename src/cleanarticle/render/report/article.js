/* One document: its text with the marks inline, and the card that tells why. */
const restored = new Map(); /* document to numbers of its marks that a person restored */
const shown = { which: -1, parts: [], mark: -1, pinned: false };
const restoredIn = (which) => restored.get(which) ?? new Set();
const piecesOf = (mark) => byId("text").querySelectorAll(`.mark[data-mark="${mark}"]`);

async function showDocument(which) {
  Object.assign(shown, { which, parts: [], mark: -1 });
  hideWhy();
  const row = index.rows[which];
  byId("article-name").replaceChildren(written(row[NAME]));
  byId("article-about").replaceChildren(...aboutOf(row));
  byId("map").replaceChildren();
  const text = byId("text");
  text.replaceChildren(make("p", "hint", "Unpacking ..."));
  byId("overview").hidden = true;
  byId("article").hidden = false;
  document.body.classList.add("reading");
  byId("main").scrollTop = 0;
  try {
    const parts = await passagesOf(which);
    if (shown.which !== which) return;
    shown.parts = parts;
    text.replaceChildren(...bodyOf(row, parts));
    drawMap(parts);
    restoredIn(which).forEach((mark) => mend(mark, true));
  } catch (error) {
    if (shown.which === which) text.replaceChildren(make("p", "trouble", error.message));
  }
  const whole = shown.parts.length > 0 && isWhole(shown.parts);
  for (const id of ["copy-clean", "copy-original"]) byId(id).disabled = !whole;
}

function aboutOf(row) {
  const told = [];
  if (row[STATUS] === FAILED) told.push("failed");
  else if (row[REMOVED]) told.push(`${number.format(row[REMOVED])} of ${number.format(row[SIZE])} characters removed (${percent(row[REMOVED], row[SIZE])})`);
  else told.push(`nothing removed of ${number.format(row[SIZE])} characters`);
  if (row[SUSPECTS]) told.push(row[SUSPECTS] === 1 ? "1 suspect kept" : `${row[SUSPECTS]} suspects kept`);
  if (row[ID]) told.push(`id ${row[ID]}`);
  if (row[SITE] >= 0) told.push(index.sites[row[SITE]]);
  if (row[LANGUAGE] >= 0) told.push(index.languages[row[LANGUAGE]]);
  return told.flatMap((what, place) => (place ? [" \u00b7 ", make("bdi", "", what)] : [make("bdi", "", what)]));
}

function bodyOf(row, parts) {
  const nodes = row[NOTE] ? [make("p", row[STATUS] === FAILED ? "trouble" : "note", row[NOTE])] : [];
  if (row[STATUS] === FAILED) return nodes;
  if (parts.some((part) => isMark(part) && part[1] === null)) {
    nodes.push(make("p", "note", "The text is not there any more, has changed, or is too long for a report; these are the reasons alone."));
  } else if (!parts.length) {
    nodes.push(make("p", "note", row[SIZE] ? "The text is not there any more, or has changed." : "The text is empty."));
  }
  nodes.push(...new Drawing(parts).nodes());
  return nodes;
}

/* Lays a text out: each line a paragraph; a mark of whole lines is a block, one inside a line is inline. */
class Drawing {
  constructor(parts) {
    this.parts = parts;
    this.root = make("div", "body");
    this.at = this.root;
    this.line = null;
    this.gap = false;
  }

  nodes() {
    let mark = 0;
    this.parts.forEach((part, place) => {
      if (isMark(part)) this.mark(part, mark++, this.parts[place + 1]);
      else if (typeof part === "number") this.omit(part);
      else this.text(part, written);
    });
    return [this.root];
  }

  text(text, draw) {
    text.split(/\r\n|\r|\n/).forEach((line, place) => {
      if (place) this.line = null;
      if (line.trim() || (line && this.line)) this.put(draw(line));
      else if (place && !this.line) this.gap = true;
    });
  }

  put(node) {
    if (!this.line) {
      this.line = make("p", this.gap ? "gap" : "");
      this.line.dir = "auto";
      this.at.append(this.line);
      this.gap = false;
    }
    this.line.append(node);
  }

  omit(count) {
    this.line = null;
    this.root.append(make("p", "omitted", `${number.format(count)} characters that stay are left out here`));
  }

  mark(part, mark, next) {
    const [kind, text, stage, , why] = part;
    const follows = next === undefined || typeof next === "number" || (typeof next === "string" && /^[ \t]*[\r\n]/.test(next));
    const whole = text === null || (!this.line && (follows || /[\r\n]\s*$/.test(text)));
    const tag = kind === MARK_SUSPECT ? "span" : "del";
    const classes = `mark ${kind === MARK_SUSPECT ? "suspect" : "removed"} ${stageClass(stage)}`;
    const piece = (how, ...children) => {
      const element = make(tag, `${classes} ${how}`, ...children);
      element.dataset.mark = mark;
      return element;
    };
    if (whole) {
      const block = piece("block", make("span", "head", chip(part, mark), make("span", "because", why)));
      if (this.gap) block.classList.add("gap");
      this.root.append(block);
      [this.at, this.line, this.gap] = [block, null, false];
      this.text(text ?? "", written);
      [this.at, this.line] = [this.root, null];
    } else {
      let first = true;
      this.text(text, (line) => {
        const element = piece("inline", ...(first ? [chip(part, mark)] : []), written(line));
        first = false;
        return element;
      });
    }
  }
}

/* The button that names the stage of a mark. */
function chip(part, mark) {
  const [kind, , stage, score] = part;
  const button = make("button", "chip", `${kind === MARK_SUSPECT ? "suspect: " : ""}${stageName(stage)} `, make("b", "", score.toFixed(2)));
  button.type = "button";
  button.dataset.mark = mark;
  button.setAttribute("aria-haspopup", "dialog");
  return button;
}

/* A strip that shows where in the text the marks are. */
function drawMap(parts) {
  let mark = 0;
  const bits = parts.map((part) => {
    const text = isMark(part) ? part[1] ?? "" : part;
    const bit = make("i", isMark(part) ? `${stageClass(part[2])} ${part[0] === MARK_SUSPECT ? "suspect" : "removed"}` : "");
    bit.style.flexGrow = typeof text === "number" ? text : text.length;
    if (isMark(part)) bit.dataset.go = mark++;
    return bit;
  });
  byId("map").replaceChildren(...bits);
}

/* The card beside a mark; pinned, it has buttons and stays. */
function showWhy(mark, pinned) {
  const part = marksOf(shown.parts)[mark];
  if (!part) return;
  const [kind, text, stage, score, why] = part;
  piecesOf(shown.mark).forEach((piece) => piece.classList.remove("current"));
  piecesOf(mark).forEach((piece) => piece.classList.add("current"));
  Object.assign(shown, { mark, pinned });
  const back = restoredIn(shown.which).has(mark);
  const says = kind === MARK_SUSPECT ? "Kept; the level thorough would remove it" : back ? "Restored by you" : "Removed";
  const card = byId("why");
  card.className = `${stageClass(stage)} ${pinned ? "pinned" : ""}`;
  card.replaceChildren(
    make("p", "title", make("b", "", stageName(stage)), ` \u00b7 ${says} \u00b7 score ${score.toFixed(3)}`),
    make("p", "", why),
  );
  if (pinned) card.append(make("p", "tools", ...whyButtons(kind, text, mark, back)));
  card.hidden = false;
  placeWhy(card, piecesOf(mark));
}

function whyButtons(kind, text, mark, back) {
  const button = (says, key, act) => {
    const element = make("button", "", `${says} `, make("kbd", "", key));
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  };
  const buttons = [];
  if (text !== null) buttons.push(button("Copy passage", "x", () => copyPassage(mark)));
  if (kind === MARK_REMOVED && text !== null) buttons.push(button(back ? "Remove again" : "Restore", "r", () => restore(mark)));
  buttons.push(button("Close", "Esc", hideWhy));
  return buttons;
}

/* Below the mark if there is room, else above it, else below its first line. */
function placeWhy(card, pieces) {
  if (!pieces.length) return;
  const first = pieces[0].getClientRects()[0] ?? pieces[0].getBoundingClientRect();
  const last = [...pieces].at(-1).getBoundingClientRect(), room = card.offsetHeight + 12;
  const tops = [last.bottom + 6, first.top - room + 6, Math.max(first.top, 0) + 34];
  const top = tops.find((place) => place >= 8 && place + room < innerHeight) ?? innerHeight - room;
  card.style.left = `${Math.max(8, Math.min(last.left, first.left, innerWidth - card.offsetWidth - 8))}px`;
  card.style.top = `${Math.max(8, top)}px`;
}

function hideWhy() {
  piecesOf(shown.mark).forEach((piece) => piece.classList.remove("current"));
  byId("why").hidden = true;
  shown.pinned = false;
}

/* Restore a removal, or remove it again: in what is copied from here; no file is changed. */
function restore(mark) {
  const part = marksOf(shown.parts)[mark];
  if (!part || part[0] !== MARK_REMOVED || part[1] === null) return;
  const marks = restoredIn(shown.which);
  const back = !marks.delete(mark);
  if (back) marks.add(mark);
  if (marks.size) restored.set(shown.which, marks);
  else restored.delete(shown.which);
  mend(mark, back);
  showWhy(mark, true);
  say(back ? "Restored. \u201cCopy article\u201d now holds it." : "Removed again.");
  redrawRows();
}

const mend = (mark, back) => piecesOf(mark).forEach((piece) => piece.classList.toggle("restored", back));
const copyPassage = (mark) => marksOf(shown.parts)[mark]?.[1] && copy(marksOf(shown.parts)[mark][1], "The passage");
const copyOriginal = () => !byId("copy-original").disabled && copy(originalText(shown.parts), "The original text");
const copyClean = () => !byId("copy-clean").disabled && copy(cleanText(shown.parts, restoredIn(shown.which)), "The article");

/* Go to the next or previous mark. */
function stepMark(by) {
  const marks = marksOf(shown.parts).length;
  if (marks) goToMark(shown.mark < 0 ? (by > 0 ? 0 : marks - 1) : (shown.mark + by + marks) % marks);
}

function goToMark(mark) {
  const piece = piecesOf(mark)[0];
  if (!piece) return;
  piece.scrollIntoView({ block: "center" });
  piece.querySelector(".chip")?.focus({ preventScroll: true });
  showWhy(mark, true);
}
