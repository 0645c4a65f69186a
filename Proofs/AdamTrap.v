(** Adam on the loss h θ² / 2 stays in a trap as well.

    Momentum overshoots, but not far: steps are at most K, so where θ is beyond
    K / (1 − β1), recent gradients have had its sign for long enough that m has
    it too, and the next step is towards the minimum. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum Average StepBound AdamStepBound.
From RMSpec Require Import TwoCycle.
Open Scope R_scope.

(** Σ_(j=1..t) β^(j−1) (x − j K) is not negative for x ≥ K / (1 − β). *)
Lemma weighted_delays β x K t :
  0 <= β < 1 -> 0 <= K -> K <= (1 - β) * x ->
  0 <= sum (fun j => β ^ (j - 1) * (x - INR j * K)) t.
Proof.
  intros Hβ HK Hx.
  assert (Hclosed : (1 - β) ^ 2 * sum (fun j => β ^ (j - 1) * (x - INR j * K)) t
    = (1 - β) * (1 - β ^ t) * x - K * (1 - β ^ t - INR t * β ^ t * (1 - β))).
  { induction t as [|t IH]; [cbn; ring|]. cbn [sum].
    rewrite Rmult_plus_distr_l, IH, S_INR.
    replace (S t - 1)%nat with t by lia. cbn [pow]. ring. }
  apply Rmult_le_reg_l with ((1 - β) ^ 2); [apply pow_lt; lra|].
  rewrite Rmult_0_r, Hclosed.
  assert (Hp := pow_unit β t ltac:(lra)). assert (HI := pos_INR t).
  assert (0 <= INR t * β ^ t * (1 - β))
    by (repeat apply Rmult_le_pos; lra).
  assert (K * (1 - β ^ t) <= (1 - β) * x * (1 - β ^ t))
    by (apply Rmult_le_compat_r; lra).
  nra.
Qed.

Section Run.

Variables β1 h K : R.
Variables θ g s : nat -> R.
Hypothesis Hβ : 0 <= β1 < 1.
Hypothesis Hh : 0 < h.
Hypothesis HK : 0 <= K.
Hypothesis Hg : forall t, g (S t) = h * θ t.
Hypothesis Hθ : forall t, θ (S t) = θ t - s (S t).
Hypothesis Hs : forall t, Rabs (s (S t)) <= K.
Hypothesis Hsign : forall t, 0 <= s (S t) * adam_m β1 0 g (S t).
Hypothesis Hzero : forall t, adam_m β1 0 g (S t) = 0 -> s (S t) = 0.

(** In j steps θ moves by j K at most. *)
Lemma way t j : (j <= t)%nat -> Rabs (θ t - θ (t - j)) <= INR j * K.
Proof.
  intros Hj. induction j as [|j IH].
  - rewrite Nat.sub_0_r, Rminus_eq_0, Rabs_R0. cbn. lra.
  - rewrite S_INR. specialize (IH ltac:(lia)).
    assert (E := Hθ (t - S j)). replace (S (t - S j)) with (t - j)%nat in E by lia.
    replace (θ t - θ (t - S j)%nat)
      with (θ t - θ (t - j)%nat + (θ (t - j)%nat - θ (t - S j)%nat)) by ring.
    eapply Rle_trans; [apply Rabs_triang|].
    assert (H1 := Hs (t - S j)). replace (S (t - S j)) with (t - j)%nat in H1 by lia.
    replace (θ (t - j)%nat - θ (t - S j)%nat) with (- s (t - j)%nat) by lra.
    rewrite Rabs_Ropp. lra.
Qed.

(** m in terms of past parameters, the newest first. *)
Lemma m_past t :
  adam_m β1 0 g t = (1 - β1) * h * sum (fun j => β1 ^ (j - 1) * θ (t - j)%nat) t.
Proof.
  unfold adam_m. rewrite average_closed_form, Rmult_0_r, Rplus_0_l, Rmult_assoc.
  f_equal. rewrite <- sum_scale.
  rewrite <- (sum_reverse (fun j => h * (β1 ^ (j - 1) * θ (t - j)%nat)) t).
  apply sum_ext. intros k Hk. destruct k as [|k]; [lia|]. rewrite Hg.
  replace (t + 1 - S k - 1)%nat with (t - S k)%nat by lia.
  replace (t - (t + 1 - S k))%nat with k by lia. ring.
Qed.

Lemma m_sign t σ :
  (σ = 1 \/ σ = -1) -> K <= (1 - β1) * (σ * θ t) -> 0 <= σ * adam_m β1 0 g t.
Proof.
  intros Hσ Hx. rewrite m_past.
  replace (σ * ((1 - β1) * h * sum (fun j => β1 ^ (j - 1) * θ (t - j)%nat) t))
    with ((1 - β1) * h * (σ * sum (fun j => β1 ^ (j - 1) * θ (t - j)%nat) t)) by ring.
  apply Rmult_le_pos; [apply Rmult_le_pos; lra|]. rewrite <- sum_scale.
  eapply Rle_trans; [exact (weighted_delays β1 (σ * θ t) K t Hβ HK Hx)|].
  apply sum_le. intros j Hj.
  replace (σ * (β1 ^ (j - 1) * θ (t - j)%nat))
    with (β1 ^ (j - 1) * (σ * θ (t - j)%nat)) by ring.
  apply Rmult_le_compat_l; [apply pow_le; lra|].
  assert (W := way t j ltac:(lia)).
  assert (W1 := Rle_abs (θ t - θ (t - j)%nat)).
  assert (W2 := Rle_abs (- (θ t - θ (t - j)%nat))). rewrite Rabs_Ropp in W2.
  destruct Hσ as [-> | ->]; lra.
Qed.

Lemma trapped_side σ t :
  (σ = 1 \/ σ = -1) -> σ * θ (S t) <= Rmax (σ * θ t) (K / (1 - β1)).
Proof.
  intros Hσ. destruct (Rle_or_lt (σ * θ (S t)) (K / (1 - β1))) as [H|H].
  - eapply Rle_trans; [exact H|apply Rmax_r].
  - eapply Rle_trans; [|apply Rmax_l].
    assert (Hx : K <= (1 - β1) * (σ * θ (S t))).
    { apply Rmult_lt_compat_l with (r := 1 - β1) in H; [|lra].
      replace ((1 - β1) * (K / (1 - β1))) with K in H by (field; lra). lra. }
    assert (Hm := m_sign (S t) σ Hσ Hx). assert (S1 := Hsign t).
    assert (S0 := Hzero t). set (m := adam_m β1 0 g (S t)) in *.
    rewrite Hθ. destruct (Req_dec m 0) as [E|E]; [rewrite (S0 E); lra|].
    assert (0 <= σ * s (S t)).
    { destruct Hσ as [-> | ->].
      - assert (0 < m) by lra. nra.
      - assert (m < 0) by lra. nra. }
    lra.
Qed.

Lemma momentum_trapped t : Rabs (θ t) <= Rmax (Rabs (θ 0)) (K / (1 - β1)).
Proof.
  assert (Hall : forall σ, (σ = 1 \/ σ = -1) ->
            σ * θ t <= Rmax (Rabs (θ 0%nat)) (K / (1 - β1))).
  { intros σ Hσ. induction t as [|n IH].
    - eapply Rle_trans; [|apply Rmax_l].
      assert (P1 := Rle_abs (θ 0%nat)). assert (P2 := Rle_abs (- θ 0%nat)).
      rewrite Rabs_Ropp in P2. destruct Hσ as [-> | ->]; lra.
    - eapply Rle_trans; [now apply trapped_side|].
      apply Rmax_lub; [exact IH|apply Rmax_r]. }
  assert (H1 := Hall 1 ltac:(now left)). assert (H2 := Hall (-1) ltac:(now right)).
  apply Rabs_le. lra.
Qed.

End Run.

Lemma quotient_sign η m D :
  0 <= η -> 0 <= D -> 0 <= η * (m / D) * m.
Proof.
  intros Hη HD. replace (η * (m / D) * m) with (η * / D * (m * m))
    by (unfold Rdiv; ring).
  apply Rmult_le_pos; [|nra]. apply Rmult_le_pos; [exact Hη|].
  destruct (Rle_lt_or_eq_dec 0 D HD) as [L|L].
  - left. now apply Rinv_0_lt_compat.
  - rewrite <- L, Rinv_0. lra.
Qed.

(** Without corrections, from m = 0. *)
Theorem adam_trapped η β1 β2 εr ε v0 h θ g :
  0 <= η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < h ->
  adam_run η β1 β2 εr ε 0 v0 h θ g ->
  forall t, Rabs (θ t)
    <= Rmax (Rabs (θ O)) (η * sqrt (adam_C β1 β2) / (1 - β1)).
Proof.
  intros Hη Hβ1 Hβ Hεr Hε Hv0 Hh Hrun t.
  apply (momentum_trapped β1 h (η * sqrt (adam_C β1 β2)) θ g
           (adam_uncorrected_step η β1 β2 εr ε 0 v0 g)); try assumption.
  - apply Rmult_le_pos; [exact Hη|apply sqrt_pos].
  - intros n. apply Hrun.
  - intros n. apply Hrun.
  - intros n. now apply adam_uncorrected_step_bound.
  - intros n. apply quotient_sign; [exact Hη|now apply denominator_nonneg].
  - intros n Hm. unfold adam_uncorrected_step. rewrite Hm. unfold Rdiv. ring.
Qed.

(** With both corrections. *)
Theorem adam_corrected_trapped η β1 β2 εr ε v0 h θ g :
  0 <= η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < h ->
  trajectory (fun _ x => h * x) (adam_step η β1 β2 εr ε 0 v0) θ g ->
  forall t, Rabs (θ t)
    <= Rmax (Rabs (θ O)) (η * (sqrt (adam_C β1 β2) / (1 - β1)) / (1 - β1)).
Proof.
  intros Hη Hβ1 Hβ Hεr Hε Hv0 Hh Hrun t.
  assert (Hsq : 0 <= β1 ^ 2) by apply pow2_ge_0.
  assert (HC := adam_C_nonneg β1 β2 Hβ).
  assert (Hr := adam_r_unit β1 β2 ltac:(lra)).
  assert (Hi : 0 < / (1 - β1)) by (apply Rinv_0_lt_compat; lra).
  assert (Hlargest : forall n, (1 <= n)%nat ->
            adam_largest β1 β2 n <= sqrt (adam_C β1 β2) / (1 - β1)).
  { intros n Hn. unfold adam_largest.
    assert (P1 := pow_unit β2 n ltac:(lra)).
    assert (P2 := pow_unit (adam_r β1 β2) n ltac:(lra)).
    assert (P3 : β1 ^ n <= β1).
    { destruct n as [|n]; [lia|]. cbn [pow].
      assert (P := pow_unit β1 n ltac:(lra)). nra. }
    assert (P4 := pow_unit β1 n ltac:(lra)).
    set (C := adam_C β1 β2) in *.
    replace (sqrt C / (1 - β1)) with (sqrt (C / (1 - β1) ^ 2))
      by (rewrite sqrt_div_alt, sqrt_pow2 by (try apply pow_lt; lra); reflexivity).
    apply sqrt_le_1_alt. unfold Rdiv.
    apply Rmult_le_compat; try lra.
    - repeat (lra || apply Rmult_le_pos).
    - left. apply Rinv_0_lt_compat, pow_lt. lra.
    - assert (0 <= C * (1 - adam_r β1 β2 ^ n) <= C) by nra. nra.
    - apply Rinv_le_contravar; [apply pow_lt; lra|]. apply pow_incr. lra. }
  apply (momentum_trapped β1 h (η * (sqrt (adam_C β1 β2) / (1 - β1))) θ g
           (adam_step η β1 β2 εr ε 0 v0 g)); try assumption.
  - apply Rmult_le_pos; [exact Hη|]. apply Rmult_le_pos; [apply sqrt_pos|lra].
  - intros n. apply Hrun.
  - intros n. apply Hrun.
  - intros n. eapply Rle_trans.
    + apply adam_step_bound; try assumption. lia.
    + apply Rmult_le_compat_l; [exact Hη|]. apply Hlargest. lia.
  - intros n. unfold adam_step, adam_n.
    assert (Hp := pow_below_one β1 (S n) Hβ1 ltac:(lia)).
    set (m := adam_m β1 0 g (S n)).
    set (D := denominator εr ε (adam_w β2 v0 g (S n))).
    replace (η * (m / (1 - β1 ^ S n) / D) * m)
      with (/ (1 - β1 ^ S n) * (η * (m / D) * m)) by (unfold Rdiv; ring).
    apply Rmult_le_pos; [left; apply Rinv_0_lt_compat; lra|].
    apply quotient_sign; [exact Hη|now apply denominator_nonneg].
  - intros n Hm. unfold adam_step, adam_n. rewrite Hm. unfold Rdiv. ring.
Qed.

Example adam_trapped_example :
  exists θ g, adam_run 1 (9 / 10) (999 / 1000) 0 0 0 0 1 θ g /\
    Rabs (θ 10%nat)
    <= Rmax (Rabs (θ O)) (1 * sqrt (adam_C (9 / 10) (999 / 1000)) / (1 - 9 / 10)).
Proof.
  destruct (trajectory_exists (fun _ y => 1 * y)
    (adam_uncorrected_step 1 (9 / 10) (999 / 1000) 0 0 0 0) 3) as [θ [g [_ H]]];
    [exact (adam_uncorrected_causal (fun _ => 1) _ _ _ _ _ _)|].
  exists θ, g. split; [exact H|].
  apply (adam_trapped 1 (9 / 10) (999 / 1000) 0 0 0 1 θ g); lra || exact H.
Qed.

Example adam_corrected_trapped_example :
  exists θ g,
    trajectory (fun _ x => 1 * x) (adam_step 1 (9 / 10) (999 / 1000) 0 0 0 0) θ g /\
    Rabs (θ 10%nat)
    <= Rmax (Rabs (θ O))
         (1 * (sqrt (adam_C (9 / 10) (999 / 1000)) / (1 - 9 / 10)) / (1 - 9 / 10)).
Proof.
  destruct (trajectory_exists (fun _ y => 1 * y)
    (adam_step 1 (9 / 10) (999 / 1000) 0 0 0 0) 3) as [θ [g [_ H]]];
    [exact (adam_causal (fun _ => 1) _ _ _ _ _ _)|].
  exists θ, g. split; [exact H|].
  apply (adam_corrected_trapped 1 (9 / 10) (999 / 1000) 0 0 0 1 θ g);
    lra || exact H.
Qed.
