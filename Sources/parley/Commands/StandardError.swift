import Foundation

/// Prints a line to standard error: progress, and what a script that reads the output need not see.
func complain(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}
