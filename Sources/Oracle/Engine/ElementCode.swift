import Dialects
import HonestOrders

/// The element part of a program with every operand's register resolved, but for
/// the places of the lane: what a step runs for each element.
struct ElementCode {
  /// A register, counted from 0 or from where the lane's values begin.
  struct Operand {
    enum Base { case zero, parameter, state }
    let offset: Int
    // All bits, where the lane's parameter or state is the base: to choose by
    // masks is cheaper than by cases, which change from operand to operand.
    private let parameterMask: Int
    private let stateMask: Int

    init(base: Base, offset: Int) {
      self.offset = offset
      parameterMask = base == .parameter ? -1 : 0
      stateMask = base == .state ? -1 : 0
    }

    @inline(__always)
    func register(_ place: Place) -> Int {
      offset &+ (place.parameter & parameterMask) &+ (place.state & stateMask)
    }
  }

  /// The registers of a lane: of its parameter, and of its first slot.
  struct Place {
    let parameter: Int
    let state: Int
  }

  /// An operation and the number of its register.
  struct Operation {
    let kind: Instruction.Kind
    let target: Int
    let left: Operand
    let right: Operand
    let exponent: Int
    /// What else belongs to the operation, as an index; −1 for nothing.
    var extra = -1

    @inline(__always)
    func instruction(_ place: Place) -> Instruction {
      Instruction(
        kind: kind, target: target, left: left.register(place),
        right: right.register(place), exponent: exponent)
    }
  }

  /// What some machines do at an operation besides performing it.
  struct Extra {
    /// The product that is not rounded by itself where products are fused.
    let product: FusedProduct<Operand>?
    /// What the budget admits besides the error of the operation.
    let widenings: [Widening<Operand>]
  }

  /// A new value and where it goes.
  struct Output {
    let source: Operand
    /// The slot's place in the state.
    let offset: Int
    /// Whether the source is a temporary that nothing reads any more.
    let isSpent: Bool
  }

  let operations: [Operation]
  let extras: [Extra]
  /// The new value of each slot.
  let state: [Output]
  let parameter: Output
  /// The place of the master copy in the state.
  let master: Int?
}

/// Which new values of an element are stored.
enum StoredOutputs { case all, state }

extension ElementCode {
  /// Takes the step of one lane.
  ///
  /// - Parameter alternative: A register with what the new parameter may be as well.
  func run<Machine: RegisterMachine>(
    _ place: Place, storing: StoreKind, _ outputs: StoredOutputs = .all,
    alternative: Int? = nil, on machine: Machine
  ) {
    runOperations(place, on: machine)
    var new = parameter.source.register(place)
    var isSpent = parameter.isSpent
    if let alternative {
      machine.admit(new, for: alternative)
      (new, isSpent) = (alternative, true)
    }
    // New values replace old ones only after every operation has run.
    for output in state {
      let source = output.source.register(place)
      if output.isSpent {
        machine.move(source, into: place.state + output.offset, as: .state)
      } else {
        machine.store(source, into: place.state + output.offset, as: .state)
      }
    }
    guard outputs == .all else { return }
    guard let master else {
      return replace(place.parameter, by: new, as: storing, isSpent, on: machine)
    }
    replace(place.state + master, by: new, as: .state, isSpent, on: machine)
    machine.store(place.state + master, into: place.parameter, as: storing)
  }

  /// Stores a new parameter, unless it is the old one.
  private func replace<Machine: RegisterMachine>(
    _ target: Int, by source: Int, as kind: StoreKind, _ isSpent: Bool,
    on machine: Machine
  ) {
    if isSpent {
      machine.move(source, into: target, as: kind)
    } else if source != target {
      machine.store(source, into: target, as: kind)
    }
  }

  /// Performs the operations of one lane and stores nothing.
  func runOperations<Machine: RegisterMachine>(_ place: Place, on machine: Machine) {
    operations.withUnsafeBufferPointer { operations in
      for operation in operations {
        let instruction = operation.instruction(place)
        if operation.extra < 0 {
          machine.perform(instruction)
        } else {
          perform(instruction, extras[operation.extra], place, on: machine)
        }
      }
    }
  }

  private func perform<Machine: RegisterMachine>(
    _ instruction: Instruction, _ extra: Extra, _ place: Place, on machine: Machine
  ) {
    if machine.fusesProducts, let product = extra.product {
      machine.perform(
        instruction,
        fusing: FusedProduct(
          isRight: product.isRight, left: product.left.register(place),
          right: product.right.register(place)))
    } else {
      machine.perform(instruction)
    }
    guard machine.hasBudget else { return }
    for widening in extra.widenings {
      machine.widen(instruction.target, by: widening.map { $0.register(place) })
    }
  }
}
