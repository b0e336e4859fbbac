/// A finding as a workflow command of GitHub Actions: it shows beside the line in a pull request.
///
/// `::error file=locales/so/urgent.mf2,line=16,col=93,title=unknown-variable::$studnt is not …`
/// Source: GitHub Docs, "Workflow commands for GitHub Actions"; the escapes are those of its
/// toolkit (`packages/core/src/command.ts`).
public struct WorkflowCommand: Sendable, Hashable, CustomStringConvertible {
    private let finding: CatalogFinding
    private let file: String

    /// A command for a finding.
    ///
    /// - Parameters:
    ///   - finding: What is wrong.
    ///   - file: Its path from the root of the repository; the finding's own by default.
    public init(_ finding: CatalogFinding, file: String? = nil) {
        self.finding = finding
        self.file = file ?? finding.file
    }

    /// One line, without its end.
    public var description: String {
        var properties = [("file", file)]
        // A finding about the whole file has no line; GitHub shows it at the first one then.
        if finding.line > 0 {
            properties += [("line", "\(finding.line)"), ("col", "\(finding.column)")]
        }
        properties.append(("title", finding.rule.rawValue))
        let list = properties.map { "\($0.0)=\(Self.escaped($0.1, isProperty: true))" }
        let text = Self.escaped(finding.sentence, isProperty: false)
        return "::\(name) \(list.joined(separator: ","))::\(text)"
    }

    private var name: String {
        switch finding.severity {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
    }

    /// By scalars: to Swift CR LF is one character, and it would slip through.
    private static func escaped(_ text: String, isProperty: Bool) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": escaped.append(contentsOf: "%25".unicodeScalars)
            case "\r": escaped.append(contentsOf: "%0D".unicodeScalars)
            case "\n": escaped.append(contentsOf: "%0A".unicodeScalars)
            case ":" where isProperty: escaped.append(contentsOf: "%3A".unicodeScalars)
            case "," where isProperty: escaped.append(contentsOf: "%2C".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
