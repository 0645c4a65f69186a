/// Every known way to be wrong.
public enum FaultCatalogue {
  /// The faults, by kind; those of one optimizer follow the kind that they belong to.
  ///
  /// A new file of faults takes one line here.
  public static let all: [Fault] = files.flatMap { $0 }

  /// The files of the folder `Catalogue`.
  ///
  /// The order decides which faults a seed draws.
  private static let files: [[Fault]] = [
    EpsilonFaults.all,
    StepCountFaults.all,
    StateFaults.all,
    AMSGradFaults.all,
    WeightDecayFaults.all,
    MomentumFaults.all,
    FormulaFaults.all,
    AdaBeliefFaults.all,
    AdaGradFaults.all,
    CenteredFaults.all,
    NAdamFaults.all,
    RAdamFaults.all,
    AdaMaxFaults.all,
    AdadeltaFaults.all,
    PrecisionFaults.all,
    IndexingFaults.all,
    SparseFaults.all,
    HyperparameterFaults.all,
    ScheduleFaults.all,
    RestoringFaults.all,
    DegenerateFaults.all,
    RunFaults.all,
  ]
}
