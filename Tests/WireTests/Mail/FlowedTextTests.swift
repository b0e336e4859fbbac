import Engines
import Testing
import Wire

@Suite struct FlowedTextTests {
    private func text(_ body: String, _ parameters: String = "; format=flowed") throws -> String {
        let header = "From: a@b.example\nContent-Type: text/plain; charset=utf-8\(parameters)\n\n"
        return try readMail(Array((header + body).utf8)).value.text
    }

    @Test func `soft breaks are undone, hard ones stay`() throws {
        #expect(
            try text("Ana will \ncome on \nMonday.\nThank you.\n")
                == "Ana will come on Monday.\nThank you.\n")
    }

    @Test func `a text that does not declare it keeps its lines`() throws {
        #expect(try text("Ana will \ncome.\n", "") == "Ana will \ncome.\n")
        #expect(try text("Ana will \ncome.\n", "; format=fixed") == "Ana will \ncome.\n")
    }

    @Test func `quotes flow by their depth and keep their marks`() throws {
        let body = ">> first \n>> quoted\n> second \n> quoted\nmine \ntoo\n"
        #expect(try text(body) == ">> first quoted\n> second quoted\nmine too\n")
        #expect(try text("> quoted \nmine\n") == "> quoted \nmine\n")
    }

    @Test func `the space is part of no Chinese word`() throws {
        let body = "老师您好，我们星期 \n三会来。\n"
        #expect(try text(body, "; format=flowed; delsp=yes") == "老师您好，我们星期三会来。\n")
        #expect(try text("> 老师 \n> 您好\n", "; Format=Flowed; DelSp=Yes") == "> 老师您好\n")
    }

    @Test func `the signature mark is no soft break`() throws {
        #expect(try text("Thank you.\n-- \nJane\n") == "Thank you.\n-- \nJane\n")
        #expect(try text("Thank \n-- \nJane\n") == "Thank \n-- \nJane\n")
    }

    @Test func `stuffing is taken off but for what would look quoted`() throws {
        #expect(
            try text(" From here\n >no quote\n  indented\n") == "From here\n >no quote\n indented\n"
        )
    }

    @Test func `a megabyte of soft breaks is read in time`() throws {
        let time = try processorTime {
            _ = try text(String(repeating: "a \n", count: 300_000))
            _ = try text(String(repeating: ">", count: 500_000) + " \n> a \n")
        }
        #expect(time < .seconds(10))
    }
}
