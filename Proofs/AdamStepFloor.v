(** Adam's step does not vanish either, while gradients keep their sign. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Sum Average StepBound StepFloor.
Open Scope R_scope.

Definition gradients_between (a b : R) (g : nat -> R) (t : nat) : Prop :=
  forall k, (1 <= k <= t)%nat -> a <= g k <= b.

Lemma between_within a b g t :
  0 <= a -> gradients_between a b g t -> gradients_within a b g t.
Proof.
  intros Ha H k Hk. destruct (H k Hk). rewrite Rabs_pos_eq by lra. lra.
Qed.

(** The corrected first moment of gradients in [a, b] is in [a, b]. *)
Lemma adam_n_between β1 a b g t :
  0 <= β1 < 1 -> (1 <= t)%nat -> gradients_between a b g t ->
  a <= adam_n β1 0 g t <= b.
Proof.
  intros Hβ Ht Hg. unfold adam_n, adam_m.
  assert (Hp := pow_below_one β1 t Hβ Ht).
  assert (Hlo := average_lower β1 0 g a t ltac:(lra)
                   (fun k Hk => proj1 (Hg k Hk))).
  assert (Hup := average_upper β1 0 g b t ltac:(lra)
                   (fun k Hk => proj2 (Hg k Hk))).
  split.
  - apply ratio_lower; lra.
  - apply Rmult_le_reg_r with (1 - β1 ^ t); [lra|].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Lemma adam_w_within β2 a b g t :
  0 <= β2 < 1 -> 0 <= a -> (1 <= t)%nat -> gradients_within a b g t ->
  a ^ 2 <= adam_w β2 0 g t <= b ^ 2.
Proof.
  intros Hβ Ha Ht Hg. unfold adam_w.
  assert (Hp := pow_below_one β2 t Hβ Ht).
  assert (H := rmsprop_v_within β2 0 a b g t ltac:(lra) Ha Hg).
  change (rmsprop_v β2 0 g t) with (adam_v β2 0 g t) in H.
  split.
  - apply ratio_lower; lra.
  - apply Rmult_le_reg_r with (1 - β2 ^ t); [lra|].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Theorem adam_step_floor η β1 β2 ε a b g t :
  0 <= η -> 0 <= β1 < 1 -> 0 <= β2 < 1 -> 0 <= ε -> 0 < a -> (1 <= t)%nat ->
  gradients_between a b g t ->
  η * a / (b + ε) <= adam_step η β1 β2 0 ε 0 0 g t.
Proof.
  intros Hη Hβ1 Hβ2 Hε Ha Ht Hg. unfold adam_step.
  assert (Hn := adam_n_between β1 a b g t Hβ1 Ht Hg).
  assert (Hw := adam_w_within β2 a b g t Hβ2 ltac:(lra) Ht
                  (between_within a b g t ltac:(lra) Hg)).
  assert (Ha2 : 0 < a ^ 2) by (apply pow_lt; lra).
  assert (Hb : a <= b) by (assert (H := Hg 1%nat ltac:(lia)); lra).
  set (n := adam_n β1 0 g t) in *. set (w := adam_w β2 0 g t) in *.
  assert (HD : 0 < denominator 0 ε w) by (apply denominator_positive; lra).
  assert (HDb : denominator 0 ε w <= b + ε).
  { unfold denominator. apply Rplus_le_compat_r.
    rewrite Rplus_0_r, <- (sqrt_pow2 b) by lra. apply sqrt_le_1_alt. lra. }
  unfold Rdiv. rewrite Rmult_assoc. apply Rmult_le_compat_l; [exact Hη|].
  apply Rmult_le_compat; [lra|left; apply Rinv_0_lt_compat; lra|lra|].
  apply Rinv_le_contravar; lra.
Qed.

(** The sign matters: gradients of alternating sign and of size β1 to 1 can
    make Adam's step zero, where RMSprop's would not be. *)
Theorem adam_step_can_vanish η β1 β2 εr ε g :
  g 1%nat = 1 -> g 2%nat = - β1 ->
  adam_step η β1 β2 εr ε 0 0 g 2 = 0.
Proof.
  intros H1 H2. unfold adam_step, adam_n, adam_m. cbn [average].
  rewrite H1, H2.
  replace (β1 * (β1 * 0 + (1 - β1) * 1) + (1 - β1) * - β1) with 0 by ring.
  unfold Rdiv. ring.
Qed.

Example adam_step_floor_example :
  1 * 1 / (2 + 0) <= adam_step 1 (9 / 10) (99 / 100) 0 0 0 0 (fun _ => 1) 7.
Proof.
  apply adam_step_floor; try lra; try lia. intros k _. lra.
Qed.

Example adam_step_can_vanish_example :
  adam_step 1 (/ 2) (9 / 10) 0 0 0 0
    (fun t => match t with 1%nat => 1 | _ => - / 2 end) 2 = 0.
Proof. apply adam_step_can_vanish; reflexivity. Qed.
