/// One row of a roster: a child and somebody who belongs to it.
struct RosterRow: Sendable {
    var student: String
    var child: (given: String, family: String)
    var contact: String
    var parent: (given: String, family: String)
    var language: String
    var email: String
    var phone = ""
    var household: String
    var mayReceive = true
    var noContact = false

    /// A household of one child and one parent, both called by the number and the name.
    static func pair(_ number: Int, _ name: String, _ language: String, _ email: String)
        -> RosterRow
    {
        RosterRow(
            student: "S\(number)", child: ("Child", name), contact: "C\(number)",
            parent: ("Parent", name), language: language, email: email, household: "F\(number)")
    }

    /// A household with a telephone and no mail.
    static func phone(_ number: Int, _ name: String, _ language: String, _ phone: String)
        -> RosterRow
    {
        var row = pair(number, name, language, "")
        row.phone = phone
        return row
    }

    /// The file that `parley import` takes.
    static func csv(_ rows: [RosterRow]) -> String {
        let head =
            "student_id,student_given_name,student_family_name,grade,contact_id,"
            + "contact_given_name,contact_family_name,relation,home_language,email,phone,"
            + "family,lives_with,custody,may_receive,no_contact,interpreter,unlisted\n"
        return head + rows.map(\.line).joined()
    }

    private var line: String {
        let cells = [
            student, child.given, child.family, "3", contact, parent.given, parent.family, "parent",
            language, email, phone, household, "yes", "", mayReceive ? "yes" : "no",
            noContact ? "yes" : "no", "no", "no",
        ]
        return cells.joined(separator: ",") + "\n"
    }
}
