(** RMSprop on h θ² / 2 has an exact cycle x, −x, x, ..., whatever ρ.

    On it v rests at (h x)², and D must be η h / 2. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum Average StepBound Quadratic.
Open Scope R_scope.

Theorem two_cycle η ρ εr ε h x θ g :
  0 < η -> 0 < h -> 0 < x -> ε < η * h / 2 ->
  (h * x) ^ 2 + εr = (η * h / 2 - ε) ^ 2 ->
  θ O = x -> quadratic_run (fun _ => η) ρ εr ε ((h * x) ^ 2) h θ g ->
  forall t, θ t = (-1) ^ t * x.
Proof.
  intros Hη Hh Hx Hε HD H0 Hrun.
  assert (Hall : forall t, θ t = (-1) ^ t * x /\
            rmsprop_v ρ ((h * x) ^ 2) g t = (h * x) ^ 2).
  { induction t as [|t [IHθ IHv]].
    - split; [rewrite H0; ring|reflexivity].
    - destruct (Hrun t) as [Hg Hθ].
      assert (Hsign : (-1) ^ t * (-1) ^ t = 1).
      { rewrite <- pow_add. replace (t + t)%nat with (2 * t)%nat by lia.
        rewrite pow_mult. replace ((-1) ^ 2) with 1 by ring. apply pow1. }
      assert (Hv : rmsprop_v ρ ((h * x) ^ 2) g (S t) = (h * x) ^ 2).
      { unfold rmsprop_v in *. cbn [average]. rewrite IHv. unfold squares.
        rewrite Hg, IHθ.
        replace (h * ((-1) ^ t * x) * (h * ((-1) ^ t * x)))
          with ((h * x) ^ 2 * ((-1) ^ t * (-1) ^ t)) by ring.
        rewrite Hsign. ring. }
      split; [|exact Hv]. rewrite Hθ. unfold rmsprop_step, denominator.
      rewrite Hv, HD, sqrt_pow2, Hg, IHθ by lra. cbn [pow].
      replace (η * h / 2 - ε + ε) with (η * h / 2) by ring.
      field. split; lra. }
  intros t. apply Hall.
Qed.

(** ε outside the root: x = η / 2 − ε / h; without ε, η / 2 for every h. *)
Theorem two_cycle_epsilon_outside η ρ ε h θ g :
  0 < h -> 0 <= ε -> 2 * ε < η * h ->
  let x := η / 2 - ε / h in
  θ O = x -> quadratic_run (fun _ => η) ρ 0 ε ((h * x) ^ 2) h θ g ->
  forall t, θ t = (-1) ^ t * x.
Proof.
  intros Hh Hε Hlarge x H0 Hrun.
  assert (Hhx : h * x = η * h / 2 - ε) by (unfold x; field; lra).
  assert (Hη : 0 < η) by nra.
  apply (two_cycle η ρ 0 ε h x θ g); try assumption; try lra.
  - apply Rmult_lt_reg_l with h; lra.
  - rewrite Hhx. ring.
Qed.

(** ε inside the root: x² = η² / 4 − εr / h². *)
Theorem two_cycle_epsilon_inside η ρ εr h θ g :
  0 < h -> 0 < η -> 0 <= εr -> 4 * εr < (η * h) ^ 2 ->
  let x := sqrt (η ^ 2 / 4 - εr / h ^ 2) in
  θ O = x -> quadratic_run (fun _ => η) ρ εr 0 ((h * x) ^ 2) h θ g ->
  forall t, θ t = (-1) ^ t * x.
Proof.
  intros Hh Hη Hεr Hlarge x H0 Hrun.
  assert (Hrad : 0 < η ^ 2 / 4 - εr / h ^ 2).
  { assert (Hh2 : 0 < h ^ 2) by (apply pow_lt; lra).
    apply Rmult_lt_reg_r with (h ^ 2); [exact Hh2|].
    replace ((η ^ 2 / 4 - εr / h ^ 2) * h ^ 2)
      with ((η * h) ^ 2 / 4 - εr) by (field; lra). lra. }
  assert (Hx : 0 < x) by now apply sqrt_lt_R0.
  assert (Hxx : x * x = η ^ 2 / 4 - εr / h ^ 2) by (apply sqrt_sqrt; lra).
  apply (two_cycle η ρ εr 0 h x θ g); try assumption.
  - assert (0 < η * h) by (apply Rmult_lt_0_compat; lra). lra.
  - replace ((h * x) ^ 2) with (h ^ 2 * (x * x)) by ring. rewrite Hxx.
    field. lra.
Qed.

(** Adam without corrections, on h θ² / 2. *)
Definition adam_run (η β1 β2 εr ε m0 v0 h : R) (θ g : nat -> R) : Prop :=
  trajectory (fun _ x => h * x) (adam_uncorrected_step η β1 β2 εr ε m0 v0) θ g.

(** Its cycle: x = η (1 − β1) / (2 (1 + β1)) − ε / h. *)
Theorem adam_two_cycle η β1 β2 ε h θ g :
  0 < h -> 0 <= β1 < 1 -> 0 <= ε -> 2 * (1 + β1) * ε < η * h * (1 - β1) ->
  let x := η * (1 - β1) / (2 * (1 + β1)) - ε / h in
  let μ := (1 - β1) / (1 + β1) * (h * x) in
  θ O = x -> adam_run η β1 β2 0 ε (- μ) ((h * x) ^ 2) h θ g ->
  forall t, θ t = (-1) ^ t * x.
Proof.
  intros Hh Hβ Hε Hlarge x μ H0 Hrun.
  assert (Hhx : h * x + ε = η * h * (1 - β1) / (2 * (1 + β1)))
    by (unfold x; field; lra).
  assert (Hx : 0 < h * x).
  { assert (ε < η * h * (1 - β1) / (2 * (1 + β1))).
    { apply Rmult_lt_reg_r with (2 * (1 + β1)); [lra|].
      replace (η * h * (1 - β1) / (2 * (1 + β1)) * (2 * (1 + β1)))
        with (η * h * (1 - β1)) by (field; lra). lra. }
    lra. }
  assert (Hall : forall t, θ t = (-1) ^ t * x /\
            adam_m β1 (- μ) g t = - (-1) ^ t * μ /\
            adam_v β2 ((h * x) ^ 2) g t = (h * x) ^ 2).
  { induction t as [|t [IHθ [IHm IHv]]].
    - repeat split; [rewrite H0; ring|cbn; ring].
    - destruct (Hrun t) as [Hg Hθ].
      assert (Hsign : (-1) ^ t * (-1) ^ t = 1).
      { rewrite <- pow_add. replace (t + t)%nat with (2 * t)%nat by lia.
        rewrite pow_mult. replace ((-1) ^ 2) with 1 by ring. apply pow1. }
      assert (Hv : adam_v β2 ((h * x) ^ 2) g (S t) = (h * x) ^ 2).
      { unfold adam_v in *. cbn [average]. rewrite IHv. unfold squares.
        rewrite Hg, IHθ.
        replace (h * ((-1) ^ t * x) * (h * ((-1) ^ t * x)))
          with ((h * x) ^ 2 * ((-1) ^ t * (-1) ^ t)) by ring.
        rewrite Hsign. ring. }
      assert (Hm : adam_m β1 (- μ) g (S t) = - (-1) ^ S t * μ).
      { unfold adam_m in *. cbn [average]. rewrite IHm, Hg, IHθ.
        unfold μ. cbn [pow]. field. lra. }
      repeat split; [|exact Hm|exact Hv]. rewrite Hθ.
      unfold adam_uncorrected_step, denominator.
      rewrite Hv, Hm, Rplus_0_r, sqrt_pow2, IHθ by lra.
      rewrite Hhx. unfold μ.
      replace (h * x) with (η * h * (1 - β1) / (2 * (1 + β1)) - ε) by lra.
      assert (Hη : 0 < η * h * (1 - β1)) by nra.
      assert (Hηne : η <> 0) by (intros ->; lra).
      replace (η * (- (-1) ^ S t * ((1 - β1) / (1 + β1)
               * (η * h * (1 - β1) / (2 * (1 + β1)) - ε))
               / (η * h * (1 - β1) / (2 * (1 + β1)))))
        with ((-1) ^ t * (2 * x)); [cbn [pow]; ring|].
      unfold x. cbn [pow]. field. repeat split; lra. }
  intros t. apply Hall.
Qed.

Example two_cycle_example :
  exists θ g, θ O = / 2 /\
    quadratic_run (fun _ => 1) (9 / 10) 0 0 ((2 * / 2) ^ 2) 2 θ g /\
    θ 7%nat = (-1) ^ 7 * / 2.
Proof.
  destruct (quadratic_run_exists (fun _ => 1) (9 / 10) 0 0 ((2 * / 2) ^ 2) 2 (/ 2))
    as [θ [g [H0 H]]].
  exists θ, g. split; [exact H0|]. split; [exact H|].
  apply (two_cycle 1 (9 / 10) 0 0 2 (/ 2) θ g); try lra; assumption.
Qed.

Example two_cycle_epsilon_outside_example :
  exists θ g, θ O = 1 / 2 - / 4 / 2 /\
    quadratic_run (fun _ => 1) (9 / 10) 0 (/ 4) ((2 * (1 / 2 - / 4 / 2)) ^ 2) 2 θ g /\
    θ 7%nat = (-1) ^ 7 * (1 / 2 - / 4 / 2).
Proof.
  destruct (quadratic_run_exists (fun _ => 1) (9 / 10) 0 (/ 4)
              ((2 * (1 / 2 - / 4 / 2)) ^ 2) 2 (1 / 2 - / 4 / 2)) as [θ [g [H0 H]]].
  exists θ, g. split; [exact H0|]. split; [exact H|].
  apply (two_cycle_epsilon_outside 1 (9 / 10) (/ 4) 2 θ g); try lra; assumption.
Qed.

Example two_cycle_epsilon_inside_example :
  exists θ g, let x := sqrt (1 ^ 2 / 4 - / 4 / 2 ^ 2) in θ O = x /\
    quadratic_run (fun _ => 1) (9 / 10) (/ 4) 0 ((2 * x) ^ 2) 2 θ g /\
    θ 7%nat = (-1) ^ 7 * x.
Proof.
  set (x := sqrt (1 ^ 2 / 4 - / 4 / 2 ^ 2)).
  destruct (quadratic_run_exists (fun _ => 1) (9 / 10) (/ 4) 0 ((2 * x) ^ 2) 2 x)
    as [θ [g [H0 H]]].
  exists θ, g. split; [exact H0|]. split; [exact H|].
  apply (two_cycle_epsilon_inside 1 (9 / 10) (/ 4) 2 θ g); try lra; assumption.
Qed.

Example adam_two_cycle_example :
  exists θ g, let x := 1 * (1 - / 2) / (2 * (1 + / 2)) - 0 / 2 in
    let μ := (1 - / 2) / (1 + / 2) * (2 * x) in
    θ O = x /\ adam_run 1 (/ 2) (9 / 10) 0 0 (- μ) ((2 * x) ^ 2) 2 θ g /\
    θ 7%nat = (-1) ^ 7 * x.
Proof.
  set (x := 1 * (1 - / 2) / (2 * (1 + / 2)) - 0 / 2).
  set (μ := (1 - / 2) / (1 + / 2) * (2 * x)).
  destruct (trajectory_exists (fun _ y => 2 * y)
    (adam_uncorrected_step 1 (/ 2) (9 / 10) 0 0 (- μ) ((2 * x) ^ 2)) x)
    as [θ [g [H0 H]]]; [exact (adam_uncorrected_causal (fun _ => 1) _ _ _ _ _ _)|].
  exists θ, g. split; [exact H0|]. split; [exact H|].
  apply (adam_two_cycle 1 (/ 2) (9 / 10) 0 2 θ g); try lra; assumption.
Qed.
