// A table that is sorted and filtered as a whole and shown a page at a time.
function makeTable(table, columns, rows, rowsInPage) {
  const keys = rows.map((row) => [row.title, row.path, row.reason, row.code].join("\n").toLowerCase());
  let order = rows.map((_, index) => index);
  let shown = order;
  let sorted = { column: null, up: true };
  let page = 0;
  let isWanted = () => true;

  const cell = (column, row) => {
    const made = element(column === columns[0] ? "th" : "td", column.attributes ?? {});
    if (column === columns[0]) made.setAttribute("scope", "row");
    const content = column.show(row);
    if (content !== undefined) made.append(content);
    return made;
  };
  const show = () => {
    const pages = Math.max(1, Math.ceil(shown.length / rowsInPage));
    page = Math.max(0, Math.min(pages - 1, page));
    const visible = shown.slice(page * rowsInPage, (page + 1) * rowsInPage);
    table.tBodies[0].replaceChildren(...visible.map((index) =>
      element("tr", {}, ...columns.map((column) => cell(column, rows[index])))));
    byId("page-number").textContent = `Page ${page + 1} of ${pages}`;
    byId("before").disabled = page === 0;
    byId("after").disabled = page === pages - 1;
    byId("shown").textContent = `${shown.length} of ${rows.length} songs`;
  };
  const filter = () => {
    shown = order.filter((index) => isWanted(rows[index], keys[index]));
    show();
  };
  const sort = (column) => {
    sorted = { column, up: sorted.column === column ? !sorted.up : true };
    const values = rows.map(column.value);
    const sign = sorted.up ? 1 : -1;
    // What is not known comes last, either way.
    const compare = (a, b) => {
      if (values[a] === undefined || values[b] === undefined) {
        return (values[a] === undefined) - (values[b] === undefined) || a - b;
      }
      return (values[a] < values[b] ? -sign : values[a] > values[b] ? sign : 0) || a - b;
    };
    order = rows.map((_, index) => index).sort(compare);
    page = 0;
    heads.forEach((head, index) => head.setAttribute("aria-sort",
      columns[index] !== column ? "none" : sorted.up ? "ascending" : "descending"));
    filter();
  };

  const heads = columns.map((column) => {
    const button = element("button", { type: "button" }, column.name);
    button.addEventListener("click", () => sort(column));
    return element("th", { scope: "col", "aria-sort": "none" }, button);
  });
  table.tHead.rows[0].append(...heads);
  const turn = (pages) => {
    page += pages;
    show();
    table.scrollIntoView({ block: "start" });
  };
  byId("before").addEventListener("click", () => turn(-1));
  byId("after").addEventListener("click", () => turn(1));
  show();
  return { filter(wanted) { isWanted = wanted; page = 0; filter(); } };
}
