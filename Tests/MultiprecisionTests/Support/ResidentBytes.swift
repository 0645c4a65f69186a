import Foundation

/// The memory that this process has in use, or nil where the system does not
/// tell in Linux's way.
func residentBytes() -> Int? {
  guard
    let statistics = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
    let pages = statistics.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
  else { return nil }
  return pages * sysconf(Int32(_SC_PAGESIZE))
}
