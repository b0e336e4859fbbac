import ArgumentParser
import Outreach

/// `parley send pause`: halts a send while it runs.
struct PauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Halt a send while it runs; what has not left is held.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The send's reference.")
    var name: String

    func run() async throws {
        let (handle, name) = (acting.handle, name)
        try await common.work { place in
            let held = try await SteerSend(place.desk).pause(name, by: handle)
            try common.print(["held": held]) {
                [
                    "Paused: \(counted(held, "message is", "messages are")) held. "
                        + "`parley send resume \(name)` lets them go on."
                ]
            }
        }
    }
}

/// `parley send resume`: lets a halted send go on.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let a paused send go on.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The send's reference.")
    var name: String

    func run() async throws {
        let (handle, name) = (acting.handle, name)
        try await common.work { place in
            let waiting = try await SteerSend(place.desk).resume(name, by: handle)
            try common.print(["waiting": waiting]) {
                ["Goes on: \(counted(waiting, "message waits", "messages wait")) again."]
            }
        }
    }
}

/// `parley send cancel`: ends a send.
struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "End a send: nothing more of it leaves.",
        discussion: """
            What has left can't be called back. Families that it has not reached can be sent the \
            notice anew.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The send's reference.")
    var name: String

    func run() async throws {
        let (handle, name) = (acting.handle, name)
        try await common.work { place in
            let ended = try await SteerSend(place.desk).cancel(name, by: handle)
            try common.print(["cancelled": ended.cancelled, "leaving": ended.leaving]) {
                var lines = [
                    "Cancelled: \(counted(ended.cancelled, "message", "messages")) will not leave."
                ]
                if ended.leaving > 0 {
                    lines.append(
                        "\(counted(ended.leaving, "is", "are")) with a worker: what is on the wire "
                            + "already can't be stopped.")
                }
                return lines
            }
        }
    }
}
