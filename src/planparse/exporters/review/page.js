"use strict";
(() => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const source = one("#source"), table = one("#table"), told = one("#told"), count = one("#count");
  const rows = all("tr[id]", table);
  const filters = {
    words: one("#f-words"), unit: one("#f-unit"), section: one("#f-section"), from: one("#f-from"), to: one("#f-to"),
  };
  const roles = all("[data-role]");
  const pressed = (button) => button.getAttribute("aria-pressed") === "true";
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));
  const flat = (text) => text.replace(/\s+/g, " ").trim();
  const short = (text) => (text.length > 70 ? text.slice(0, 70) + "…" : text);
  const link = (mark) => mark.getAttribute("href").slice(1);
  let current = -1;
  let marked = "";

  for (const part of all("[data-script]")) part.hidden = false;

  // What a row says, read once.
  const facts = rows.map((row) => {
    const units = all(".units .lead:not(.role), .units .responsible:not(.role), .units .supporting:not(.role)", row);
    return {
      section: row.dataset.s,
      due: row.dataset.due || "",
      units: units.map((unit) => [unit.className, unit.textContent]),
      words: (row.cells[0].textContent + "\n" + row.cells[1].firstChild.textContent).toLowerCase(),
    };
  });

  const names = new Map();
  for (const fact of facts) for (const [, name] of fact.units) names.set(name, (names.get(name) || 0) + 1);
  const options = document.createDocumentFragment();
  for (const [name] of Array.from(names).sort((a, b) => b[1] - a[1])) {
    const option = document.createElement("option");
    option.value = name;
    options.append(option);
  }
  one("#all-units").append(options);
  all("tbody", table).forEach((body) => {
    const heading = body.querySelector(".section"), row = body.querySelector("tr[id]");
    if (heading && row) filters.section.add(new Option(short(heading.textContent), row.dataset.s));
  });

  const first = (number) => document.getElementById("m" + number);
  const pieces = (number) => all('[data-m="' + number + '"]', source);
  const tasksOf = (mark) => (mark && mark.dataset.t ? mark.dataset.t.split(" ").map(Number) : []);

  // What is off the screen has an estimated height until it is drawn, so a jump is set right once it is.
  function show(element, block) {
    if (!element) return;
    element.scrollIntoView({ block: block });
    requestAnimationFrame(() => requestAnimationFrame(() => element.scrollIntoView({ block: block })));
  }

  function unmark(within) {
    for (const element of all(".now", within)) element.classList.remove("now");
  }

  function select(task, { focus = false, scroll = true } = {}) {
    if (current >= 0) {
      rows[current].tabIndex = -1;
      rows[current].removeAttribute("aria-current");
      for (const inner of all("a", rows[current])) inner.tabIndex = -1;
    }
    unmark(table);
    unmark(source);
    current = task;
    marked = "";
    if (task < 0) return;
    const row = rows[task];
    row.hidden = false;
    row.parentNode.hidden = false;
    row.tabIndex = 0;
    row.setAttribute("aria-current", "true");
    row.classList.add("now");
    for (const inner of all("a", row)) inner.tabIndex = 0;
    const name = row.querySelector("a.task");
    if (name) {
      for (const piece of pieces(link(name).slice(1))) {
        piece.classList.add("now");
        piece.closest("p").classList.add("now");
      }
    }
    if (scroll) show(row, "nearest");
    if (focus) row.focus({ preventScroll: true });
    told.textContent = flat(row.cells[0].firstChild.textContent + " " + short(flat(row.cells[1].firstChild.textContent)));
  }

  function toSource(number) {
    const mark = first(number);
    if (!mark) return;
    if (mark.tagName === "DEL") flip("show-removed", true);
    if (marked !== "" && marked !== number) for (const piece of pieces(marked)) piece.classList.remove("now");
    marked = number;
    for (const piece of pieces(number)) {
      piece.classList.add("now");
      if (!mark.title) piece.closest("p").classList.add("now");
    }
    for (const entry of all("a.now", table)) entry.classList.remove("now");
    for (const entry of all('a[href="#m' + number + '"]', table)) entry.classList.add("now");
    show(mark, "center");
    if (mark.title) told.textContent = short(flat(mark.textContent)) + " · " + mark.title;
  }

  function toTable(mark) {
    const number = mark.dataset.m, tasks = tasksOf(first(number));
    if (tasks.length) {
      // A clause that speaks of many tasks leads to each in turn.
      const shown = tasks.filter((task) => !rows[task].hidden);
      const among = shown.length ? shown : tasks;
      const task = marked === number ? among[(among.indexOf(current) + 1) % among.length] : among.includes(current) ? current : among[0];
      select(task);
      if (first(number).title) keep(number);
    } else {
      const entry = table.querySelector('a[href="#m' + number + '"]');
      unmark(table);
      keep(number);
      show(entry, "center");
    }
  }

  function keep(number) {
    const mark = first(number);
    for (const piece of pieces(marked)) piece.classList.remove("now");
    marked = number;
    for (const piece of pieces(number)) piece.classList.add("now");
    const within = current >= 0 ? rows[current] : table;
    const entries = all('a[href="#m' + number + '"]', within);
    for (const entry of entries.length ? entries : all('a[href="#m' + number + '"]', table)) entry.classList.add("now");
    told.textContent = short(flat(mark.textContent)) + (mark.title ? " · " + mark.title : "");
  }

  source.addEventListener("click", (event) => {
    if (String(getSelection())) return; // copying, not pointing
    const mark = event.target.closest("[data-m]");
    if (mark) toTable(mark);
  });

  table.addEventListener("click", (event) => {
    const entry = event.target.closest("a[href]"), row = event.target.closest("tr[id]");
    if (!entry && (!row || String(getSelection()))) return;
    if (entry) event.preventDefault();
    if (row) select(rows.indexOf(row), { scroll: false, focus: !entry });
    const name = entry || (row && row.querySelector("a.task"));
    if (name) toSource(link(name).slice(1));
  });

  const doubts = one(".doubts");
  doubts.addEventListener("click", (event) => {
    event.preventDefault();
    show(one("#doubts"), "start");
  });

  function filter() {
    const words = filters.words.value.toLowerCase().split(/\s+/).filter(Boolean), unit = filters.unit.value.trim();
    const section = filters.section.value, from = filters.from.value, to = filters.to.value;
    const wanted = roles.filter(pressed).map((button) => button.dataset.role);
    let shown = 0;
    rows.forEach((row, place) => {
      const fact = facts[place];
      const fits =
        (!section || fact.section === section) &&
        (!from || (fact.due && fact.due >= from)) &&
        (!to || (fact.due && fact.due <= to)) &&
        words.every((word) => fact.words.includes(word)) &&
        ((!unit && !wanted.length) ||
          fact.units.some(([role, name]) => (!unit || name.includes(unit)) && (!wanted.length || wanted.includes(role))));
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    for (const body of all("tbody", table)) body.hidden = !body.querySelector("tr[id]:not([hidden])");
    one("#empty").hidden = shown > 0 || !rows.length;
    const said = shown === rows.length ? count.dataset.all : shown ? count.dataset.some : count.dataset.none;
    count.textContent = said.replace("{shown}", shown).replace("{all}", rows.length);
    if (!rows.some((row) => row.tabIndex === 0 && !row.hidden)) {
      const next = rows.find((row) => !row.hidden);
      if (next) next.tabIndex = 0;
    }
  }

  const form = one("#filters");
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    for (const button of roles) press(button, false);
    setTimeout(filter);
  });
  for (const button of roles) {
    button.addEventListener("click", () => {
      press(button, !pressed(button));
      filter();
    });
  }

  function flip(name, on) {
    document.body.classList.toggle(name, on);
    press(one('[data-switch="' + name + '"]'), on);
  }
  for (const button of all("[data-switch]")) button.addEventListener("click", () => flip(button.dataset.switch, !pressed(button)));

  function step(by) {
    let place = current < 0 ? (by > 0 ? -1 : rows.length) : current;
    do place += by;
    while (rows[place] && rows[place].hidden);
    if (!rows[place]) return;
    const inSource = source.contains(document.activeElement);
    select(place, { focus: !inSource });
    const name = rows[place].querySelector("a.task");
    if (name) show(first(link(name).slice(1)), "center");
  }

  function stepMark(by) {
    if (current < 0) return;
    const found = Array.from(new Set(all("td a[href]", rows[current]).map((entry) => link(entry).slice(1))));
    if (found.length) toSource(found[(found.indexOf(marked) + by + found.length + (by < 0 && marked === "" ? 1 : 0)) % found.length]);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const at = document.activeElement, typing = /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName);
    if (event.key === "Escape") {
      if (typing && at.value) at.value = "";
      else if (typing) table.focus({ preventScroll: true });
      else if (form.contains(at) || filtered()) form.reset();
      else select(-1);
      filter();
      return;
    }
    if (typing || at.tagName === "BUTTON") return;
    if (event.key === "Enter" && at.tagName !== "A") {
      if (current < 0) return;
      if (source.contains(at)) rows[current].focus();
      else {
        const name = rows[current].querySelector("a.task");
        if (name) toSource(marked || link(name).slice(1));
        source.focus({ preventScroll: true });
      }
      event.preventDefault();
      return;
    }
    if (!pressed(one("#keys"))) return;
    const inTable = at.closest && at.closest("tr[id]");
    if (event.key === "j" || (inTable && event.key === "ArrowDown")) step(1);
    else if (event.key === "k" || (inTable && event.key === "ArrowUp")) step(-1);
    else if (event.key === "n") stepMark(1);
    else if (event.key === "p") stepMark(-1);
    else if (event.key === "/") filters.words.focus();
    else return;
    event.preventDefault();
  });

  function filtered() {
    return rows.some((row) => row.hidden);
  }

  filter();
})();
