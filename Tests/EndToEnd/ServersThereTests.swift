import Engines
import Testing

struct ServersThereTests {
    @Test(.enabled(if: TestServers.areRequired, "PARLEY_REQUIRE_SERVERS is not 1"))
    func `where servers are required, each of them is named`() throws {
        _ = try TestServers.named()
        #expect(Engine.reachable == Engine.allCases, "PARLEY_PG_URL is not set")
    }

    @Test func `the program that these tests drive is built`() throws {
        _ = try ParleyProgram.url()
    }
}
