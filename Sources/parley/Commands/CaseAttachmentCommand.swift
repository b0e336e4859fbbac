import ArgumentParser
import Foundation
import Outreach

extension CaseCommand {
    /// Hands out a file.
    struct Attachment: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a file that the family sent, by its number in `case show`.",
            discussion: """
                parley case attachment k7q2m 1 --as amina > picture.jpg

                The file is as it came. Who opened it is on record. Open programs and office files \
                of people whom you do not know with care.
                """)

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The case's reference.")
        var name: String
        @Argument(help: "The file's number.")
        var number: Int

        func run() async throws {
            try await common.work { place in
                let found = try await CaseFiles(place.desk).open(
                    number, on: name, by: acting.handle)
                try FileHandle.standardOutput.write(contentsOf: Data(found.bytes))
            }
        }
    }
}
