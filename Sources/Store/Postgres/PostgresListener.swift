/// Hears what transactions announce. A connection that breaks is opened again, at most once a
/// second; what was announced meanwhile counts as heard.
final class PostgresListener {
    private let open: () throws(StoreError) -> PostgresConnection
    private var connection: PostgresConnection?
    /// Looks to let pass before the next attempt to connect.
    private var patience = 0

    init(_ open: @escaping () throws(StoreError) -> PostgresConnection) {
        self.open = open
    }

    /// Whether something was announced since the last look. Does not wait.
    func look() -> Bool {
        guard let connection else { return connect() }
        if let heard = connection.hear() { return heard }
        close()
        patience = 50
        return false
    }

    func close() {
        connection?.close()
        connection = nil
    }

    private func connect() -> Bool {
        patience -= 1
        guard patience <= 0 else { return false }
        patience = 50
        guard let fresh = try? open() else { return false }
        guard (try? fresh.run("LISTEN parley_work")) != nil else {
            fresh.close()
            return false
        }
        connection = fresh
        return true
    }
}
