import Engines
import Foundation

extension RawSocket {
    /// Reads until so many replies have come, or the end; a reply's last line has a space as its
    /// fourth character.
    func replies(_ count: Int) async -> [String] {
        await blocking { socket in
            var text = ""
            var buffer = [UInt8](repeating: 0, count: 4096)
            func ended() -> [String] {
                text.components(separatedBy: "\r\n").dropLast().filter {
                    $0.dropFirst(3).first == " "
                }
            }
            while ended().count < count {
                let got = recv(socket, &buffer, buffer.count, 0)
                guard got > 0 else { break }
                text += String(decoding: buffer[..<got], as: UTF8.self)
            }
            return ended()
        }
    }
}
