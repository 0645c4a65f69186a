(** Under the same gradients AdaGrad's step vanishes like 1 / √t. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Sum Average StepBound StepFloor.
Open Scope R_scope.

Lemma adagrad_v_sum v0 g t : adagrad_v v0 g t = v0 + sum (squares g) t.
Proof.
  induction t as [|t IH]; [cbn; ring|]. cbn [adagrad_v sum].
  rewrite IH. unfold squares. ring.
Qed.

Lemma adagrad_v_lower v0 a b g t :
  0 <= a -> gradients_within a b g t -> v0 + INR t * a ^ 2 <= adagrad_v v0 g t.
Proof.
  intros Ha Hg. rewrite adagrad_v_sum, <- sum_const.
  apply Rplus_le_compat_l, sum_le. intros k Hk.
  now apply (squares_within a b g t Ha Hg).
Qed.

Lemma step_upper η x D E b :
  0 <= η -> 0 <= b -> 0 < E <= D -> Rabs x <= b ->
  Rabs (η * (x / D)) <= η * b / E.
Proof.
  intros Hη Hb [HE HD] Hx. rewrite Rabs_mult, (Rabs_pos_eq η) by exact Hη.
  unfold Rdiv. rewrite Rmult_assoc. apply Rmult_le_compat_l; [exact Hη|].
  rewrite Rabs_mult, (Rabs_pos_eq (/ D)) by (left; apply Rinv_0_lt_compat; lra).
  apply Rmult_le_compat; [apply Rabs_pos|left; apply Rinv_0_lt_compat; lra|lra|].
  apply Rinv_le_contravar; lra.
Qed.

(** With the accumulator started at v0. *)
Theorem adagrad_step_decay η εr ε v0 a b g t :
  0 <= η -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < a <= b -> (1 <= t)%nat ->
  gradients_within a b g t ->
  Rabs (adagrad_step η εr ε v0 g t)
  <= η * b / denominator εr ε (v0 + INR t * a ^ 2).
Proof.
  intros Hη Hεr Hε Hv0 Ha Ht Hg. unfold adagrad_step.
  assert (Hv := adagrad_v_lower v0 a b g t ltac:(lra) Hg).
  assert (0 < INR t) by (apply lt_0_INR; lia).
  assert (0 < a ^ 2) by (apply pow_lt; lra).
  apply step_upper; try lra; [|apply Hg; lia].
  split; [apply denominator_positive; nra|now apply denominator_le].
Qed.

(** From any start at most η b / (a √t). *)
Theorem adagrad_step_vanishes η εr ε v0 a b g t :
  0 <= η -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < a <= b -> (1 <= t)%nat ->
  gradients_within a b g t ->
  Rabs (adagrad_step η εr ε v0 g t) <= η * b / (a * sqrt (INR t)).
Proof.
  intros Hη Hεr Hε Hv0 Ha Ht Hg.
  eapply Rle_trans; [now apply (adagrad_step_decay η εr ε v0 a b)|].
  assert (HI : 0 < INR t) by (apply lt_0_INR; lia).
  assert (Hs : 0 < sqrt (INR t)) by now apply sqrt_lt_R0.
  assert (HD : a * sqrt (INR t) <= denominator εr ε (v0 + INR t * a ^ 2)).
  { eapply Rle_trans; [|apply denominator_sqrt; lra].
    replace (a * sqrt (INR t)) with (sqrt (INR t * a ^ 2)).
    - apply sqrt_le_1_alt. lra.
    - rewrite sqrt_mult_alt, sqrt_pow2 by lra. ring. }
  unfold Rdiv. apply Rmult_le_compat_l; [nra|].
  apply Rinv_le_contravar; [nra|exact HD].
Qed.

(** AdaGrad's rate of decay is no worse: with gradients that neither grow nor
    shrink the bound is attained. *)
Theorem adagrad_step_vanishes_attained η a t :
  0 < a -> (1 <= t)%nat ->
  adagrad_step η 0 0 0 (fun _ => a) t = η * a / (a * sqrt (INR t)).
Proof.
  intros Ha Ht. unfold adagrad_step, denominator.
  rewrite adagrad_v_sum.
  rewrite (sum_ext _ (fun _ => a ^ 2)) by (intros; unfold squares; ring).
  rewrite sum_const, Rplus_0_l, !Rplus_0_r.
  assert (HI : 0 < INR t) by (apply lt_0_INR; lia).
  rewrite sqrt_mult_alt, sqrt_pow2 by lra.
  assert (Hs : 0 < sqrt (INR t)) by now apply sqrt_lt_R0.
  field. lra.
Qed.

(** On the same gradients RMSprop's step outgrows AdaGrad's by a factor that
    grows at least like √t. *)
Theorem step_ratio η ρ ε v0 w0 a b g t :
  0 < η -> 0 <= ρ < 1 -> 0 <= ε -> 0 <= v0 <= b ^ 2 -> 0 <= w0 -> 0 < a <= b ->
  (1 <= t)%nat -> gradients_within a b g t ->
  a ^ 2 / (b * (b + ε)) * sqrt (INR t) * Rabs (adagrad_step η 0 ε w0 g t)
  <= Rabs (rmsprop_step η ρ 0 ε v0 g t).
Proof.
  intros Hη Hρ Hε Hv0 Hw0 Ha Ht Hg.
  assert (H1 := rmsprop_step_floor_uniform η ρ ε v0 a b g t ltac:(lra) Hρ Hε
                  Hv0 Ha Ht Hg).
  assert (H2 := adagrad_step_vanishes η 0 ε w0 a b g t ltac:(lra) ltac:(lra) Hε
                  Hw0 Ha Ht Hg).
  assert (HI : 0 < INR t) by (apply lt_0_INR; lia).
  assert (Hs : 0 < sqrt (INR t)) by now apply sqrt_lt_R0.
  eapply Rle_trans; [|exact H1].
  set (c := a ^ 2 / (b * (b + ε)) * sqrt (INR t)).
  assert (Hc : 0 <= c).
  { unfold c, Rdiv. apply Rmult_le_pos; [|lra].
    apply Rmult_le_pos; [apply pow2_ge_0|].
    left. apply Rinv_0_lt_compat. nra. }
  apply Rle_trans with (c * (η * b / (a * sqrt (INR t)))).
  - now apply Rmult_le_compat_l.
  - right. unfold c. field. repeat split; lra.
Qed.

Lemma ones_within t : gradients_within 1 2 (fun _ => 1) t.
Proof. intros k _. rewrite Rabs_R1. lra. Qed.

Example adagrad_step_decay_example :
  Rabs (adagrad_step 1 0 0 (/ 10) (fun _ => 1) 3)
  <= 1 * 2 / denominator 0 0 (/ 10 + INR 3 * 1 ^ 2).
Proof. apply adagrad_step_decay; try lra; try lia. apply ones_within. Qed.

Example adagrad_step_vanishes_example :
  Rabs (adagrad_step 1 0 0 0 (fun _ => 1) 3) <= 1 * 2 / (1 * sqrt (INR 3)).
Proof. apply adagrad_step_vanishes; try lra; try lia. apply ones_within. Qed.

Example adagrad_step_vanishes_attained_example :
  adagrad_step 1 0 0 0 (fun _ => 2) 4 = 1 * 2 / (2 * sqrt (INR 4)).
Proof. apply adagrad_step_vanishes_attained; [lra|lia]. Qed.

Example step_ratio_example :
  1 ^ 2 / (2 * (2 + 0)) * sqrt (INR 100)
    * Rabs (adagrad_step 1 0 0 0 (fun _ => 1) 100)
  <= Rabs (rmsprop_step 1 (9 / 10) 0 0 0 (fun _ => 1) 100).
Proof. apply step_ratio; try lra; try lia. apply ones_within. Qed.
