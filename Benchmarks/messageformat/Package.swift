// swift-tools-version: 6.1
import PackageDescription

// MessageFormat by itself, on Foundation alone, for measuring and for the long fuzz run. The
// folders are links to those of the project, whose own build leaves this package out.
let package = Package(
    name: "messageformat",
    platforms: [.macOS(.v15)],
    targets: [
        .target(name: "MessageFormat"),
        .executableTarget(name: "measure", dependencies: ["MessageFormat"]),
        .executableTarget(name: "parse-catalogs", dependencies: ["MessageFormat"]),
        .testTarget(name: "MessageFormatTests", dependencies: ["MessageFormat"]),
    ],
    swiftLanguageModes: [.v6]
)
