// Long tables sort by a click on a heading and filter by what is typed. The page is complete without it.
"use strict";
(() => {
  const least = 12;  // rows from which on it is worth a control
  const number = (text) => {
    const found = text.replace(/\u2212/g, "-").match(/-?\d+(\.\d+)?([eE][-+]?\d+)?/);
    return found ? Number(found[0]) : NaN;
  };
  const order = (column, numeric, sign) => (a, b) => {
    const [one, two] = [a, b].map((row) => row.cells[column]?.textContent.trim() ?? "");
    if (!numeric) return sign * one.localeCompare(two, "en", { numeric: true });
    const [first, second] = [number(one), number(two)];
    if (isNaN(first) || isNaN(second)) return isNaN(first) - isNaN(second);
    return sign * (first - second);
  };
  const rows = (body) => [...body.rows].filter((row) => !row.querySelector(".group"));
  const sort = (table, heading, column) => {
    const sign = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
    for (const body of table.tBodies)
      body.append(...rows(body).sort(order(column, heading.classList.contains("n"), sign)));
  };
  const filter = (table, wanted) => {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    for (const body of table.tBodies) {
      const shown = rows(body).filter((row) => {
        const text = `${row.textContent} ${row.title}`.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        return !row.hidden;
      });
      body.hidden = shown.length === 0;
    }
  };
  for (const table of document.querySelectorAll("table")) {
    if (!table.tHead || table.rows.length < least) continue;
    table.classList.add("sorts");
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      if (!heading.textContent.trim() || heading.querySelector(".unseen")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => sort(table, heading, column));
    });
    if (table.rows.length < 2 * least) continue;
    const field = document.createElement("input");
    field.type = "search";
    field.placeholder = "Show rows with ...";
    field.setAttribute("aria-label", `Show rows of the table ${table.caption?.textContent ?? ""} with these words`);
    field.addEventListener("input", () => filter(table, field.value));
    table.parentElement.before(field);
    field.className = "filter";
  }
})();
