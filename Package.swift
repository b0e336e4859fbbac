// swift-tools-version: 6.1
import PackageDescription

// The arrows of docs/architecture.md: a module imports only what stands below it.
let package = Package(
    name: "parley",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "parley", targets: ["parley"]),
        .library(name: "MessageFormat", targets: ["MessageFormat"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.4"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // C and C++ libraries, each behind one small shim.
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(name: "CICal", pkgConfig: "libical", providers: [.apt(["libical-dev"])]),
        .systemLibrary(name: "CXml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CResolv"),
        .target(
            name: "CICU", linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]),
        .target(name: "CPhone", linkerSettings: [.linkedLibrary("phonenumber")]),
        // cld2_full holds only tables: linked first, they take the place of cld2's small ones.
        .target(
            name: "CCLD2", linkerSettings: [.linkedLibrary("cld2_full"), .linkedLibrary("cld2")]),

        .target(name: "MessageFormat"),
        .target(
            name: "Wire",
            dependencies: [
                "CCurl", "CGMime", "CICal", "CICU", "CXml2", "CPhone", "CCLD2", "CResolv",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
            ],
            resources: [.embedInCode("SMS/providers")]),
        .target(
            name: "Store",
            dependencies: ["CSQLite", "CPostgres"],
            resources: [.embedInCode("Migrations")]),
        .target(
            name: "People",
            dependencies: [
                "Store", "Wire", "MessageFormat",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "Localization",
            dependencies: [
                "People", "MessageFormat", "Wire", "Store",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
            ]),
        .target(
            name: "Delivery",
            dependencies: [
                "People", "Store", "Wire", "MessageFormat",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "Inbox",
            dependencies: [
                "People", "Store", "Wire", "MessageFormat",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            resources: [
                .embedInCode("Reading/Reply/Phrases"),
                .embedInCode("Texts/Reactions/reactions.txt"),
            ]),
        .target(name: "Cases", dependencies: ["People", "Store", "MessageFormat"]),
        .target(
            name: "Outreach",
            dependencies: [
                "Cases", "Inbox", "Delivery", "Localization", "People", "Store", "Wire",
                "MessageFormat",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "Web",
            dependencies: [
                "Outreach", "Inbox", "People", "Store", "Wire",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        .executableTarget(
            name: "parley",
            dependencies: [
                "Web", "Outreach", "Cases", "Inbox", "Delivery", "Localization", "People", "Store",
                "Wire", "MessageFormat",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Yams", package: "Yams"),
            ]),

        // What tests share: the two databases, a clock that stands still, a thread's own time, chance,
        // a plain socket.
        .target(name: "Engines", dependencies: ["Store"], path: "Tests/Engines"),
        // Not run by swift test: Scripts/fuzz.sh, and Scripts/test.sh for 20 s each.
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "Outreach", "Inbox", "Delivery", "Localization", "People", "Store", "Wire",
                "Engines",
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/Fuzz"),
        .testTarget(name: "MessageFormatTests", dependencies: ["MessageFormat", "Engines"]),
        .testTarget(name: "WireTests", dependencies: ["Wire", "Engines"]),
        .testTarget(name: "StoreTests", dependencies: ["Store", "Engines"]),
        .testTarget(
            name: "PeopleTests",
            dependencies: ["People", "Store", "Wire", "MessageFormat", "Engines"]),
        .testTarget(
            name: "LocalizationTests",
            dependencies: ["Localization", "MessageFormat", "Wire", "Store", "Engines", "CXml2"]),
        .testTarget(
            name: "CasesTests",
            dependencies: ["Cases", "People", "Store", "MessageFormat", "Engines"]),
        .testTarget(
            name: "DeliveryTests",
            dependencies: ["Delivery", "People", "Store", "Wire", "MessageFormat", "Engines"]),
        .testTarget(
            name: "OutreachTests",
            dependencies: [
                "Outreach", "Cases", "Inbox", "Delivery", "Localization", "People", "Store",
                "Wire", "MessageFormat", "Engines",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Outreach", "Inbox", "Delivery", "Localization", "People", "Store", "Wire",
                "MessageFormat", "Engines",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        .testTarget(
            name: "ParleyTests",
            dependencies: [
                "parley", "Web", "Inbox", "People", "Store", "Wire", "MessageFormat", "Engines",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "EndToEndTests", dependencies: ["Store", "Wire", "Engines"],
            path: "Tests/EndToEnd"),
        .testTarget(
            name: "InboxTests",
            dependencies: [
                "Inbox", "People", "Store", "Wire", "MessageFormat", "Engines",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
