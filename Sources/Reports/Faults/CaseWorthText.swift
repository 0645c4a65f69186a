import Studies

/// What each input profile of the golden vectors is worth, in lines.
public enum CaseWorthText {
  /// A line for each input: its cases, the faults that they reject by parameters alone,
  /// those that no other case of the same file rejects so, those that no other rejects
  /// which needs nothing more of a program, the cases that have such, and an example.
  public static func lines(_ kills: [CaseKills], _ style: TerminalStyle) -> [String] {
    var table = TextTable([.left, .right, .right, .right, .right, .right, .left])
    table.append(
      ["input", "cases", "rejected", "alone", "of its needs", "in cases", "for example"]
        .map { .init($0, .faint) })
    let groups = Dictionary(grouping: kills, by: \.input)
    for (input, cases) in groups.sorted(by: { $0.key < $1.key }) {
      let alone = cases.flatMap(\.onlyOfItsNeeds)
      table.append([
        .init(input), .init("\(cases.count)"),
        .init("\(cases.reduce(0) { $0 + $1.count })"),
        .init("\(cases.reduce(0) { $0 + $1.only.count })"), .init("\(alone.count)"),
        .init("\(cases.count { !$0.onlyOfItsNeeds.isEmpty })"),
        .init(alone.mostFrequent ?? "–"),
      ])
    }
    let idle = kills.filter { $0.count == 0 }
    return table.lines(style) + [
      "",
      "\(kills.count) cases: \(kills.count { !$0.onlyOfItsNeeds.isEmpty }) reject a fault "
        + "that no other of their file does which needs no more; "
        + "\(idle.count) reject none",
    ]
  }
}

extension [String] {
  fileprivate var mostFrequent: String? {
    Dictionary(grouping: self) { $0 }
      .max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
  }
}
