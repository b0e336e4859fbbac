import Foundation

/// Whether a path leads to a file that ends: a pipe or a device would be waited for without end.
package func isOrdinaryFile(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG
}
