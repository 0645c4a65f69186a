(** While gradients stay between a and b, RMSprop's step does not vanish. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Sum Average StepBound.
Open Scope R_scope.

(** a ≤ |g| ≤ b up to step t. *)
Definition gradients_within (a b : R) (g : nat -> R) (t : nat) : Prop :=
  forall k, (1 <= k <= t)%nat -> a <= Rabs (g k) <= b.

Lemma squares_within a b g t :
  0 <= a -> gradients_within a b g t ->
  forall k, (1 <= k <= t)%nat -> a ^ 2 <= squares g k <= b ^ 2.
Proof.
  intros Ha H k Hk. destruct (H k Hk) as [H1 H2]. unfold squares.
  replace (g k * g k) with (Rabs (g k) ^ 2) by (rewrite pow2_abs; ring).
  split; apply pow_incr; lra.
Qed.

(** A step η g / D with |g| ≥ a and D ≤ E. *)
Lemma step_lower η x D E a :
  0 <= η -> 0 <= a -> 0 < D <= E -> a <= Rabs x ->
  η * a / E <= Rabs (η * (x / D)).
Proof.
  intros Hη Ha [HD HE] Hx. rewrite Rabs_mult, (Rabs_pos_eq η) by exact Hη.
  unfold Rdiv. rewrite Rmult_assoc. apply Rmult_le_compat_l; [exact Hη|].
  rewrite Rabs_mult, (Rabs_pos_eq (/ D)) by (left; now apply Rinv_0_lt_compat).
  apply Rmult_le_compat; [lra|left; apply Rinv_0_lt_compat; lra|lra|].
  apply Rinv_le_contravar; lra.
Qed.

Lemma rmsprop_v_within ρ v0 a b g t :
  0 <= ρ <= 1 -> 0 <= a -> gradients_within a b g t ->
  ρ ^ t * v0 + (1 - ρ ^ t) * a ^ 2 <= rmsprop_v ρ v0 g t
  <= ρ ^ t * v0 + (1 - ρ ^ t) * b ^ 2.
Proof.
  intros Hρ Ha Hg. assert (Hsq := squares_within a b g t Ha Hg).
  split; [apply average_lower|apply average_upper]; auto;
    intros k Hk; now apply Hsq.
Qed.

Lemma rmsprop_v_positive ρ v0 a b g t :
  0 <= ρ < 1 -> 0 <= v0 -> 0 < a -> (1 <= t)%nat -> gradients_within a b g t ->
  0 < rmsprop_v ρ v0 g t.
Proof.
  intros Hρ Hv0 Ha Ht Hg.
  assert (H := rmsprop_v_within ρ v0 a b g t ltac:(lra) ltac:(lra) Hg).
  assert (Hp := pow_unit ρ t ltac:(lra)).
  assert (Hp1 := pow_below_one ρ t Hρ Ht).
  assert (0 < a ^ 2) by (apply pow_lt; lra). nra.
Qed.

Lemma denominator_positive εr ε q :
  0 <= εr -> 0 <= ε -> 0 < q -> 0 < denominator εr ε q.
Proof.
  intros. unfold denominator.
  assert (0 < sqrt (q + εr)) by (apply sqrt_lt_R0; lra). lra.
Qed.

(** For every start: the floor tends to η a / (√(b² + εr) + ε) as ρ^t falls. *)
Theorem rmsprop_step_floor η ρ εr ε v0 a b g t :
  0 <= η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < a -> (1 <= t)%nat ->
  gradients_within a b g t ->
  η * a / denominator εr ε (ρ ^ t * v0 + (1 - ρ ^ t) * b ^ 2)
  <= Rabs (rmsprop_step η ρ εr ε v0 g t).
Proof.
  intros Hη Hρ Hεr Hε Hv0 Ha Ht Hg. unfold rmsprop_step.
  assert (Hv := rmsprop_v_within ρ v0 a b g t ltac:(lra) ltac:(lra) Hg).
  assert (Hpos := rmsprop_v_positive ρ v0 a b g t Hρ Hv0 Ha Ht Hg).
  apply step_lower; try lra.
  - split; [now apply denominator_positive|now apply denominator_le].
  - apply Hg. lia.
Qed.

(** Started within b², the floor holds from the first step on and for ever. *)
Theorem rmsprop_step_floor_uniform η ρ ε v0 a b g t :
  0 <= η -> 0 <= ρ < 1 -> 0 <= ε -> 0 <= v0 <= b ^ 2 -> 0 < a <= b ->
  (1 <= t)%nat -> gradients_within a b g t ->
  η * a / (b + ε) <= Rabs (rmsprop_step η ρ 0 ε v0 g t).
Proof.
  intros Hη Hρ Hε Hv0 Ha Ht Hg. unfold rmsprop_step.
  assert (Hv := rmsprop_v_within ρ v0 a b g t ltac:(lra) ltac:(lra) Hg).
  assert (Hpos := rmsprop_v_positive ρ v0 a b g t Hρ
                    ltac:(lra) ltac:(lra) Ht Hg).
  assert (Hp := pow_unit ρ t ltac:(lra)).
  apply step_lower; try lra.
  - split; [apply denominator_positive; lra|].
    unfold denominator. apply Rplus_le_compat_r.
    rewrite <- (sqrt_pow2 b) by lra. apply sqrt_le_1_alt. nra.
  - apply Hg. lia.
Qed.

Example rmsprop_step_floor_example :
  1 * 1 / denominator 0 (/ 10) ((/ 2) ^ 3 * 9 + (1 - (/ 2) ^ 3) * 2 ^ 2)
  <= Rabs (rmsprop_step 1 (/ 2) 0 (/ 10) 9 (fun _ => 1) 3).
Proof.
  apply rmsprop_step_floor; try lra; try lia.
  intros k _. rewrite Rabs_R1. lra.
Qed.

Example rmsprop_step_floor_uniform_example :
  1 * 1 / (2 + 0) <= Rabs (rmsprop_step 1 (/ 2) 0 0 0 (fun _ => 1) 3).
Proof.
  apply rmsprop_step_floor_uniform; try lra; try lia.
  intros k _. rewrite Rabs_R1. lra.
Qed.
