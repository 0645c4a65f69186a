(** Where η h < 2 (√εr + ε), every run of RMSprop on h θ² / 2 converges to the
    minimum, by a constant factor a step. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum Average StepBound StepFloor.
From RMSpec Require Import Quadratic.
Open Scope R_scope.

(** One step multiplies θ by 1 − η h / D. *)
Lemma run_factor η ρ εr ε v0 h θ g t :
  quadratic_run (fun _ => η) ρ εr ε v0 h θ g ->
  θ (S t) = θ t * (1 - η * h / denominator εr ε (rmsprop_v ρ v0 g (S t))).
Proof.
  intros Hrun. destruct (Hrun t) as [Hg Hθ]. rewrite Hθ.
  unfold rmsprop_step. rewrite Hg. unfold Rdiv. ring.
Qed.

Lemma denominator_floor εr ε q :
  0 <= q -> sqrt εr + ε <= denominator εr ε q.
Proof.
  intros Hq. unfold denominator.
  assert (sqrt εr <= sqrt (q + εr)) by (apply sqrt_le_1_alt; lra). lra.
Qed.

(** How much of θ is left after a step, at most. *)
Definition quadratic_rate (η ρ εr ε v0 h θ0 : R) : R :=
  Rmax (η * h / (sqrt εr + ε) - 1)
       (1 - η * h / denominator εr ε (quadratic_V (η / sqrt (1 - ρ)) v0 h θ0)).

Theorem quadratic_converges η ρ εr ε v0 h θ g :
  0 < η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < h ->
  η * h < 2 * (sqrt εr + ε) ->
  quadratic_run (fun _ => η) ρ εr ε v0 h θ g ->
  let q := quadratic_rate η ρ εr ε v0 h (θ O) in
  0 <= q < 1 /\ forall n, Rabs (θ n) <= q ^ n * Rabs (θ O).
Proof.
  intros Hη Hρ Hεr Hε Hv0 Hh Hsmall Hrun q.
  set (E := sqrt εr + ε) in *.
  assert (HηH : 0 < η * h) by (apply Rmult_lt_0_compat; lra).
  assert (HE : 0 < E) by lra.
  set (DV := denominator εr ε (quadratic_V (η / sqrt (1 - ρ)) v0 h (θ 0%nat))).
  assert (HV0 : 0 <= quadratic_V (η / sqrt (1 - ρ)) v0 h (θ 0%nat)).
  { unfold quadratic_V. eapply Rle_trans; [|apply Rmax_r]. apply pow2_ge_0. }
  assert (HDV : E <= DV) by now apply denominator_floor.
  assert (HiV : 0 < / DV) by (apply Rinv_0_lt_compat; lra).
  assert (HiE : / DV <= / E) by (apply Rinv_le_contravar; lra).
  assert (HqE : η * h / E < 2).
  { apply Rmult_lt_reg_r with E; [exact HE|].
    replace (η * h / E * E) with (η * h) by (field; lra). lra. }
  assert (Hηt : forall t : nat, 0 <= η <= η) by (intros; lra).
  (* All factors lie between the two that the maximum is of. *)
  assert (Hfactor : forall n, Rabs (1 - η * h
            / denominator εr ε (rmsprop_v ρ v0 g (S n))) <= q).
  { intros n. set (D := denominator εr ε (rmsprop_v ρ v0 g (S n))).
    assert (HD1 : E <= D).
    { apply denominator_floor, rmsprop_v_nonneg; lra. }
    assert (HD2 : D <= DV).
    { apply denominator_le.
      exact (v_bounded (fun _ => η) η ρ εr ε v0 h θ g Hηt Hρ Hεr Hε Hv0 Hh Hrun
               (S n)). }
    assert (Hi1 : / D <= / E) by (apply Rinv_le_contravar; lra).
    assert (Hi2 : / DV <= / D) by (apply Rinv_le_contravar; lra).
    assert (η * h * / D <= η * h * / E) by (apply Rmult_le_compat_l; lra).
    assert (η * h * / DV <= η * h * / D) by (apply Rmult_le_compat_l; lra).
    assert (M1 := Rmax_l (η * h / E - 1) (1 - η * h / DV)).
    assert (M2 := Rmax_r (η * h / E - 1) (1 - η * h / DV)).
    fold (quadratic_rate η ρ εr ε v0 h (θ 0%nat)) in *.
    unfold q, quadratic_rate. fold E DV. unfold Rdiv in *.
    apply Rabs_le. lra. }
  split.
  - split; [eapply Rle_trans; [apply Rabs_pos|apply (Hfactor 0%nat)]|].
    unfold q, quadratic_rate. fold E DV. apply Rmax_lub_lt; [lra|].
    assert (0 < η * h * / DV) by (apply Rmult_lt_0_compat; lra).
    unfold Rdiv. lra.
  - induction n as [|n IH]; [cbn; lra|].
    rewrite (run_factor _ _ _ _ _ _ _ _ _ Hrun), Rabs_mult. cbn [pow].
    replace (q * q ^ n * Rabs (θ 0%nat)) with (q ^ n * Rabs (θ 0%nat) * q) by ring.
    apply Rmult_le_compat; [apply Rabs_pos|apply Rabs_pos|exact IH|apply Hfactor].
Qed.

Example quadratic_converges_example :
  exists θ g, θ O = 5 /\ quadratic_run (fun _ => / 2) (9 / 10) 0 1 0 1 θ g /\
    0 <= quadratic_rate (/ 2) (9 / 10) 0 1 0 1 (θ O) < 1.
Proof.
  destruct (quadratic_run_exists (fun _ => / 2) (9 / 10) 0 1 0 1 5)
    as [θ [g [H0 H]]].
  exists θ, g. split; [exact H0|]. split; [exact H|].
  apply (quadratic_converges (/ 2) (9 / 10) 0 1 0 1 θ g); try lra.
  - rewrite sqrt_0. lra.
  - exact H.
Qed.
