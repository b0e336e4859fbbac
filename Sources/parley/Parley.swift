import ArgumentParser
import Foundation

/// Runs the command line, and says so when what it printed went nowhere: a full disk must not look
/// like success to a script.
@main
enum Program {
    static func main() async {
        ReceiveCommand.end(onMisuse: Array(CommandLine.arguments.dropFirst()))
        await Parley.main()
        guard fflush(nil) != 0, errno != EPIPE else { return }
        complain("What was printed could not be written: \(String(cString: strerror(errno))).")
        exit(74)
    }
}

/// The command line's root: it lists the commands, and each of them is a file of its own.
struct Parley: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parley",
        abstract: "Messages between a school's liaison and families, in each family's language.",
        discussion: """
            Start with `parley demo`: it runs a small school's day in a folder of its own.

            A school of your own: parley init, parley staff add, parley import, then
            parley case refer and parley meeting set. `parley serve` sends, listens and reads.
            """,
        version: programVersion,
        groupedSubcommands: [
            CommandGroup(name: "Try it:", subcommands: [DemoCommand.self]),
            CommandGroup(
                name: "Set it up:",
                subcommands: [
                    InitCommand.self, MigrateCommand.self, KeysCommand.self, StaffCommand.self,
                    ImportCommand.self, PeopleCommand.self, SMSCommand.self,
                ]),
            CommandGroup(
                name: "Work with families:",
                subcommands: [
                    CaseCommand.self, MeetingCommand.self, EventCommand.self, SendCommand.self,
                    TriageCommand.self, TranslateCommand.self,
                ]),
            CommandGroup(
                name: "Run it:",
                subcommands: [
                    ServeCommand.self, WorkerCommand.self, ReceiveCommand.self, ArchiveCommand.self,
                    DoctorCommand.self,
                ]),
            CommandGroup(
                name: "Look inside:",
                subcommands: [AuditCommand.self, CatalogCommand.self, InspectCommand.self]),
        ])
}
