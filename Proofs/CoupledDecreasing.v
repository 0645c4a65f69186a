(** With learning rates that tend to 0 and have no finite sum, RMSprop, Adam and
    AMSGrad converge on every coupled quadratic: f(x_t) tends to 0, and so does
    every coordinate. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum Average StepBound StepFloor.
From RMSpec Require Import AdamStepBound DecreasingRate.
From RMSpec Require Import Coupled CoupledDescent CoupledNeighbourhood CoupledTrap.
From RMSpec Require Import CoupledAdamTrap.
Open Scope R_scope.

(** ** Sequences: u moves to δ by shares q, whose sum is infinite, and δ tends to
    0. Then so does u. *)

Lemma shares_limit u q δ :
  (forall t, 0 <= u t) -> (forall t, 0 <= q t <= 1) ->
  (forall t, u (S t) <= (1 - q (S t)) * u t + q (S t) * δ (S t)) ->
  (forall B, exists n, B < sum q n) -> Un_cv δ 0 -> Un_cv u 0.
Proof.
  intros Hu Hq Hstep Hsum Hδ e He.
  destruct (Hδ (e / 2) ltac:(lra)) as [T HT].
  assert (HδT : forall t, (T <= t)%nat -> δ t <= e / 2).
  { intros t Ht. specialize (HT t Ht). unfold R_dist in HT.
    rewrite Rminus_0_r in HT. assert (P := Rle_abs (δ t)). lra. }
  set (s n := sum (fun t => q (T + t)%nat) n).
  assert (Hs : forall n, 0 <= s n) by (intros n; apply sum_nonneg; intros; apply Hq).
  (* What exceeds e / 2 falls like 1 / (1 + s). *)
  assert (Hdown : forall n, (u (T + n)%nat - e / 2) * (1 + s n) <= u T).
  { induction n as [|n IH].
    - unfold s. cbn [sum]. rewrite Nat.add_0_r. lra.
    - assert (H := Hstep (T + n)%nat). assert (Hd := HδT (S (T + n)) ltac:(lia)).
      assert (Hq' := Hq (S (T + n))). assert (Hsn := Hs n).
      assert (Es : s (S n) = s n + q (S (T + n)))
        by (unfold s; cbn [sum]; now rewrite Nat.add_succ_r).
      rewrite Es, Nat.add_succ_r. set (a := q (S (T + n))) in *.
      set (w := u (T + n)%nat - e / 2) in *. set (S0 := s n) in *.
      assert (Hw : u (S (T + n)) - e / 2 <= (1 - a) * w).
      { assert (a * δ (S (T + n)) <= a * (e / 2)) by (apply Rmult_le_compat_l; lra).
        unfold w. lra. }
      apply Rle_trans with ((1 - a) * w * (1 + (S0 + a)));
        [apply Rmult_le_compat_r; lra|].
      destruct (Rle_or_lt w 0) as [L|L].
      + specialize (Hu T). assert ((1 - a) * w <= 0) by nra. nra.
      + eapply Rle_trans; [|exact IH].
        replace ((1 - a) * w * (1 + (S0 + a))) with (w * ((1 - a) * (1 + (S0 + a)))) by ring.
        apply Rmult_le_compat_l; [lra|]. nra. }
  destruct (Hsum (sum q T + 2 * u T / e)) as [n Hn].
  exists (T + n)%nat. intros m Hm. unfold R_dist. rewrite Rminus_0_r.
  rewrite Rabs_pos_eq by apply Hu.
  replace m with (T + (m - T))%nat by lia. set (j := (m - T)%nat).
  assert (Hj : 2 * u T / e < s j).
  { assert (Hmore : forall p r, sum q p <= sum q (p + r)).
    { intros p r. rewrite sum_tail.
      assert (0 <= sum (fun t => q (p + t)%nat) r) by (apply sum_nonneg; intros; apply Hq).
      lra. }
    assert (H1 := Hmore n (m - n)%nat). replace (n + (m - n))%nat with m in H1 by lia.
    assert (H2 := sum_tail q T j). replace (T + j)%nat with m in H2 by (unfold j; lia).
    fold (s j) in H2. lra. }
  assert (H := Hdown j). assert (HuT := Hu T).
  assert (HuTe : u T < s j * (e / 2)).
  { apply Rmult_lt_compat_r with (r := e / 2) in Hj; [|lra].
    replace (2 * u T / e * (e / 2)) with (u T) in Hj by (field; lra). exact Hj. }
  destruct (Rlt_or_le (u (T + j)%nat) e) as [L|L]; [exact L|exfalso].
  assert (Hsj := Hs j).
  assert (e / 2 * (1 + s j) <= (u (T + j)%nat - e / 2) * (1 + s j))
    by (apply Rmult_le_compat_r; lra).
  lra.
Qed.

(** A buffer of numbers that tend to 0 tends to 0. *)
Lemma buffer_limit β r :
  0 <= β < 1 -> (forall t, 0 <= r t) -> Un_cv r 0 -> Un_cv (momentum_buffer β r) 0.
Proof.
  intros Hβ Hr Hcv.
  apply (shares_limit _ (fun _ => 1 - β) (fun t => / (1 - β) * r t)).
  - induction t as [|t IH]; cbn [momentum_buffer]; [lra|]. specialize (Hr (S t)). nra.
  - intros t. lra.
  - intros t. right. cbn [momentum_buffer]. field. lra.
  - intros B. destruct (naturals_unbounded (B / (1 - β))) as [n Hn]. exists n.
    rewrite sum_const. apply Rmult_lt_compat_r with (r := 1 - β) in Hn; [|lra].
    replace (B / (1 - β) * (1 - β)) with B in Hn by (field; lra). exact Hn.
  - replace 0 with (/ (1 - β) * 0) by ring.
    apply (CV_mult (fun _ => / (1 - β)) r); [|exact Hcv].
    intros e He. exists O. intros. now rewrite R_dist_eq.
Qed.

Lemma delayed_limit (r : nat -> R) : Un_cv r 0 -> Un_cv (fun t => r (t - 1)%nat) 0.
Proof.
  intros H e He. destruct (H e He) as [N HN]. exists (S N). intros t Ht.
  apply HN. lia.
Qed.

Lemma scaled_limit c (r : nat -> R) : Un_cv r 0 -> Un_cv (fun t => c * r t) 0.
Proof.
  intros H. replace 0 with (c * 0) by ring. apply (CV_mult (fun _ => c) r); [|exact H].
  intros e He. exists O. intros. now rewrite R_dist_eq.
Qed.

Lemma lag_limit β δ :
  0 <= β < 1 -> (forall t, 0 <= δ t) -> Un_cv δ 0 -> Un_cv (lag β δ) 0.
Proof.
  intros Hβ Hδ Hcv. apply buffer_limit; [exact Hβ| |].
  - intros t. apply Rmult_le_pos; [lra|apply Hδ].
  - apply (scaled_limit β (fun t => δ (t - 1)%nat)). now apply delayed_limit.
Qed.

(** Rates that tend to 0 have a largest one. *)
Lemma largest_rate η :
  vanishing_rates η -> exists η0, 0 < η0 /\ forall t, 0 <= η t <= η0.
Proof.
  intros [Hpos [Hcv _]]. destruct (maj_by_pos η) as [M [HM H]].
  { exists 0. exact Hcv. }
  exists M. split; [exact HM|]. intros t. split; [apply Hpos|].
  specialize (H t). rewrite Rabs_pos_eq in H by apply Hpos. exact H.
Qed.

(** ** Inexact runs *)

Lemma run_converges d A ℓ L η E U β a c Dbar p D z :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L -> vanishing_rates η ->
  1 <= U -> 0 <= β < 1 ->
  (forall η0, (forall t, 0 <= η t <= η0) ->
     forall t, 0 <= E t <= coupled_E d L η0 U β) ->
  Un_cv E 0 -> 1 <= c ->
  (forall F, 0 <= F -> sqrt (2 * L * F) <= Dbar F) ->
  (forall F, 0 <= F -> Dbar F <= c * (a + sqrt (2 * L * F))) ->
  inexact_run d A η U E Dbar p D z ->
  Un_cv (fun t => loss d A (z t)) 0.
Proof.
  intros Hd Hℓ HA Hrates HU Hβ HEb HEcv Hc Hlow Hup Hrun.
  destruct (largest_rate η Hrates) as [η0 [Hη0 Hη]].
  assert (HE := HEb η0 Hη). destruct Hrates as [_ [Hcv Hsum]].
  set (F := Rmax (loss d A (z O)) (coupled_N L (c * coupled_k d ℓ L η0 U β) a)).
  assert (HDp : 0 < Dbar F)
    by (apply (Dbar_positive d A ℓ L Hd Hℓ HA E η0 U β a c Dbar z); assumption).
  assert (Htrap : forall t, loss d A (z t) <= F).
  { intros t. apply (run_trapped d A ℓ L Hd Hℓ HA η E η0 U β a c Dbar p D z);
      assumption. }
  apply (shares_limit _ (fun t => η t * ℓ / Dbar F)
    (fun t => INR d * Dbar F / ℓ * (2 * U * E t + L * U ^ 2 / 2 * η t))).
  - intros t. now apply (loss_nonneg d A ℓ L).
  - intros t. assert (H := q_unit d A ℓ L Hd Hℓ HA η E η0 U β a c Dbar z
                        Hη0 Hη HU Hβ HE Hc Hlow t). fold F in H. lra.
  - intros t. eapply Rle_trans.
    + apply (run_step d A ℓ L Hd Hℓ HA η E η0 U β a c Dbar p D z); try assumption.
      intros n _. apply Htrap.
    + fold F. right. field. lra.
  - intros B. destruct (Hsum (B * (Dbar F / ℓ))) as [n Hn]. exists n.
    rewrite (sum_ext _ (fun t => ℓ / Dbar F * η t)) by (intros; field; lra).
    rewrite sum_scale.
    assert (Hpos : 0 < ℓ / Dbar F) by (apply Rdiv_lt_0_compat; lra).
    apply Rmult_lt_compat_l with (r := ℓ / Dbar F) in Hn; [|exact Hpos].
    replace (ℓ / Dbar F * (B * (Dbar F / ℓ))) with B in Hn by (field; lra). exact Hn.
  - apply (scaled_limit (INR d * Dbar F / ℓ)).
    replace 0 with (0 + 0) by ring.
    apply (CV_plus (fun t => 2 * U * E t) (fun t => L * U ^ 2 / 2 * η t));
      now apply scaled_limit.
Qed.

(** f(x) → 0 makes all coordinates tend to 0. *)
Lemma coordinates_converge d A ℓ L x i :
  (1 <= i <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  Un_cv (fun t => loss d A (x t)) 0 -> Un_cv (fun t => x t i) 0.
Proof.
  intros Hi Hℓ HA H e He.
  destruct (H (ℓ * e ^ 2 / 2)) as [N HN].
  { assert (0 < e ^ 2) by (apply pow_lt; lra). nra. }
  exists N. intros t Ht. specialize (HN t Ht). unfold R_dist in *.
  rewrite Rminus_0_r in *.
  assert (Hf := loss_nonneg d A ℓ L Hℓ HA (x t)). rewrite Rabs_pos_eq in HN by exact Hf.
  assert (Hl := loss_lower d A ℓ L HA (x t)). assert (Ht' := dot_term d (x t) i Hi).
  assert (Hsq : x t i ^ 2 < e ^ 2).
  { apply Rmult_lt_reg_l with ℓ; [exact Hℓ|].
    assert (ℓ * x t i ^ 2 <= ℓ * dot d (x t) (x t)) by (apply Rmult_le_compat_l; lra).
    lra. }
  rewrite <- (Rabs_pos_eq e) by lra. apply Rsqr_lt_abs_0. unfold Rsqr. lra.
Qed.

Theorem rmsprop_coupled_decreasing η ρ εr ε v0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  vanishing_rates η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  coupled_run d A (fun g t => rmsprop_step (η t) ρ εr ε v0 g t) x g ->
  Un_cv (fun t => loss d A (x t)) 0 /\
  forall i, (1 <= i <= d)%nat -> Un_cv (fun t => x t i) 0.
Proof.
  intros Hd Hℓ HA Hη Hρ Hεr Hε Hv0 Hrun.
  assert (H : Un_cv (fun t => loss d A (x t)) 0).
  { apply (run_converges d A ℓ L η (fun _ => 0) (/ sqrt (1 - ρ)) 0
      (denominator εr ε v0) 1 (rmsprop_Dbar εr ε v0 L) g
      (fun t i => denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) t)) x);
      try assumption; try lra.
    - now apply rmsprop_U.
    - intros η0 _. apply rmsprop_no_error.
    - intros e He. exists O. intros. now rewrite R_dist_eq.
    - intros F. now apply rmsprop_Dbar_low.
    - intros F. now apply (rmsprop_Dbar_up d A ℓ L).
    - now apply (rmsprop_inexact d A ℓ L). }
  split; [exact H|]. intros i Hi. now apply (coordinates_converge d A ℓ L).
Qed.

(** The errors of an average with vanishing rates. *)
Lemma average_E_limit d L η β U :
  0 <= β < 1 -> 0 <= L -> 0 <= U -> (forall t, 0 <= η t) -> Un_cv η 0 ->
  Un_cv (average_E d L η β U) 0.
Proof.
  intros Hβ HL HU Hη Hcv. unfold average_E. apply lag_limit; [exact Hβ| |].
  - intros t. assert (P := sqrt_pos (INR d)). specialize (Hη t).
    repeat (lra || apply Rmult_le_pos).
  - apply (scaled_limit (L * sqrt (INR d)) (fun t => U * η t)). now apply scaled_limit.
Qed.

Lemma corrected_decreasing q η β1 β2 εr ε d A ℓ L x g :
  second_moment β2 0 0 q ->
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  vanishing_rates η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε ->
  coupled_run d A (fun g t => corrected_step (η t) β1 β2 εr ε q g t) x g ->
  Un_cv (fun t => loss d A (x t)) 0 /\
  forall i, (1 <= i <= d)%nat -> Un_cv (fun t => x t i) 0.
Proof.
  intros Hq Hd Hℓ HA Hη Hβ1 Hβ Hεr Hε Hrun. assert (Hpos := proj1 Hη).
  assert (HU := adam_U_one β1 β2 Hβ1 Hβ). assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (H : Un_cv (fun t => loss d A (x t)) 0).
  { apply (run_converges d A ℓ L η (average_E d L η β1 (adam_U β1 β2)) (adam_U β1 β2)
      β1 (sqrt εr + ε) 1 (adam_Dbar L εr ε)
      (fun t i => adam_n β1 0 (fun k => g k i) t)
      (fun t i => denominator εr ε (q (fun k => g k i) t / (1 - β2 ^ t))) x);
      try assumption; try lra.
    - intros η0 Hη0 t. apply lag_bounded; try assumption; lra.
    - apply average_E_limit; try assumption; try lra. apply Hη.
    - intros F. now apply adam_Dbar_low.
    - intros F. now apply (adam_Dbar_up d A ℓ L).
    - now apply (corrected_inexact d A ℓ L). }
  split; [exact H|]. intros i Hi. now apply (coordinates_converge d A ℓ L).
Qed.

Lemma uncorrected_decreasing q η β1 β2 εr ε v0 V0 d A ℓ L x g :
  second_moment β2 v0 V0 q -> 0 <= v0 <= V0 ->
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  vanishing_rates η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε ->
  coupled_run d A (fun g t => uncorrected_step (η t) β1 εr ε q g t) x g ->
  Un_cv (fun t => loss d A (x t)) 0 /\
  forall i, (1 <= i <= d)%nat -> Un_cv (fun t => x t i) 0.
Proof.
  intros Hq Hv0 Hd Hℓ HA Hη Hβ1 Hβ Hεr Hε Hrun. assert (Hpos := proj1 Hη).
  assert (HU := adam_C_one β1 β2 Hβ). assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (H : Un_cv (fun t => loss d A (x t)) 0).
  { apply (run_converges d A ℓ L η (average_E d L η β1 (sqrt (adam_C β1 β2)))
      (sqrt (adam_C β1 β2)) β1 (denominator εr ε V0) (/ (1 - β1))
      (uncorrected_Dbar L β1 εr ε V0)
      (fun t i => adam_n β1 0 (fun k => g k i) t)
      (fun t i => denominator εr ε (q (fun k => g k i) t) / (1 - β1 ^ t)) x);
      try assumption; try lra.
    - intros η0 Hη0 t. apply lag_bounded; try assumption; lra.
    - apply average_E_limit; try assumption; try lra. apply Hη.
    - now apply inverse_one.
    - intros F. now apply uncorrected_Dbar_low.
    - intros F. now apply (uncorrected_Dbar_up d A ℓ L Hd Hℓ HA β1 εr ε v0 V0).
    - now apply (uncorrected_inexact d A ℓ L Hd Hℓ HA η β1 β2 εr ε v0 V0 q). }
  split; [exact H|]. intros i Hi. now apply (coordinates_converge d A ℓ L).
Qed.

Theorem adam_coupled_decreasing η β1 β2 εr ε d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  vanishing_rates η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε ->
  coupled_run d A (fun g t => adam_step (η t) β1 β2 εr ε 0 0 g t) x g ->
  Un_cv (fun t => loss d A (x t)) 0 /\
  forall i, (1 <= i <= d)%nat -> Un_cv (fun t => x t i) 0.
Proof. apply (corrected_decreasing (adam_v β2 0)), adam_second_moment. Qed.

Theorem amsgrad_corrected_coupled_decreasing η β1 β2 εr ε d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  vanishing_rates η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε ->
  coupled_run d A (fun g t => amsgrad_corrected_step (η t) β1 β2 εr ε 0 0 0 g t) x g ->
  Un_cv (fun t => loss d A (x t)) 0 /\
  forall i, (1 <= i <= d)%nat -> Un_cv (fun t => x t i) 0.
Proof.
  apply (corrected_decreasing (amsgrad_x β2 0 0)), amsgrad_second_moment. lra.
Qed.

Theorem adam_uncorrected_coupled_decreasing η β1 β2 εr ε v0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  vanishing_rates η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 ->
  0 <= εr -> 0 <= ε -> 0 <= v0 ->
  coupled_run d A (fun g t => adam_uncorrected_step (η t) β1 β2 εr ε 0 v0 g t) x g ->
  Un_cv (fun t => loss d A (x t)) 0 /\
  forall i, (1 <= i <= d)%nat -> Un_cv (fun t => x t i) 0.
Proof.
  intros Hd Hℓ HA Hη Hβ1 Hβ Hεr Hε Hv0 Hrun.
  apply (uncorrected_decreasing (adam_v β2 v0) η β1 β2 εr ε v0 v0 d A ℓ L x g);
    try assumption; [apply adam_second_moment|lra].
Qed.

Theorem amsgrad_coupled_decreasing η β1 β2 εr ε v0 x0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  vanishing_rates η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 ->
  0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 <= x0 ->
  coupled_run d A (fun g t => amsgrad_step (η t) β1 β2 εr ε 0 v0 x0 g t) x g ->
  Un_cv (fun t => loss d A (x t)) 0 /\
  forall i, (1 <= i <= d)%nat -> Un_cv (fun t => x t i) 0.
Proof.
  intros Hd Hℓ HA Hη Hβ1 Hβ Hεr Hε Hv0 Hx0 Hrun.
  apply (uncorrected_decreasing (amsgrad_x β2 v0 x0) η β1 β2 εr ε v0 (Rmax v0 x0)
           d A ℓ L x g);
    try assumption; [apply amsgrad_second_moment, Rmax_r|split; [lra|apply Rmax_l]].
Qed.

Example rmsprop_coupled_decreasing_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one
      (fun g t => rmsprop_step (/ sqrt (INR (S t))) (9 / 10) 0 0 0 g t) x g /\
    Un_cv (fun t => loss 2 two_one (x t)) 0.
Proof.
  destruct (coupled_run_exists 2 two_one
    (fun g t => rmsprop_step (/ sqrt (INR (S t))) (9 / 10) 0 0 0 g t) (fun _ => 5))
    as [x [g [H0 H]]]; [apply (rmsprop_causal (fun t => / sqrt (INR (S t))))|].
  exists x, g. split; [exact H0|]. split; [exact H|].
  apply (rmsprop_coupled_decreasing _ (9 / 10) 0 0 0 2 two_one 1 3 x g
           ltac:(lia) ltac:(lra) two_one_definite inverse_root_rates); lra || exact H.
Qed.

Example adam_coupled_decreasing_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one
      (fun g t => adam_step (/ sqrt (INR (S t))) (9 / 10) (999 / 1000) 0 0 0 0 g t) x g /\
    Un_cv (fun t => loss 2 two_one (x t)) 0.
Proof.
  destruct (coupled_run_exists 2 two_one
    (fun g t => adam_step (/ sqrt (INR (S t))) (9 / 10) (999 / 1000) 0 0 0 0 g t)
    (fun _ => 5)) as [x [g [H0 H]]]; [apply (adam_causal (fun t => / sqrt (INR (S t))))|].
  exists x, g. split; [exact H0|]. split; [exact H|].
  apply (adam_coupled_decreasing _ (9 / 10) (999 / 1000) 0 0 2 two_one 1 3 x g
           ltac:(lia) ltac:(lra) two_one_definite inverse_root_rates); lra || exact H.
Qed.

Example amsgrad_coupled_decreasing_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one
      (fun g t => amsgrad_step (/ sqrt (INR (S t))) (9 / 10) (999 / 1000) 0 0 0 0 0 g t)
      x g /\
    Un_cv (fun t => loss 2 two_one (x t)) 0.
Proof.
  destruct (coupled_run_exists 2 two_one
    (fun g t => amsgrad_step (/ sqrt (INR (S t))) (9 / 10) (999 / 1000) 0 0 0 0 0 g t)
    (fun _ => 5)) as [x [g [H0 H]]];
    [apply (amsgrad_causal (fun t => / sqrt (INR (S t))))|].
  exists x, g. split; [exact H0|]. split; [exact H|].
  apply (amsgrad_coupled_decreasing _ (9 / 10) (999 / 1000) 0 0 0 0 2 two_one 1 3 x g
           ltac:(lia) ltac:(lra) two_one_definite inverse_root_rates); lra || exact H.
Qed.

Example amsgrad_corrected_coupled_decreasing_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one
      (fun g t => amsgrad_corrected_step (/ sqrt (INR (S t))) (9 / 10) (999 / 1000)
                    0 0 0 0 0 g t) x g /\
    Un_cv (fun t => loss 2 two_one (x t)) 0.
Proof.
  destruct (coupled_run_exists 2 two_one
    (fun g t => amsgrad_corrected_step (/ sqrt (INR (S t))) (9 / 10) (999 / 1000)
                  0 0 0 0 0 g t)
    (fun _ => 5)) as [x [g [H0 H]]];
    [apply (amsgrad_corrected_causal (fun t => / sqrt (INR (S t))))|].
  exists x, g. split; [exact H0|]. split; [exact H|].
  apply (amsgrad_corrected_coupled_decreasing _ (9 / 10) (999 / 1000) 0 0
           2 two_one 1 3 x g
           ltac:(lia) ltac:(lra) two_one_definite inverse_root_rates); lra || exact H.
Qed.

Example adam_uncorrected_coupled_decreasing_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one
      (fun g t => adam_uncorrected_step (/ sqrt (INR (S t))) (9 / 10) (999 / 1000)
                    0 0 0 0 g t) x g /\
    Un_cv (fun t => loss 2 two_one (x t)) 0.
Proof.
  destruct (coupled_run_exists 2 two_one
    (fun g t => adam_uncorrected_step (/ sqrt (INR (S t))) (9 / 10) (999 / 1000)
                  0 0 0 0 g t)
    (fun _ => 5)) as [x [g [H0 H]]];
    [apply (adam_uncorrected_causal (fun t => / sqrt (INR (S t))))|].
  exists x, g. split; [exact H0|]. split; [exact H|].
  apply (adam_uncorrected_coupled_decreasing _ (9 / 10) (999 / 1000) 0 0 0
           2 two_one 1 3 x g
           ltac:(lia) ltac:(lra) two_one_definite inverse_root_rates); lra || exact H.
Qed.
