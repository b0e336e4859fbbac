import ArgumentParser
import Outreach
import People

/// `parley case share`: the teacher who referred the child is told when its family writes.
struct CaseShareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "share",
        abstract: "Let the teacher who referred the child know when its family writes.",
        discussion: """
            The teacher hears that the family wrote and what it answered to an invitation; never \
            its words, an address or a number.

            parley case share k7q2m --with-teacher --as amina
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The case's reference.")
    var name: String
    @Flag(help: "From now on.")
    var withTeacher = false
    @Flag(help: "No longer.")
    var stop = false

    func validate() throws {
        guard withTeacher != stop else {
            throw ValidationError("Give --with-teacher, or --stop to end it.")
        }
    }

    func run() async throws {
        try await common.work { place in
            let shared = try await ChooseNotifications(place.desk).share(
                name, isOn: withTeacher, by: acting.handle)
            let (file, teacher) = (shared.file.reference, shared.teacher)
            try common.print(["case": file, "teacher": teacher.handle]) {
                guard withTeacher else {
                    return ["\(teacher.handle) is no longer told of \(file)."]
                }
                let isReached = teacher.email != nil
                return ["\(teacher.handle) is told when the family writes in \(file)."]
                    + (isReached
                        ? []
                        : [
                            "But \(teacher.handle) has no mail address yet: "
                                + "parley staff email \(teacher.handle) ADDRESS"
                        ])
            }
        }
    }
}
