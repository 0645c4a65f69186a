import Dialects
import Rules

/// Edits in words.
extension Edit {
  /// What is done otherwise than the program says that the edit is made in.
  func words(in target: EditableProgram) -> String {
    let reader = Reader(target: target)
    switch self {
    case .operand(let place, let index, let change):
      let operation = reader.operation(place)
      let operand = reader.operand(place, index)
      if case .value(.element(.state(let slot))) = change, operand == slot.symbol {
        return "\(operand) is taken before its update in \(operation)"
      }
      return reader.words(change, of: operand) + " in \(operation)"
    case .everywhere(let place, let change):
      return reader.words(change, of: reader.name(place)) + " wherever it is used"
    case .operation(let place, let change): return reader.words(change, at: place)
    case .stale(let slot): return "\(slot.symbol) is used before its update"
    case .stored(let slot, .value(.element(.state(let old)))) where old == slot:
      return "\(slot.symbol) is never updated"
    case .stored(let slot, .value(let value)):
      return "\(slot.symbol) is replaced by \(reader.name(value)) when it is stored"
    case .stored(let slot, let change):
      return reader.words(change, of: slot.symbol) + " when it is stored"
    case .notRemembered(let slot): return "\(slot.symbol) is never updated"
    case .parameter(.element(.parameter)): return "θ is never updated"
    case .parameter(let value): return "θ becomes \(reader.name(value))"
    case .moved(let from, let to):
      return "\(reader.moved(from)), but to \(reader.name(to))"
    }
  }
}

/// Reads the nodes of a program.
private struct Reader {
  let target: EditableProgram

  func name(_ place: Edit.Place) -> String {
    switch place {
    case .element(let key): target.element(key).map { target.texts.elements[$0] } ?? ""
    case .scalar(let key):
      target.scalar(key).map { "`\(target.texts.scalars[$0])`" } ?? ""
    }
  }

  func operation(_ place: Edit.Place) -> String {
    switch place {
    case .element(let key): target.element(key).map { target.texts.operations[$0] } ?? ""
    case .scalar: name(place)
    }
  }

  func operand(_ place: Edit.Place, _ index: Int) -> String {
    switch place {
    case .element(let key):
      guard let node = target.element(key),
        let operands = target.program.operation(node)?.operands
      else { return "" }
      return target.texts.elements[operands[index]]
    case .scalar(let key):
      guard let node = target.scalar(key),
        let operands = target.program.scalarOperation(node)?.operands
      else { return "" }
      return "`\(target.texts.scalars[operands[index]])`"
    }
  }

  func name(_ value: Edit.Value) -> String {
    switch value {
    case .node(let place): name(place)
    case .element(.parameter): "θ"
    case .element(.gradient):
      target.program.elements.firstIndex(of: .gradient).map {
        target.texts.elements[$0]
      } ?? "g"
    case .element(.state(let slot)): "old \(slot.symbol)"
    case .element: ""
    case .scalar(.hyperparameter(let name)): "`\(name.symbol)`"
    case .scalar(.integer(let integer)):
      integer.countsSteps ? "`t + \(integer.offset)`" : "`\(integer.offset)`"
    case .scalar: ""
    case .complement(let name): "`1 − \(name.symbol)`"
    }
  }

  func words(_ change: Edit.Change, of name: String) -> String {
    switch change {
    case .value(let value): "\(self.name(value)) for \(name)"
    case .negated: "\(name) is negated"
    case .doubled: "\(name) is doubled"
    case .halved: "\(name) is halved"
    case .squared: "\(name) is squared"
    case .rooted: "√ is taken of \(name)"
    case .magnitude: "|x| is taken of \(name)"
    case .complement: "1 − x is taken of \(name)"
    case .reciprocal: "1 / x is taken of \(name)"
    case .clock(let offset):
      "t \(offset < 0 ? "−" : "+") \(offset.magnitude) for t in \(name)"
    case .times(let value): "\(name) is multiplied by \(self.name(value))"
    case .over(let value): "\(name) is divided by \(self.name(value))"
    }
  }

  func words(_ change: OperationChange, at place: Edit.Place) -> String {
    let text = operation(place)
    func alone(_ kept: Int, _ lost: Int) -> String {
      "\(operand(place, lost)) is missing in \(text)"
    }
    return switch change {
    case .differenceForSum: "− for + in \(text)"
    case .sumForDifference: "+ for − in \(text)"
    case .sumForMaximum: "+ for max in \(text)"
    case .differenceExchanged: "the operands of − are exchanged in \(text)"
    case .quotientExchanged: "the operands of / are exchanged in \(text)"
    case .quotientForProduct: "/ for × in \(text)"
    case .productForQuotient: "× for / in \(text)"
    case .exponentLess: "the exponent is one less in \(text)"
    case .exponentMore: "the exponent is one more in \(text)"
    case .powerOfPower: "the power is taken twice in \(text)"
    case .firstAlone: alone(0, 1)
    case .secondAlone: alone(1, 0)
    case .operandAlone: "\(operand(place, 0)) alone for \(text)"
    case .rooted: "√ is taken of \(text)"
    }
  }

  /// What is taken away, and from what.
  func moved(_ place: Edit.Place) -> String {
    guard case .element(let key) = place, let node = target.element(key) else {
      return ""
    }
    let text = target.texts.operations[node]
    return switch target.program.operation(node) {
    case .sum: "\(operand(place, 1)) is added, not in \(text)"
    case .product: "\(operand(place, 0)) is a factor, not in \(text)"
    default: "\(operand(place, 1)) is a divisor, not in \(text)"
    }
  }
}
