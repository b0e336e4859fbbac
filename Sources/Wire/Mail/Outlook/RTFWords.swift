/// The control words of RTF that are not looked at one by one.
enum RTFWords {
    /// Words that stand for signs.
    static let signs = [
        "par": "\n", "line": "\n", "row": "\n", "sect": "\n", "page": "\n", "tab": "\t",
        "cell": "\t", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
        "ldblquote": "“", "rdblquote": "”",
    ]

    /// Groups that hold no words of the text.
    static let unread: Set<String> = [
        "colortbl", "stylesheet", "info", "pict", "object", "header", "footer",
        "headerl", "headerr", "footerl", "footerr", "fldinst", "listtable", "themedata",
    ]
}
