#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the times of a case are taken with.
enum BenchmarkClock: String, Codable {
  /// The time that passes.
  case wall
  /// The time that all threads of this process spend on a processor, which others on the machine hardly change.
  case processor

  /// Seconds since some moment.
  var now: Double {
    var time = timespec()
    clock_gettime(self == .wall ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
