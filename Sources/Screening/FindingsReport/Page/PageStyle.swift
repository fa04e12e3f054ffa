/// The style sheet of `report.html`: grey and quiet, light or dark as the reader's screen is, black on white on paper, where a
/// report with one finding fits one sheet.
enum PageStyle {
  /// - Parameter runningFoot: text at the foot of every printed page, so that no sheet is without its patient and the notice.
  static func sheet(runningFoot: String, page: String) -> String {
    rules + """

      @page {
        size: A4; margin: 10mm 12mm 14mm;
        @bottom-left { content: \(CSSString.quoted(runningFoot)); font: 8pt sans-serif; color: #444; }
        @bottom-right { content: \(CSSString.quoted(page + " ")) counter(page) " / " counter(pages); font: 8pt sans-serif; color: #444; }
      }

      """
  }

  private static let rules = """
    :root {
      color-scheme: light dark;
      --ground: #ffffff; --panel: #f3f5f7; --line: #cfd6dd; --text: #191d22; --soft: #535d68; --caution: #9a5b00;
      --caution-ground: #fff6e5; --stop: #9c1c1c;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #14171b; --panel: #1d2227; --line: #38414a; --text: #dde2e7; --soft: #a3adb7; --caution: #f0b454;
        --caution-ground: #2a2418; --stop: #ff9a92;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0 auto; padding: 1.2rem 1.5rem 2rem; max-width: 62rem; background: var(--ground); color: var(--text);
      font: 15px/1.45 system-ui, "Segoe UI", "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
    }
    h1 { font-size: 1.35rem; margin: 0; }
    h2 { font-size: 1.05rem; margin: 1.4rem 0 .4rem; }
    h3 { font-size: 1rem; margin: 0; }
    p { margin: .2rem 0; }
    a { color: inherit; }
    .notice {
      margin: .7rem 0; padding: .45rem .8rem; border-left: 4px solid var(--caution); background: var(--caution-ground);
    }
    .notice strong { color: var(--caution); }
    dl.facts { display: flex; flex-wrap: wrap; gap: .2rem 1.6rem; margin: .5rem 0; }
    dl.facts div { display: flex; gap: .45rem; }
    dt { color: var(--soft); }
    dd { margin: 0; overflow-wrap: anywhere; }
    .outcome { margin: .9rem 0; padding: .6rem .9rem; background: var(--panel); border: 1px solid var(--line); border-radius: 4px; }
    .outcome h2 { margin: 0; font-size: 1.2rem; }
    .outcome.refused, .outcome.failed { border-left: 4px solid var(--stop); }
    .quality { margin: .6rem 0; }
    .quality h2 { display: inline; font-size: 1rem; margin: 0; }
    .performance { margin: .6rem 0; }
    .performance h2 { display: inline; font-size: 1rem; margin: 0; }
    .performance table { width: auto; margin: .25rem 0; }
    .verdict { font-weight: 600; }
    .verdict.warning { color: var(--caution); }
    .verdict.refused { color: var(--stop); }
    ul.reasons { margin: .25rem 0 0; padding-left: 1.2rem; }
    .evidence { color: var(--soft); }
    .summary { display: grid; grid-template-columns: minmax(0, 11fr) minmax(0, 10fr); gap: 1.2rem; align-items: start; margin-top: .8rem; }
    figure { margin: 0; }
    figcaption { color: var(--soft); font-size: .85rem; margin-top: .25rem; }
    img { display: block; max-width: 100%; height: auto; background: #000; border-radius: 2px; }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
    caption { text-align: left; font-weight: 600; padding-bottom: .3rem; }
    th, td { text-align: left; padding: .28rem .9rem .28rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
    th { color: var(--soft); font-weight: 500; }
    td.number, th.number { text-align: right; }
    .notes { color: var(--soft); font-size: .85rem; margin-top: .5rem; }
    article { margin: 1.1rem 0; }
    article header { display: flex; flex-wrap: wrap; gap: .1rem 1rem; align-items: baseline; margin-bottom: .35rem; }
    .rank { display: inline-block; min-width: 1.7rem; text-align: center; border: 1px solid var(--line); border-radius: 4px; background: var(--panel); margin-right: .4rem; }
    .place { color: var(--soft); font-size: .85rem; }
    footer { margin-top: 1.6rem; padding-top: .5rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .8rem; overflow-wrap: anywhere; }
    @media (max-width: 44rem) { .summary { grid-template-columns: 1fr; } }
    @media print {
      :root {
        color-scheme: light;
        --ground: #ffffff; --panel: #f3f5f7; --line: #bbbbbb; --text: #000000; --soft: #444444; --caution: #7a4700;
        --caution-ground: #ffffff; --stop: #8a0f0f;
      }
      body { max-width: none; padding: 0; font-size: 9.5pt; line-height: 1.35; }
      footer { margin-top: .6rem; padding-top: .3rem; font-size: 7.5pt; }
      .performance { margin: .3rem 0; font-size: 8pt; line-height: 1.25; }
      .performance h2 { font-size: 8.5pt; }
      .summary { grid-template-columns: minmax(0, 8fr) minmax(0, 13fr); }
      article { margin: .7rem 0; }
      article img { width: 124mm; }
      article, figure, tr, .notice, .outcome { break-inside: avoid; }
      h2 { break-after: avoid; }
      img { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      a { text-decoration: none; }
    }
    """
}
