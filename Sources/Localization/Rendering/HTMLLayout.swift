/// The one mail layout.
enum HTMLLayout {
    /// Counted up when the layout changes what a family sees: part of a rendering's digest.
    static let version = 1

    static func page(language: String, direction: String, title: String, body: String) -> String {
        """
        <!doctype html>
        <html lang="\(language)" dir="\(direction)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>\(title)</title>
        <style>
        :root { color-scheme: light dark; }
        @media (prefers-color-scheme: dark) {
        .page { background: #111314 !important; }
        .sheet { background: #1b1e20 !important; color: #f1f3f4 !important; }
        .card { background: #2a2e31 !important; color: #f1f3f4 !important; }
        .top { background: #3a3320 !important; color: #f7edd2 !important; }
        .quiet { color: #c3c9cd !important; }
        .rule { border-color: #555b60 !important; }
        }
        </style>
        </head>
        <body class="page" style="\(HTMLStyle.page)" dir="\(direction)">
        <div class="sheet" role="article" lang="\(language)" dir="\(direction)" style="\(HTMLStyle.sheet)">
        \(body)</div>
        </body>
        </html>

        """
    }
}

/// Inline styles. Text is 16 px at least and all colours reach a contrast of 4.5 to 1.
enum HTMLStyle {
    static let page = "margin:0;padding:16px 8px;background:#eef1f3;"
    static let sheet =
        "max-width:600px;margin:0 auto;padding:24px 20px;background:#ffffff;color:#1c2023;"
        + "border-radius:8px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',"
        + "'Noto Naskh Arabic',Tahoma,Arial,sans-serif;font-size:17px;line-height:1.6;"
        + "overflow-wrap:anywhere;"
    static let marker = "margin:0 0 12px;font-size:16px;color:#5a6268;"
    static let top =
        "margin:0 0 20px;padding:10px 14px;background:#fdf3d7;color:#4a3a05;border-radius:6px;"
        + "font-size:16px;"
    static let heading = "margin:0 0 16px;font-size:24px;line-height:1.3;"
    static let paragraph = "margin:0 0 16px;"
    static let facts =
        "width:100%;margin:0 0 20px;padding:8px;border-collapse:separate;border-spacing:0;"
        + "background:#f3f6f8;color:#1c2023;border-radius:6px;"
    static let label =
        "padding:6px 8px;vertical-align:top;font-weight:normal;color:#4d565c;width:30%;"
        + "overflow-wrap:normal;"
    static let value = "padding:6px 8px;vertical-align:top;font-weight:bold;"
    static let words =
        "margin:0 0 16px;padding:12px 14px;background:#f3f6f8;color:#1c2023;border-radius:6px;"
    static let choices = "margin:0 0 20px;"
    static let choice =
        "margin:0 0 8px;padding:8px 14px;background:#f3f6f8;color:#1c2023;border-radius:6px;"
    static let foot = "margin:0 0 12px;font-size:16px;color:#4d565c;"
    static let rule = "border:0;border-top:1px solid #c9d0d5;margin:20px 0;"
}
