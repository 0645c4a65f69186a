(** The sharp bound on Adam's step is attained: by gradients that grow by
    β2 / β1 a step. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Sum Average StepBound AdamStepBound.
Open Scope R_scope.

Definition worst (β1 β2 : R) (t : nat) : R := (β2 / β1) ^ t.

Lemma geometric_sum r t :
  (1 - r) * sum (fun k => r ^ (t - k)) t = 1 - r ^ t.
Proof. apply average_weights. Qed.

(** Each weighted power is a power of r at the last gradient. *)
Lemma worst_m β1 β2 t :
  0 < β1 -> 0 < β2 ->
  adam_m β1 0 (worst β1 β2) t
  = (1 - β1) * worst β1 β2 t * sum (fun k => adam_r β1 β2 ^ (t - k)) t.
Proof.
  intros H1 H2. unfold adam_m.
  rewrite average_closed_form, Rmult_0_r, Rplus_0_l, Rmult_assoc.
  f_equal. rewrite <- sum_scale. apply sum_ext. intros k Hk. unfold worst.
  replace t with (t - k + k)%nat at 2 by lia. rewrite pow_add.
  replace ((β2 / β1) ^ (t - k) * (β2 / β1) ^ k * adam_r β1 β2 ^ (t - k))
    with (((β2 / β1) * adam_r β1 β2) ^ (t - k) * (β2 / β1) ^ k)
    by (rewrite Rpow_mult_distr; ring).
  do 2 f_equal. unfold adam_r. field. lra.
Qed.

Lemma worst_v β1 β2 t :
  0 < β1 -> 0 < β2 ->
  adam_v β2 0 (worst β1 β2) t
  = (1 - β2) * worst β1 β2 t ^ 2 * sum (fun k => adam_r β1 β2 ^ (t - k)) t.
Proof.
  intros H1 H2. unfold adam_v.
  rewrite average_closed_form, Rmult_0_r, Rplus_0_l, Rmult_assoc.
  f_equal. rewrite <- sum_scale. apply sum_ext. intros k Hk.
  unfold squares, worst.
  replace t with (t - k + k)%nat at 2 by lia. rewrite pow_add.
  replace (((β2 / β1) ^ (t - k) * (β2 / β1) ^ k) ^ 2
           * adam_r β1 β2 ^ (t - k))
    with (((β2 / β1) * (β2 / β1) * adam_r β1 β2) ^ (t - k)
          * ((β2 / β1) ^ k * (β2 / β1) ^ k))
    by (rewrite !Rpow_mult_distr; ring).
  do 2 f_equal. unfold adam_r. field. lra.
Qed.

(** Equality in the bound of the moments, for every t. *)
Theorem adam_moments_bound_attained β1 β2 t :
  0 < β1 -> β1 ^ 2 < β2 < 1 ->
  adam_m β1 0 (worst β1 β2) t ^ 2
  = adam_C β1 β2 * (1 - adam_r β1 β2 ^ t) * adam_v β2 0 (worst β1 β2) t.
Proof.
  intros H1 Hβ. assert (Hsq : 0 < β1 ^ 2) by (apply pow_lt; lra).
  assert (Hr := adam_r_unit β1 β2 ltac:(lra)).
  rewrite worst_m, worst_v by lra.
  set (S := sum (fun k => adam_r β1 β2 ^ (t - k)) t).
  assert (HS : S = (1 - adam_r β1 β2 ^ t) / (1 - adam_r β1 β2)).
  { assert (H := geometric_sum (adam_r β1 β2) t). fold S in H.
    rewrite <- H. field. lra. }
  replace (1 - adam_r β1 β2 ^ t) with ((1 - adam_r β1 β2) * S)
    by (rewrite HS; field; lra).
  unfold adam_C. replace (adam_r β1 β2) with (β1 ^ 2 / β2) by reflexivity.
  field. lra.
Qed.

(** Equality in the bound of the corrected step, for every t ≥ 1. *)
Theorem adam_step_bound_attained η β1 β2 t :
  0 < β1 < 1 -> β1 ^ 2 < β2 < 1 -> (1 <= t)%nat ->
  adam_step η β1 β2 0 0 0 0 (worst β1 β2) t = η * adam_largest β1 β2 t.
Proof.
  intros H1 Hβ Ht. assert (Hsq : 0 < β1 ^ 2) by (apply pow_lt; lra).
  assert (Hr := adam_r_unit β1 β2 ltac:(lra)).
  assert (Hb1 := pow_below_one β1 t ltac:(lra) Ht).
  assert (Hb2 := pow_below_one β2 t ltac:(lra) Ht).
  assert (Hbr := pow_below_one (adam_r β1 β2) t Hr Ht).
  unfold adam_step, adam_n, adam_w. f_equal.
  assert (HM := adam_moments_bound_attained β1 β2 t ltac:(lra) Hβ).
  assert (Hw : 0 < worst β1 β2 t).
  { apply pow_lt. unfold Rdiv. apply Rmult_lt_0_compat; [lra|].
    apply Rinv_0_lt_compat. lra. }
  assert (HS : 0 < sum (fun k => adam_r β1 β2 ^ (t - k)) t).
  { assert (H := geometric_sum (adam_r β1 β2) t).
    apply Rmult_lt_reg_l with (1 - adam_r β1 β2); [lra|]. lra. }
  assert (Hm : 0 < adam_m β1 0 (worst β1 β2) t).
  { rewrite worst_m by lra. repeat (lra || apply Rmult_lt_0_compat). }
  assert (Hv : 0 < adam_v β2 0 (worst β1 β2) t).
  { rewrite worst_v by lra. repeat (lra || apply pow_lt || apply Rmult_lt_0_compat). }
  unfold adam_largest, denominator.
  set (m := adam_m β1 0 (worst β1 β2) t) in *.
  set (v := adam_v β2 0 (worst β1 β2) t) in *.
  rewrite !Rplus_0_r.
  replace (adam_C β1 β2 * (1 - adam_r β1 β2 ^ t) * (1 - β2 ^ t)
           / (1 - β1 ^ t) ^ 2)
    with ((m / (1 - β1 ^ t)) ^ 2 / (v / (1 - β2 ^ t))).
  - assert (0 < v / (1 - β2 ^ t)).
    { unfold Rdiv. apply Rmult_lt_0_compat; [exact Hv|].
      apply Rinv_0_lt_compat. lra. }
    assert (0 < m / (1 - β1 ^ t)).
    { unfold Rdiv. apply Rmult_lt_0_compat; [exact Hm|].
      apply Rinv_0_lt_compat. lra. }
    rewrite (sqrt_div_alt ((m / (1 - β1 ^ t)) ^ 2)), sqrt_pow2 by lra.
    reflexivity.
  - replace ((m / (1 - β1 ^ t)) ^ 2) with (m ^ 2 / (1 - β1 ^ t) ^ 2)
      by (field; lra).
    rewrite HM. field. lra.
Qed.

Lemma pow_to_zero r δ :
  0 <= r < 1 -> 0 < δ -> exists N, forall t, (N <= t)%nat -> r ^ t < δ.
Proof.
  intros Hr Hδ.
  destruct (pow_lt_1_zero r ltac:(rewrite Rabs_pos_eq; lra) δ Hδ) as [N HN].
  exists N. intros t Ht. specialize (HN t Ht).
  rewrite Rabs_pos_eq in HN by (apply pow_le; lra). exact HN.
Qed.

(** So η √C is the least upper bound of all uncorrected steps. *)
Theorem adam_uncorrected_supremum η β1 β2 δ :
  0 < η -> 0 < β1 -> β1 ^ 2 < β2 < 1 -> 0 < δ ->
  exists t, (1 - δ) * (η * sqrt (adam_C β1 β2))
            < adam_uncorrected_step η β1 β2 0 0 0 0 (worst β1 β2) t.
Proof.
  intros Hη H1 Hβ Hδ. assert (Hsq : 0 < β1 ^ 2) by (apply pow_lt; lra).
  assert (Hr := adam_r_unit β1 β2 ltac:(lra)).
  assert (HC : 0 < adam_C β1 β2 \/ adam_C β1 β2 <= 0) by lra.
  destruct (Rle_or_lt 1 β1) as [Hbig|Hsmall].
  { exfalso. nra. }
  assert (HCp : 0 < adam_C β1 β2).
  { unfold adam_C, Rdiv. apply Rmult_lt_0_compat.
    - apply Rmult_lt_0_compat; [apply pow_lt|]; lra.
    - apply Rinv_0_lt_compat. nra. }
  destruct (pow_to_zero (adam_r β1 β2) δ Hr Hδ) as [N HN].
  exists (S N). specialize (HN (S N) ltac:(lia)).
  assert (Hp := pow_below_one (adam_r β1 β2) (S N) Hr ltac:(lia)).
  assert (Hp0 := pow_unit (adam_r β1 β2) (S N) ltac:(lra)).
  set (t := S N) in *.
  assert (HM := adam_moments_bound_attained β1 β2 t H1 Hβ).
  unfold adam_uncorrected_step, denominator. rewrite !Rplus_0_r.
  assert (Hw : 0 < worst β1 β2 t).
  { apply pow_lt. unfold Rdiv. apply Rmult_lt_0_compat; [lra|].
    apply Rinv_0_lt_compat. lra. }
  assert (HS : 0 < sum (fun k => adam_r β1 β2 ^ (t - k)) t).
  { assert (H := geometric_sum (adam_r β1 β2) t).
    apply Rmult_lt_reg_l with (1 - adam_r β1 β2); [lra|]. lra. }
  assert (Hm : 0 < adam_m β1 0 (worst β1 β2) t).
  { rewrite worst_m by lra. repeat (lra || apply Rmult_lt_0_compat). }
  assert (Hv : 0 < adam_v β2 0 (worst β1 β2) t).
  { rewrite worst_v by lra. repeat (lra || apply pow_lt || apply Rmult_lt_0_compat). }
  set (m := adam_m β1 0 (worst β1 β2) t) in *.
  set (v := adam_v β2 0 (worst β1 β2) t) in *.
  assert (Hsv : 0 < sqrt v) by now apply sqrt_lt_R0.
  assert (HsC : 0 < sqrt (adam_C β1 β2)) by now apply sqrt_lt_R0.
  replace ((1 - δ) * (η * sqrt (adam_C β1 β2)))
    with (η * ((1 - δ) * sqrt (adam_C β1 β2))) by ring.
  apply Rmult_lt_compat_l; [exact Hη|].
  apply Rmult_lt_reg_r with (sqrt v); [exact Hsv|].
  replace (m / sqrt v * sqrt v) with m by (field; lra).
  rewrite Rmult_assoc, <- sqrt_mult_alt by lra.
  set (q := 1 - adam_r β1 β2 ^ t) in *.
  assert (Hq : 1 - δ < q <= 1) by (unfold q; lra).
  assert (Hqm : m = sqrt q * sqrt (adam_C β1 β2 * v)).
  { rewrite <- sqrt_mult_alt by (unfold q; lra).
    replace (q * (adam_C β1 β2 * v)) with (m ^ 2) by (rewrite HM; ring).
    rewrite sqrt_pow2; lra. }
  rewrite Hqm.
  apply Rmult_lt_compat_r; [apply sqrt_lt_R0; nra|].
  apply Rlt_le_trans with q; [lra|].
  assert (Hsq1 : sqrt q * sqrt q = q) by (apply sqrt_sqrt; unfold q; lra).
  assert (Hs1 : sqrt q <= 1) by (rewrite <- sqrt_1; apply sqrt_le_1_alt; lra).
  assert (0 <= sqrt q) by apply sqrt_pos. nra.
Qed.

Example adam_moments_bound_attained_example :
  adam_m (9 / 10) 0 (worst (9 / 10) (999 / 1000)) 4 ^ 2
  = adam_C (9 / 10) (999 / 1000) * (1 - adam_r (9 / 10) (999 / 1000) ^ 4)
    * adam_v (999 / 1000) 0 (worst (9 / 10) (999 / 1000)) 4.
Proof. apply adam_moments_bound_attained; lra. Qed.

Example adam_step_bound_attained_example :
  adam_step 1 (9 / 10) (999 / 1000) 0 0 0 0 (worst (9 / 10) (999 / 1000)) 4
  = 1 * adam_largest (9 / 10) (999 / 1000) 4.
Proof. apply adam_step_bound_attained; lra || lia. Qed.

Example adam_uncorrected_supremum_example :
  exists t, (1 - / 100) * (1 * sqrt (adam_C (9 / 10) (999 / 1000)))
    < adam_uncorrected_step 1 (9 / 10) (999 / 1000) 0 0 0 0
        (worst (9 / 10) (999 / 1000)) t.
Proof. apply adam_uncorrected_supremum; lra. Qed.
