/// The style of the page: light or dark by the reader's preference, for phones, wide screens and paper.
enum PageStyle {
    /// CSS; the architectures' colours are those of ``ArchitectureStyle``.
    static var text: String { colors + layout + tables + charts + paper }

    private static var colors: String {
        func variables(_ colors: [String]) -> String {
            colors.enumerated().map { "--c\($0): \($1);" }.joined(separator: " ")
        }
        let classes = ArchitectureStyle.colors.indices.map { ".c\($0) { color: var(--c\($0)); }" }
        return """

            :root { color-scheme: light dark; --page: #f6f6f4; --box: #fff; --text: #1b1c1e; --soft: #55585d; --line: #d5d6d8;
              --grid: #e4e5e7; --good: #0a6b3d; --bad: #b3261e; --warn: #7a4d00; --goodbox: #e3f4ea; --badbox: #fce8e6;
              --warnbox: #fdf0d5; --focus: #0b57d0; \(variables(ArchitectureStyle.colors.map(\.0))) }
            @media (prefers-color-scheme: dark) {
              :root { --page: #121316; --box: #1b1d21; --text: #ececee; --soft: #b4b7bd; --line: #3b3e44; --grid: #303339;
                --good: #7fdba8; --bad: #ffb4ab; --warn: #f5c778; --goodbox: #11331f; --badbox: #46160f; --warnbox: #3a2a0a;
                --focus: #8ab4f8; \(variables(ArchitectureStyle.colors.map(\.1))) }
            }
            \(classes.joined(separator: "\n"))

            """
    }

    private static let layout = """
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto,
          "Helvetica Neue", "Noto Sans", sans-serif; }
        main { max-width: 1560px; margin: 0 auto; padding: 20px clamp(12px, 2.5vw, 40px) 48px; }
        h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 4px; }
        h2 { font-size: 1.3rem; margin: 40px 0 10px; padding-top: 14px; border-top: 1px solid var(--line); }
        h3 { font-size: 1.05rem; margin: 26px 0 2px; }
        h1, h2, h3, dd, li, p, summary, figcaption, label { overflow-wrap: anywhere; }
        p { margin: 0 0 10px; max-width: 100ch; }
        .lead { font-size: 1.05rem; }
        .note, .notes, .sources { color: var(--soft); font-size: .875rem; }
        .notes, .sources { padding-left: 1.2em; margin: 8px 0; }
        code, pre { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
        pre { overflow: auto; max-height: 80vh; margin: 8px 0; padding: 12px; background: var(--box); border: 1px solid var(--line);
          border-radius: 6px; }
        code, .digest { overflow-wrap: anywhere; }
        dl.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(140px, 1fr)); gap: 10px 24px; margin: 14px 0; }
        dl.facts div:has(.digest) { grid-column: 1 / -1; }
        dt { color: var(--soft); font-size: .8rem; }
        dd { margin: 0; }
        summary { cursor: pointer; padding: 4px 0; }
        :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
        .badge { display: inline-block; padding: 0 7px; border-radius: 4px; font-size: .85em; font-weight: 600; white-space: nowrap; }
        .badge.good { color: var(--good); background: var(--goodbox); }
        .badge.bad { color: var(--bad); background: var(--badbox); }
        .badge.warn { color: var(--warn); background: var(--warnbox); }

        """

    private static let tables = """
        .scroll { overflow: auto; width: fit-content; max-width: 100%; max-height: 80vh; margin-bottom: 10px; background: var(--box); border: 1px solid var(--line); border-radius: 6px; }
        table { border-collapse: separate; border-spacing: 0; font-size: .875rem; font-variant-numeric: tabular-nums; }
        th, td { padding: 4px 9px; text-align: right; white-space: nowrap; font-weight: 400; background: var(--box); }
        tbody th, tbody td { border-top: 1px solid var(--grid); }
        td:empty::after { content: "\\200b"; }
        .text, tbody th { text-align: left; }
        .prose { white-space: normal; min-width: 16em; overflow-wrap: anywhere; }
        tbody th { position: sticky; left: 0; z-index: 1; border-right: 1px solid var(--grid); }
        tbody th span { display: block; width: max-content; max-width: min(30ch, 38vw); white-space: normal; overflow-wrap: anywhere; }
        thead { position: sticky; top: 0; z-index: 2; }
        thead th { font-weight: 600; vertical-align: bottom; }
        thead th.text { white-space: normal; min-width: 9em; }
        thead th.text:first-child { min-width: 0; }
        thead tr:last-child th:first-child { position: sticky; left: 0; z-index: 3; text-align: left; }
        th[scope=colgroup] { text-align: left; border-left: 1px solid var(--line); max-width: 0; overflow: hidden; text-overflow: ellipsis; }
        thead button { all: unset; cursor: pointer; font-weight: 600; }
        thead button:hover { text-decoration: underline; }
        thead button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
        thead th[aria-sort] button::after { content: "\\2195"; color: var(--soft); font-size: .8em; margin-left: 3px; }
        thead th[aria-sort=ascending] button::after { content: "\\2191"; color: inherit; }
        thead th[aria-sort=descending] button::after { content: "\\2193"; color: inherit; }
        tbody tr:hover > * { background: var(--page); }
        small { color: var(--soft); font-size: .9em; }
        .filters, .switch { display: flex; flex-wrap: wrap; gap: 6px 18px; align-items: baseline; margin: 0 0 10px; font-size: .875rem; }
        .filters[hidden], .switch[hidden] { display: none; }
        label { max-width: 100%; }
        select { font: inherit; max-width: 100%; padding: 2px 4px; color: inherit; background: var(--box); border: 1px solid var(--soft);
          border-radius: 4px; }
        output { color: var(--soft); }

        """

    private static let charts = """
        .metrics { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 694px), 1fr)); gap: 0 32px; align-items: start; }
        .multiples { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr)); gap: 14px; }
        figure { margin: 0; padding: 8px 6px 4px; max-width: 480px; background: var(--box); border: 1px solid var(--line); border-radius: 6px; }
        figcaption { font-size: .875rem; font-weight: 600; padding: 0 6px; }
        svg { display: block; }
        .chart svg { width: 100%; height: auto; }
        .chart { border-radius: 4px; }
        svg text { font-size: 12px; fill: var(--soft); font-variant-numeric: tabular-nums; }
        svg .name { fill: var(--text); }
        svg .halo { fill: var(--text); stroke: var(--box); stroke-width: 3px; paint-order: stroke; stroke-linejoin: round; }
        .grid { stroke: var(--grid); fill: none; }
        .axis { stroke: var(--soft); fill: none; }
        .stem { stroke: var(--line); stroke-width: 1.5; }
        .objective { stroke: var(--bad); stroke-width: 1.5; stroke-dasharray: 5 4; fill: none; }
        .line { fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linejoin: round; }
        .band { fill: currentColor; opacity: .18; }
        .whisker, .cross { fill: none; stroke: currentColor; stroke-width: 1.3; }
        .cross { stroke-width: 2; }
        .solid { fill: currentColor; stroke: var(--box); stroke-width: .8; }
        .hollow { fill: var(--box); stroke: currentColor; stroke-width: 1.7; }
        .cell { stroke: var(--box); }
        .none { fill: var(--box); stroke: var(--line); stroke-dasharray: 3 3; }
        .dark { stroke: #111; }
        .light { stroke: #fff; }
        .pt.on .solid, .pt.on .hollow { stroke: var(--text); stroke-width: 2; }
        .pt.on .cell { stroke: var(--text); stroke-width: 2.5; }
        .faint { opacity: .15; }
        .legend { display: flex; flex-wrap: wrap; gap: 2px 18px; list-style: none; margin: 0 0 8px; padding: 7px 0; font-size: .875rem; }
        .legend li { display: flex; gap: 7px; align-items: center; cursor: default; max-width: 100%; }
        .legend li svg { flex: none; overflow: visible; }
        .legend.sticky { position: sticky; top: 0; z-index: 1; background: var(--page); border-bottom: 1px solid var(--line); }
        .legend.print { display: none; }
        .switched .panel > summary { display: none; }
        .panel[hidden] { display: none; }
        #tip { position: fixed; z-index: 9; max-width: min(340px, calc(100vw - 16px)); padding: 6px 10px; background: var(--text);
          color: var(--page); border-radius: 5px; font-size: .8125rem; line-height: 1.4; white-space: pre-wrap; overflow-wrap: anywhere;
          pointer-events: none; }
        #tip[hidden] { display: none; }

        """

    private static let paper = """
        @page { size: landscape; margin: 12mm; }
        @media print {
          body { font-size: 10pt; background: #fff; }
          main { padding: 0; max-width: none; }
          .filters, .switch, #tip { display: none !important; }
          .scroll, pre { overflow: visible; max-height: none; border: none; }
          table { font-size: 6.5pt; }
          th, td { padding: 1px 3px; }
          thead th.text { min-width: 0; }
          thead, tbody th, thead tr:last-child th:first-child { position: static; }
          thead { display: table-header-group; }
          thead th[aria-sort] button::after { content: none; }
          .metrics { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 694px), 1fr)); gap: 0 32px; align-items: start; }
        .multiples { grid-template-columns: repeat(2, 1fr); }
          figure, tr, .legend, .metric { break-inside: avoid; }
          .switched .panel > summary { display: list-item; }
          h2, h3 { break-after: avoid; }
          .legend.sticky { position: static; }
          .metric:not(:first-of-type) .legend.print { display: flex; }
          details::details-content { content-visibility: visible; height: auto; }
        }

        """
}
