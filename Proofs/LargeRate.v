(** Where η h > 2 (√εr + ε), the minimum of h θ² / 2 repels RMSprop: no run
    converges to it, unless it hits it exactly. With SmallRate.v this is the
    threshold at which the cycle of TwoCycle.v is born. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum Average StepBound StepFloor.
From RMSpec Require Import Quadratic SmallRate TwoCycle.
Open Scope R_scope.

(** v follows gradients that tend to 0. *)
Lemma rmsprop_v_vanishes ρ v0 g :
  0 <= ρ < 1 -> 0 <= v0 -> Un_cv g 0 ->
  forall δ, 0 < δ -> exists N, forall t, (N <= t)%nat -> rmsprop_v ρ v0 g t < δ.
Proof.
  intros Hρ Hv0 Hg δ Hδ.
  assert (Hs : 0 < sqrt (δ / 2)) by (apply sqrt_lt_R0; lra).
  destruct (Hg (sqrt (δ / 2)) Hs) as [N HN].
  set (w := rmsprop_v ρ v0 g N).
  assert (Hw : 0 <= w) by (apply rmsprop_v_nonneg; lra).
  destruct (pow_lt_1_zero ρ ltac:(rewrite Rabs_pos_eq; lra)
              (δ / (2 * (w + 1))) ltac:(apply Rdiv_lt_0_compat; lra)) as [K HK].
  exists (N + K)%nat. intros t Ht.
  replace t with (N + (t - N))%nat by lia.
  rewrite <- rmsprop_v_shift. fold w.
  assert (Hup : average ρ w (squares (fun k => g (N + k)%nat)) (t - N)
                <= ρ ^ (t - N) * w + (1 - ρ ^ (t - N)) * (δ / 2)).
  { apply average_upper; [lra|]. intros k Hk. unfold squares.
    specialize (HN (N + k)%nat ltac:(lia)). unfold R_dist in HN.
    rewrite Rminus_0_r in HN.
    replace (g (N + k)%nat * g (N + k)%nat) with (Rabs (g (N + k)%nat) ^ 2)
      by (rewrite pow2_abs; ring).
    rewrite <- (sqrt_sqrt (δ / 2)) by lra.
    assert (P := Rabs_pos (g (N + k)%nat)). nra. }
  unfold rmsprop_v. eapply Rle_lt_trans; [exact Hup|].
  assert (Hp := pow_unit ρ (t - N) ltac:(lra)).
  specialize (HK (t - N)%nat ltac:(lia)). rewrite Rabs_pos_eq in HK by lra.
  assert (ρ ^ (t - N) * w < δ / 2 \/ w = 0).
  { destruct (Req_dec w 0) as [|Hne]; [now right|left].
    apply Rle_lt_trans with (δ / (2 * (w + 1)) * w).
    - apply Rmult_le_compat_r; lra.
    - replace (δ / (2 * (w + 1)) * w) with (δ / 2 * (w / (w + 1))) by (field; lra).
      assert (w / (w + 1) < 1).
      { apply Rmult_lt_reg_r with (w + 1); [lra|].
        replace (w / (w + 1) * (w + 1)) with w by (field; lra). lra. }
      nra. }
  assert ((1 - ρ ^ (t - N)) * (δ / 2) <= δ / 2) by nra.
  destruct H as [H|H]; [lra|]. rewrite H. nra.
Qed.

Theorem quadratic_repelled η ρ εr ε v0 h θ g :
  0 < η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < h ->
  2 * (sqrt εr + ε) < η * h ->
  quadratic_run (fun _ => η) ρ εr ε v0 h θ g ->
  (forall t, θ t <> 0) -> ~ Un_cv θ 0.
Proof.
  intros Hη Hρ Hεr Hε Hv0 Hh Hlarge Hrun Hne Hcv.
  assert (Hg : Un_cv g 0).
  { intros δ Hδ. destruct (Hcv (δ / h) ltac:(apply Rdiv_lt_0_compat; lra)) as [N HN].
    exists (S N). intros t Ht. destruct t as [|t]; [lia|].
    specialize (HN t ltac:(lia)). unfold R_dist in *. rewrite Rminus_0_r in *.
    destruct (Hrun t) as [-> _]. rewrite Rabs_mult, (Rabs_pos_eq h) by lra.
    apply Rmult_lt_compat_l with (r := h) in HN; [|lra].
    replace (h * (δ / h)) with δ in HN by (field; lra). exact HN. }
  set (E := sqrt εr + ε) in *.
  assert (HsE := sqrt_pos εr).
  (* Once v is small enough, D < η h / 2. *)
  set (gap := η * h / 2 - E).
  assert (Hgap : 0 < gap) by (unfold gap; lra).
  destruct (rmsprop_v_vanishes ρ v0 g Hρ Hv0 Hg (gap ^ 2)
              ltac:(apply pow_lt; exact Hgap)) as [N HN].
  assert (Hgrow : forall t, (N <= t)%nat -> Rabs (θ t) <= Rabs (θ (S t))).
  { intros t Ht. rewrite (run_factor _ _ _ _ _ _ _ _ _ Hrun), Rabs_mult.
    specialize (HN (S t) ltac:(lia)).
    set (v := rmsprop_v ρ v0 g (S t)) in *.
    assert (Hv : 0 < v).
    { eapply Rlt_le_trans; [|apply rmsprop_v_newest; lra || lia].
      destruct (Hrun t) as [-> _]. apply Rmult_lt_0_compat; [lra|].
      rewrite <- Rsqr_pow2. apply Rsqr_pos_lt.
      apply Rmult_integral_contrapositive. split; [lra|apply Hne]. }
    assert (HD0 := denominator_positive εr ε v Hεr Hε Hv).
    assert (HD : denominator εr ε v < η * h / 2).
    { unfold denominator.
      assert (Hroot : sqrt (v + εr) <= sqrt v + sqrt εr).
      { apply Rsqr_incr_0_var; [|assert (P := sqrt_pos v); lra].
        assert (Pv := sqrt_pos v).
        assert (Qv := sqrt_sqrt v ltac:(lra)). assert (Qe := sqrt_sqrt εr Hεr).
        assert (Qs := sqrt_sqrt (v + εr) ltac:(lra)). unfold Rsqr. nra. }
      assert (sqrt v < gap).
      { rewrite <- (sqrt_pow2 gap) by lra. apply sqrt_lt_1_alt. lra. }
      unfold gap, E in *. lra. }
    assert (Hq : 2 < η * h / denominator εr ε v).
    { apply Rmult_lt_reg_r with (denominator εr ε v); [exact HD0|].
      replace (η * h / denominator εr ε v * denominator εr ε v)
        with (η * h) by (field; lra). lra. }
    assert (1 <= Rabs (1 - η * h / denominator εr ε v)).
    { rewrite Rabs_minus_sym, Rabs_pos_eq; lra. }
    assert (P := Rabs_pos (θ t)). nra. }
  assert (Hall : forall k, Rabs (θ N) <= Rabs (θ (N + k)%nat)).
  { induction k as [|k IH]; [rewrite Nat.add_0_r; lra|].
    rewrite Nat.add_succ_r. assert (G := Hgrow (N + k)%nat ltac:(lia)). lra. }
  assert (Hpos : 0 < Rabs (θ N)) by (apply Rabs_pos_lt, Hne).
  destruct (Hcv (Rabs (θ N)) Hpos) as [M HM].
  specialize (HM (N + M)%nat ltac:(lia)). unfold R_dist in HM.
  rewrite Rminus_0_r in HM. specialize (Hall M). lra.
Qed.

Example quadratic_repelled_example :
  exists θ g, quadratic_run (fun _ => 1) (9 / 10) 0 0 1 2 θ g /\
    2 * (sqrt 0 + 0) < 1 * 2 /\ (forall t, θ t <> 0) /\ ~ Un_cv θ 0.
Proof.
  destruct (quadratic_run_exists (fun _ => 1) (9 / 10) 0 0 1 2 (/ 2))
    as [θ [g [H0 H]]].
  assert (Hlarge : 2 * (sqrt 0 + 0) < 1 * 2) by (rewrite sqrt_0; lra).
  assert (Hne : forall t, θ t <> 0).
  { intros t. assert (C := two_cycle 1 (9 / 10) 0 0 2 (/ 2) θ g).
    assert (E : (2 * / 2) ^ 2 = 1) by field. rewrite E in C.
    rewrite (C ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(field) H0 H t).
    apply Rmult_integral_contrapositive. split; [|lra].
    apply pow_nonzero. lra. }
  exists θ, g. split; [exact H|]. split; [exact Hlarge|]. split; [exact Hne|].
  apply (quadratic_repelled 1 (9 / 10) 0 0 1 2 θ g); auto; lra.
Qed.
