import HonestOrders

/// A bank of numbered registers together with an arithmetic on them.
///
/// The readings of a program differ in nothing but the machine that runs it.
protocol RegisterMachine: AnyObject {
  /// Gives register `target` the value of a hyperparameter, or of a number that the rule
  /// writes and that is no integer.
  func load(hyperparameter value: Double, isRunning: Bool, into target: Int)
  /// Gives register `target` an integer that the rule writes, in the scalar part.
  func load(integer value: Int, isRunning: Bool, into target: Int)
  /// Gives register `target` a value that formats hold exactly.
  func load(exactly value: Double, into target: Int)
  /// Gives register `target` the value of another.
  func copy(_ source: Int, into target: Int)
  /// Performs an operation of the scalar part.
  func performScalar(_ instruction: Instruction, isRunning: Bool)
  /// Raises a hyperparameter to a power as a product, factor by factor.
  func performProduct(_ instruction: Instruction)
  /// Hands a scalar to the elements, or a constant one to running ones.
  func hand(_ source: Int, isRunning: Bool, into target: Int)
  /// Performs an operation of the element part.
  func perform(_ instruction: Instruction)
  /// Stores the result of an element operation.
  func store(_ source: Int, into target: Int, as kind: StoreKind)
  /// Stores the result of an element operation that is not needed any more.
  func move(_ source: Int, into target: Int, as kind: StoreKind)

  // MARK: Fused operations

  /// Whether a product that enters one sum is not rounded by itself.
  var fusesProducts: Bool { get }
  /// Performs a sum or difference of the element part with its product.
  func perform(_ instruction: Instruction, fusing product: FusedProduct<Int>)

  // MARK: What the budget admits; nothing, where there is no budget

  /// Whether operations may err.
  var hasBudget: Bool { get }
  /// Widens the result of an element operation.
  func widen(_ target: Int, by widening: Widening<Int>)
  /// Whether it is open on which side of a number a scalar lies.
  func isOpen(_ scalar: Int, against number: Double) -> Bool
  /// Admits for `target` what is possible for `source`.
  func admit(_ source: Int, for target: Int)
  /// Widens the sum of gradients in `target`, rounded in turn, to what sums in
  /// any order give.
  func admitOrders(of gradients: [Double], for target: Int)
  /// Widens a learning rate to what a recurrence over `steps` steps gives, relative
  /// to the rate or, if that is greater, to `scale`.
  func admitRecurrence(over steps: Int, scale: Double, for target: Int)
}

extension RegisterMachine {
  func move(_ source: Int, into target: Int, as kind: StoreKind) {
    store(source, into: target, as: kind)
  }

  var fusesProducts: Bool { false }
  func perform(_ instruction: Instruction, fusing product: FusedProduct<Int>) {
    perform(instruction)
  }

  var hasBudget: Bool { false }
  func widen(_ target: Int, by widening: Widening<Int>) {}
  func isOpen(_ scalar: Int, against number: Double) -> Bool { false }
  func admit(_ source: Int, for target: Int) {}
  func admitOrders(of gradients: [Double], for target: Int) {}
  func admitRecurrence(over steps: Int, scale: Double, for target: Int) {}
}

/// How a new value is stored.
enum StoreKind {
  /// A parameter, rounded to the nearest value of the storage format.
  case parameter
  /// A parameter, rounded to the storage format with random bits.
  case stochasticParameter(UInt32)
  /// State, rounded to the format of the state.
  case state
}
