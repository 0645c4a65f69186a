/// Every known way to be wrong.
public enum FaultCatalogue {
  /// The faults, by kind.
  public static let all: [Fault] =
    EpsilonFaults.all + StepCountFaults.all + StateFaults.all + WeightDecayFaults.all
    + MomentumFaults.all + FormulaFaults.all + PrecisionFaults.all + IndexingFaults.all
    + HyperparameterFaults.all + ScheduleFaults.all + RestoringFaults.all
    + DegenerateFaults.all
}
