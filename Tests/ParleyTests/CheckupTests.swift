import Inbox
import MessageFormat
import Store
import Testing
import Wire

@testable import parley

@Suite struct CheckupTests {
    @Test(arguments: [
        (0, Finding.Level.fail), (49_999_999, .fail), (50_000_000, .warn),
        (499_999_999, .warn),
        (500_000_000, .ok), (Int.max, .ok),
    ])
    func `Little room is a warning, hardly any a failure`(_ bytes: Int, _ level: Finding.Level) {
        #expect(MachineCheckup.room(bytes: bytes, kept: 0, "/data").level == level)
    }

    @Test func `Less room than is kept free is a failure that says what is refused`() throws {
        #expect(MachineCheckup.room(bytes: 999_999_999, kept: 999_999_999, "/data").level == .ok)
        let short = MachineCheckup.room(bytes: 999_999_998, kept: 999_999_999, "/data")
        #expect(short.level == .fail)
        #expect(try #require(short.todo).contains("notices to many are refused"))
    }

    @Test func `A folder that is not there has no room to tell`() {
        #expect(MachineCheckup.room(in: "/no/such/folder", kept: 0).level == .fail)
    }

    @Test(arguments: [
        (Int64(0), Finding.Level.fail), (1_750_000_000_000, .fail), (1_795_446_000_000, .ok),
        (4_200_000_000_000, .fail), (Int64.max, .fail), (.min, .fail),
    ])
    func `A clock outside of this century's use was never set`(
        _ milliseconds: Int64, _ level: Finding.Level
    ) {
        #expect(MachineCheckup.clock(Instant(milliseconds: milliseconds)).level == level)
    }

    @Test func `A database that may lose what was acknowledged is a warning`() {
        #expect(DatabaseCheckup.durability(journal: "wal", synchronous: 2).level == .ok)
        #expect(DatabaseCheckup.durability(journal: "wal", synchronous: 1).level == .warn)
        #expect(DatabaseCheckup.durability(journal: "delete", synchronous: 2).level == .warn)
        #expect(DatabaseCheckup.durability(off: []).level == .ok)
        #expect(DatabaseCheckup.durability(off: ["fsync"]).what.contains("fsync"))
    }

    @Test func `Errors in the catalogs stop all notices, warnings do not`() {
        #expect(WordsCheckup.catalogs(errors: 0, warnings: 0).level == .ok)
        #expect(WordsCheckup.catalogs(errors: 0, warnings: 3).level == .warn)
        #expect(WordsCheckup.catalogs(errors: 1, warnings: 3).level == .fail)
    }

    @Test func `A language of which nothing may go out is a warning`() throws {
        let somali = try #require(LanguageTag("so"))
        #expect(WordsCheckup.reach([somali], 0, of: 7).level == .warn)
        #expect(WordsCheckup.reach([somali], 1, of: 7).level == .ok)
    }

    @Test func `A language in which we only offer help is in order`() throws {
        let khmer = try #require(LanguageTag("km"))
        let finding = try #require(WordsCheckup.helpOnly([khmer]).first)
        #expect(finding.level == .ok)
        #expect(finding.what == "Language km: free help line only")
        #expect(WordsCheckup.helpOnly([]).isEmpty)
    }

    @Test func `A language that is only begun is told apart from one that offers help`() throws {
        let dutch = try #require(LanguageTag("nl"))
        let finding = try #require(WordsCheckup.begun([dutch]).first)
        #expect(finding.level == .ok)
        #expect(finding.what == "Language nl: begun, nothing translated; English goes out")
        #expect(WordsCheckup.begun([]).isEmpty)
    }

    @Test(arguments: [
        (PortState.free, Finding.Level.ok), (.greeted("220 in.test LMTP Parley"), .ok),
        (.greeted("220 in.test ESMTP Parley"), .ok),
        (.greeted("220 other.test LMTP Parley"), .fail),
        (.greeted("220 in.test ESMTP Postfix"), .fail), (.greeted(""), .fail),
        (.refused("Permission denied"), .fail),
    ])
    func `A port is free, ours, or in the way`(_ state: PortState, _ level: Finding.Level) {
        let finding = InboxCheckup.listener(state, "127.0.0.1:2424", domain: "in.test")
        #expect(finding.level == level)
    }
}

@Suite struct SMTPCheckupTests {
    private func levels(
        _ probe: SMTPProbe, host: String = "mail.test", port: Int = 587,
        _ tls: TLSPolicy = .required,
        user: String? = nil
    ) -> [Finding.Level] {
        var endpoint = SMTPEndpoint(host: host, port: port, ehloName: "me.test", tls: tls)
        endpoint.user = user
        return SMTPCheckup.findings(probe, endpoint).map(\.level)
    }

    @Test func `A ready server is well, with doubts where a log-in or TLS may have been forgotten`()
    {
        let ready = SMTPProbe.ready(offers: ["AUTH": "PLAIN"])
        #expect(levels(ready, user: "ana") == [.ok])
        #expect(levels(ready) == [.ok, .warn])
        #expect(levels(ready, port: 25) == [.ok])
        #expect(levels(.ready(offers: [:]), .never) == [.ok, .warn])
        #expect(levels(.ready(offers: [:]), host: "127.0.0.1", .never) == [.ok])
        #expect(levels(.unreachable("Nobody. Check it.")) == [.fail])
    }

    @Test(arguments: SMTPStage.allCases)
    func `A refusal is told by its codes; what the server says may name the account`(
        _ stage: SMTPStage
    ) throws {
        let endpoint = SMTPEndpoint(
            host: "mail.test", port: 587, ehloName: "me.test", tls: .required)
        let reply = SMTPReply(535, "5.7.8", "ana@school.test: wrong")
        let finding = try #require(SMTPCheckup.findings(.refused(reply, stage), endpoint).first)
        #expect(finding.level == .fail)
        #expect(finding.line.contains("535 5.7.8"))
        #expect(!finding.line.contains("@"))
    }
}
