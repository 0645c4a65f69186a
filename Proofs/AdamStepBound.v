(** Adam's largest step: the sharp bound of the first moment by the second.

    The best constant is C = (1 − β1)² β2 / ((1 − β2) (β2 − β1²)), or after t
    steps C (1 − r^t) with r = β1² / β2. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Sum Average StepBound.
Open Scope R_scope.

Definition adam_C (β1 β2 : R) : R :=
  (1 - β1) ^ 2 * β2 / ((1 - β2) * (β2 - β1 ^ 2)).

(** How fast the influence of old gradients on m² / v falls. *)
Definition adam_r (β1 β2 : R) : R := β1 ^ 2 / β2.

Lemma adam_r_unit β1 β2 : β1 ^ 2 < β2 -> 0 <= adam_r β1 β2 < 1.
Proof.
  intros H. assert (0 <= β1 ^ 2) by apply pow2_ge_0. unfold adam_r.
  assert (Hi : 0 < / β2) by (apply Rinv_0_lt_compat; lra).
  split; [apply Rmult_le_pos; lra|].
  apply Rmult_lt_reg_r with β2; [lra|].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Lemma adam_C_nonneg β1 β2 : β1 ^ 2 < β2 < 1 -> 0 <= adam_C β1 β2.
Proof.
  intros H. assert (0 <= β1 ^ 2) by apply pow2_ge_0.
  assert (0 <= (1 - β1) ^ 2) by apply pow2_ge_0.
  unfold adam_C, Rdiv. apply Rmult_le_pos; [nra|].
  left. apply Rinv_0_lt_compat. nra.
Qed.

(** AM–GM: X² ≤ Y Z gives 2 X ≤ Y + Z. *)
Lemma twice_le X Y Z : 0 <= Y -> 0 <= Z -> X ^ 2 <= Y * Z -> 2 * X <= Y + Z.
Proof.
  intros HY HZ H. destruct (Rle_or_lt (2 * X) (Y + Z)) as [L|L]; [exact L|].
  exfalso. assert (0 <= (Y - Z) ^ 2) by apply pow2_ge_0.
  assert (0 < (2 * X - (Y + Z)) * (2 * X + (Y + Z)))
    by (apply Rmult_lt_0_compat; lra).
  nra.
Qed.

Lemma moment_step K A r β1 β2 m v x :
  0 <= K -> 0 < β2 < 1 -> 0 <= v ->
  A = (1 - β1) ^ 2 / (1 - β2) -> r = β1 ^ 2 / β2 ->
  m ^ 2 <= K * v ->
  (β1 * m + (1 - β1) * x) ^ 2
  <= (r * K + A) * (β2 * v + (1 - β2) * x ^ 2).
Proof.
  intros HK Hβ Hv HA Hr H.
  set (Y := r * K * (1 - β2) * x ^ 2). set (Z := A * β2 * v).
  assert (Hr0 : 0 <= r).
  { rewrite Hr. unfold Rdiv. apply Rmult_le_pos; [apply pow2_ge_0|].
    left. apply Rinv_0_lt_compat. lra. }
  assert (HA0 : 0 <= A).
  { rewrite HA. unfold Rdiv. apply Rmult_le_pos; [apply pow2_ge_0|].
    left. apply Rinv_0_lt_compat. lra. }
  assert (Hx : 0 <= x ^ 2) by apply pow2_ge_0.
  assert (HY : 0 <= Y) by (unfold Y; repeat (apply pow2_ge_0 || lra || apply Rmult_le_pos)).
  assert (HZ : 0 <= Z) by (unfold Z; repeat (apply pow2_ge_0 || lra || apply Rmult_le_pos)).
  assert (Hcross : 2 * (β1 * m * ((1 - β1) * x)) <= Y + Z).
  { apply twice_le; [exact HY|exact HZ|].
    replace (Y * Z) with ((β1 * ((1 - β1) * x)) ^ 2 * (K * v))
      by (unfold Y, Z; rewrite HA, Hr; field; lra).
    replace ((β1 * m * ((1 - β1) * x)) ^ 2)
      with ((β1 * ((1 - β1) * x)) ^ 2 * m ^ 2) by ring.
    apply Rmult_le_compat_l; [apply pow2_ge_0|exact H]. }
  assert (Hold : β1 ^ 2 * m ^ 2 <= β1 ^ 2 * (K * v))
    by (apply Rmult_le_compat_l; [apply pow2_ge_0|exact H]).
  replace ((r * K + A) * (β2 * v + (1 - β2) * x ^ 2))
    with (r * β2 * (K * v) + A * (1 - β2) * x ^ 2 + (Y + Z))
    by (unfold Y, Z; ring).
  replace (r * β2) with (β1 ^ 2) by (rewrite Hr; field; lra).
  replace (A * (1 - β2)) with ((1 - β1) ^ 2) by (rewrite HA; field; lra).
  replace ((β1 * m + (1 - β1) * x) ^ 2)
    with (β1 ^ 2 * m ^ 2 + (1 - β1) ^ 2 * x ^ 2
          + 2 * (β1 * m * ((1 - β1) * x))) by ring.
  lra.
Qed.

(** The sharp bound, after t steps. *)
Theorem adam_moments_bound β1 β2 v0 g t :
  β1 ^ 2 < β2 < 1 -> 0 <= v0 ->
  adam_m β1 0 g t ^ 2
  <= adam_C β1 β2 * (1 - adam_r β1 β2 ^ t) * adam_v β2 v0 g t.
Proof.
  intros Hβ Hv0. assert (Hsq : 0 <= β1 ^ 2) by apply pow2_ge_0.
  assert (Hr := adam_r_unit β1 β2 ltac:(lra)).
  assert (HC := adam_C_nonneg β1 β2 Hβ).
  induction t as [|t IH]; [cbn; lra|].
  unfold adam_m, adam_v. cbn [average].
  fold (adam_m β1 0 g t). fold (adam_v β2 v0 g t).
  assert (Hp := pow_unit (adam_r β1 β2) t ltac:(lra)).
  assert (Hv : 0 <= adam_v β2 v0 g t)
    by (apply (rmsprop_v_nonneg β2 v0 g t ltac:(lra) Hv0)).
  eapply Rle_trans.
  - apply (moment_step (adam_C β1 β2 * (1 - adam_r β1 β2 ^ t))
             ((1 - β1) ^ 2 / (1 - β2)) (adam_r β1 β2) β1 β2 _
             (adam_v β2 v0 g t)); try lra; try reflexivity; try exact IH.
    apply Rmult_le_pos; lra.
  - right. unfold squares. cbn [pow].
    replace (adam_r β1 β2 * (adam_C β1 β2 * (1 - adam_r β1 β2 ^ t))
             + (1 - β1) * ((1 - β1) * 1) / (1 - β2))
      with (adam_C β1 β2 * (1 - adam_r β1 β2 * adam_r β1 β2 ^ t)).
    + ring.
    + replace ((1 - β1) * ((1 - β1) * 1) / (1 - β2))
        with (adam_C β1 β2 * (1 - adam_r β1 β2)).
      * ring.
      * unfold adam_C, adam_r. field. lra.
Qed.

(** The same without t. *)
Theorem adam_moments_bound_uniform β1 β2 v0 g t :
  β1 ^ 2 < β2 < 1 -> 0 <= v0 ->
  adam_m β1 0 g t ^ 2 <= adam_C β1 β2 * adam_v β2 v0 g t.
Proof.
  intros Hβ Hv0. assert (Hsq : 0 <= β1 ^ 2) by apply pow2_ge_0.
  eapply Rle_trans; [exact (adam_moments_bound β1 β2 v0 g t Hβ Hv0)|].
  assert (Hr := adam_r_unit β1 β2 ltac:(lra)).
  assert (HC := adam_C_nonneg β1 β2 Hβ).
  assert (Hp := pow_unit (adam_r β1 β2) t ltac:(lra)).
  assert (Hv : 0 <= adam_v β2 v0 g t)
    by (apply (rmsprop_v_nonneg β2 v0 g t ltac:(lra) Hv0)).
  apply Rmult_le_compat_r; [exact Hv|]. nra.
Qed.

(** |x| ≤ c D from x² ≤ c² w and √w ≤ D. *)
Lemma quotient_bound x w D K :
  0 <= K -> 0 <= w -> sqrt w <= D -> x ^ 2 <= K * w -> Rabs (x / D) <= sqrt K.
Proof.
  intros HK Hw HD H.
  assert (Hx : Rabs x <= sqrt K * sqrt w).
  { rewrite <- sqrt_mult_alt by exact HK.
    rewrite <- sqrt_Rsqr_abs. apply sqrt_le_1_alt. unfold Rsqr. lra. }
  assert (Hs := sqrt_pos w). assert (HsK := sqrt_pos K).
  apply ratio_upper; [lra|lra|]. intros Hx0.
  assert (0 < Rabs x) by now apply Rabs_pos_lt. split; nra.
Qed.

(** Without corrections no step exceeds η √C. *)
Theorem adam_uncorrected_step_bound η β1 β2 εr ε v0 g t :
  0 <= η -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  Rabs (adam_uncorrected_step η β1 β2 εr ε 0 v0 g t)
  <= η * sqrt (adam_C β1 β2).
Proof.
  intros Hη Hβ Hεr Hε Hv0. unfold adam_uncorrected_step.
  assert (Hsq : 0 <= β1 ^ 2) by apply pow2_ge_0.
  rewrite Rabs_mult, (Rabs_pos_eq η) by exact Hη.
  apply Rmult_le_compat_l; [exact Hη|].
  apply (quotient_bound _ (adam_v β2 v0 g t)).
  - now apply adam_C_nonneg.
  - apply (rmsprop_v_nonneg β2 v0 g t ltac:(lra) Hv0).
  - now apply denominator_sqrt.
  - now apply adam_moments_bound_uniform.
Qed.

(** The bound of step t with both corrections. *)
Definition adam_largest (β1 β2 : R) (t : nat) : R :=
  sqrt (adam_C β1 β2 * (1 - adam_r β1 β2 ^ t) * (1 - β2 ^ t)
        / (1 - β1 ^ t) ^ 2).

Theorem adam_step_bound η β1 β2 εr ε v0 g t :
  0 <= η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  (1 <= t)%nat ->
  Rabs (adam_step η β1 β2 εr ε 0 v0 g t) <= η * adam_largest β1 β2 t.
Proof.
  intros Hη Hβ1 Hβ Hεr Hε Hv0 Ht. unfold adam_step.
  assert (Hsq : 0 <= β1 ^ 2) by apply pow2_ge_0.
  assert (H1 := pow_below_one β1 t Hβ1 Ht).
  assert (H2 := pow_below_one β2 t ltac:(lra) Ht).
  assert (Hr := adam_r_unit β1 β2 ltac:(lra)).
  assert (Hp := pow_unit (adam_r β1 β2) t ltac:(lra)).
  assert (HC := adam_C_nonneg β1 β2 Hβ).
  assert (Hv : 0 <= adam_v β2 v0 g t)
    by (apply (rmsprop_v_nonneg β2 v0 g t ltac:(lra) Hv0)).
  assert (Hm := adam_moments_bound β1 β2 v0 g t Hβ Hv0).
  rewrite Rabs_mult, (Rabs_pos_eq η) by exact Hη.
  apply Rmult_le_compat_l; [exact Hη|].
  unfold adam_largest.
  assert (Hi1 : 0 < / (1 - β1 ^ t) ^ 2)
    by (apply Rinv_0_lt_compat, pow_lt; lra).
  assert (Hi2 : 0 < / (1 - β2 ^ t)) by (apply Rinv_0_lt_compat; lra).
  apply (quotient_bound _ (adam_w β2 v0 g t)).
  - unfold Rdiv. repeat (lra || apply Rmult_le_pos).
  - unfold adam_w, Rdiv. apply Rmult_le_pos; lra.
  - now apply denominator_sqrt.
  - unfold adam_n, adam_w. set (m := adam_m β1 0 g t) in *.
    set (v := adam_v β2 v0 g t) in *.
    replace ((m / (1 - β1 ^ t)) ^ 2) with (m ^ 2 * / (1 - β1 ^ t) ^ 2)
      by (field; lra).
    replace (adam_C β1 β2 * (1 - adam_r β1 β2 ^ t) * (1 - β2 ^ t)
             / (1 - β1 ^ t) ^ 2 * (v / (1 - β2 ^ t)))
      with (adam_C β1 β2 * (1 - adam_r β1 β2 ^ t) * v * / (1 - β1 ^ t) ^ 2)
      by (field; lra).
    apply Rmult_le_compat_r; lra.
Qed.

(** At the default β it is 7.27 η. *)
Theorem adam_default_largest :
  adam_C (9 / 10) (999 / 1000) = 370 / 7 /\
  7.27 < sqrt (adam_C (9 / 10) (999 / 1000)) < 7.2704.
Proof.
  assert (E : adam_C (9 / 10) (999 / 1000) = 370 / 7) by (unfold adam_C; field).
  split; [exact E|]. rewrite E. split.
  - rewrite <- (sqrt_pow2 7.27) by lra. apply sqrt_lt_1_alt. lra.
  - rewrite <- (sqrt_pow2 7.2704) by lra. apply sqrt_lt_1_alt. lra.
Qed.

Example adam_moments_bound_example :
  adam_m (9 / 10) 0 (fun _ => 1) 3 ^ 2
  <= adam_C (9 / 10) (999 / 1000) * (1 - adam_r (9 / 10) (999 / 1000) ^ 3)
     * adam_v (999 / 1000) 0 (fun _ => 1) 3.
Proof. apply adam_moments_bound; lra. Qed.

Example adam_moments_bound_uniform_example :
  adam_m (9 / 10) 0 (fun _ => 1) 3 ^ 2
  <= adam_C (9 / 10) (999 / 1000) * adam_v (999 / 1000) 0 (fun _ => 1) 3.
Proof. apply adam_moments_bound_uniform; lra. Qed.

Example adam_uncorrected_step_bound_example :
  Rabs (adam_uncorrected_step 1 (9 / 10) (999 / 1000) 0 (/ 10) 0 0
          (fun _ => 1) 3)
  <= 1 * sqrt (adam_C (9 / 10) (999 / 1000)).
Proof. apply adam_uncorrected_step_bound; lra. Qed.

Example adam_step_bound_example :
  Rabs (adam_step 1 (9 / 10) (999 / 1000) 0 (/ 10) 0 0 (fun _ => 1) 3)
  <= 1 * adam_largest (9 / 10) (999 / 1000) 3.
Proof. apply adam_step_bound; lra || lia. Qed.
