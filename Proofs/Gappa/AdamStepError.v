(** The error of one Adam step in binary32, scalars included.

    m and g have the same sign: where they cancel, the relative error of the
    new m, and so that of the step, has no bound. *)

From Coq Require Import Reals Lra Lia ZArith.
From Flocq Require Import Core.
From Gappa Require Import Gappa_tactic.
From RMSpec Require Import Rules Rounding Gappa.RelativeError.
Open Scope R_scope.

(** 1 − β^t from the power p = β^t, both rounded in binary64, then once to
    binary32. *)
Definition binary32_correction (p : R) : R :=
  binary32 (binary64 (1 - binary64 p)).

Definition binary32_average (β x y : R) : R :=
  binary32 (binary32 (binary32 β * x)
            + binary32 (binary32 (binary64 (1 - β)) * y)).

(** SPEC.md §5, both corrections on, [epsilonFrame = corrected]. *)
Definition binary32_adam_step (η β1 β2 p1 p2 ε m v g : R) : R :=
  binary32 (binary32 η
    * binary32 (binary32 (binary32_average β1 m g / binary32_correction p1)
                / binary32 (binary32 (sqrt (binary32
                      (binary32_average β2 v (binary32 (g * g))
                       / binary32_correction p2)))
                    + binary32 ε))).

(** The step of the rule from the stored m and v. *)
Definition exact_adam_step (η β1 β2 p1 p2 ε m v g : R) : R :=
  η * ((β1 * m + (1 - β1) * g) / (1 - p1)
       / (sqrt ((β2 * v + (1 - β2) * (g * g)) / (1 - p2)) + ε)).

Lemma relative_error_step eta b1 b2 p1 p2 eps m v g :
  1 / 16 <= b1 <= 16383 / 16384 ->
  1 / 16 <= b2 <= 16383 / 16384 ->
  0 <= p1 <= 16383 / 16384 ->
  0 <= p2 <= 16383 / 16384 ->
  powerRZ 2 (-30) <= m <= powerRZ 2 30 ->
  powerRZ 2 (-60) <= v <= powerRZ 2 60 ->
  powerRZ 2 (-30) <= g <= powerRZ 2 30 ->
  powerRZ 2 (-60) <= eps <= 1 / 8 ->
  powerRZ 2 (-30) <= eta <= 1 ->
  - 53256 * powerRZ 2 (-36)
  <= (binary32_adam_step eta b1 b2 p1 p2 eps m v g
      - exact_adam_step eta b1 b2 p1 p2 eps m v g)
     / exact_adam_step eta b1 b2 p1 p2 eps m v g
  <= 53256 * powerRZ 2 (-36).
Proof.
  unfold binary32_adam_step, exact_adam_step, binary32_average,
    binary32_correction, binary32, binary64, rnd.
  intros. gappa.
Qed.

(** The step that the rule takes at t + 1 is the exact step from m and v. *)
Lemma exact_adam_step_rule η β1 β2 ε m0 v0 g t :
  adam_step η β1 β2 0 ε m0 v0 g (S t)
  = exact_adam_step η β1 β2 (β1 ^ S t) (β2 ^ S t) ε
      (adam_m β1 m0 g t) (adam_v β2 v0 g t) (g (S t)).
Proof.
  unfold adam_step, exact_adam_step, adam_n, adam_w, denominator.
  unfold adam_m at 1, adam_v at 1. cbn [average]. unfold squares at 2.
  now rewrite Rplus_0_r.
Qed.

Lemma binary32_adam_step_opp η β1 β2 p1 p2 ε m v g :
  binary32_adam_step η β1 β2 p1 p2 ε (- m) v (- g)
  = - binary32_adam_step η β1 β2 p1 p2 ε m v g.
Proof.
  unfold binary32_adam_step. replace (- g * - g) with (g * g) by ring.
  assert (Hm : binary32_average β1 (- m) (- g) = - binary32_average β1 m g).
  { unfold binary32_average.
    rewrite !Ropp_mult_distr_r_reverse, !binary32_opp, <- Ropp_plus_distr.
    apply binary32_opp. }
  rewrite Hm. unfold Rdiv.
  rewrite Ropp_mult_distr_l_reverse, binary32_opp.
  rewrite Ropp_mult_distr_l_reverse, binary32_opp.
  rewrite Ropp_mult_distr_r_reverse. apply binary32_opp.
Qed.

Lemma exact_adam_step_opp η β1 β2 p1 p2 ε m v g :
  exact_adam_step η β1 β2 p1 p2 ε (- m) v (- g)
  = - exact_adam_step η β1 β2 p1 p2 ε m v g.
Proof.
  unfold exact_adam_step. replace (- g * - g) with (g * g) by ring.
  unfold Rdiv. ring.
Qed.

(** The step errs by at most 13.002 u relatively. *)
Theorem binary32_adam_step_error η β1 β2 ε m0 v0 g t :
  1 / 16 <= β1 <= 16383 / 16384 -> 1 / 16 <= β2 <= 16383 / 16384 ->
  let m := adam_m β1 m0 g t in
  let v := adam_v β2 v0 g t in
  ordinary m -> ordinary_square v -> ordinary (g (S t)) -> 0 < m * g (S t) ->
  bpow radix2 (-60) <= ε <= 1 / 8 -> bpow radix2 (-30) <= η <= 1 ->
  Rabs (binary32_adam_step η β1 β2 (β1 ^ S t) (β2 ^ S t) ε m v (g (S t))
        - adam_step η β1 β2 0 ε m0 v0 g (S t))
  <= (13 + / 512) * u * Rabs (adam_step η β1 β2 0 ε m0 v0 g (S t)).
Proof.
  intros Hβ1 Hβ2 m v Hm Hv Hg Hsign Hε Hη.
  rewrite exact_adam_step_rule. fold m v.
  assert (Hpow : forall β, 1 / 16 <= β <= 16383 / 16384 ->
                   0 <= β ^ S t <= 16383 / 16384).
  { intros β Hβ. split; [apply pow_le; lra|]. cbn [pow].
    assert (β ^ t <= 1 ^ t) by (apply pow_incr; lra). rewrite pow1 in *.
    assert (0 <= β ^ t) by (apply pow_le; lra). nra. }
  assert (H1 := Hpow β1 Hβ1). assert (H2 := Hpow β2 Hβ2).
  set (p1 := β1 ^ S t) in *. set (p2 := β2 ^ S t) in *.
  assert (Hv0 := bpow_gt_0 radix2 (-60)). assert (Hη0 := bpow_gt_0 radix2 (-30)).
  unfold ordinary_square in Hv. clearbody m v p1 p2.
  assert (Habs : forall x y, 0 < x -> 0 < y -> ordinary x -> ordinary y ->
    Rabs (binary32_adam_step η β1 β2 p1 p2 ε x v y
          - exact_adam_step η β1 β2 p1 p2 ε x v y)
    <= (13 + / 512) * u * Rabs (exact_adam_step η β1 β2 p1 p2 ε x v y)).
  { intros x y Hx Hy Hrx Hry. unfold ordinary in Hrx, Hry.
    rewrite Rabs_pos_eq in Hrx, Hry by lra.
    apply relative_to_absolute with (k := 53256); [| |lra].
    - unfold exact_adam_step.
      assert (P := sqrt_pos ((β2 * v + (1 - β2) * (y * y)) / (1 - p2))).
      assert (A : 0 < β1 * x + (1 - β1) * y) by nra.
      apply Rgt_not_eq. apply Rmult_lt_0_compat; [lra|].
      apply Rdiv_lt_0_compat; [apply Rdiv_lt_0_compat; lra|lra].
    - apply relative_error_step; try assumption; try now apply range_powerRZ.
      + now apply range_powerRZ_8.
      + now apply range_powerRZ_1. }
  destruct (Rle_or_lt m 0) as [H|H].
  - assert (Hm0 : m < 0).
    { destruct H as [H|H]; [exact H|]. rewrite H in Hsign. lra. }
    assert (Hg0 : g (S t) < 0).
    { apply Rnot_le_lt. intros Hn. clear - Hm0 Hn Hsign. nra. }
    assert (HA := Habs (- m) (- g (S t)) ltac:(lra) ltac:(lra)).
    rewrite binary32_adam_step_opp, exact_adam_step_opp in HA.
    replace (- binary32_adam_step η β1 β2 p1 p2 ε m v (g (S t))
             - - exact_adam_step η β1 β2 p1 p2 ε m v (g (S t)))
      with (- (binary32_adam_step η β1 β2 p1 p2 ε m v (g (S t))
               - exact_adam_step η β1 β2 p1 p2 ε m v (g (S t)))) in HA by ring.
    rewrite !Rabs_Ropp in HA.
    apply HA; unfold ordinary; now rewrite Rabs_Ropp.
  - apply Habs; try assumption. clear - H Hsign. nra.
Qed.

Example binary32_adam_step_error_example :
  Rabs (binary32_adam_step 1 (9 / 10) (99 / 100) ((9 / 10) ^ 1) ((99 / 100) ^ 1)
          (/ 1024) 1 1 1
        - adam_step 1 (9 / 10) (99 / 100) 0 (/ 1024) 1 1 (fun _ => 1) 1)
  <= (13 + / 512) * u
     * Rabs (adam_step 1 (9 / 10) (99 / 100) 0 (/ 1024) 1 1 (fun _ => 1) 1).
Proof.
  apply (binary32_adam_step_error 1 (9 / 10) (99 / 100) (/ 1024) 1 1
           (fun _ => 1) 0); cbn; try lra.
  - exact ordinary_one.
  - exact ordinary_square_one.
  - exact ordinary_one.
Qed.
