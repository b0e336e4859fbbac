import Engines
import Foundation

/// Round after round: makes an input, keeps it on disk, has it read under a watch.
struct FuzzRun {
    /// Inputs between two looks at what they came to.
    private static let batch = 32

    private let name: String
    private var target: any FuzzTarget
    private let settings: FuzzSettings
    private let keeper: InputKeeper
    private let watch: RoundWatch

    init(_ name: String, _ target: any FuzzTarget, _ settings: FuzzSettings) throws {
        self.name = name
        self.target = target
        self.settings = settings
        keeper = try InputKeeper(settings.folder, name)
        watch = RoundWatch(name)
    }

    /// Runs for the time that is set.
    mutating func rounds() async throws {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(settings.seconds)
        var round = settings.firstRound
        while clock.now < end {
            // Each round from its own number, so that one can be had again without those before.
            var chance = SeededGenerator(
                state: settings.seed &+ UInt64(round) &* 0xD134_2543_DE82_EF95)
            try await take(target.input(&chance), round)
            round += 1
        }
        try await target.settle()
        keeper.discard()
        print(
            "fuzz \(name): \(round - settings.firstRound) rounds in \(Int(settings.seconds)) s, "
                + "nothing found; seed \(settings.seed), slowest \(watch.slowest) ms, "
                + "memory \(watch.highest) MiB")
    }

    /// Tries files.
    mutating func files(_ paths: [String]) async throws {
        for (index, path) in paths.enumerated() {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            try await take(bytes, index + 1)
        }
        try await target.settle()
        keeper.discard()
        print("fuzz \(name): \(paths.count) files, nothing found; slowest \(watch.slowest) ms")
    }

    private mutating func take(_ input: [UInt8], _ round: Int) async throws {
        try keeper.keep(input, round, seed: settings.seed)
        do {
            watch.begin(round, .oneInput)
            try target.read(input)
            watch.end()
            guard round.isMultiple(of: Self.batch) else { return }
            watch.begin(round, .batch)
            try await target.settle()
            watch.end()
        } catch {
            throw FuzzFinding("round \(round), seed \(settings.seed): \(error) \(keeper.remedy)")
        }
    }
}
