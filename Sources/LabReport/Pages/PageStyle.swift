/// The style sheet of report pages.
enum PageStyle {
    /// The hash of ``text`` for the pages' Content Security Policy.
    ///
    /// This target has no cryptography; `Tests/Browser/test_lab_reports.py` counts it again and says the new one.
    static let hash = "sha256-L3Sdpw4d5oc/PJVoagMGJHWF7MdPWCsTcCjUy/7wJIg="

    /// Colours for light and dark grounds; on paper the light ones hold, and nothing is told by colour alone.
    static let text = """
        :root{color-scheme:light dark;--ground:#fff;--text:#1b1f24;--quiet:#57606a;--line:#d0d7de;--soft:#f6f8fa;\
        --good:#116329;--bad:#b3141d;--open:#7d4e00;--seen:#ffebe9;--wanted:#dafbe1}
        @media(prefers-color-scheme:dark){:root{--ground:#0f1318;--text:#e6edf3;--quiet:#9aa4af;--line:#3a424c;\
        --soft:#171c23;--good:#5fd07f;--bad:#ff8c86;--open:#e3b341;--seen:#43171a;--wanted:#12331d}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
        main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 3rem}
        h1{font-size:1.6rem;line-height:1.2;margin:0 0 .5rem}
        h2{font-size:1.25rem;margin:2.5rem 0 .5rem;padding-top:.5rem;border-top:1px solid var(--line)}
        h3{font-size:1.05rem;margin:1.5rem 0 .25rem}
        h4{font-size:1rem;margin:.75rem 0 .25rem}
        p{margin:.4rem 0}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.75rem 0}
        dt{color:var(--quiet)}
        dd{margin:0;overflow-wrap:anywhere}
        .score{font-size:1.1rem}
        .quiet{color:var(--quiet)}
        .pass{color:var(--good);font-weight:600}
        .fail{color:var(--bad);font-weight:600}
        .unknown{color:var(--open);font-weight:600}
        .skipped{color:var(--quiet);font-weight:600}
        .scroll{overflow-x:auto;margin:1rem 0}
        .scroll:focus-visible{outline:2px solid var(--text);outline-offset:2px}
        table{border-collapse:collapse;width:100%}
        caption{text-align:left;font-weight:600;padding:.25rem 0}
        th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line)}
        thead th{border-bottom:2px solid var(--line)}
        tbody th{font-weight:500;overflow-wrap:break-word}
        tfoot th,tfoot td{font-weight:600;border-bottom:0}
        .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        code,pre{font:.875rem/1.45 ui-monospace,"DejaVu Sans Mono",monospace}
        pre{background:var(--soft);border:1px solid var(--line);border-radius:.3rem;padding:.5rem .75rem;margin:.5rem 0;\
        white-space:pre-wrap;overflow-wrap:anywhere;tab-size:4}
        pre ins,pre del{display:block;text-decoration:none;margin:0 -.75rem;padding:0 .75rem}
        pre ins{background:var(--seen)}
        pre del{background:var(--wanted)}
        ul{margin:.4rem 0;padding-left:1.25rem}
        @page{margin:15mm}
        @media print{:root{color-scheme:light;--ground:#fff;--text:#000;--quiet:#444;--line:#999;--soft:#fff;--good:#116329;\
        --bad:#b3141d;--open:#7d4e00;--seen:#ffebe9;--wanted:#dafbe1}
        main{max-width:none;padding:0}
        .scroll{overflow:visible}
        h2,h3,h4{break-after:avoid}
        tr{break-inside:avoid}}
        """
}
