import Dialects
import Formats

extension Trajectory {
  /// Takes the step of a tensor whose gradient has a value for every element.
  func runDense<Machine: RegisterMachine>(
    _ values: [UInt64], _ run: TensorRun, _ progress: inout Progress,
    on machine: Machine
  ) {
    let layout = tensors[run.tensor]
    if layout.elements.isEmpty { return }
    if stepsAlike {
      let time = tensorTime(run, progress)
      let step = prepare(run, time, &progress, on: machine)
      for (index, element) in layout.elements.enumerated() {
        load(gradient: values[element], on: machine)
        take(step, run, lane: index, storing: .parameter, .all, on: machine)
      }
      return
    }
    let countsRows = !progress.rowCounts[run.tensor].isEmpty
    for (index, element) in layout.elements.enumerated() {
      let time =
        countsRows
        ? rowTime(
          run, progress,
          count: progress.rowCounts[run.tensor][element / max(layout.rowSize, 1)])
        : tensorTime(run, progress)
      load(gradient: values[element], on: machine)
      step(run, lane: index, time, &progress, .all, on: machine)
    }
  }

  /// Whether all lanes of a tensor take the same step, and nothing but it.
  private var stepsAlike: Bool {
    stepClock != .row && scenario.stochastic == nil && procedure.updates == nil
      && procedure.stateOwner == nil
  }

  /// Takes the step of a tensor whose gradient lists rows.
  func runRows<Machine: RegisterMachine>(
    _ rows: [Int], _ values: [UInt64], _ run: TensorRun, _ progress: inout Progress,
    on machine: Machine
  ) {
    let layout = tensors[run.tensor]
    let absentRows =
      procedure.absentRows ?? scenario.dialect[AbsentRows.self] ?? .zero
    let duplicateRows =
      procedure.duplicateRows ?? scenario.dialect[DuplicateRows.self] ?? .sum
    var places: [Int: [Int]] = [:]
    for (place, row) in rows.enumerated() { places[row, default: []].append(place) }
    if !progress.rowCounts[run.tensor].isEmpty {
      for row in places.keys { progress.rowCounts[run.tensor][row] += 1 }
    }
    let size = layout.rowSize
    for (index, element) in layout.elements.enumerated() {
      let (row, column) = (element / max(size, 1), element % max(size, 1))
      let listed = places[row] ?? []
      var time = tensorTime(run, progress)
      if !progress.rowCounts[run.tensor].isEmpty {
        // An absent row takes the number that its next listing will have.
        let count = progress.rowCounts[run.tensor][row]
        time = rowTime(run, progress, count: listed.isEmpty ? count + 1 : count)
      }
      if listed.isEmpty {
        if absentRows == .skip { continue }
        load(gradient: 0, on: machine)
        step(
          run, lane: index, time, &progress,
          absentRows == .freezeParameter ? .state : .all, on: machine)
        continue
      }
      func value(_ place: Int) -> UInt64 { values[place * size + column] }
      switch duplicateRows {
      case .sequential:
        for place in listed {
          load(gradient: value(place), on: machine)
          step(run, lane: index, time, &progress, .all, on: machine)
        }
      case .sum:
        load(gradient: value(listed[0]), on: machine)
        for place in listed.dropFirst() { add(gradient: value(place), on: machine) }
        if admitsRowOrder {
          machine.admitOrders(
            of: listed.map { scenario.storage.decode(value($0)) },
            for: registers.gradient)
        }
        step(run, lane: index, time, &progress, .all, on: machine)
      }
    }
  }

  private func load<Machine: RegisterMachine>(gradient: UInt64, on machine: Machine) {
    machine.load(exactly: scenario.storage.decode(gradient), into: registers.gradient)
    guard procedure.sumsSquaresOfListings else { return }
    square(registers.gradient, into: registers.squaresOfListings, on: machine)
  }

  private func square<Machine: RegisterMachine>(
    _ source: Int, into target: Int, on machine: Machine
  ) {
    machine.perform(
      Instruction(kind: .product, target: target, left: source, right: source))
  }

  private func add<Machine: RegisterMachine>(gradient: UInt64, on machine: Machine) {
    machine.load(
      exactly: scenario.storage.decode(gradient), into: registers.gradient + 1)
    machine.perform(
      Instruction(
        kind: .sum, target: registers.gradient + 2, left: registers.gradient,
        right: registers.gradient + 1))
    machine.copy(registers.gradient + 2, into: registers.gradient)
    guard procedure.sumsSquaresOfListings else { return }
    square(registers.gradient + 1, into: registers.gradient + 2, on: machine)
    machine.perform(
      Instruction(
        kind: .sum, target: registers.gradient + 1, left: registers.squaresOfListings,
        right: registers.gradient + 2))
    machine.copy(registers.gradient + 1, into: registers.squaresOfListings)
  }
}
