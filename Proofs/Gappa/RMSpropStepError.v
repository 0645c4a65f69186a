(** The error of one RMSprop step in binary32, scalars included.

    Gappa finds the bound and a proof of it, and Coq checks the proof. The
    ranges keep every intermediate result away from underflow and overflow;
    the bound does not depend on them. *)

From Coq Require Import Reals Lra Lia ZArith.
From Flocq Require Import Core.
From Gappa Require Import Gappa_tactic.
From RMSpec Require Import Rules Rounding Gappa.RelativeError.
Open Scope R_scope.

(** SPEC.md §4 with [scalars: wide]: 1 − ρ is formed in binary64, and each
    scalar is rounded once to binary32. *)
Definition binary32_rmsprop_v (ρ v g : R) : R :=
  binary32 (binary32 (binary32 ρ * v)
            + binary32 (binary32 (binary64 (1 - ρ)) * binary32 (g * g))).

Definition binary32_rmsprop_step (η ρ ε v g : R) : R :=
  binary32 (binary32 η
            * binary32 (g / binary32 (binary32 (sqrt (binary32_rmsprop_v ρ v g))
                                      + binary32 ε))).

Lemma relative_error_v rho v g :
  1 / 2 <= rho <= 1023 / 1024 ->
  powerRZ 2 (-60) <= v <= powerRZ 2 60 ->
  powerRZ 2 (-30) <= g <= powerRZ 2 30 ->
  - 16385 * powerRZ 2 (-36)
  <= (binary32_rmsprop_v rho v g - (rho * v + (1 - rho) * (g * g)))
     / (rho * v + (1 - rho) * (g * g))
  <= 16385 * powerRZ 2 (-36).
Proof.
  unfold binary32_rmsprop_v, binary32, binary64, rnd. intros. gappa.
Qed.

Lemma relative_error_step eta rho eps v g :
  1 / 2 <= rho <= 1023 / 1024 ->
  powerRZ 2 (-60) <= v <= powerRZ 2 60 ->
  powerRZ 2 (-30) <= g <= powerRZ 2 30 ->
  powerRZ 2 (-60) <= eps <= 1 / 8 ->
  powerRZ 2 (-30) <= eta <= 1 ->
  - 28673 * powerRZ 2 (-36)
  <= (binary32_rmsprop_step eta rho eps v g
      - eta * (g / (sqrt (rho * v + (1 - rho) * (g * g)) + eps)))
     / (eta * (g / (sqrt (rho * v + (1 - rho) * (g * g)) + eps)))
  <= 28673 * powerRZ 2 (-36).
Proof.
  unfold binary32_rmsprop_step, binary32_rmsprop_v, binary32, binary64, rnd.
  intros. gappa.
Qed.

Lemma relative_error_first eta rho eps g :
  1 / 2 <= rho <= 1023 / 1024 ->
  powerRZ 2 (-30) <= g <= powerRZ 2 30 ->
  powerRZ 2 (-60) <= eps <= 1 / 8 ->
  powerRZ 2 (-30) <= eta <= 1 ->
  - 26625 * powerRZ 2 (-36)
  <= (binary32 (binary32 eta * binary32 (g / binary32 (binary32 (sqrt
        (binary32 (binary32 (binary64 (1 - rho)) * binary32 (g * g))))
        + binary32 eps)))
      - eta * (g / (sqrt ((1 - rho) * (g * g)) + eps)))
     / (eta * (g / (sqrt ((1 - rho) * (g * g)) + eps)))
  <= 26625 * powerRZ 2 (-36).
Proof. unfold binary32, binary64, rnd. intros. gappa. Qed.

Lemma binary32_v_first ρ g :
  binary32_rmsprop_v ρ 0 g
  = binary32 (binary32 (binary64 (1 - ρ)) * binary32 (g * g)).
Proof.
  unfold binary32_rmsprop_v. rewrite Rmult_0_r.
  assert (Z : binary32 0 = 0) by (apply round_0, valid_rnd_N).
  rewrite Z, Rplus_0_l. unfold binary32 at 1, rnd.
  assert (P : Prec_gt_0 24) by reflexivity.
  apply round_generic; [apply valid_rnd_N|].
  apply generic_format_round; [now apply FLT_exp_valid|apply valid_rnd_N].
Qed.

Lemma binary32_step_opp η ρ ε v g :
  binary32_rmsprop_step η ρ ε v (- g) = - binary32_rmsprop_step η ρ ε v g.
Proof.
  unfold binary32_rmsprop_step, binary32_rmsprop_v.
  replace (- g * - g) with (g * g) by ring.
  unfold Rdiv. rewrite Ropp_mult_distr_l_reverse, binary32_opp.
  rewrite Ropp_mult_distr_r_reverse. apply binary32_opp.
Qed.

(** v errs by at most 4.0003 u relatively, u = 2^−24. *)
Theorem binary32_rmsprop_v_error ρ v g :
  1 / 2 <= ρ <= 1023 / 1024 -> ordinary_square v -> ordinary g ->
  Rabs (binary32_rmsprop_v ρ v g - rmsprop_v ρ v (fun _ => g) 1)
  <= (4 + / 4096) * u * Rabs (rmsprop_v ρ v (fun _ => g) 1).
Proof.
  intros Hρ Hv Hg. unfold rmsprop_v, squares. cbn [average].
  assert (Hv0 := bpow_gt_0 radix2 (-60)). unfold ordinary_square in Hv.
  assert (Habs : forall x, 0 < x -> ordinary x ->
    Rabs (binary32_rmsprop_v ρ v x - (ρ * v + (1 - ρ) * (x * x)))
    <= (4 + / 4096) * u * Rabs (ρ * v + (1 - ρ) * (x * x))).
  { intros x Hx Hr. unfold ordinary in Hr. rewrite Rabs_pos_eq in Hr by lra.
    apply relative_to_absolute with (k := 16385); [nra| |lra].
    apply relative_error_v; [exact Hρ|now apply range_powerRZ..]. }
  destruct (Rle_or_lt g 0) as [H|H]; [|now apply Habs].
  assert (Hne : g <> 0).
  { intros ->. unfold ordinary in Hg. rewrite Rabs_R0 in Hg.
    assert (H1 := bpow_gt_0 radix2 (-30)). lra. }
  replace (binary32_rmsprop_v ρ v g) with (binary32_rmsprop_v ρ v (- g)).
  - replace (g * g) with (- g * - g) by ring. apply Habs; [lra|].
    unfold ordinary. now rewrite Rabs_Ropp.
  - unfold binary32_rmsprop_v. now replace (- g * - g) with (g * g) by ring.
Qed.

(** The step errs by at most 7.0003 u relatively. *)
Theorem binary32_rmsprop_step_error η ρ ε v g :
  1 / 2 <= ρ <= 1023 / 1024 -> ordinary_square v -> ordinary g ->
  bpow radix2 (-60) <= ε <= 1 / 8 -> bpow radix2 (-30) <= η <= 1 ->
  Rabs (binary32_rmsprop_step η ρ ε v g - rmsprop_step η ρ 0 ε v (fun _ => g) 1)
  <= (7 + / 4096) * u * Rabs (rmsprop_step η ρ 0 ε v (fun _ => g) 1).
Proof.
  intros Hρ Hv Hg Hε Hη.
  assert (Hv0 := bpow_gt_0 radix2 (-60)). assert (Hη0 := bpow_gt_0 radix2 (-30)).
  unfold ordinary_square in Hv.
  assert (Hodd : forall x, rmsprop_step η ρ 0 ε v (fun _ => - x) 1
                           = - rmsprop_step η ρ 0 ε v (fun _ => x) 1).
  { intros x. unfold rmsprop_step, rmsprop_v, squares. cbn [average].
    replace (- x * - x) with (x * x) by ring. unfold Rdiv. ring. }
  assert (Habs : forall x, 0 < x -> ordinary x ->
    Rabs (binary32_rmsprop_step η ρ ε v x - rmsprop_step η ρ 0 ε v (fun _ => x) 1)
    <= (7 + / 4096) * u * Rabs (rmsprop_step η ρ 0 ε v (fun _ => x) 1)).
  { intros x Hx Hr. unfold ordinary in Hr. rewrite Rabs_pos_eq in Hr by lra.
    unfold rmsprop_step, rmsprop_v, denominator, squares. cbn [average].
    rewrite Rplus_0_r.
    apply relative_to_absolute with (k := 28673); [| |lra].
    - assert (P := sqrt_pos (ρ * v + (1 - ρ) * (x * x))).
      apply Rgt_not_eq. apply Rmult_lt_0_compat; [lra|].
      unfold Rdiv. apply Rmult_lt_0_compat; [lra|].
      apply Rinv_0_lt_compat. lra.
    - apply relative_error_step; [exact Hρ|..]; try now apply range_powerRZ.
      + now apply range_powerRZ_8.
      + now apply range_powerRZ_1. }
  destruct (Rle_or_lt g 0) as [H|H]; [|now apply Habs].
  assert (Hne : g <> 0).
  { intros ->. unfold ordinary in Hg. rewrite Rabs_R0 in Hg. lra. }
  assert (HA := Habs (- g) ltac:(lra)).
  rewrite binary32_step_opp, (Hodd g) in HA.
  replace (- binary32_rmsprop_step η ρ ε v g
           - - rmsprop_step η ρ 0 ε v (fun _ => g) 1)
    with (- (binary32_rmsprop_step η ρ ε v g
             - rmsprop_step η ρ 0 ε v (fun _ => g) 1)) in HA by ring.
  rewrite !Rabs_Ropp in HA. apply HA. unfold ordinary. now rewrite Rabs_Ropp.
Qed.

(** The first step from v = 0 errs by at most 6.5003 u relatively. *)
Theorem binary32_rmsprop_first_step_error η ρ ε g :
  1 / 2 <= ρ <= 1023 / 1024 -> ordinary g ->
  bpow radix2 (-60) <= ε <= 1 / 8 -> bpow radix2 (-30) <= η <= 1 ->
  Rabs (binary32_rmsprop_step η ρ ε 0 g - rmsprop_step η ρ 0 ε 0 (fun _ => g) 1)
  <= (13 / 2 + / 4096) * u * Rabs (rmsprop_step η ρ 0 ε 0 (fun _ => g) 1).
Proof.
  intros Hρ Hg Hε Hη.
  assert (He0 := bpow_gt_0 radix2 (-60)). assert (Hη0 := bpow_gt_0 radix2 (-30)).
  assert (Hodd : forall x, rmsprop_step η ρ 0 ε 0 (fun _ => - x) 1
                           = - rmsprop_step η ρ 0 ε 0 (fun _ => x) 1).
  { intros x. unfold rmsprop_step, rmsprop_v, squares. cbn [average].
    replace (- x * - x) with (x * x) by ring. unfold Rdiv. ring. }
  assert (Habs : forall x, 0 < x -> ordinary x ->
    Rabs (binary32_rmsprop_step η ρ ε 0 x - rmsprop_step η ρ 0 ε 0 (fun _ => x) 1)
    <= (13 / 2 + / 4096) * u * Rabs (rmsprop_step η ρ 0 ε 0 (fun _ => x) 1)).
  { intros x Hx Hr. unfold ordinary in Hr. rewrite Rabs_pos_eq in Hr by lra.
    unfold binary32_rmsprop_step. rewrite binary32_v_first.
    unfold rmsprop_step, rmsprop_v, denominator, squares. cbn [average].
    rewrite Rmult_0_r, Rplus_0_l, Rplus_0_r.
    apply relative_to_absolute with (k := 26625); [| |lra].
    - assert (P := sqrt_pos ((1 - ρ) * (x * x))).
      apply Rgt_not_eq. apply Rmult_lt_0_compat; [lra|].
      unfold Rdiv. apply Rmult_lt_0_compat; [lra|].
      apply Rinv_0_lt_compat. lra.
    - apply relative_error_first; [exact Hρ|..]; try now apply range_powerRZ.
      + now apply range_powerRZ_8.
      + now apply range_powerRZ_1. }
  destruct (Rle_or_lt g 0) as [H|H]; [|now apply Habs].
  assert (Hne : g <> 0).
  { intros ->. unfold ordinary in Hg. rewrite Rabs_R0 in Hg. lra. }
  assert (HA := Habs (- g) ltac:(lra)).
  rewrite binary32_step_opp, (Hodd g) in HA.
  replace (- binary32_rmsprop_step η ρ ε 0 g
           - - rmsprop_step η ρ 0 ε 0 (fun _ => g) 1)
    with (- (binary32_rmsprop_step η ρ ε 0 g
             - rmsprop_step η ρ 0 ε 0 (fun _ => g) 1)) in HA by ring.
  rewrite !Rabs_Ropp in HA. apply HA. unfold ordinary. now rewrite Rabs_Ropp.
Qed.

Example binary32_rmsprop_v_error_example :
  Rabs (binary32_rmsprop_v (9 / 10) 1 1 - rmsprop_v (9 / 10) 1 (fun _ => 1) 1)
  <= (4 + / 4096) * u * Rabs (rmsprop_v (9 / 10) 1 (fun _ => 1) 1).
Proof.
  apply binary32_rmsprop_v_error;
    [lra|exact ordinary_square_one|exact ordinary_one].
Qed.

Example binary32_rmsprop_step_error_example :
  Rabs (binary32_rmsprop_step 1 (9 / 10) (/ 1024) 1 1
        - rmsprop_step 1 (9 / 10) 0 (/ 1024) 1 (fun _ => 1) 1)
  <= (7 + / 4096) * u
     * Rabs (rmsprop_step 1 (9 / 10) 0 (/ 1024) 1 (fun _ => 1) 1).
Proof.
  apply binary32_rmsprop_step_error;
    [lra|exact ordinary_square_one|exact ordinary_one|..].
  - split; [|lra]. change (/ 1024) with (bpow radix2 (-10)). apply bpow_le. lia.
  - split; [|lra]. change 1 with (bpow radix2 0). apply bpow_le. lia.
Qed.

Example binary32_rmsprop_first_step_error_example :
  Rabs (binary32_rmsprop_step 1 (9 / 10) (/ 1024) 0 1
        - rmsprop_step 1 (9 / 10) 0 (/ 1024) 0 (fun _ => 1) 1)
  <= (13 / 2 + / 4096) * u
     * Rabs (rmsprop_step 1 (9 / 10) 0 (/ 1024) 0 (fun _ => 1) 1).
Proof.
  apply binary32_rmsprop_first_step_error; [lra|exact ordinary_one|..].
  - split; [|lra]. change (/ 1024) with (bpow radix2 (-10)). apply bpow_le. lia.
  - split; [|lra]. change 1 with (bpow radix2 0). apply bpow_le. lia.
Qed.
