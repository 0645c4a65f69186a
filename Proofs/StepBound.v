(** RMSprop never steps further than η / √(1 − ρ). *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Sum Average.
Open Scope R_scope.

Lemma denominator_nonneg εr ε q : 0 <= ε -> 0 <= denominator εr ε q.
Proof. intros H. unfold denominator. assert (P := sqrt_pos (q + εr)). lra. Qed.

Lemma denominator_sqrt εr ε q :
  0 <= εr -> 0 <= ε -> sqrt q <= denominator εr ε q.
Proof.
  intros. unfold denominator.
  assert (sqrt q <= sqrt (q + εr)) by (apply sqrt_le_1_alt; lra). lra.
Qed.

Lemma denominator_le εr ε q r : q <= r -> denominator εr ε q <= denominator εr ε r.
Proof.
  intros. unfold denominator.
  assert (sqrt (q + εr) <= sqrt (r + εr)) by (apply sqrt_le_1_alt; lra). lra.
Qed.

(** |g| / D ≤ c when c D reaches |g|; a zero gradient makes no step, even where
    D is 0. *)
Lemma ratio_upper x D c :
  0 <= D -> 0 <= c -> (x <> 0 -> 0 < D /\ Rabs x <= c * D) -> Rabs (x / D) <= c.
Proof.
  intros HD Hc H. destruct (Req_dec x 0) as [->|Hx].
  - unfold Rdiv. rewrite Rmult_0_l, Rabs_R0. exact Hc.
  - destruct (H Hx) as [HD' Hle]. unfold Rdiv.
    rewrite Rabs_mult, (Rabs_pos_eq (/ D)) by (left; now apply Rinv_0_lt_compat).
    apply Rmult_le_reg_r with D; [exact HD'|].
    rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Lemma ratio_lower x D c : 0 < D -> c * D <= x -> c <= x / D.
Proof.
  intros HD H. apply Rmult_le_reg_r with D; [exact HD|].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Theorem rmsprop_step_bound η ρ εr ε v0 g t :
  0 <= η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> (1 <= t)%nat ->
  Rabs (rmsprop_step η ρ εr ε v0 g t) <= η / sqrt (1 - ρ).
Proof.
  intros Hη Hρ Hεr Hε Hv0 Ht. unfold rmsprop_step.
  rewrite Rabs_mult, (Rabs_pos_eq η) by exact Hη.
  unfold Rdiv at 2. apply Rmult_le_compat_l; [exact Hη|].
  assert (Hs : 0 < sqrt (1 - ρ)) by (apply sqrt_lt_R0; lra).
  apply ratio_upper.
  - now apply denominator_nonneg.
  - left. now apply Rinv_0_lt_compat.
  - intros Hg. set (v := rmsprop_v ρ v0 g t).
    assert (Hnew : (1 - ρ) * g t ^ 2 <= v) by (apply rmsprop_v_newest; lra || lia).
    assert (Hroot : sqrt (1 - ρ) * Rabs (g t) <= sqrt v).
    { rewrite <- sqrt_Rsqr_abs, <- sqrt_mult_alt by lra.
      apply sqrt_le_1_alt. unfold Rsqr. lra. }
    assert (Habs : 0 < Rabs (g t)) by now apply Rabs_pos_lt.
    assert (HD : sqrt v <= denominator εr ε v) by now apply denominator_sqrt.
    split; [nra|].
    apply Rmult_le_reg_l with (sqrt (1 - ρ)); [exact Hs|].
    rewrite <- Rmult_assoc, Rinv_r by lra. lra.
Qed.

(** The bound is attained by the first step from v0 = 0 without ε. *)
Theorem rmsprop_step_bound_attained η ρ g :
  0 <= ρ < 1 -> 0 < g 1%nat ->
  rmsprop_step η ρ 0 0 0 g 1 = η / sqrt (1 - ρ).
Proof.
  intros Hρ Hg. unfold rmsprop_step, rmsprop_v, denominator, squares.
  cbn [average].
  replace (ρ * 0 + (1 - ρ) * (g 1%nat * g 1%nat) + 0)
    with ((1 - ρ) * Rsqr (g 1%nat)) by (unfold Rsqr; ring).
  rewrite sqrt_mult_alt, sqrt_Rsqr by lra.
  assert (0 < sqrt (1 - ρ)) by (apply sqrt_lt_R0; lra).
  field. lra.
Qed.

Example rmsprop_step_bound_example :
  Rabs (rmsprop_step 1 (9 / 10) 0 (/ 100) 0 (fun _ => 3) 5)
  <= 1 / sqrt (1 - 9 / 10).
Proof. apply rmsprop_step_bound; lra || lia. Qed.

Example rmsprop_step_bound_attained_example :
  rmsprop_step 1 (3 / 4) 0 0 0 (fun _ => 3) 1 = 1 / sqrt (1 - 3 / 4).
Proof. apply rmsprop_step_bound_attained; lra. Qed.
