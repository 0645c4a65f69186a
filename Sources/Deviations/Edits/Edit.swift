import Dialects
import Rules

/// A change of a rule's program at one place, as a slip of a programmer makes it.
enum Edit: Hashable, Sendable {
  /// An operand of one operation is changed; wherever else it is used it is not.
  case operand(of: Place, index: Int, Change)
  /// A value is changed wherever it is used.
  case everywhere(Place, Change)
  /// Another operation is performed.
  case operation(Place, OperationChange)
  /// A slot is used before it is updated, wherever its new value is used.
  case stale(StateSlot)
  /// Something else is stored in a slot; what is computed from its new value is right.
  case stored(StateSlot, Change)
  /// A remembered scalar is never written.
  case notRemembered(ScalarSlot)
  /// Something else becomes of the parameter.
  case parameter(Value)
  /// A scalar is added to another value, or is a factor or a divisor of another one.
  case moved(from: Place, to: Place)

  /// A node, by what it computes.
  enum Place: Hashable, Sendable {
    case element(String)
    case scalar(String)
  }

  /// What takes the place of a value.
  enum Value: Hashable, Sendable {
    /// Something that the program computes.
    case node(Place)
    /// Something that it could read.
    case element(ElementNode)
    case scalar(ScalarNode)
    /// 1 − x.
    case complement(Hyperparameter)
  }

  /// What becomes of a value.
  enum Change: Hashable, Sendable {
    case value(Value)
    case negated, doubled, halved, squared, rooted
    /// |x|, of elements only.
    case magnitude
    /// 1 − x and 1 / x, of scalars only.
    case complement, reciprocal
    /// Another step number, where the value is one.
    case clock(Int)
    /// A factor or a divisor, of elements only.
    case times(Value)
    case over(Value)
  }
}
