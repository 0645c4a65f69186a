(** Adam can stay at the worst point of a convex problem for ever.

    The example of Reddi, Kale and Kumar: on [−1, 1] the losses are C x in
    steps 1, 4, 7, ... and −x in the others, so that −1 is best for C > 2. The
    rule has β1 = 0, β2 = 1 / (1 + C²), η_t = α / √t, no corrections and no ε,
    and each new parameter is clipped to [−1, 1]. *)

From Coq Require Import Reals Lra Lia Arith.
From RMSpec Require Import Rules Sum Average StepBound.
Open Scope R_scope.

Definition clip (x : R) : R := Rmax (-1) (Rmin 1 x).

(** The gradients do not depend on the parameter. *)
Definition thirds (C : R) (t : nat) : R :=
  if Nat.eqb (t mod 3) 1 then C else -1.

(** The parameter after t steps, from 1. *)
Fixpoint clipped (step : nat -> R) (t : nat) : R :=
  match t with
  | O => 1
  | S k => clip (clipped step k - step t)
  end.

Definition thirds_adam (α C : R) (t : nat) : R :=
  clipped (fun t => adam_uncorrected_step (α / sqrt (INR t)) 0 (/ (1 + C ^ 2))
                      0 0 0 0 (thirds C) t) t.

Lemma clip_range x : -1 <= clip x <= 1.
Proof.
  unfold clip. split; [apply Rmax_l|].
  apply Rmax_lub; [lra|apply Rmin_l].
Qed.

Lemma clip_ge x y : y <= 1 -> y <= x -> y <= clip x.
Proof.
  intros H1 H2. unfold clip. eapply Rle_trans; [|apply Rmax_r].
  now apply Rmin_glb.
Qed.

Lemma clipped_range step t : -1 <= clipped step t <= 1.
Proof. destruct t; [cbn; lra|apply clip_range]. Qed.

Lemma thirds_up C n : thirds C (3 * n + 1) = C.
Proof.
  unfold thirds. replace ((3 * n + 1) mod 3)%nat with 1%nat; [reflexivity|].
  rewrite Nat.add_comm, Nat.mul_comm, Nat.mod_add; [reflexivity|lia].
Qed.

Lemma thirds_down2 C n : thirds C (3 * n + 2) = -1.
Proof.
  unfold thirds. replace ((3 * n + 2) mod 3)%nat with 2%nat; [reflexivity|].
  rewrite Nat.add_comm, Nat.mul_comm, Nat.mod_add; [reflexivity|lia].
Qed.

Lemma thirds_down3 C n : thirds C (3 * n + 3) = -1.
Proof.
  unfold thirds. replace ((3 * n + 3) mod 3)%nat with 0%nat; [reflexivity|].
  replace (3 * n + 3)%nat with (0 + (n + 1) * 3)%nat by lia.
  rewrite Nat.mod_add; [reflexivity|lia].
Qed.

Section Run.

Variables α C : R.
Hypothesis Hα : 0 < α.
Hypothesis HC : 2 <= C.

Let q := / (1 + C ^ 2).
Let v := adam_v q 0 (thirds C).

Lemma HD : 4 <= C ^ 2.
Proof. nra. Qed.

Lemma Hq : 0 < q <= / 5.
Proof.
  assert (H := HD). unfold q. split.
  - apply Rinv_0_lt_compat. lra.
  - apply Rinv_le_contravar; lra.
Qed.

Lemma HqD : q * C ^ 2 = 1 - q.
Proof. assert (H := HD). unfold q. field. lra. Qed.

Lemma v_step n : v (S n) = q * v n + (1 - q) * (thirds C (S n) * thirds C (S n)).
Proof. reflexivity. Qed.

Lemma v1 n : v (3 * n + 1) = q * v (3 * n) + (1 - q) * C ^ 2.
Proof.
  replace (3 * n + 1)%nat with (S (3 * n)) by lia. rewrite v_step.
  replace (S (3 * n)) with (3 * n + 1)%nat by lia. rewrite thirds_up. ring.
Qed.

Lemma v2 n : v (3 * n + 2) = q * v (3 * n + 1) + (1 - q).
Proof.
  replace (3 * n + 2)%nat with (S (3 * n + 1)) by lia. rewrite v_step.
  replace (S (3 * n + 1)) with (3 * n + 2)%nat by lia. rewrite thirds_down2. ring.
Qed.

Lemma v3 n : v (3 * n + 3) = q * v (3 * n + 2) + (1 - q).
Proof.
  replace (3 * n + 3)%nat with (S (3 * n + 2)) by lia. rewrite v_step.
  replace (S (3 * n + 2)) with (3 * n + 3)%nat by lia. rewrite thirds_down3. ring.
Qed.

Lemma v_nonneg t : 0 <= v t.
Proof. assert (H := Hq). apply (rmsprop_v_nonneg q 0); lra. Qed.

(** At the end of a period v is at most 9/8. *)
Lemma v0_upper n : v (3 * n) <= 9 / 8.
Proof.
  assert (H := Hq). assert (HqD := HqD). assert (HD := HD).
  induction n as [|n IH]; [cbn; lra|].
  replace (3 * S n)%nat with (3 * n + 3)%nat by lia.
  rewrite v3, v2, v1.
  assert (H0 := v_nonneg (3 * n)). set (w := v (3 * n)) in *.
  replace (q * (q * (q * w + (1 - q) * C ^ 2) + (1 - q)) + (1 - q))
    with (q * q * q * w + q * (q * C ^ 2) * (1 - q) + q * (1 - q) + (1 - q))
    by ring.
  rewrite HqD. assert (q * q * q * w <= / 125 * (9 / 8)).
  { assert (0 <= q * q <= / 25) by nra.
    assert (0 <= q * q * q <= / 125) by nra. nra. }
  nra.
Qed.

Lemma v1_bounds n : (1 - q) * C ^ 2 <= v (3 * n + 1) <= C ^ 2.
Proof.
  assert (H := Hq). assert (HD := HD). rewrite v1.
  assert (H0 := v_nonneg (3 * n)). assert (H1 := v0_upper n).
  split; [nra|]. assert (q * v (3 * n) <= q * C ^ 2) by nra. lra.
Qed.

Lemma v2_bounds n : 1 - q <= v (3 * n + 2) <= 2 * (1 - q).
Proof.
  assert (H := Hq). assert (HD := HD). assert (HqD := HqD).
  assert (H1 := v1_bounds n). rewrite v2.
  assert (0 <= v (3 * n + 1)) by apply v_nonneg. nra.
Qed.

Lemma v3_bounds n : 1 - q <= v (3 * n + 3) <= 9 / 8.
Proof.
  assert (H := Hq). assert (H0 := v0_upper (S n)).
  replace (3 * S n)%nat with (3 * n + 3)%nat in H0 by lia.
  split; [|exact H0]. rewrite v3.
  assert (0 <= v (3 * n + 2)) by apply v_nonneg. nra.
Qed.

(** The step of t on a gradient of 1. *)
Let e t := α / sqrt (INR t) / sqrt (v t).

Lemma adam_step_e t :
  adam_uncorrected_step (α / sqrt (INR (S t))) 0 q 0 0 0 0 (thirds C) (S t)
  = thirds C (S t) * e (S t).
Proof.
  unfold adam_uncorrected_step, adam_m, denominator, e. cbn [average].
  fold v. rewrite !Rplus_0_r. unfold Rdiv. ring.
Qed.

(** Comparing 1 / √(s w) with k / √t. *)
Lemma e_lower k s w t :
  0 <= k -> 0 < s -> 0 < w -> 0 < t -> k ^ 2 * (s * w) <= t ->
  k * (α / sqrt t) <= α / sqrt s / sqrt w.
Proof.
  intros Hk Hs Hw Ht H.
  assert (Hss := sqrt_lt_R0 s Hs). assert (Hsw := sqrt_lt_R0 w Hw).
  assert (Hst := sqrt_lt_R0 t Ht).
  assert (Hroot : k * (sqrt s * sqrt w) <= sqrt t).
  { rewrite <- sqrt_mult_alt by lra. rewrite <- (sqrt_pow2 k) by lra.
    rewrite <- sqrt_mult_alt by apply pow2_ge_0. now apply sqrt_le_1_alt. }
  apply Rmult_le_reg_r with (sqrt t * (sqrt s * sqrt w)).
  - repeat apply Rmult_lt_0_compat; assumption.
  - replace (k * (α / sqrt t) * (sqrt t * (sqrt s * sqrt w)))
      with (α * (k * (sqrt s * sqrt w))) by (field; lra).
    replace (α / sqrt s / sqrt w * (sqrt t * (sqrt s * sqrt w)))
      with (α * sqrt t) by (field; lra).
    apply Rmult_le_compat_l; lra.
Qed.

Lemma e_upper k s w t c :
  0 <= k -> 0 < s -> 0 < w -> 0 < t -> 0 <= c -> c ^ 2 * t <= k ^ 2 * (s * w) ->
  c * (α / sqrt s / sqrt w) <= k * (α / sqrt t).
Proof.
  intros Hk Hs Hw Ht Hc H.
  assert (Hss := sqrt_lt_R0 s Hs). assert (Hsw := sqrt_lt_R0 w Hw).
  assert (Hst := sqrt_lt_R0 t Ht).
  assert (Hroot : c * sqrt t <= k * (sqrt s * sqrt w)).
  { rewrite <- sqrt_mult_alt by lra.
    rewrite <- (sqrt_pow2 k), <- (sqrt_pow2 c) by lra.
    rewrite <- !sqrt_mult_alt by apply pow2_ge_0. now apply sqrt_le_1_alt. }
  apply Rmult_le_reg_r with (sqrt t * (sqrt s * sqrt w)).
  - repeat apply Rmult_lt_0_compat; assumption.
  - replace (k * (α / sqrt t) * (sqrt t * (sqrt s * sqrt w)))
      with (α * (k * (sqrt s * sqrt w))) by (field; lra).
    replace (c * (α / sqrt s / sqrt w) * (sqrt t * (sqrt s * sqrt w)))
      with (α * (c * sqrt t)) by (field; lra).
    apply Rmult_le_compat_l; lra.
Qed.

(** The two steps up make good the step down. *)
Lemma period n : C * e (3 * n + 1) <= e (3 * n + 2) + e (3 * n + 3).
Proof.
  assert (H := Hq). assert (HqD := HqD). assert (HD := HD).
  assert (H1 := v1_bounds n). assert (H2 := v2_bounds n).
  assert (H3 := v3_bounds n). unfold e.
  destruct n as [|n].
  - (* The first period, from v = 0. *)
    assert (E1 : v (3 * 0 + 1) = (1 - q) * C ^ 2)
      by (rewrite v1; cbn; ring).
    assert (E2 : v (3 * 0 + 2) = (1 - q) * (2 - q)).
    { rewrite v2, E1.
      replace (q * ((1 - q) * C ^ 2)) with ((1 - q) * (q * C ^ 2)) by ring.
      rewrite HqD. ring. }
    assert (E3 : v (3 * 0 + 3) = (1 - q) * (1 + 2 * q - q * q))
      by (rewrite v3, E2; ring).
    rewrite E1, E2, E3.
    change (INR (3 * 0 + 1)) with 1. change (INR (3 * 0 + 2)) with (1 + 1).
    change (INR (3 * 0 + 3)) with (1 + 1 + 1).
    set (T := 1 - q).
    apply Rle_trans with (1 * (α / sqrt T)).
    + apply e_upper; unfold T; nra.
    + replace (1 * (α / sqrt T)) with ((/ 2 + q / 8) * (α / sqrt T)
        + (/ 2 - q / 8) * (α / sqrt T)) by (field; apply Rgt_not_eq;
        apply sqrt_lt_R0; unfold T; lra).
      apply Rplus_le_compat; apply e_lower; unfold T; nra.
  - set (t := INR (3 * S n + 1)).
    assert (Ht : 4 <= t).
    { unfold t. replace 4 with (INR 4) by (cbn; ring). apply le_INR. lia. }
    replace (INR (3 * S n + 2)) with (t + 1)
      by (unfold t; rewrite <- S_INR; f_equal; lia).
    replace (INR (3 * S n + 3)) with (t + 2)
      by (unfold t; replace (3 * S n + 3)%nat with (S (S (3 * S n + 1))) by lia;
          rewrite !S_INR; ring).
    set (w1 := v (3 * S n + 1)) in *. set (w2 := v (3 * S n + 2)) in *.
    set (w3 := v (3 * S n + 3)) in *.
    apply Rle_trans with (12 / 10 * (α / sqrt t)).
    + apply e_upper; nra.
    + replace (12 / 10 * (α / sqrt t))
        with (6 / 10 * (α / sqrt t) + 6 / 10 * (α / sqrt t)) by lra.
      apply Rplus_le_compat; apply e_lower; nra.
Qed.

Lemma stuck n : thirds_adam α C (3 * n) = 1.
Proof.
  unfold thirds_adam. fold q.
  set (f := fun t => adam_uncorrected_step (α / sqrt (INR t)) 0 q 0 0 0 0 (thirds C) t).
  induction n as [|n IH]; [reflexivity|].
  assert (F1 : f (3 * n + 1)%nat = C * e (3 * n + 1)).
  { rewrite <- (thirds_up C n) at 1. rewrite Nat.add_1_r. apply adam_step_e. }
  assert (F2 : f (3 * n + 2)%nat = - e (3 * n + 2)).
  { replace (- e (3 * n + 2)) with (-1 * e (3 * n + 2)) by ring.
    rewrite <- (thirds_down2 C n) at 1.
    replace (3 * n + 2)%nat with (S (3 * n + 1)) by lia. apply adam_step_e. }
  assert (F3 : f (3 * n + 3)%nat = - e (3 * n + 3)).
  { replace (- e (3 * n + 3)) with (-1 * e (3 * n + 3)) by ring.
    rewrite <- (thirds_down3 C n) at 1.
    replace (3 * n + 3)%nat with (S (3 * n + 2)) by lia. apply adam_step_e. }
  assert (E1 : clipped f (3 * n + 1) = clip (1 - C * e (3 * n + 1))).
  { replace (3 * n + 1)%nat with (S (3 * n)) at 1 by lia. cbn [clipped].
    replace (S (3 * n)) with (3 * n + 1)%nat by lia. now rewrite IH, F1. }
  assert (E2 : clipped f (3 * n + 2) = clip (clipped f (3 * n + 1) + e (3 * n + 2))).
  { replace (3 * n + 2)%nat with (S (3 * n + 1)) at 1 by lia. cbn [clipped].
    replace (S (3 * n + 1)) with (3 * n + 2)%nat by lia. rewrite F2. f_equal. ring. }
  assert (E3 : clipped f (3 * S n) = clip (clipped f (3 * n + 2) + e (3 * n + 3))).
  { replace (3 * S n)%nat with (S (3 * n + 2)) at 1 by lia. cbn [clipped].
    replace (S (3 * n + 2)) with (3 * n + 3)%nat by lia. rewrite F3. f_equal. ring. }
  assert (P := period n).
  assert (epos : forall t, (1 <= t)%nat -> 0 <= e t).
  { intros t Ht. unfold e, Rdiv.
    assert (0 < INR t) by (apply lt_0_INR; lia).
    assert (0 < / sqrt (INR t)) by (apply Rinv_0_lt_compat, sqrt_lt_R0; lra).
    apply Rmult_le_pos; [apply Rmult_le_pos; lra|].
    destruct (Rle_lt_or_eq_dec 0 (sqrt (v t)) (sqrt_pos _)) as [L|L].
    - left. now apply Rinv_0_lt_compat.
    - rewrite <- L, Rinv_0. lra. }
  assert (p1 := epos (3 * n + 1)%nat ltac:(lia)).
  assert (p2 := epos (3 * n + 2)%nat ltac:(lia)).
  assert (p3 := epos (3 * n + 3)%nat ltac:(lia)).
  apply Rle_antisym; [apply clipped_range|]. rewrite E3.
  apply clip_ge; [lra|].
  assert (L1 : 1 - C * e (3 * n + 1) <= clipped f (3 * n + 1)).
  { rewrite E1. apply clip_ge; [nra|lra]. }
  set (x := clipped f (3 * n + 1)) in *.
  assert (L2 : Rmin 1 (x + e (3 * n + 2)) <= clipped f (3 * n + 2)).
  { rewrite E2. unfold clip. apply Rmax_r. }
  unfold Rmin in L2. destruct (Rle_dec 1 (x + e (3 * n + 2))); lra.
Qed.

End Run.

(** Every period ends where it began, at the worst point, whatever α > 0. *)
Theorem adam_stays_at_the_worst_point α C n :
  0 < α -> 2 <= C -> thirds_adam α C (3 * n) = 1.
Proof. exact (fun Hα HC => stuck α C Hα HC n). Qed.

(** The losses of a period exceed those of staying at −1 by 2 C − 4 or more. *)
Theorem adam_regret α C n :
  0 < α -> 2 <= C ->
  let x := thirds_adam α C in
  2 * C - 4
  <= C * x (3 * n)%nat - x (3 * n + 1)%nat - x (3 * n + 2)%nat
     - (C * -1 - -1 - -1).
Proof.
  intros Hα HC x. unfold x at 1. rewrite (stuck α C Hα HC n).
  assert (H1 := clipped_range (fun t => adam_uncorrected_step (α / sqrt (INR t)) 0
    (/ (1 + C ^ 2)) 0 0 0 0 (thirds C) t) (3 * n + 1)).
  assert (H2 := clipped_range (fun t => adam_uncorrected_step (α / sqrt (INR t)) 0
    (/ (1 + C ^ 2)) 0 0 0 0 (thirds C) t) (3 * n + 2)).
  unfold x, thirds_adam. lra.
Qed.

Example adam_stays_at_the_worst_point_example : thirds_adam 1 3 (3 * 100) = 1.
Proof. apply adam_stays_at_the_worst_point; lra. Qed.

Example adam_regret_example :
  2 * 3 - 4
  <= 3 * thirds_adam 1 3 (3 * 7) - thirds_adam 1 3 (3 * 7 + 1)
     - thirds_adam 1 3 (3 * 7 + 2) - (3 * -1 - -1 - -1).
Proof. apply adam_regret; lra. Qed.
