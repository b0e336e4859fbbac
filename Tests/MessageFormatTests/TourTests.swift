import Foundation
import MessageFormat
import Testing

/// The examples of the tour in MessageFormat.docc, which has to have them word for word.
struct TourTests {
    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing("\"", with: "&quot;")
    }

    @Test func `the tour does what it says`() throws {
        let invitation = try Message(
            "{$teacher} would like to meet you on {$day :date length=long}.")
        let english = FormatContext(locale: .english, timeZone: "America/Chicago")
        let values: MessageArguments = ["teacher": .string("Ms. Lee"), "day": .date("2026-12-03")]
        let text = invitation.text(values, english).text
        #expect(text == "\u{2068}Ms. Lee\u{2069} would like to meet you on December 3, 2026.")

        let absences = try Message(
            """
            .input {$count :integer}
            .match $count
            0   {{No absences this month.}}
            one {{{$count} absence this month.}}
            *   {{{$count} absences this month.}}
            """)
        let none = absences.text(["count": .integer(0)], english).text
        #expect(none == "No absences this month.")
        let many = absences.text(["count": .integer(1_200)], english).text
        #expect(many == "1,200 absences this month.")

        let problems = Message.problems(in: "Dear {$parent, thank you.")
        let places = problems.map { "\($0.line):\($0.column) \($0.kind.rawValue)" }
        #expect(places == ["1:14 syntax-error"])
        let result = invitation.text(["day": .date("2026-12-03")], english)
        #expect(
            result.text == "\u{2068}{$teacher}\u{2069} would like to meet you on December 3, 2026.")
        let missing = result.problems.map(\.kind)
        #expect(missing == [.unresolvedVariable])

        let linked = try Message("Please {#a href=$url}answer{/a} by {$day :date}.")
        let parts = linked.format(
            ["url": .string("https://example.org/?a=1&b=2"), "day": .date("2026-12-03")], english
        ).parts
        let html = parts.map { part in
            switch part {
            case .markup(let tag) where tag.kind == .open:
                "<\(tag.name) href=\"\(escaped(tag.options.first?.value ?? ""))\">"
            case .markup(let tag): "</\(tag.name)>"
            default: escaped(part.text)
            }
        }.joined()
        #expect(
            html == "Please <a href=\"https://example.org/?a=1&amp;b=2\">answer</a> by Dec 3, 2026."
        )

        let school = FormatContext(
            locale: .english, bidi: .none,
            functions: .standard.adding("school:grade", GradeName()))
        let welcome = try Message("Welcome to {$grade :school:grade}!")
        let first = welcome.text(["grade": .integer(0)], school).text
        #expect(first == "Welcome to kindergarten!")

        let json = try JSONEncoder().encode(absences.model)
        let model = try JSONDecoder().decode(MessageModel.self, from: json)
        let again = try Message(model)
        #expect(again.model.canonical == absences.model.canonical)

        let file = try MessageResource.parse(
            """
            @locale es
            ---
            # Above every notice.
            greeting = Estimada familia de {$student}:
            """)
        let greeting = try Message(file["greeting"]?.source ?? "")
        #expect(greeting.variables.map(\.name) == ["student"])
    }

    @Test func `every line of code in the tour stands in this test`() throws {
        let folder = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let tour = try String(
            contentsOf: folder.appending(
                path: "Sources/MessageFormat/MessageFormat.docc/MessageFormat.md"),
            encoding: .utf8)
        func lines(_ text: String) -> [String] {
            text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        let test = lines(try String(contentsOfFile: #filePath, encoding: .utf8))
        let known = Set(test)
        let blocks = tour.components(separatedBy: "```swift\n").dropFirst()
        #expect(blocks.count == 8)
        for block in blocks {
            let code = block.components(separatedBy: "\n```").first ?? ""
            for line in lines(code) where !line.isEmpty && !line.hasPrefix("//") {
                #expect(known.contains(line), "\(line)")
            }
        }
    }
}

struct GradeName: MessageFunction {
    struct Result: FunctionResult {
        let name: String
        var value: MessageValue { .string(name) }
        func formatted() -> ValueText { ValueText(type: "grade", text: name) }
    }

    func resolve(_ call: inout FunctionCall) throws(FunctionFailure) -> any FunctionResult {
        guard case .integer(let grade)? = call.operand?.value else {
            throw FunctionFailure(.badOperand, ":school:grade needs a whole number.")
        }
        return Result(name: grade == 0 ? "kindergarten" : "grade \(grade)")
    }
}
