/// The script of the page: sorting, filters, panels and tooltips.
///
/// The page can be read without the script.
enum PageScript {
    /// ECMAScript 2020.
    ///
    /// Data is only inserted as text, never as markup.
    static let text = #"""

        "use strict";
        (() => {
          const all = (selector, root = document) => [...root.querySelectorAll(selector)];

          // Tables: a click on a heading sorts upwards, another downwards, a third as it was.
          for (const table of all("table.sortable")) {
            const body = table.tBodies[0], rows = [...body.rows];
            const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
            const key = (row, column) => row.cells[column].dataset.k ?? row.cells[column].textContent;
            const sort = (column, direction) => {
              const keyed = rows.map((row) => [key(row, column), row]);
              const isNumeric = keyed.every(([k]) => k === "" || Number.isFinite(Number(k)));
              const sign = direction === "descending" ? -1 : 1;
              // What does not exist is last either way.
              if (direction !== "none") keyed.sort(([a], [b]) => a === "" || b === "" ? (a === "") - (b === "")
                : sign * (isNumeric ? a - b : a.localeCompare(b, "en", { numeric: true })));
              body.append(...keyed.map(([, row]) => row));
            };
            heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
              const next = { none: "ascending", ascending: "descending", descending: "none" };
              const direction = next[head.getAttribute("aria-sort")];
              for (const other of heads) other.setAttribute("aria-sort", other === head ? direction : "none");
              sort(column, direction);
            }));
            const filters = table.closest("section").querySelector(".filters");
            if (!filters) continue;
            const selects = all("select", filters), output = filters.querySelector("output");
            filters.hidden = false;
            filters.addEventListener("change", () => {
              for (const row of rows) {
                row.hidden = selects.some((select) => select.value !== "" && key(row, select.dataset.column) !== select.value);
              }
              output.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} rows`;
            });
          }

          // Panels: one at a time, chosen.
          const chooser = document.querySelector(".switch");
          if (chooser) {
            const panels = all(".panel"), select = chooser.querySelector("select");
            const show = () => panels.forEach((panel, index) => {
              panel.open = index === select.selectedIndex;
              panel.hidden = !panel.open;
            });
            chooser.hidden = false;
            document.body.classList.add("switched");
            select.addEventListener("change", show);
            show();
          }

          // Legends: the architecture under the pointer stands out.
          for (const item of all(".legend li")) {
            const emphasise = (isOn) => {
              for (const series of all("g[data-name]")) {
                series.classList.toggle("faint", isOn && series.dataset.name !== item.dataset.name);
              }
            };
            item.addEventListener("pointerenter", () => emphasise(true));
            item.addEventListener("pointerleave", () => emphasise(false));
          }

          // Tooltips: of the marks nearest to the pointer, or of the one that the arrow keys have come to.
          const tip = document.getElementById("tip");
          let shown = [];
          const hide = () => {
            for (const mark of shown) mark.element.classList.remove("on");
            shown = [];
            tip.hidden = true;
          };
          const show = (marks) => {
            hide();
            shown = marks;
            for (const mark of marks) mark.element.classList.add("on");
            tip.textContent = marks.map((mark) => mark.text).join("\n\n");
            tip.hidden = false;
            const box = marks[0].element.getBoundingClientRect(), gap = 8;
            const left = box.left + box.width / 2 - tip.offsetWidth / 2;
            const above = box.top - tip.offsetHeight - gap;
            const lowest = Math.max(gap, window.innerHeight - tip.offsetHeight - gap);
            tip.style.left = `${Math.max(gap, Math.min(left, document.documentElement.clientWidth - tip.offsetWidth - gap))}px`;
            tip.style.top = `${above >= gap ? above : Math.min(box.bottom + gap, lowest)}px`;
          };
          for (const chart of all(".chart")) {
            const svg = chart.querySelector("svg");
            const marks = all(".pt", svg).map((element) => {
              const [x, y] = element.getAttribute("transform").match(/-?[\d.]+/g).map(Number);
              const title = element.querySelector("title"), text = title.textContent;
              // Else the browser would show its own besides.
              title.remove();
              return { element, x, y, text, series: element.parentNode };
            });
            if (marks.length === 0) continue;
            let current = 0;
            chart.tabIndex = 0;
            chart.setAttribute("role", "group");
            chart.setAttribute("aria-label", "Chart; the arrow keys go from mark to mark");
            chart.addEventListener("pointermove", (event) => {
              const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
              const near = marks.map((mark) => [Math.hypot(mark.x - place.x, mark.y - place.y), mark])
                .sort(([a], [b]) => a - b);
              if (near[0][0] > 28) return hide();
              show(near.filter(([distance]) => distance <= near[0][0] + 1.5).slice(0, 4).map(([, mark]) => mark));
            });
            chart.addEventListener("pointerleave", hide);
            chart.addEventListener("focus", () => show([marks[current]]));
            chart.addEventListener("blur", hide);
            chart.addEventListener("keydown", (event) => {
              const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], turn = { ArrowDown: 1, ArrowUp: -1 }[event.key];
              if (event.key === "Escape") return hide();
              if (step === undefined && turn === undefined) return;
              event.preventDefault();
              if (step) current = (current + step + marks.length) % marks.length;
              if (turn) {
                // The same place along the axis, of the next architecture that has it.
                const from = marks[current];
                do current = (current + turn + marks.length) % marks.length;
                while (marks[current] !== from && (marks[current].series === from.series || marks[current].x !== from.x));
              }
              show([marks[current]]);
            });
          }
          window.addEventListener("scroll", hide, { passive: true, capture: true });
        })();

        """#
}
