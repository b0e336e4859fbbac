import Foundation
import MessageFormat
import Testing

@testable import Localization

/// What programs of translators make of a file, and what is read from it all the same.
@Suite struct ToolHabitTests {
    /// The words of `urgent.opening` in Somali, as all of these files mean them.
    static let meant =
        "{#strong}Tani waa farriin cusub oo ka timid {$school}.{/strong} Fadlan hadda akhri."

    static let source12 =
        "<source><g id=\"1\">This is an urgent message from <ph id=\"2\">{$school}</ph>.</g> Please read it now.</source>"

    static func v1(_ inner: String, unit: String = "", file: String = "target-language=\"so\"")
        -> String
    {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
        <file \(file) datatype="x" source-language="en" original="urgent.mf2"><body>
        <trans-unit id="urgent.opening"\(unit)>\(inner)</trans-unit>
        </body></file></xliff>
        """
    }

    static func v2(_ inner: String) -> String {
        """
        <?xml version="1.0"?>
        <xliff trgLang="so" srcLang="en" version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0">
        <file id="f"><unit id="urgent.opening"><originalData><data id="a">{$school}</data>
        <data id="b">{#strong}</data><data id="c">{/strong}</data></originalData>
        \(inner)</unit></file></xliff>
        """
    }

    static let files = [
        "ids written anew": v1(
            source12
                + "<target><g id=\"1\">Tani waa farriin cusub oo ka timid <ph id=\"x81\">{$school}</ph>.</g> Fadlan hadda akhri.</target>"
        ),
        "g written as bpt and ept": v1(
            source12
                + "<target><bpt id=\"7\">{#strong}</bpt>Tani waa farriin cusub oo ka timid <x id=\"2\"/>.<ept id=\"7\">{/strong}</ept> Fadlan hadda akhri.</target>"
        ),
        "segments marked, with seg-source": v1(
            source12
                + "<seg-source><mrk mtype=\"seg\" mid=\"1\">…</mrk></seg-source><target state=\"signed-off\"><mrk mtype=\"seg\" mid=\"1\"><g id=\"1\">Tani waa farriin cusub oo ka timid <ph id=\"2\">{$school}</ph>.</g></mrk> <mrk mtype=\"seg\" mid=\"2\">Fadlan hadda akhri.</mrk></target>"
        ),
        "lines broken and indented": v1(
            source12
                + "\n<target>\n    <g id=\"1\">Tani waa farriin cusub\n    oo ka timid <ph id=\"2\">{$school}</ph>.</g>\n    Fadlan hadda akhri.\n  </target>"
        ),
        "a region added, alternatives and a note of its own": v1(
            source12
                + "<target><g id=\"1\">Tani waa farriin cusub oo ka timid <ph id=\"2\">{$school}</ph>.</g> Fadlan hadda akhri.</target><note>ok</note><alt-trans><source>x</source><target>y</target></alt-trans>",
            file: "target-language=\"so-SO\""),
        "one unit in two segments": v2(
            "<segment state=\"final\"><source><pc id=\"1\" dataRefStart=\"b\" dataRefEnd=\"c\">This is an urgent message from <ph id=\"2\" dataRef=\"a\"/>.</pc></source><target><pc id=\"1\" dataRefStart=\"b\" dataRefEnd=\"c\">Tani waa farriin cusub oo ka timid <ph id=\"2\" dataRef=\"a\"/>.</pc></target></segment><ignorable><source> </source></ignorable><segment state=\"final\"><source>Please read it now.</source><target>Fadlan hadda akhri.</target></segment>"
        ),
        "pc parted into sc and ec": v2(
            "<segment state=\"translated\"><source><pc id=\"1\" dataRefStart=\"b\" dataRefEnd=\"c\">This is an urgent message from <ph id=\"2\" dataRef=\"a\"/>.</pc> Please read it now.</source><target><sc id=\"9\" dataRef=\"b\"/>Tani waa farriin cusub oo ka timid <ph id=\"4\" dataRef=\"a\"/>.<ec startRef=\"9\" dataRef=\"c\"/> <mrk id=\"m\" type=\"term\">Fadlan</mrk> hadda akhri.</target></segment>"
        ),
        "segments in another order": v2(
            "<segment state=\"final\"><source><pc id=\"1\" dataRefStart=\"b\" dataRefEnd=\"c\">This is an urgent message from <ph id=\"2\" dataRef=\"a\"/>.</pc></source><target order=\"3\">Fadlan hadda akhri.</target></segment><ignorable><source> </source></ignorable><segment state=\"final\"><source>Please read it now.</source><target order=\"1\"><pc id=\"1\" dataRefStart=\"b\" dataRefEnd=\"c\">Tani waa farriin cusub oo ka timid <ph id=\"2\" dataRef=\"a\"/>.</pc></target></segment>"
        ),
    ]

    @Test(arguments: files.keys.sorted())
    func `a file as tools leave it says what was meant`(_ habit: String) throws {
        let fixture = try NoticeFixture(["en", "so"])
        let decision = try fixture.importing(try #require(Self.files[habit]))
        let item = try #require(decision.items.first)
        #expect(decision.items.count == 1)
        #expect(item.reasons == [])
        #expect(item.verdict == .changed)
        #expect(item.after.map(oneLine) == Self.meant)
        #expect(item.standing == .draft)
    }

    static let refused = [
        ("a blank lost", "<g id=\"1\">Tani waa farriin.</g> Akhri.", "{$school} is missing"),
        (
            "a blank typed as words", "<g id=\"1\">Tani {$school}.</g> Akhri.",
            "{$school} is missing"
        ),
        (
            "a blank doubled",
            "<g id=\"1\">Tani <ph id=\"2\">{$school}</ph> <ph id=\"2\">{$school}</ph>.</g> Akhri.",
            "2 times instead of once"
        ),
        (
            "a blank of its own",
            "<g id=\"1\">Tani <ph id=\"2\">{$school}</ph>.</g> <ph id=\"3\">{$phone}</ph>",
            "none of the blanks"
        ),
        (
            "a blank misspelt", "<g id=\"1\">Tani <ph id=\"2\">{$schol}</ph>.</g> Akhri.",
            "none of the blanks"
        ),
        ("markup lost", "Tani <ph id=\"2\">{$school}</ph>. Akhri.", "{#strong} is missing"),
        (
            "markup turned around",
            "<ept id=\"1\">{/strong}</ept>Tani <ph id=\"2\">{$school}</ph>.<bpt id=\"1\">{#strong}</bpt>",
            "ends what has not begun"
        ),
        (
            "an element that no text has",
            "<g id=\"1\">Tani <ph id=\"2\">{$school}</ph>.</g> <script>x</script>",
            "<script> stands in a text"
        ),
        (
            "a hidden mark that turns the direction",
            "<g id=\"1\">Tani \u{202E}<ph id=\"2\">{$school}</ph>.</g> Akhri.", "[bidi-control]"
        ),
        (
            "English given back",
            "<g id=\"1\">This is an urgent message from <ph id=\"2\">{$school}</ph>.</g> Please read it now.",
            "[untranslated]"
        ),
        (
            "another script",
            "<g id=\"1\">Это срочное сообщение <ph id=\"2\">{$school}</ph>.</g> Прочтите его.",
            "[wrong-script]"
        ),
    ]

    @Test(arguments: refused)
    func `damage is refused with the reason, and nothing is written`(
        _ name: String, _ target: String, _ reason: String
    ) throws {
        let fixture = try NoticeFixture(["en", "so"])
        let before = try fixture.read("locales/so/urgent.mf2")
        let decision = try fixture.importing(
            Self.v1(Self.source12 + "<target>\(target)</target>"))
        let item = try #require(decision.items.first)
        #expect(item.verdict == .refused)
        #expect(item.reasons.map(\.sentence).joined().contains(reason), "\(item.reasons)")
        #expect(item.reasons.allSatisfy { $0.line == 4 })
        try decision.apply()
        #expect(try fixture.read("locales/so/urgent.mf2") == before)
    }
}
