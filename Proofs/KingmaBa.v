(** Kingma and Ba (section 2.1) bound Adam's step without ε by
    η (1 − β1) / √(1 − β2) where 1 − β1 > √(1 − β2), and by η otherwise. Both
    bounds fail, with the bias corrections and on the plainest gradients: none
    for a while, then ten of 1. *)

From Coq Require Import Reals Lra Lia Arith.
From RMSpec Require Import Rules Sum Average StepBound.
Open Scope R_scope.

(** Zero up to step n, then 1. *)
Definition awake (n t : nat) : R := if Nat.leb t n then 0 else 1.

Lemma awake_average β n j : average β 0 (awake n) (n + j) = 1 - β ^ j.
Proof.
  induction j as [|j IH].
  - rewrite Nat.add_0_r. cbn [pow].
    assert (H : forall t, (t <= n)%nat -> average β 0 (awake n) t = 0).
    { induction t as [|t IHt]; intros Ht; [reflexivity|].
      cbn [average]. rewrite IHt by lia. unfold awake.
      rewrite (proj2 (Nat.leb_le (S t) n) Ht). ring. }
    rewrite H by lia. ring.
  - rewrite Nat.add_succ_r. cbn [average pow]. rewrite IH. unfold awake.
    destruct (Nat.leb_spec (S (n + j)) n); [lia|ring].
Qed.

Lemma awake_squares n t : squares (awake n) t = awake n t.
Proof. unfold squares, awake. destruct (Nat.leb t n); ring. Qed.

(** The step in closed form. *)
Theorem adam_awake η β1 β2 n j :
  adam_step η β1 β2 0 0 0 0 (awake n) (n + j)
  = η * ((1 - β1 ^ j) / (1 - β1 ^ (n + j))
         / sqrt ((1 - β2 ^ j) / (1 - β2 ^ (n + j)))).
Proof.
  unfold adam_step, adam_n, adam_w, adam_m, adam_v, denominator.
  rewrite !Rplus_0_r, awake_average.
  assert (H : average β2 0 (squares (awake n)) (n + j)
              = average β2 0 (awake n) (n + j)).
  { induction (n + j)%nat as [|t IH]; [reflexivity|].
    cbn [average]. now rewrite IH, awake_squares. }
  now rewrite H, awake_average.
Qed.

Lemma exceeds c x w : 0 <= c -> 0 < x -> 0 < w -> c ^ 2 * w < x ^ 2 -> c < x / sqrt w.
Proof.
  intros Hc Hx Hw H. assert (Hs : 0 < sqrt w) by now apply sqrt_lt_R0.
  apply Rmult_lt_reg_r with (sqrt w); [exact Hs|].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. rewrite Rmult_1_r.
  destruct (Rlt_or_le (c * sqrt w) x) as [L|L]; [exact L|exfalso].
  assert (Hsq : sqrt w * sqrt w = w) by (apply sqrt_sqrt; lra).
  assert (x ^ 2 <= (c * sqrt w) ^ 2) by (apply pow_incr; lra).
  replace ((c * sqrt w) ^ 2) with (c ^ 2 * (sqrt w * sqrt w)) in * by ring.
  rewrite Hsq in *. lra.
Qed.

Lemma pow_chain β a b c s t :
  0 <= β -> β ^ s <= a -> a ^ t <= b -> b <= c -> β ^ (s * t) <= c.
Proof.
  intros H0 H1 H2 H3. rewrite pow_mult.
  assert ((β ^ s) ^ t <= a ^ t) by (apply pow_incr; split; [now apply pow_le|lra]).
  lra.
Qed.

Lemma thousand : (999 / 1000) ^ 1000 <= 369 / 1000.
Proof.
  change 1000%nat with (100 * 10)%nat.
  apply (pow_chain _ (905 / 1000) (369 / 1000)); [lra| |lra|lra].
  change 100%nat with (10 * 10)%nat.
  apply (pow_chain _ (99005 / 100000) (905 / 1000)); lra.
Qed.

(** More than 5 η at the default β, where the claim is 3.17 η at most. *)
Theorem kingma_ba_first_bound_fails η n :
  0 < η -> (990 <= n)%nat ->
  η * ((1 - 9 / 10) / sqrt (1 - 999 / 1000)) < η * (317 / 100) /\
  η * 5 < adam_step η (9 / 10) (999 / 1000) 0 0 0 0 (awake n) (n + 10).
Proof.
  intros Hη Hn. split.
  - apply Rmult_lt_compat_l; [exact Hη|].
    assert (Hs : 316 / 10000 < sqrt (1 - 999 / 1000)).
    { rewrite <- (sqrt_pow2 (316 / 10000)) by lra. apply sqrt_lt_1_alt. lra. }
    apply Rmult_lt_reg_r with (sqrt (1 - 999 / 1000)); [lra|].
    unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l by lra. lra.
  - rewrite adam_awake. apply Rmult_lt_compat_l; [exact Hη|].
    set (p := (9 / 10) ^ (n + 10)). set (q := (999 / 1000) ^ (n + 10)).
    assert (Hp : 0 <= p < 1)
      by (split; [apply pow_le; lra|apply pow_below_one; lra || lia]).
    assert (Hq : 0 <= q <= 369 / 1000).
    { split; [apply pow_le; lra|].
      eapply Rle_trans; [|exact thousand]. apply pow_decreasing; lra || lia. }
    assert (H1 : 651 / 1000 <= 1 - (9 / 10) ^ 10) by lra.
    assert (H2 : 0 < 1 - (999 / 1000) ^ 10 <= 996 / 100000) by lra.
    set (x := 1 - (9 / 10) ^ 10) in *. set (w := 1 - (999 / 1000) ^ 10) in *.
    assert (Hiq : 0 < / (1 - q)) by (apply Rinv_0_lt_compat; lra).
    assert (Hx : x <= x / (1 - p)) by (apply ratio_lower; nra).
    apply exceeds; [lra|lra|unfold Rdiv; nra|].
    apply Rlt_le_trans with (x ^ 2); [|apply pow_incr; lra].
    assert (w / (1 - q) <= 996 / 100000 * (1000 / 631)).
    { unfold Rdiv at 1. apply Rmult_le_compat; try lra.
      replace (1000 / 631) with (/ (631 / 1000)) by field.
      apply Rinv_le_contravar; lra. }
    nra.
Qed.

(** More than 2 η where 1 − β1 = √(1 − β2), and the claim is η. *)
Theorem kingma_ba_second_bound_fails η n :
  0 < η -> (590 <= n)%nat ->
  1 - 9 / 10 = sqrt (1 - 99 / 100) /\
  η * 2 < adam_step η (9 / 10) (99 / 100) 0 0 0 0 (awake n) (n + 10).
Proof.
  intros Hη Hn. split.
  - replace (1 - 99 / 100) with ((1 / 10) ^ 2) by field.
    rewrite sqrt_pow2 by lra. lra.
  - rewrite adam_awake. apply Rmult_lt_compat_l; [exact Hη|].
    set (p := (9 / 10) ^ (n + 10)). set (q := (99 / 100) ^ (n + 10)).
    assert (Hp : 0 <= p < 1)
      by (split; [apply pow_le; lra|apply pow_below_one; lra || lia]).
    assert (Hq : 0 <= q <= 1 / 100).
    { split; [apply pow_le; lra|].
      apply Rle_trans with ((99 / 100) ^ 600).
      - apply pow_decreasing; lra || lia.
      - change 600%nat with (100 * 6)%nat.
        apply (pow_chain _ (367 / 1000) (1 / 100)); [lra| |lra|lra].
        change 100%nat with (10 * 10)%nat.
        apply (pow_chain _ (9045 / 10000) (367 / 1000)); lra. }
    assert (H1 : 651 / 1000 <= 1 - (9 / 10) ^ 10) by lra.
    assert (H2 : 0 < 1 - (99 / 100) ^ 10 <= 96 / 1000) by lra.
    set (x := 1 - (9 / 10) ^ 10) in *. set (w := 1 - (99 / 100) ^ 10) in *.
    assert (Hiq : 0 < / (1 - q)) by (apply Rinv_0_lt_compat; lra).
    assert (Hx : x <= x / (1 - p)) by (apply ratio_lower; nra).
    apply exceeds; [lra|lra|unfold Rdiv; nra|].
    apply Rlt_le_trans with (x ^ 2); [|apply pow_incr; lra].
    assert (w / (1 - q) <= 96 / 1000 * (100 / 99)).
    { unfold Rdiv at 1. apply Rmult_le_compat; try lra.
      replace (100 / 99) with (/ (99 / 100)) by field.
      apply Rinv_le_contravar; lra. }
    nra.
Qed.

Example kingma_ba_first_bound_fails_example :
  1 * 5 < adam_step 1 (9 / 10) (999 / 1000) 0 0 0 0 (awake 990) (990 + 10).
Proof. apply kingma_ba_first_bound_fails; lra || lia. Qed.

Example kingma_ba_second_bound_fails_example :
  1 * 2 < adam_step 1 (9 / 10) (99 / 100) 0 0 0 0 (awake 590) (590 + 10).
Proof. apply kingma_ba_second_bound_fails; lra || lia. Qed.
