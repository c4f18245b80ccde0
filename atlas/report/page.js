// Draws the charts, sorts the tables, opens the pairs behind a cell of the heatmap.
// Texts of prompts are hostile: they reach the page as textContent only.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const views = {};

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

// ---- charts

const NARROW = 640; // pixels; names at the side are cut shorter below it

async function draw(place) {
  const spec = structuredClone(data.charts[place.dataset.chart]);
  if (place.clientWidth < NARROW) {
    spec.config.axisY.labelLimit = Math.min(150, place.clientWidth * 0.38);
    spec.config.axis.labelFontSize = 10;
    spec.config.text.fontSize = 10;
  }
  const name = place.dataset.chart;
  views[name]?.finalize();
  const drawn = await vegaEmbed(place, spec, { ast: true, actions: false, renderer: "svg" });
  views[name] = drawn.view;
  place.dataset.drawn = place.clientWidth;
  if (name === "lineage") listenToLineage(drawn.view);
}

async function drawAll() {
  for (const place of document.querySelectorAll(".chart")) {
    if (Number(place.dataset.drawn) !== place.clientWidth) await draw(place);
  }
  document.documentElement.dataset.ready = "yes";
}

let waiting;
window.addEventListener("resize", () => {
  clearTimeout(waiting);
  waiting = setTimeout(drawAll, 150);
});

const PAPER = { width: 695, height: 880 }; // pixels of a chart on A4

window.addEventListener("beforeprint", () => {
  for (const view of Object.values(views)) {
    view.width(PAPER.width).height(Math.min(view.height(), PAPER.height)).run();
  }
});

window.addEventListener("afterprint", () => {
  for (const place of document.querySelectorAll(".chart")) delete place.dataset.drawn;
  drawAll();
});

// ---- lineage: one dataset and what it is related to

const MOST = 8; // named of each kind
const choice = document.getElementById("pick");

function listenToLineage(view) {
  const dataset = (item) => item?.datum?.dataset && !item.datum.edge ? item.datum.dataset : null;
  view.addEventListener("click", (event, item) => {
    const name = dataset(item);
    if (name !== null) show(name === choice.value ? "" : name);
  });
  if (choice.value) show(choice.value);
}

// As in the tables: never 0 % for something, never 100 % for not everything.
function percent(share) {
  if (0 < share && share < 0.001) return "< 0.1\u00a0%";
  if (0.999 < share && share < 1) return "> 99.9\u00a0%";
  return `${(100 * share).toFixed(share === 0 || share === 1 ? 0 : 1)}\u00a0%`;
}

function show(name) {
  choice.value = name;
  views.lineage?.signal("picked", name).runAsync();
  const place = document.getElementById("picked");
  place.hidden = name === "";
  const lists = [
    ["comes from", (kind) => kind.startsWith("comes from"), 0, 1],
    ["went into", (kind) => kind.startsWith("comes from"), 1, 0],
    ["shares problems with earlier", (kind) => kind === "shares problems", 0, 1],
    ["shares problems with later", (kind) => kind === "shares problems", 1, 0],
  ].map(([words, fits, own, other]) => [
    words,
    data.lineage.filter((edge) => edge[own] === name && fits(edge[4])),
    other,
  ]);
  lists.push([
    "shares problems, order unknown",
    data.lineage.filter((edge) => edge[4] === "order unknown" && edge.slice(0, 2).includes(name)),
    null,
  ]);
  place.replaceChildren(
    ...lists
      .filter(([, edges]) => edges.length)
      .map(([words, edges, other]) => {
        const said = edges.slice(0, MOST).map((edge) => {
          const who = other === null ? edge.slice(0, 2).find((one) => one !== name) : edge[other];
          return `${who} (${edge[2].toLocaleString("en")} prompts, ${percent(edge[3])})`;
        });
        if (edges.length > MOST) said.push(`${edges.length - MOST} more`);
        return element("p", {}, element("strong", {}, words + " "), said.join(", "));
      }),
  );
}

choice?.addEventListener("change", () => show(choice.value));

// ---- tables

function sortBy(table, column, button) {
  const body = table.tBodies[0];
  const head = button.parentElement;
  const isUp = head.getAttribute("aria-sort") === "descending";
  const value = (row) => row.cells[column].dataset.value;
  const isNumber = [...body.rows].every((row) => value(row) === undefined || !isNaN(value(row)));
  const rank = (one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
    const difference = isNumber ? a - b : a.localeCompare(b);
    return isUp ? difference : -difference;
  };
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
  body.append(...[...body.rows].sort(rank));
}

for (const table of document.querySelectorAll("table.sortable")) {
  table.querySelectorAll("th button").forEach((button, column) =>
    button.addEventListener("click", () => sortBy(table, column, button)),
  );
}

// ---- the heatmap: arrows move, a cell opens its pairs

const heatmap = document.querySelector("table.heatmap");
const dialog = document.getElementById("pairs");

function step(from, down, along) {
  const rows = heatmap.tBodies[0].rows;
  let cell = from.closest("td");
  let [row, column] = [cell.parentElement.sectionRowIndex, cell.cellIndex];
  for (;;) {
    [row, column] = [row + down, column + along];
    const next = rows[row]?.cells[column];
    if (!next) return from;
    const button = next.querySelector("button");
    if (button) return button;
  }
}

heatmap?.addEventListener("keydown", (event) => {
  const way = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  if (!way[event.key] || !event.target.matches("button")) return;
  event.preventDefault();
  const next = step(event.target, ...way[event.key]);
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});

heatmap?.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) open(button.dataset);
});

const first = heatmap?.querySelector("button");
if (first) first.tabIndex = 0;

function open({ dataset, benchmark, items, of }) {
  const pairs = data.leaks.cells[dataset]?.[benchmark] ?? [];
  document.getElementById("pairs-title").textContent = `${dataset} and ${benchmark}`;
  const lead = `${items} of ${of} items are in the training set. Shown: ${pairs.length}`
    + ` ${pairs.length === 1 ? "pair" : "pairs"}, those in other words first; all of them: `;
  const question = `from leaks where dataset_id = '${dataset}' and benchmark_id = '${benchmark}'`;
  document
    .getElementById("pairs-lead")
    .replaceChildren(lead, element("code", {}, `atlas query "${question}"`));
  document.getElementById("pairs-list").replaceChildren(...pairs.map(asArticle));
  dialog.showModal();
  dialog.scrollTop = 0;
}

document.getElementById("close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close(); // beside the box
});

const TIMING = {
  train_after_benchmark: "the benchmark came first",
  benchmark_after_train: "the training set came first",
  unknown: "order unknown",
};

function asArticle(pair) {
  const texts = [data.leaks.texts[pair.prompt_id], data.leaks.texts[pair.benchmark_prompt_id]];
  const [ours, theirs] = marked(...texts);
  const evidence = [
    [pair.relation.replaceAll("_", " "), true],
    [TIMING[pair.timing], true],
    [pair.answers_agree ? "same answer" : "other answer", pair.answers_agree !== undefined],
    [pair.numbers_agree ? "same numbers" : "other numbers", pair.numbers_agree !== undefined],
    [`shingles in common ${pair.jaccard}`, pair.jaccard !== undefined],
    [`of the training text ${pair.containment}`, pair.containment !== undefined],
    [`match weight ${pair.match_weight}`, pair.match_weight !== undefined],
    [`found by ${pair.found_by}`, pair.found_by !== undefined],
  ];
  const tags = evidence.filter(([, is]) => is).map(([words]) => element("li", {}, words));
  return element(
    "article",
    {},
    element("ul", { class: "evidence" }, ...tags),
    element(
      "div",
      { class: "beside" },
      side("in training", pair.prompt_id, ours, pair.answer),
      side("benchmark item", pair.benchmark_prompt_id, theirs, pair.benchmark_answer),
    ),
  );
}

function side(title, id, text, answer) {
  return element(
    "div",
    {},
    element("h3", {}, title, element("code", {}, id.slice(0, 10))),
    element("p", { class: "prompt", dir: "auto" }, ...text),
    answer === undefined ? null : element("p", { class: "answer", dir: "auto" }, `answer: ${answer}`),
  );
}

// Both texts as pieces, words that the other lacks marked: a longest common subsequence of words.
const MOST_WORDS = 700;

function marked(one, other) {
  if (one === other) return [[one], [other]];
  const [a, b] = [one, other].map((text) => text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? []);
  if (a.length > MOST_WORDS || b.length > MOST_WORDS) return [[one], [other]];
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i][j] = a[i] === b[j]
        ? longest[i + 1][j + 1] + 1
        : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  const pieces = [[], []];
  const mark = (to, word) => pieces[to].push(word.trim() ? element("mark", {}, word) : word);
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces[0].push(a[i++]);
      pieces[1].push(b[j++]);
    } else if (j === b.length || (i < a.length && longest[i + 1][j] >= longest[i][j + 1])) {
      mark(0, a[i++]);
    } else {
      mark(1, b[j++]);
    }
  }
  return pieces;
}

drawAll();
