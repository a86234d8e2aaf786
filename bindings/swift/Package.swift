// swift-tools-version:5.9
import Foundation
import PackageDescription

// On Apple's systems the library comes as an XCFramework, which `./xcframework` makes; elsewhere the linker
// looks for `libcie_sdk`: swift build -Xlinker -L<its folder>.
let framework = "cieFFI.xcframework"
let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
let built = FileManager.default.fileExists(atPath: here.appendingPathComponent(framework).path)

let package = Package(
    name: "CIE",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "CIE", targets: ["CIE"])],
    targets: [
        built
            ? .binaryTarget(name: "cieFFI", path: framework)
            : .systemLibrary(name: "cieFFI", path: "Sources/cieFFI"),
        .target(name: "CIE", dependencies: ["cieFFI"], path: "Sources/CIE"),
        .testTarget(name: "CIETests", dependencies: ["CIE"], path: "Tests/CIETests"),
    ]
)
