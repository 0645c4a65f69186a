(** What becomes of a learning rate that is too low or too high.

    Too low: after t steps a rule is no farther than t of its largest steps from
    its start, whatever the gradients, so it does not arrive before. Too high:
    gradient descent on h x² / 2 leaves every bound for η h > 2, where RMSprop
    stays in the trap of Quadratic.v. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum StepBound AdamStepBound.
From RMSpec Require Import DriftingMinimum.
Open Scope R_scope.

(** ** Too low *)

(** The parameters of a rule that is fed any gradients. *)
Definition follows (step : (nat -> R) -> nat -> R) (g x : nat -> R) : Prop :=
  forall t, x (S t) = x t - step g (S t).

Lemma way_bounded step g x (longest : nat -> R) n :
  follows step g x ->
  (forall t, (1 <= t)%nat -> Rabs (step g t) <= longest t) ->
  Rabs (x n - x O) <= sum longest n.
Proof.
  intros Hx H. induction n as [|n IH].
  - rewrite Rminus_eq_0, Rabs_R0. cbn [sum]. lra.
  - cbn [sum]. rewrite Hx.
    replace (x n - step g (S n) - x O) with ((x n - x O) + - step g (S n)) by ring.
    eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_Ropp.
    assert (Hn := H (S n) ltac:(lia)). lra.
Qed.

Theorem rmsprop_way_bounded η ρ εr ε v0 g x t :
  0 <= η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  follows (rmsprop_step η ρ εr ε v0) g x ->
  Rabs (x t - x O) <= INR t * (η / sqrt (1 - ρ)).
Proof.
  intros Hη Hρ Hεr Hε Hv0 Hx. rewrite <- sum_const.
  apply (way_bounded _ g x _ t Hx). intros k Hk. now apply rmsprop_step_bound.
Qed.

Theorem adagrad_way_bounded η εr ε v0 g x t :
  0 <= η -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  follows (adagrad_step η εr ε v0) g x ->
  Rabs (x t - x O) <= INR t * η.
Proof.
  intros Hη Hεr Hε Hv0 Hx. rewrite <- sum_const.
  apply (way_bounded _ g x _ t Hx). intros k Hk. now apply adagrad_step_at_most_η.
Qed.

(** Adam's largest step depends on t while the corrections matter. *)
Theorem adam_way_bounded η β1 β2 εr ε v0 g x t :
  0 <= η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  follows (adam_step η β1 β2 εr ε 0 v0) g x ->
  Rabs (x t - x O) <= η * sum (adam_largest β1 β2) t.
Proof.
  intros Hη Hβ1 Hβ Hεr Hε Hv0 Hx. rewrite <- sum_scale.
  apply (way_bounded _ g x _ t Hx). intros k Hk. now apply adam_step_bound.
Qed.

Theorem adam_uncorrected_way_bounded η β1 β2 εr ε v0 g x t :
  0 <= η -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  follows (adam_uncorrected_step η β1 β2 εr ε 0 v0) g x ->
  Rabs (x t - x O) <= INR t * (η * sqrt (adam_C β1 β2)).
Proof.
  intros Hη Hβ Hεr Hε Hv0 Hx. rewrite <- sum_const.
  apply (way_bounded _ g x _ t Hx). intros k _.
  now apply adam_uncorrected_step_bound.
Qed.

(** ** Too high *)

(** Gradient descent, SPEC.md §2 without momentum. *)
Definition sgd_step (η : R) (g : nat -> R) (t : nat) : R := η * g t.

Definition sgd_quadratic_run (η h : R) (x g : nat -> R) : Prop :=
  trajectory (fun _ x => h * x) (sgd_step η) x g.

Theorem sgd_quadratic_closed_form η h x g t :
  sgd_quadratic_run η h x g -> x t = (1 - η * h) ^ t * x O.
Proof.
  intros Hrun. induction t as [|t IH]; [cbn; ring|].
  destruct (Hrun t) as [Hg ->]. unfold sgd_step. rewrite Hg, IH. cbn [pow]. ring.
Qed.

Lemma ln_power q n : 0 < q -> ln (q ^ n) = INR n * ln q.
Proof.
  intros Hq. induction n as [|n IH]; [cbn; rewrite ln_1; ring|].
  cbn [pow]. rewrite ln_mult, IH, S_INR by (try apply pow_lt; lra). ring.
Qed.

(** It is beyond M exactly from this step on. *)
Theorem sgd_diverges η h x g M n :
  2 < η * h -> x O <> 0 -> 0 < M -> sgd_quadratic_run η h x g ->
  (M <= Rabs (x n) <-> ln (M / Rabs (x O)) / ln (η * h - 1) <= INR n).
Proof.
  intros Hηh Hx HM Hrun. assert (P := Rabs_pos_lt _ Hx).
  rewrite (sgd_quadratic_closed_form η h x g n Hrun).
  rewrite Rabs_mult, <- RPow_abs, Rabs_minus_sym, (Rabs_pos_eq (η * h - 1)) by lra.
  set (q := η * h - 1) in *. assert (Hq : 1 < q) by (unfold q; lra).
  assert (Hln : 0 < ln q) by (rewrite <- ln_1; apply ln_increasing; lra).
  assert (Hqn : 0 < q ^ n) by (apply pow_lt; lra).
  assert (HMx : 0 < M / Rabs (x O)) by now apply Rdiv_lt_0_compat.
  assert (E1 : M <= q ^ n * Rabs (x O) <-> M / Rabs (x O) <= q ^ n).
  { split; intros H.
    - apply Rmult_le_reg_r with (Rabs (x O)); [exact P|].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
    - apply Rmult_le_compat_r with (r := Rabs (x O)) in H; [|lra].
      unfold Rdiv in H. rewrite Rmult_assoc, Rinv_l in H by lra. lra. }
  assert (E2 : ln (M / Rabs (x O)) / ln q <= INR n
               <-> ln (M / Rabs (x O)) <= INR n * ln q).
  { split; intros H.
    - apply Rmult_le_compat_r with (r := ln q) in H; [|lra].
      unfold Rdiv at 1 in H. rewrite Rmult_assoc, Rinv_l in H by lra. lra.
    - apply Rmult_le_reg_r with (ln q); [exact Hln|].
      unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  rewrite E1, E2, <- ln_power by lra. split; intros H.
  - destruct H as [H|H]; [left; now apply ln_increasing|right; now rewrite H].
  - destruct (Rle_or_lt (M / Rabs (x O)) (q ^ n)) as [L|L]; [exact L|exfalso].
    apply ln_increasing in L; lra.
Qed.

(** η h = 2 is the threshold. *)
Theorem sgd_converges η h x g :
  0 < η * h < 2 -> sgd_quadratic_run η h x g -> Un_cv x 0.
Proof.
  intros Hηh Hrun δ Hδ. assert (P := Rabs_pos (x O)).
  destruct (pow_lt_1_zero (1 - η * h) ltac:(apply Rabs_def1; lra)
              (δ / (Rabs (x O) + 1)) ltac:(apply Rdiv_lt_0_compat; lra)) as [N HN].
  exists N. intros n Hn. unfold R_dist. rewrite Rminus_0_r.
  rewrite (sgd_quadratic_closed_form η h x g n Hrun), Rabs_mult.
  specialize (HN n Hn). assert (Q := Rabs_pos ((1 - η * h) ^ n)).
  apply Rle_lt_trans with (δ / (Rabs (x O) + 1) * Rabs (x O)).
  - apply Rmult_le_compat_r; lra.
  - apply Rlt_le_trans with (δ / (Rabs (x O) + 1) * (Rabs (x O) + 1)).
    + apply Rmult_lt_compat_l; [apply Rdiv_lt_0_compat|]; lra.
    + right. field. lra.
Qed.

Lemma trajectory_follows grad step x g : trajectory grad step x g -> follows step g x.
Proof. intros H t. apply H. Qed.

Example rmsprop_way_bounded_example :
  exists x g, x O = 5 /\ follows (rmsprop_step 1 (3 / 4) 0 0 0) g x /\
    Rabs (x 3%nat - x O) <= INR 3 * (1 / sqrt (1 - 3 / 4)).
Proof.
  destruct (trajectory_exists (fun _ x => 2 * x) (rmsprop_step 1 (3 / 4) 0 0 0) 5)
    as [x [g [H0 H]]]; [exact (rmsprop_causal (fun _ => 1) _ _ _ _)|].
  apply trajectory_follows in H. exists x, g. repeat split; [exact H0|exact H|].
  apply (rmsprop_way_bounded 1 (3 / 4) 0 0 0 g); lra || exact H.
Qed.

Example adagrad_way_bounded_example :
  exists x g, x O = 5 /\ follows (adagrad_step 1 0 0 0) g x /\
    Rabs (x 3%nat - x O) <= INR 3 * 1.
Proof.
  destruct (trajectory_exists (fun _ x => 2 * x) (adagrad_step 1 0 0 0) 5)
    as [x [g [H0 H]]]; [exact (adagrad_causal (fun _ => 1) _ _ _)|].
  apply trajectory_follows in H. exists x, g. repeat split; [exact H0|exact H|].
  apply (adagrad_way_bounded 1 0 0 0 g); lra || exact H.
Qed.

Example adam_way_bounded_example :
  exists x g, x O = 5 /\ follows (adam_step 1 (/ 2) (3 / 4) 0 0 0 0) g x /\
    Rabs (x 3%nat - x O) <= 1 * sum (adam_largest (/ 2) (3 / 4)) 3.
Proof.
  destruct (trajectory_exists (fun _ x => 2 * x) (adam_step 1 (/ 2) (3 / 4) 0 0 0 0) 5)
    as [x [g [H0 H]]]; [exact (adam_causal (fun _ => 1) _ _ _ _ _ _)|].
  apply trajectory_follows in H. exists x, g. repeat split; [exact H0|exact H|].
  apply (adam_way_bounded 1 (/ 2) (3 / 4) 0 0 0 g); lra || exact H.
Qed.

Example adam_uncorrected_way_bounded_example :
  exists x g, x O = 5 /\ follows (adam_uncorrected_step 1 (/ 2) (3 / 4) 0 0 0 0) g x /\
    Rabs (x 3%nat - x O) <= INR 3 * (1 * sqrt (adam_C (/ 2) (3 / 4))).
Proof.
  destruct (trajectory_exists (fun _ x => 2 * x)
              (adam_uncorrected_step 1 (/ 2) (3 / 4) 0 0 0 0) 5)
    as [x [g [H0 H]]]; [exact (adam_uncorrected_causal (fun _ => 1) _ _ _ _ _ _)|].
  apply trajectory_follows in H. exists x, g. repeat split; [exact H0|exact H|].
  apply (adam_uncorrected_way_bounded 1 (/ 2) (3 / 4) 0 0 0 g); lra || exact H.
Qed.

Lemma sgd_quadratic_run_exists η h x0 :
  exists x g, x O = x0 /\ sgd_quadratic_run η h x g.
Proof.
  apply trajectory_exists. intros g g' t H Ht. unfold sgd_step. now rewrite (H t) by lia.
Qed.

Example sgd_quadratic_closed_form_example :
  exists x g, sgd_quadratic_run 1 3 x g /\ x 4%nat = 80.
Proof.
  destruct (sgd_quadratic_run_exists 1 3 5) as [x [g [H0 H]]].
  exists x, g. split; [exact H|].
  rewrite (sgd_quadratic_closed_form 1 3 x g 4 H), H0. ring.
Qed.

Example sgd_diverges_example :
  exists x g, sgd_quadratic_run 1 3 x g /\ exists n, 1000 <= Rabs (x n).
Proof.
  destruct (sgd_quadratic_run_exists 1 3 5) as [x [g [H0 H]]].
  exists x, g. split; [exact H|].
  destruct (naturals_unbounded (ln (1000 / Rabs (x O)) / ln (1 * 3 - 1))) as [n Hn].
  exists n. apply (sgd_diverges 1 3 x g 1000 n); lra || exact H.
Qed.

Example sgd_converges_example :
  exists x g, sgd_quadratic_run 1 1.5 x g /\ Un_cv x 0.
Proof.
  destruct (sgd_quadratic_run_exists 1 1.5 5) as [x [g [H0 H]]].
  exists x, g. split; [exact H|]. apply (sgd_converges 1 1.5 x g); lra || exact H.
Qed.
