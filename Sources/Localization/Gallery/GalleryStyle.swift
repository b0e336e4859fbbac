import MessageFormat

/// The look of the gallery: one column on a phone, two on a desk, light and dark. Text and signs
/// reach a contrast of 4.5 to 1 on their grounds, borders 3 to 1 (WCAG 2.2 AA).
enum GalleryStyle {
    static let css = """
        :root { color-scheme: light dark; --ground: #f3f4f2; --sheet: #ffffff; --ink: #1c2023;
          --quiet: #4d565c; --line: #838c92; --link: #0b57a4; --note: #fdf3d7; --note-ink: #4a3a05;
          --bubble: #dcefdc; --bubble-ink: #10240f; }
        @media (prefers-color-scheme: dark) { :root { --ground: #111314; --sheet: #1b1e20;
          --ink: #f1f3f4; --quiet: #c3c9cd; --line: #7d868c; --link: #8fc1ff; --note: #3a3320;
          --note-ink: #f7edd2; --bubble: #24402a; --bubble-ink: #eaf6ea; } }
        * { box-sizing: border-box; }
        html { scroll-padding-top: 1rem; }
        body { margin: 0 auto; max-width: 84rem; padding: 1rem; background: var(--ground);
          color: var(--ink); font: 1rem/1.55 system-ui, 'Noto Sans', sans-serif;
          overflow-wrap: anywhere; }
        a { color: var(--link); }
        a:focus-visible, summary:focus-visible, iframe:focus-visible, [tabindex="0"]:focus-visible
          { outline: 3px solid var(--link); outline-offset: 2px; }
        main:focus { outline: none; }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--sheet);
          z-index: 2; }
        nav a { display: inline-block; padding: .25rem .75rem .25rem 0; }
        h1 { font-size: 1.9rem; line-height: 1.25; margin: 1rem 0 .5rem; }
        h2 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 .5rem; }
        h3 { font-size: 1.05rem; margin: 1.25rem 0 .5rem; }
        p { margin: 0 0 .75rem; max-width: 46rem; }
        .quiet, footer { color: var(--quiet); }
        .banner { padding: .75rem 1rem; background: var(--note); color: var(--note-ink);
          border-radius: .5rem; font-weight: 600; }
        .card { margin: 1.5rem 0; padding: 1.25rem; background: var(--sheet);
          border: 1px solid var(--line); border-radius: .75rem; }
        .channels { display: grid; gap: 0 1.5rem; grid-template-columns: minmax(0, 1fr); }
        @media (min-width: 60rem) { .channels { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); } }
        .variants { display: grid; gap: 0 1.5rem; align-items: start;
          grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr)); }
        h4 { margin: 1rem 0 .4rem; }
        iframe { width: 100%; height: var(--tall-phone); border: 1px solid var(--line);
          border-radius: .5rem; background: #eef1f3; }
        @media (min-width: 40rem) { iframe { height: var(--tall); } }
        .bubble { width: fit-content; max-width: 22rem; margin: 0 0 .5rem; padding: .7rem 1rem;
          background: var(--bubble); color: var(--bubble-ink); border-radius: 1.2rem 1.2rem 1.2rem .3rem;
          white-space: pre-wrap; }
        .bubble[dir="rtl"] { border-radius: 1.2rem 1.2rem .3rem 1.2rem; }
        .words { line-height: 1.7; }
        pre.words { white-space: pre-wrap; margin: .5rem 0; font-size: 1rem; }
        .lines { padding-inline-start: .8rem; border-inline-start: 3px solid var(--line); }
        summary { padding: .25rem 0; cursor: pointer; color: var(--link); }
        code { font-size: .9em; color: var(--quiet); }
        .state { display: flex; align-items: center; gap: .5rem; font-weight: 600; }
        .sign { display: inline-flex; align-items: center; justify-content: center; width: 2rem;
          height: 2rem; border-radius: .3rem; font-weight: 700; text-decoration: none;
          border: 2px solid transparent; }
        .reviewed { background: #1b6e3c; color: #ffffff; border-radius: 50%; }
        .machine { background: #1f5fa8; color: #ffffff; border-radius: .9rem .3rem; }
        .draft { background: #f6c453; color: #2b1d00; }
        .stale { background: #a8430b; color: #ffffff; border: 2px dashed #ffffff; }
        .low-confidence { background: #6b3fa0; color: #ffffff; border: 2px dotted #ffffff; }
        .missing { background: #ffffff; color: #333333; border: 2px dashed #555555; }
        .broken { background: #a3123a; color: #ffffff; border-radius: 0; }
        li .state { display: inline-flex; }
        .scroll { overflow-x: auto; margin-bottom: 1.5rem; }
        .matrix { border-collapse: separate; border-spacing: 2px; background: var(--sheet);
          padding: .5rem; border-radius: .75rem; }
        .matrix th { font-weight: 500; text-align: start; white-space: nowrap; padding: 0 .4rem; }
        .matrix thead a { writing-mode: vertical-rl; display: inline-block; padding: .3rem 0;
          line-height: 1.65rem; }
        .matrix thead th { vertical-align: bottom; padding: 0; text-align: center; }
        .matrix td { padding: 0; }
        .matrix .sign { width: 1.65rem; height: 1.65rem; font-size: .85rem; }
        .matrix tbody th { position: sticky; inset-inline-start: 0; background: var(--sheet); }
        @media (max-width: 40rem) { .matrix tbody th { white-space: normal; min-width: 9rem; } }
        .plain { list-style: none; margin: 0 0 1rem; padding: 0; }
        .plain li { padding: .2rem 0; }
        .languages { columns: 18rem auto; }
        .sheet { display: grid; gap: 1rem; margin: 1rem 0 1.5rem; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); }
        .sheet .card { margin: 0; }
        .sheet iframe { height: 34rem; }
        .sheet .subject { min-height: 3.2em; }
        small { font-size: .8em; font-weight: 500; }
        .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden;
          clip-path: inset(50%); white-space: nowrap; }
        @media print { nav, .skip, iframe { display: none; } .card { break-inside: avoid; } }
        """
}

/// A state as a sign: letter and shape say it without colour.
func stateSign(_ state: TranslationState) -> String {
    "<span class=\"sign \(state.rawValue)\" aria-hidden=\"true\">\(state.letter)</span>"
}
