import Foundation
import Testing

struct LostOutputTests {
    @Test func `what could not be printed is no success`() async throws {
        let folder = try Folder()
        let run = try RunningProgram(
            URL(filePath: "/bin/sh"),
            ["-c", "\"$0\" sms providers > /dev/full; echo $?", try ParleyProgram.url().path],
            environment: [:], in: folder)
        try await run.ended()
        #expect(run.output == "74\n")
        #expect(run.complaints.contains("No space left on device"), "\(run.complaints)")
    }
}
