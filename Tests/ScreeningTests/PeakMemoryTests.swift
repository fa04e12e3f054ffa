import Testing

@testable import Screening

@Suite("Peak memory")
struct PeakMemoryTests {
  @Test("VmHWM of /proc/self/status, in bytes")
  func parsed() {
    #expect(PeakMemory.bytes(inStatus: "Name:\tx\nVmPeak:\t  900 kB\nVmHWM:\t   123 kB\nVmRSS:\t 1 kB\n") == 123 * 1024)
    #expect(PeakMemory.bytes(inStatus: "VmRSS:\t 1 kB\n") == nil)
  }

  @Test("this process has used more than a mebibyte")
  func measured() throws {
    PeakMemory.restart()
    #expect(try #require(PeakMemory.bytes) > 1 << 20)
  }
}
