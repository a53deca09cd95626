/* Where rows and texts come from. Nothing of an article is ever made into markup: it reaches the page as text nodes. */
const index = JSON.parse(document.getElementById("index").textContent);
const [NAME, ID, SITE, LANGUAGE, STATUS, SIZE, REMOVED, COUNTS, SUSPECTS, DOUBTED, RISK, CHUNK, PLACE, NOTE] = Array(14).keys();
const CHANGED = 0, SAME = 1, FAILED = 2;
const MARK_REMOVED = 1, MARK_SUSPECT = 2;
const COLOURS = 12, CACHED = 12;

const byId = (id) => document.getElementById(id);
const number = new Intl.NumberFormat("en");
const percent = (part, whole) => {
  const share = whole ? (100 * part) / whole : 0;
  return share > 0 && share < 0.1 ? "<0.1%" : `${share.toFixed(share < 10 ? 1 : 0)}%`;
};

/* An element; children are nodes or strings. */
function make(tag, classes, ...children) {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  element.append(...children);
  return element;
}

const stageName = (stage) => index.stages[stage] ?? "removed";
const stageClass = (stage) => `s${Math.max(stage, 0) % COLOURS}`;
const shareOf = (row) => (row[SIZE] ? row[REMOVED] / row[SIZE] : 0);

/* What may reorder or hide what is read is spelled out. */
const CONTROL = /[\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
function written(text) {
  const parts = document.createDocumentFragment();
  let at = 0;
  for (const found of text.matchAll(CONTROL)) {
    parts.append(text.slice(at, found.index));
    const code = found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    parts.append(make("span", "control", `U+${code}`));
    at = found.index + found[0].length;
  }
  parts.append(text.slice(at));
  return parts;
}

const unpacked = new Map();
/* The documents of a chunk, as a promise; the last few stay unpacked. */
function chunk(which) {
  const known = unpacked.get(which) ?? unpack(which);
  unpacked.delete(which);
  unpacked.set(which, known);
  if (unpacked.size > CACHED) unpacked.delete(unpacked.keys().next().value);
  return known;
}

function bytesOf(packed) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(packed);
  const text = atob(packed), bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

async function unpack(which) {
  if (typeof DecompressionStream === "undefined") {
    throw new Error("This browser cannot unpack the texts. Any of the last years can: Firefox 113, Chrome 80, Safari 16.4.");
  }
  const bytes = bytesOf(byId(`c${which}`).textContent);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

/* The passages of a document: texts that stay, numbers of characters left out, [kind, text, stage, score, why]. */
async function passagesOf(which) {
  const row = index.rows[which];
  return (await chunk(row[CHUNK]))[row[PLACE]];
}

const isMark = (part) => Array.isArray(part);
const marksOf = (parts) => parts.filter(isMark);
/* Whether all of the text is there. */
const isWhole = (parts) => parts.every((part) => typeof part === "string" || (isMark(part) && part[1] !== null));
const originalText = (parts) => parts.map((part) => (isMark(part) ? part[1] : part)).join("");

const BLANK = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
/* The clean text, made as Result.text makes it, but for the marks in `restored`, which stay. */
function cleanText(parts, restored) {
  const kept = [];
  let source = "", mark = 0, cut = false;
  for (const part of parts) {
    const text = isMark(part) ? part[1] : part;
    const stays = !isMark(part) || part[0] === MARK_SUSPECT || restored.has(mark);
    if (isMark(part)) mark += 1;
    cut = cut || !stays;
    if (stays && text) {
      const last = kept.at(-1);
      if (last && last[1] === source.length) last[1] += text.length;
      else kept.push([source.length, source.length + text.length]);
    }
    source += text;
  }
  return cut ? closed(source, kept) : source;
}

/* The kept stretches with the gaps between them closed, as gaps.py does it: the longer vertical gap, each line's own
   white space. */
function closed(source, kept) {
  const blank = (at) => BLANK.test(source[at]);
  const after = (at, end) => { while (at < end && blank(at)) at += 1; return at; };
  const before = (end, at) => { while (end > at && blank(end - 1)) end -= 1; return end; };
  const breaks = (start, end) =>
    [...source.slice(start, end).matchAll(/\r\n|\r|\n/g)].map((m) => [start + m.index, start + m.index + m[0].length]);
  const leading = (first, found) => { const at = found.at(-1)?.[1] ?? 0; return source.slice(at, after(at, first)); };
  const trailing = (last, found) => source.slice(before(found[0][0], last), found[0][0]);
  const between = (last, first) => {
    const found = breaks(last, first), behind = after(last, first), ahead = before(first, last);
    if (!found.length) return behind - last >= first - ahead ? source.slice(last, behind) : source.slice(ahead, first);
    const runs = [];
    for (const one of found) {
      const run = runs.at(-1);
      if (run && after(run.at(-1)[1], one[0]) === one[0]) run.push(one);
      else runs.push([one]);
    }
    const beside = runs.filter((run) => run[0][0] < behind || run[0][0] >= ahead);
    const widest = (beside.length ? beside : runs).reduce((a, b) => (b.length > a.length ? b : a));
    return trailing(last, found) + source.slice(widest[0][0], widest.at(-1)[1]) + leading(first, found);
  };
  let text = "", last = 0, to = 0;
  for (const [start, end] of kept) {
    let first = after(start, end);
    if (first >= end) continue;
    const stop = before(end, first);
    if (last) text += between(last, first);
    else if (start) text += leading(first, breaks(0, first));
    else first = 0;
    text += source.slice(first, stop);
    [last, to] = [stop, end];
  }
  if (!last) return text;
  if (to === source.length) return text + source.slice(last, to);
  const found = breaks(last, source.length);
  return found.length ? text + trailing(last, found) + source.slice(...found[0]) : text;
}
