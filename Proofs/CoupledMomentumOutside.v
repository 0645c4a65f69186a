(** RMSprop with momentum on a coupled quadratic, with a schedule of learning rates
    outside the buffer: what is in the buffer moves x by later rates.

    So the buffer b would carry x to z = x − μ r b, where r is the next rate and, μ^j
    of each, those after it; z moves by r g / D a step. *)

From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Hierarchy Series.
From RMSpec Require Import Rules Trajectory Sum Average StepBound StepFloor.
From RMSpec Require Import DecreasingRate.
From RMSpec Require Import Coupled CoupledDescent CoupledNeighbourhood CoupledTrap.
From RMSpec Require Import CoupledAdamTrap CoupledDecreasing CoupledMomentum.
Open Scope R_scope.

(** ** Rates to come: η_t + μ η_(t+1) + μ² η_(t+2) + ... *)

Definition later_rates (μ : R) (η : nat -> R) (t : nat) : R :=
  Series (fun j => μ ^ j * η (t + j)%nat).

Section Rates.

Variables μ B : R.
Variable η : nat -> R.
Hypothesis Hμ : 0 <= μ < 1.
Hypothesis Hη : forall t, 0 <= η t <= B.

Lemma geometric_series c : ex_series (fun j => μ ^ j * c).
Proof.
  apply ex_series_scal_r, ex_series_geom. rewrite Rabs_pos_eq; lra.
Qed.

Lemma later_term t j : 0 <= μ ^ j * η (t + j)%nat <= μ ^ j * B.
Proof.
  assert (P := pow_unit μ j ltac:(lra)). destruct (Hη (t + j)%nat) as [H1 H2].
  split; [apply Rmult_le_pos; lra|apply Rmult_le_compat_l; lra].
Qed.

Lemma later_series t : ex_series (fun j => μ ^ j * η (t + j)%nat).
Proof.
  apply (ex_series_le (K := R_AbsRing) (V := R_CompleteNormedModule) _
           (fun j => μ ^ j * B)); [|apply geometric_series].
  intros j. destruct (later_term t j) as [H1 H2].
  change (Rabs (μ ^ j * η (t + j)%nat) <= μ ^ j * B). now rewrite Rabs_pos_eq.
Qed.

Lemma later_step t : later_rates μ η t = η t + μ * later_rates μ η (S t).
Proof.
  unfold later_rates. rewrite Series_incr_1 by apply later_series.
  rewrite <- Series_scal_l. cbn [pow]. rewrite Nat.add_0_r, Rmult_1_l. f_equal.
  apply Series_ext. intros j. rewrite Nat.add_succ_r. cbn [Nat.add]. ring.
Qed.

(** Where the rates from t on are at most c. *)
Lemma later_upper t c :
  (forall n, (t <= n)%nat -> η n <= c) -> later_rates μ η t <= c / (1 - μ).
Proof.
  intros H. apply Rle_trans with (Series (fun j => μ ^ j * c)).
  - apply Series_le; [|apply geometric_series]. intros j.
    assert (P := pow_unit μ j ltac:(lra)). split; [apply later_term|].
    apply Rmult_le_compat_l; [lra|apply H; lia].
  - right. rewrite Series_scal_r, Series_geom by (rewrite Rabs_pos_eq; lra).
    unfold Rdiv. ring.
Qed.

Lemma later_nonneg t : 0 <= later_rates μ η t.
Proof.
  replace 0 with (0 * later_rates μ η t) by ring. unfold later_rates at 1.
  rewrite <- Series_scal_l. apply Series_le; [|apply later_series].
  intros j. destruct (later_term t j) as [H _]. lra.
Qed.

Lemma later_bounds t : η t <= later_rates μ η t <= B / (1 - μ).
Proof.
  split; [|apply later_upper; intros; apply Hη].
  rewrite later_step. assert (P := later_nonneg (S t)).
  assert (0 <= μ * later_rates μ η (S t)) by (apply Rmult_le_pos; lra). lra.
Qed.

End Rates.

Lemma later_vanishing μ η :
  0 <= μ < 1 -> vanishing_rates η -> vanishing_rates (later_rates μ η).
Proof.
  intros Hμ Hrates. destruct (largest_rate η Hrates) as [B [_ HB]].
  destruct Hrates as [_ [Hcv Hsum]].
  assert (Hpos : forall t, 0 <= later_rates μ η t)
    by (intros t; now apply (later_nonneg μ B)).
  split; [exact Hpos|]. split.
  - intros δ Hδ. set (c := δ / 2 * (1 - μ)).
    assert (Hc : 0 < c) by (apply Rmult_lt_0_compat; lra).
    destruct (Hcv c Hc) as [N HN]. exists N. intros n Hn.
    unfold R_dist. rewrite Rminus_0_r, Rabs_pos_eq by apply Hpos.
    apply Rle_lt_trans with (c / (1 - μ)).
    + apply (later_upper μ B); try assumption. intros m Hm.
      specialize (HN m ltac:(lia)). unfold R_dist in HN. rewrite Rminus_0_r in HN.
      assert (P := Rle_abs (η m)). lra.
    + replace (c / (1 - μ)) with (δ / 2) by (unfold c; field; lra). lra.
  - intros A. destruct (Hsum A) as [n Hn]. exists n. eapply Rlt_le_trans; [exact Hn|].
    apply sum_le. intros t _. now apply (later_bounds μ B).
Qed.

(** ** Runs *)

(** What is in the buffer, without a rate. *)
Definition bare_buffer (ρ μ εr ε v0 : R) (g : nat -> R) (t : nat) : R :=
  momentum_buffer μ (fun k => g k / denominator εr ε (rmsprop_v ρ v0 g k)) t.

(** Where it would carry x. *)
Definition ahead_outside (η : nat -> R) (ρ μ εr ε v0 : R) (x g : nat -> nat -> R)
    (t i : nat) : R :=
  x t i - μ * later_rates μ η (S t) * bare_buffer ρ μ εr ε v0 (fun k => g k i) t.

Section Outside.

Variable d : nat.
Variable A : nat -> nat -> R.
Variables ℓ L : R.
Hypothesis Hd : (1 <= d)%nat.
Hypothesis Hℓ : 0 < ℓ.
Hypothesis HA : definite d A ℓ L.

Variable η : nat -> R.
Variables η0 ρ μ εr ε v0 : R.
Variables x g : nat -> nat -> R.
Hypothesis Hη : forall t, 0 <= η t <= η0.
Hypothesis Hρ : 0 <= ρ < 1.
Hypothesis Hμ : 0 <= μ < 1.
Hypothesis Hεr : 0 <= εr.
Hypothesis Hε : 0 <= ε.
Hypothesis Hv0 : 0 <= v0.

Let U := / sqrt (1 - ρ).
Let e := coupled_E d L (η0 / (1 - μ)) U μ.
Let z := ahead_outside η ρ μ εr ε v0 x g.

(** How far x is from z in every coordinate, and the gradients from each other. *)
Definition outside_way (t : nat) : R := later_rates μ η (S t) * (μ / (1 - μ) * U).
Definition outside_E (t : nat) : R := L * sqrt (INR d) * outside_way (t - 1)%nat.

Lemma outside_μU : 0 <= μ / (1 - μ) * U.
Proof.
  assert (HU := rmsprop_U ρ Hρ). fold U in HU.
  apply Rmult_le_pos; [now apply μ_ratio|lra].
Qed.

Lemma outside_way_bounded η1 t :
  (forall n, later_rates μ η n <= η1) ->
  0 <= outside_way t <= η1 * (μ / (1 - μ) * U).
Proof.
  intros H. assert (P := outside_μU). unfold outside_way. split.
  - apply Rmult_le_pos; [now apply (later_nonneg μ η0)|exact P].
  - apply Rmult_le_compat_r; [exact P|apply H].
Qed.

Lemma outside_E_bounded η1 t :
  (forall n, later_rates μ η n <= η1) -> 0 <= outside_E t <= coupled_E d L η1 U μ.
Proof.
  intros H. unfold outside_E, coupled_E. assert (HL := ℓ_le_L d A ℓ L Hd HA).
  destruct (outside_way_bounded η1 (t - 1) H) as [H1 H2].
  assert (P := sqrt_pos (INR d)).
  assert (HLd : 0 <= L * sqrt (INR d)) by (apply Rmult_le_pos; lra).
  split; [now apply Rmult_le_pos|].
  replace (L * sqrt (INR d) * U * η1 * (μ / (1 - μ)))
    with (L * sqrt (INR d) * (η1 * (μ / (1 - μ) * U))) by ring.
  now apply Rmult_le_compat_l.
Qed.

Lemma outside_rates t : later_rates μ η t <= η0 / (1 - μ).
Proof. now apply (later_bounds μ η0). Qed.

Hypothesis Hrun : coupled_run d A
  (fun g t => rmsprop_momentum_step (η t) ρ μ εr ε v0 g t) x g.

Lemma outside_near t i : Rabs (x t i - z t i) <= outside_way t.
Proof.
  unfold z, ahead_outside. set (r := later_rates μ η (S t)).
  set (b := bare_buffer ρ μ εr ε v0 (fun k => g k i) t).
  replace (x t i - (x t i - μ * r * b)) with (r * (μ * b)) by ring.
  assert (Hr : 0 <= r) by now apply (later_nonneg μ η0).
  assert (HU := rmsprop_U ρ Hρ). fold U in HU.
  assert (Hb : Rabs b <= U / (1 - μ)).
  { eapply Rle_trans.
    - apply (buffer_abs μ _ (fun _ => U)); [apply Hμ|]. intros k.
      apply (rmsprop_ratio_bound ρ εr ε v0 (fun k => g k i)); assumption || lia.
    - apply buffer_bounded; [exact Hμ|]. intros. lra. }
  rewrite !Rabs_mult, (Rabs_pos_eq r), (Rabs_pos_eq μ) by lra.
  unfold outside_way. fold r. apply Rmult_le_compat_l; [exact Hr|].
  replace (μ / (1 - μ) * U) with (μ * (U / (1 - μ))) by (field; lra).
  apply Rmult_le_compat_l; lra.
Qed.

Lemma outside_start i : z O i = x O i.
Proof. unfold z, ahead_outside, bare_buffer. cbn [momentum_buffer]. ring. Qed.

Lemma outside_step t i :
  (1 <= i <= d)%nat ->
  z (S t) i = z t i - later_rates μ η (S t)
    * (g (S t) i / denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) (S t))).
Proof.
  intros Hi. destruct (Hrun t i Hi) as [_ Hx]. unfold z, ahead_outside. rewrite Hx.
  unfold rmsprop_momentum_step. fold (bare_buffer ρ μ εr ε v0 (fun k => g k i) (S t)).
  rewrite (later_step μ η0 η Hμ Hη (S t)). unfold bare_buffer.
  cbn [momentum_buffer]. ring.
Qed.

Lemma outside_gradient_near t i :
  (1 <= i <= d)%nat -> Rabs (g (S t) i - mul d A (z t) i) <= outside_E (S t).
Proof.
  intros Hi. destruct (Hrun t i Hi) as [-> _]. unfold outside_E.
  replace (S t - 1)%nat with t by lia.
  apply (gradient_change d A ℓ L Hd Hℓ HA); [exact Hi| |].
  - now apply (outside_way_bounded (η0 / (1 - μ)) t outside_rates).
  - intros j Hj. apply outside_near.
Qed.

Lemma outside_inexact :
  inexact_run d A (later_rates μ η) U outside_E (momentum_Dbar εr ε v0 L e)
    g (fun t i => denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) t)) z.
Proof.
  intros t F HF i Hi.
  assert (HF0 : 0 <= F).
  { eapply Rle_trans; [exact (loss_nonneg d A ℓ L Hℓ HA (z t))|apply HF; lia]. }
  assert (H0 : forall t : nat, 0 <= η0 <= η0) by (intros; specialize (Hη O); lra).
  split; [now apply outside_step|]. split; [split|split; [|split]].
  - now apply denominator_nonneg.
  - apply denominator_le. apply average_bounded; [lra|apply Rmax_l|].
    intros n Hn. eapply Rle_trans; [|apply Rmax_r].
    destruct n as [|n]; [lia|]. unfold squares.
    replace (g (S n) i * g (S n) i) with (Rabs (g (S n) i) ^ 2)
      by (rewrite pow2_abs; ring).
    apply pow_incr. split; [apply Rabs_pos|].
    assert (H1 := outside_gradient_near n i Hi).
    assert (H2 := gradient_entry d A ℓ L Hd Hℓ HA (z n) F i Hi (HF n ltac:(lia))).
    destruct (outside_E_bounded (η0 / (1 - μ)) (S n) outside_rates) as [_ H3].
    fold e in H3.
    replace (g (S n) i) with (mul d A (z n) i + (g (S n) i - mul d A (z n) i)) by ring.
    eapply Rle_trans; [apply Rabs_triang|]. lra.
  - apply (rmsprop_gradient_bound ρ εr ε v0 (fun k => g k i)); assumption || lia.
  - now apply outside_gradient_near.
  - eapply Rle_trans;
      [|now apply (momentum_Dbar_low d A ℓ L Hd Hℓ HA (fun _ => η0) η0)].
    apply (gradient_entry d A ℓ L Hd Hℓ HA); [exact Hi|apply HF; lia].
Qed.

End Outside.

(** With rates of at most η0 outside the buffer, in any order. *)
Theorem momentum_outside_coupled_trapped η η0 ρ μ εr ε v0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η0 -> (forall t, 0 <= η t <= η0) -> 0 <= ρ < 1 -> 0 <= μ < 1 ->
  0 <= εr -> 0 <= ε -> 0 <= v0 ->
  coupled_run d A (fun g t => rmsprop_momentum_step (η t) ρ μ εr ε v0 g t) x g ->
  let U := / sqrt (1 - ρ) in
  let k := coupled_k d ℓ L (η0 / (1 - μ)) U μ in
  let e := coupled_E d L (η0 / (1 - μ)) U μ in
  let F := Rmax (loss d A (x O)) (coupled_N L k (denominator εr ε v0 + e)) in
  forall t, loss d A (ahead_outside η ρ μ εr ε v0 x g t) <= F /\
    sqrt (loss d A (x t))
    <= sqrt F + sqrt (INR d * L / 2) * (η0 * μ * U / (1 - μ) ^ 2).
Proof.
  intros Hd Hℓ HA Hη0 Hη Hρ Hμ Hεr Hε Hv0 Hrun U k e F t.
  assert (Hi : 0 < / (1 - μ)) by (apply Rinv_0_lt_compat; lra).
  assert (HU := rmsprop_U ρ Hρ). fold U in HU.
  assert (Hr : forall n, later_rates μ η n <= η0 / (1 - μ))
    by (intros n; now apply (later_bounds μ η0)).
  assert (H0 : forall t : nat, 0 <= η0 <= η0) by (intros; lra).
  assert (Hz : loss d A (ahead_outside η ρ μ εr ε v0 x g t) <= F).
  { unfold F. rewrite (loss_ext d A (x O) (ahead_outside η ρ μ εr ε v0 x g O))
      by (intros; now rewrite outside_start).
    rewrite <- (Rmult_1_l k).
    apply (run_trapped d A ℓ L Hd Hℓ HA (later_rates μ η)
      (outside_E d L η ρ μ) (η0 / (1 - μ)) U μ (denominator εr ε v0 + e) 1
      (momentum_Dbar εr ε v0 L e) g
      (fun t i => denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) t)));
      try assumption; try lra.
    - apply Rmult_lt_0_compat; lra.
    - intros n. split; [now apply (later_nonneg μ η0)|apply Hr].
    - intros n. now apply (outside_E_bounded d A ℓ L Hd Hℓ HA η η0 ρ μ).
    - intros F'. now apply (momentum_Dbar_low d A ℓ L Hd Hℓ HA (fun _ => η0) η0).
    - intros F'. now apply (momentum_Dbar_up d A ℓ L Hd Hℓ HA (fun _ => η0) η0).
    - now apply (outside_inexact d A ℓ L Hd Hℓ HA η η0). }
  split; [exact Hz|].
  eapply Rle_trans.
  - apply (loss_near d A ℓ L (x t) (ahead_outside η ρ μ εr ε v0 x g t)
             (η0 * μ * U / (1 - μ) ^ 2)); try assumption.
    + apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat, pow_lt; lra].
      repeat (lra || apply Rmult_le_pos).
    + intros i _. eapply Rle_trans; [now apply (outside_near d Hd η η0)|].
      replace (η0 * μ * U / (1 - μ) ^ 2) with (η0 / (1 - μ) * (μ / (1 - μ) * U))
        by (field; lra).
      now apply (outside_way_bounded η η0 ρ μ).
  - apply Rplus_le_compat_r. now apply sqrt_le_1_alt.
Qed.

(** With decreasing rates outside the buffer. *)
Theorem momentum_outside_coupled_decreasing η ρ μ εr ε v0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  vanishing_rates η -> 0 <= ρ < 1 -> 0 <= μ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  coupled_run d A (fun g t => rmsprop_momentum_step (η t) ρ μ εr ε v0 g t) x g ->
  Un_cv (fun t => loss d A (x t)) 0 /\
  forall i, (1 <= i <= d)%nat -> Un_cv (fun t => x t i) 0.
Proof.
  intros Hd Hℓ HA Hrates Hρ Hμ Hεr Hε Hv0 Hrun.
  assert (Hi : 0 < / (1 - μ)) by (apply Rinv_0_lt_compat; lra).
  set (U := / sqrt (1 - ρ)). assert (HU := rmsprop_U ρ Hρ). fold U in HU.
  destruct (largest_rate η Hrates) as [η0 [Hη0 Hη]].
  assert (Hlater := later_vanishing μ η Hμ Hrates).
  set (e := coupled_E d L (η0 / (1 - μ)) U μ).
  set (z := ahead_outside η ρ μ εr ε v0 x g).
  assert (H0 : forall t : nat, 0 <= η0 <= η0) by (intros; lra).
  assert (Hway : Un_cv (outside_way η ρ μ) 0).
  { unfold outside_way. destruct Hlater as [_ [Hcv _]]. intros δ Hδ.
    destruct (scaled_limit (μ / (1 - μ) * / sqrt (1 - ρ)) _ Hcv δ Hδ) as [N HN].
    exists N. intros n Hn. rewrite Rmult_comm. apply HN. lia. }
  assert (Hz : Un_cv (fun t => loss d A (z t)) 0).
  { apply (run_converges d A ℓ L (later_rates μ η) (outside_E d L η ρ μ) U μ
      (denominator εr ε v0 + e) 1 (momentum_Dbar εr ε v0 L e) g
      (fun t i => denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) t)));
      try assumption; try lra.
    - intros η1 Hη1 t. apply (outside_E_bounded d A ℓ L Hd Hℓ HA η η0); try assumption.
      intros n. apply Hη1.
    - apply (scaled_limit (L * sqrt (INR d)) (fun t => outside_way η ρ μ (t - 1)%nat)).
      now apply delayed_limit.
    - intros F'. now apply (momentum_Dbar_low d A ℓ L Hd Hℓ HA (fun _ => η0) η0).
    - intros F'. now apply (momentum_Dbar_up d A ℓ L Hd Hℓ HA (fun _ => η0) η0).
    - now apply (outside_inexact d A ℓ L Hd Hℓ HA η η0). }
  assert (H : Un_cv (fun t => loss d A (x t)) 0).
  { set (w t := 2 * loss d A (z t) + INR d * L * outside_way η ρ μ t ^ 2).
    assert (Hw : Un_cv w 0).
    { replace 0 with (2 * 0 + INR d * L * (0 * 0)) by ring. apply CV_plus.
      - rewrite Rmult_0_r. now apply scaled_limit.
      - rewrite Rmult_0_r, Rmult_0_r. apply scaled_limit.
        assert (Hsq := CV_mult _ _ _ _ Hway Hway). rewrite Rmult_0_r in Hsq.
        intros δ Hδ. destruct (Hsq δ Hδ) as [N HN]. exists N. intros n Hn.
        replace (outside_way η ρ μ n ^ 2)
          with (outside_way η ρ μ n * outside_way η ρ μ n) by ring. now apply HN. }
    intros δ Hδ. destruct (Hw δ Hδ) as [N HN]. exists N. intros n Hn.
    specialize (HN n Hn). unfold R_dist in *. rewrite Rminus_0_r in *.
    rewrite Rabs_pos_eq by now apply (loss_nonneg d A ℓ L).
    assert (H1 : loss d A (x n) <= w n).
    { apply (loss_twice d A ℓ L); try assumption. intros i _.
      now apply (outside_near d Hd η η0). }
    assert (H2 := Rle_abs (w n)). lra. }
  split; [exact H|]. intros i Hi'. now apply (coordinates_converge d A ℓ L).
Qed.

(** ** Examples *)

Lemma momentum_outside_causal (η : nat -> R) ρ μ εr ε v0 :
  causal (fun g t => rmsprop_momentum_step (η t) ρ μ εr ε v0 g t).
Proof.
  intros g g' t H Ht. cbv beta. rewrite !momentum_places_agree.
  now apply (momentum_causal (fun _ => η t)).
Qed.

Example momentum_outside_coupled_trapped_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one
      (fun g t => rmsprop_momentum_step (/ sqrt (INR (S t))) (3 / 4) (9 / 10) 0 0 0 g t)
      x g /\
    exists F, forall t, sqrt (loss 2 two_one (x t)) <= F.
Proof.
  destruct (coupled_run_exists 2 two_one
    (fun g t => rmsprop_momentum_step (/ sqrt (INR (S t))) (3 / 4) (9 / 10) 0 0 0 g t)
    (fun _ => 5)) as [x [g [H0 H]]];
    [apply (momentum_outside_causal (fun t => / sqrt (INR (S t))))|].
  exists x, g. split; [exact H0|]. split; [exact H|].
  destruct (largest_rate _ inverse_root_rates) as [η0 [Hη0 Hη]].
  eexists. intros t.
  apply (momentum_outside_coupled_trapped _ η0 (3 / 4) (9 / 10) 0 0 0
           2 two_one 1 3 x g
           ltac:(lia) ltac:(lra) two_one_definite Hη0 Hη); lra || exact H.
Qed.

Example momentum_outside_coupled_decreasing_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one
      (fun g t => rmsprop_momentum_step (/ sqrt (INR (S t))) (3 / 4) (9 / 10) 0 0 0 g t)
      x g /\
    Un_cv (fun t => loss 2 two_one (x t)) 0.
Proof.
  destruct (coupled_run_exists 2 two_one
    (fun g t => rmsprop_momentum_step (/ sqrt (INR (S t))) (3 / 4) (9 / 10) 0 0 0 g t)
    (fun _ => 5)) as [x [g [H0 H]]];
    [apply (momentum_outside_causal (fun t => / sqrt (INR (S t))))|].
  exists x, g. split; [exact H0|]. split; [exact H|].
  apply (momentum_outside_coupled_decreasing _ (3 / 4) (9 / 10) 0 0 0 2 two_one 1 3 x g
           ltac:(lia) ltac:(lra) two_one_definite inverse_root_rates); lra || exact H.
Qed.
