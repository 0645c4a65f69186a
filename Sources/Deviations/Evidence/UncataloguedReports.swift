/// Reported faults that the catalogue does not hold, or holds in another form.
///
/// | report | why |
/// |---|---|
/// | A02, A13 and other forks of convention | each is a fault of the dialects that are the other way |
/// | B20 | differences in the last bit are within the budget |
/// | B21 | an undo path is no part of a scenario |
/// | B22 | a counter of each group is `clock-counts-updates` |
/// | C02 in the remainder loop only | programs are the same for all lanes; `tail-of-…` and `first-moment-of-the-gradient-alone` have a half each |
/// | C15, gradient of the step before | a gradient that adds up, or that is never refreshed, has the same cause |
/// | D13, G20 with loss scaling | gradients are given unscaled |
/// | D21 | λ is never negative |
/// | E10 for momentum | a buffer is absent where μ = 0 |
/// | G01 in arithmetic | the rounded reading in binary16 itself shows it |
/// | G07 | parameters that never move are right where η·update < ½ulp |
/// | G08, a truncating store | it errs by 2 unit roundoffs, and the budget grants a store 4 |
/// | G09 | the bits of a position cannot be exchanged; another seed stands for it |
/// | G16 | results have the format that they are asked in |
/// | H02, H03 races, H04, H06 beyond memory | no wrong values to tell, but a crash or chance |
/// | H10, H17 crashes | a crash is an error of the adapter |
/// | H14 | a tensor is listed once in a scenario |
/// | I09 in other optimizers | distances are no part of the family |
/// | J19 | a schedule has no state of its own: its position is the step |
/// | J20 | needs more than 2^31 steps |
/// | NaN swallowed by max, subnormals flushed to 0 | no procedure changes an operation for some operands |
/// | NAdam's Π shared by tensors | scalars are remembered for each tensor |
/// | decay skipped for tensors of one extent | programs are the same for all tensors of a group |
enum CatalogueNotes {}
