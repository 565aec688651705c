"use strict";
// Tables of class "sortable" sort by a click on a heading; a search field with data-for filters the rows of the table it names.
function keyOf(cell) { return cell.dataset.key ?? cell.textContent.trim(); }
function compare(one, other) {
  const [a, b] = [Number(one), Number(other)];
  return one !== "" && other !== "" && !Number.isNaN(a) && !Number.isNaN(b) ? a - b : one.localeCompare(other, document.documentElement.lang);
}
for (const heading of document.querySelectorAll("table.sortable th button")) {
  heading.addEventListener("click", () => {
    const cell = heading.parentElement, body = cell.closest("table").tBodies[0];
    const down = cell.getAttribute("aria-sort") === "ascending";
    for (const other of cell.parentElement.children) other.removeAttribute("aria-sort");
    cell.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...body.rows].map((row) => [keyOf(row.cells[cell.cellIndex]), row]);
    rows.sort((a, b) => (down ? -1 : 1) * compare(a[0], b[0]));
    body.append(...rows.map(([, row]) => row));
  });
}
for (const field of document.querySelectorAll("input[data-for]")) {
  const body = document.getElementById(field.dataset.for).tBodies[0], counter = document.getElementById(field.dataset.for + "-count");
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const texts = new Map([...body.rows].map((row) => [row, fold(row.textContent)]));
  field.addEventListener("input", () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, text] of texts) { row.hidden = !words.every((word) => text.includes(word)); shown += !row.hidden; }
    if (counter) counter.textContent = shown;
  });
}
