import Dialects
import Formats

extension Trajectory {
  func runDense<Machine: RegisterMachine>(
    _ values: [UInt64], _ run: TensorRun, _ progress: inout Progress,
    on machine: Machine
  ) {
    let layout = tensors[run.tensor]
    if stepsAlike(layout, on: machine) {
      return runAlike(values, run, layout, &progress, on: machine)
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

  /// Whether all lanes take the same step, and nothing but it.
  private func stepsAlike<Machine: RegisterMachine>(
    _ layout: TensorLayout, on machine: Machine
  ) -> Bool {
    stepClock != .row && !machine.needsOrders && scenario.stochastic == nil
      && procedure.updates == nil && procedure.stateOwner == nil
      && !layout.elements.isEmpty
  }

  /// Takes the same step in every lane.
  private func runAlike<Machine: RegisterMachine>(
    _ values: [UInt64], _ run: TensorRun, _ layout: TensorLayout,
    _ progress: inout Progress, on machine: Machine
  ) {
    let time = tensorTime(run, progress)
    let situation = groups[layout.group].situation(
      isFirst: time.isFirst, clock: time.clock)
    let code = prepare(run, situation, time.clock, &progress, on: machine)
      .elementCode(slots: layout.slots, registers)
    let (first, width) = (layout.register(ofLane: 0), 1 + layout.slots.count)
    for index in layout.elements.indices {
      load(gradient: values[layout.elements[index]], on: machine)
      let register = first + index * width
      code.run(
        parameter: register, state: register + 1, storing: .parameter, .all, on: machine)
    }
  }

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
        machine.admitOrders(
          of: listed.map { scenario.storage.decode(value($0)) }, for: registers.gradient)
        step(run, lane: index, time, &progress, .all, on: machine)
      }
    }
  }

  func load<Machine: RegisterMachine>(gradient: UInt64, on machine: Machine) {
    machine.load(exactly: scenario.storage.decode(gradient), into: registers.gradient)
  }

  func add<Machine: RegisterMachine>(gradient: UInt64, on machine: Machine) {
    machine.load(
      exactly: scenario.storage.decode(gradient), into: registers.gradient + 1)
    machine.applyElement(
      Instruction(
        kind: .sum, target: registers.gradient + 2, left: registers.gradient,
        right: registers.gradient + 1))
    machine.copy(registers.gradient + 2, into: registers.gradient)
  }
}
