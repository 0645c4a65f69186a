/// A quantity that an optimizer remembers for every element of a tensor.
///
/// Of the slots that an optimizer has, an earlier one is computed first.
public enum StateSlot: String, CaseIterable, Hashable, Sendable, Codable {
  /// The sum of squared gradients of AdaGrad.
  case squareSum
  /// The moving average of squared gradients of RMSprop and Adadelta.
  case squareAverage
  /// The moving average of squared updates of Adadelta.
  case updateAverage
  /// The moving average of gradients of centered RMSprop.
  case gradientAverage
  /// The momentum buffer b of SGD and RMSprop; absent where the momentum is 0.
  case momentumBuffer
  /// The moving average of gradients of Adam.
  case firstMoment
  /// The moving average of squared gradients of Adam.
  case secondMoment
  /// The greatest second moment so far, of AMSGrad.
  case maximumSecondMoment
  /// The decaying greatest magnitude of the gradients of AdaMax.
  case infinityNorm
  /// The parameter in the arithmetic format, of which the stored one is a copy.
  case masterParameter
}
