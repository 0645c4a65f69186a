(** A minimum that drifts by c a step: RMSprop keeps up with it, AdaGrad does
    not.

    Step t + 1 takes the gradient of h (θ − c t)² / 2; the lag is c t − θ. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum Average StepBound StepFloor.
From RMSpec Require Import AdaGradDecay.
Open Scope R_scope.

Definition drifting (h c : R) (t : nat) (x : R) : R := h * (x - c * INR (t - 1)).

Definition lag (c : R) (θ : nat -> R) (t : nat) : R := c * INR t - θ t.

Lemma drift_step h c step θ g t :
  trajectory (drifting h c) step θ g ->
  g (S t) = - h * lag c θ t /\ lag c θ (S t) = lag c θ t + c + step g (S t).
Proof.
  intros Hrun. destruct (Hrun t) as [Hg Hθ]. unfold drifting, lag in *.
  rewrite Hθ, Hg, S_INR. replace (S t - 1)%nat with t by lia. split; ring.
Qed.

Lemma abs_le_inv x y : Rabs x <= y -> - y <= x <= y.
Proof. unfold Rabs. destruct (Rcase_abs x); lra. Qed.

(** ** RMSprop *)

(** A bound that the lag never leaves, for four reasons to be so large. *)
Theorem rmsprop_lag_bounded η ρ εr ε v0 h c θ g E :
  0 < η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < h -> 0 <= c < η ->
  trajectory (drifting h c) (rmsprop_step η ρ εr ε v0) θ g ->
  Rabs (lag c θ 0) <= E -> v0 <= (h * E) ^ 2 -> c + η / sqrt (1 - ρ) <= E ->
  c * (sqrt εr + ε) <= E * (h * (η - c)) ->
  forall t, Rabs (lag c θ t) <= E.
Proof.
  intros Hη Hρ Hεr Hε Hv0 Hh Hc Hrun HE0 HEv HEB HEε.
  set (B := η / sqrt (1 - ρ)) in *.
  assert (HB : 0 < B)
    by (apply Rdiv_lt_0_compat; [lra|apply sqrt_lt_R0; lra]).
  assert (Hall : forall t k, (k <= t)%nat -> Rabs (lag c θ k) <= E).
  { induction t as [|t IH].
    - intros k Hk. replace k with O by lia. exact HE0.
    - intros k Hk. destruct (Nat.eq_dec k (S t)) as [->|]; [|apply IH; lia].
      destruct (drift_step _ _ _ _ _ t Hrun) as [Hg Hlag]. rewrite Hlag.
      assert (Het := IH t (Nat.le_refl t)).
      set (e := lag c θ t) in *. set (s := rmsprop_step η ρ εr ε v0 g (S t)) in *.
      assert (HsB : Rabs s <= B)
        by (apply rmsprop_step_bound; lra || lia).
      (* v and D so far. *)
      assert (Hv : rmsprop_v ρ v0 g (S t) <= (h * E) ^ 2).
      { eapply Rle_trans; [apply (average_upper ρ v0 (squares g) ((h * E) ^ 2) (S t))|].
        - lra.
        - intros i Hi. destruct i as [|i]; [lia|]. unfold squares.
          destruct (drift_step _ _ _ _ _ i Hrun) as [-> _].
          assert (Hi' := IH i ltac:(lia)).
          replace (- h * lag c θ i * (- h * lag c θ i))
            with ((h * Rabs (lag c θ i)) ^ 2).
          + apply pow_incr. assert (P := Rabs_pos (lag c θ i)). split; nra.
          + replace ((h * Rabs (lag c θ i)) ^ 2)
              with (h ^ 2 * Rabs (lag c θ i) ^ 2) by ring.
            rewrite pow2_abs. ring.
        - assert (Hp := pow_unit ρ (S t) ltac:(lra)). nra. }
      set (D := denominator εr ε (rmsprop_v ρ v0 g (S t))).
      assert (HhE : 0 < h * E) by (apply Rmult_lt_0_compat; lra).
      set (F := h * E + (sqrt εr + ε)).
      assert (HF : 0 < F) by (assert (P := sqrt_pos εr); unfold F; lra).
      assert (HDF : D <= F).
      { unfold D, F, denominator.
        assert (sqrt (rmsprop_v ρ v0 g (S t) + εr) <= h * E + sqrt εr).
        { apply Rsqr_incr_0_var; [|assert (P := sqrt_pos εr); lra].
          assert (P := rmsprop_v_nonneg ρ v0 g (S t) ltac:(lra) Hv0).
          assert (Q := sqrt_sqrt (rmsprop_v ρ v0 g (S t) + εr) ltac:(lra)).
          assert (Q2 := sqrt_sqrt εr Hεr). assert (P2 := sqrt_pos εr).
          unfold Rsqr. nra. }
        lra. }
      assert (HeB : - E <= e <= E)
        by (apply abs_le_inv in Het; lra).
      (* The step in terms of the lag. *)
      assert (Hs : s = - (η * h * e / D)).
      { unfold s, rmsprop_step. fold D. rewrite Hg. unfold Rdiv. ring. }
      apply abs_le_inv in HsB.
      destruct (Req_dec e 0) as [E0|E0].
      { rewrite E0 in Hs. unfold Rdiv in Hs.
        apply Rabs_le. rewrite E0.
        assert (s = 0) by (rewrite Hs; ring). lra. }
      assert (HD : 0 < D).
      { apply denominator_positive; try assumption.
        eapply Rlt_le_trans; [|apply rmsprop_v_newest; lra || lia].
        rewrite Hg. apply Rmult_lt_0_compat; [lra|].
        rewrite <- Rsqr_pow2. apply Rsqr_pos_lt.
        apply Rmult_integral_contrapositive. split; lra. }
      assert (HiD : / F <= / D) by (apply Rinv_le_contravar; lra).
      assert (HiF : 0 < / F) by now apply Rinv_0_lt_compat.
      assert (Hηh : 0 < η * h) by (apply Rmult_lt_0_compat; lra).
      apply Rabs_le.
      destruct (Rle_or_lt 0 e) as [Hpos|Hneg].
      + (* Behind: the step catches up with at least c at e = E. *)
        set (r := η * h * / F).
        assert (Hr : 0 < r) by (apply Rmult_lt_0_compat; lra).
        assert (HrE : c <= r * E).
        { apply Rmult_le_reg_r with F; [exact HF|].
          replace (r * E * F) with (η * h * E) by (unfold r; field; lra).
          unfold F. lra. }
        assert (Hdown : s <= - (r * e)).
        { rewrite Hs. apply Ropp_le_contravar. unfold r, Rdiv.
          replace (η * h * e * / D) with (η * h * e * / D) by ring.
          assert (0 <= η * h * e) by nra. nra. }
        split; [lra|].
        destruct (Rle_or_lt 1 r) as [H1|H1]; nra.
      + (* Ahead: the step cannot overtake by more than B. *)
        assert (Hup : 0 <= s).
        { rewrite Hs. unfold Rdiv.
          assert (0 < / D) by now apply Rinv_0_lt_compat.
          assert (0 < η * h * - e) by (apply Rmult_lt_0_compat; lra). nra. }
        split; lra. }
  intros t. now apply (Hall t).
Qed.

(** So for c < η the lag is bounded, explicitly. *)
Theorem rmsprop_keeps_up η ρ εr ε v0 h c θ g :
  0 < η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < h -> 0 <= c < η ->
  trajectory (drifting h c) (rmsprop_step η ρ εr ε v0) θ g ->
  forall t, Rabs (lag c θ t)
    <= Rabs (lag c θ 0) + sqrt v0 / h + (c + η / sqrt (1 - ρ))
       + c * (sqrt εr + ε) / (h * (η - c)).
Proof.
  intros Hη Hρ Hεr Hε Hv0 Hh Hc Hrun.
  assert (P0 := Rabs_pos (lag c θ 0)).
  assert (Hs := sqrt_pos v0). assert (Hse := sqrt_pos εr).
  assert (P1 : 0 <= sqrt v0 / h)
    by (apply Rmult_le_pos; [exact Hs|left; now apply Rinv_0_lt_compat]).
  assert (P2 : 0 < η / sqrt (1 - ρ))
    by (apply Rdiv_lt_0_compat; [lra|apply sqrt_lt_R0; lra]).
  assert (Hden : 0 < h * (η - c)) by (apply Rmult_lt_0_compat; lra).
  assert (P3 : 0 <= c * (sqrt εr + ε) / (h * (η - c))).
  { apply Rmult_le_pos; [apply Rmult_le_pos; lra|].
    left. now apply Rinv_0_lt_compat. }
  set (E := Rabs (lag c θ 0) + sqrt v0 / h + (c + η / sqrt (1 - ρ))
            + c * (sqrt εr + ε) / (h * (η - c))).
  apply (rmsprop_lag_bounded η ρ εr ε v0 h c θ g E); try assumption.
  - unfold E. lra.
  - assert (Hroot : sqrt v0 <= h * E).
    { replace (sqrt v0) with (h * (sqrt v0 / h)) by (field; lra).
      apply Rmult_le_compat_l; [lra|]. unfold E. lra. }
    assert (Q := sqrt_sqrt v0 Hv0). nra.
  - unfold E. lra.
  - replace (c * (sqrt εr + ε))
      with (c * (sqrt εr + ε) / (h * (η - c)) * (h * (η - c))) by (field; lra).
    apply Rmult_le_compat_r; [lra|]. unfold E. lra.
Qed.

(** ** AdaGrad *)

Lemma ln_le_minus_1 x : 0 < x -> ln x <= x - 1.
Proof.
  intros Hx. assert (H := exp_ineq1_le (x - 1)).
  replace (1 + (x - 1)) with x in H by ring.
  destruct H as [H|H].
  - left. rewrite <- (ln_exp (x - 1)). now apply ln_increasing.
  - right. rewrite H at 1. apply ln_exp.
Qed.

(** On any gradients at all AdaGrad's way is short: T steps go no further than
    η (λ T / 2 + ln(v_T / v_0) / (2 λ)), for each λ > 0. *)
Theorem adagrad_way η εr ε v0 g T λ :
  0 <= η -> 0 <= εr -> 0 <= ε -> 0 < v0 -> 0 < λ ->
  sum (fun t => Rabs (adagrad_step η εr ε v0 g t)) T
  <= η * (λ * INR T / 2 + ln (adagrad_v v0 g T / v0) / (2 * λ)).
Proof.
  intros Hη Hεr Hε Hv0 Hλ.
  assert (Hpos : forall t, 0 < adagrad_v v0 g t).
  { induction t as [|t IH]; [exact Hv0|]. cbn [adagrad_v]. nra. }
  induction T as [|T IH].
  - cbn [sum INR adagrad_v]. replace (v0 / v0) with 1 by (field; lra).
    rewrite ln_1. unfold Rdiv. right. ring.
  - cbn [sum]. rewrite S_INR.
    set (v := adagrad_v v0 g T) in *. set (w := adagrad_v v0 g (S T)) in *.
    assert (Hv : 0 < v) by apply Hpos. assert (Hw : 0 < w) by apply Hpos.
    assert (Hwv : w = v + g (S T) * g (S T)) by reflexivity.
    assert (Hsw : 0 < sqrt w) by now apply sqrt_lt_R0.
    (* ln w - ln v >= 1 - v / w = g^2 / w. *)
    assert (Hln : g (S T) * g (S T) / w <= ln (w / v0) - ln (v / v0)).
    { assert (H := ln_le_minus_1 (v / w) ltac:(now apply Rdiv_lt_0_compat)).
      replace (ln (w / v0) - ln (v / v0)) with (- ln (v / w))
        by (unfold Rdiv; rewrite !ln_mult, !ln_Rinv
              by (try apply Rinv_0_lt_compat; lra); ring).
      replace (g (S T) * g (S T) / w) with (1 - v / w)
        by (rewrite Hwv; field; nra). lra. }
    assert (Hstep : Rabs (adagrad_step η εr ε v0 g (S T))
                    <= η * (λ / 2 + g (S T) * g (S T) / w / (2 * λ))).
    { unfold adagrad_step. fold w. rewrite Rabs_mult, (Rabs_pos_eq η) by exact Hη.
      apply Rmult_le_compat_l; [exact Hη|].
      assert (HD := denominator_sqrt εr ε w Hεr Hε).
      set (D := denominator εr ε w) in *.
      apply Rle_trans with (Rabs (g (S T)) / sqrt w).
      - unfold Rdiv. rewrite Rabs_mult, (Rabs_pos_eq (/ D))
          by (left; apply Rinv_0_lt_compat; lra).
        apply Rmult_le_compat_l; [apply Rabs_pos|].
        apply Rinv_le_contravar; lra.
      - set (y := Rabs (g (S T)) / sqrt w).
        replace (g (S T) * g (S T) / w) with (y ^ 2).
        + assert (0 <= (y - λ) ^ 2) by apply pow2_ge_0.
          apply Rmult_le_reg_r with (2 * λ); [lra|].
          replace ((λ / 2 + y ^ 2 / (2 * λ)) * (2 * λ)) with (λ ^ 2 + y ^ 2)
            by (field; lra). nra.
        + unfold y. replace ((Rabs (g (S T)) / sqrt w) ^ 2)
            with (Rabs (g (S T)) ^ 2 / (sqrt w * sqrt w)) by (field; lra).
          rewrite sqrt_sqrt, pow2_abs by lra. field. lra. }
    eapply Rle_trans; [apply Rplus_le_compat; [exact IH|exact Hstep]|].
    rewrite <- Rmult_plus_distr_l. apply Rmult_le_compat_l; [exact Hη|].
    assert (Hl : g (S T) * g (S T) / w / (2 * λ)
                 <= (ln (w / v0) - ln (v / v0)) / (2 * λ)).
    { unfold Rdiv at 1 3. apply Rmult_le_compat_r; [|exact Hln].
      left. apply Rinv_0_lt_compat. lra. }
    unfold Rdiv in *. lra.
Qed.

Lemma adagrad_step_at_most_η η εr ε v0 g t :
  0 <= η -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> (1 <= t)%nat ->
  Rabs (adagrad_step η εr ε v0 g t) <= η.
Proof.
  intros Hη Hεr Hε Hv0 Ht. unfold adagrad_step.
  rewrite Rabs_mult, (Rabs_pos_eq η) by exact Hη.
  rewrite <- (Rmult_1_r η) at 2. apply Rmult_le_compat_l; [exact Hη|].
  destruct t as [|t]; [lia|]. set (w := adagrad_v v0 g (S t)).
  assert (Hw : g (S t) * g (S t) <= w).
  { unfold w. rewrite adagrad_v_sum. cbn [sum]. unfold squares at 2.
    assert (0 <= sum (squares g) t)
      by (apply sum_nonneg; intros; apply squares_nonneg). lra. }
  apply ratio_upper; [now apply denominator_nonneg|lra|]. intros Hg.
  assert (HD := denominator_sqrt εr ε w Hεr Hε).
  assert (Hs : Rabs (g (S t)) <= sqrt w).
  { rewrite <- sqrt_Rsqr_abs. apply sqrt_le_1_alt. exact Hw. }
  assert (0 < Rabs (g (S t))) by now apply Rabs_pos_lt. split; lra.
Qed.

(** Its lag grows like c T / 2 at least, but for a logarithm. *)
Theorem adagrad_lag_grows η εr ε v0 h c θ g T :
  0 < η -> 0 <= εr -> 0 <= ε -> 0 < v0 -> 0 < h -> 0 < c ->
  trajectory (drifting h c) (adagrad_step η εr ε v0) θ g ->
  lag c θ 0 + c * INR T / 2
  - η ^ 2 / (2 * c)
    * ln (1 + INR T * (h * (Rabs (lag c θ 0) + (c + η) * INR T)) ^ 2 / v0)
  <= lag c θ T.
Proof.
  intros Hη Hεr Hε Hv0 Hh Hc Hrun.
  assert (Hway := adagrad_way η εr ε v0 g T (c / η) ltac:(lra) Hεr Hε Hv0
                    ltac:(apply Rdiv_lt_0_compat; lra)).
  assert (Hlow : forall t, lag c θ 0 + c * INR t
            - sum (fun k => Rabs (adagrad_step η εr ε v0 g k)) t <= lag c θ t).
  { induction t as [|t IH]; [cbn [INR sum]; lra|].
    destruct (drift_step _ _ _ _ _ t Hrun) as [_ ->]. cbn [sum]. rewrite S_INR.
    assert (L := Rle_abs (- adagrad_step η εr ε v0 g (S t))).
    rewrite Rabs_Ropp in L. lra. }
  assert (Habs : forall t, Rabs (lag c θ t) <= Rabs (lag c θ 0) + (c + η) * INR t).
  { induction t as [|t IH]; [cbn [INR]; lra|].
    destruct (drift_step _ _ _ _ _ t Hrun) as [_ ->]. rewrite S_INR.
    assert (S1 := adagrad_step_at_most_η η εr ε v0 g (S t) ltac:(lra) Hεr Hε
                    ltac:(lra) ltac:(lia)).
    assert (Q1 := Rabs_triang (lag c θ t + c) (adagrad_step η εr ε v0 g (S t))).
    assert (Q2 := Rabs_triang (lag c θ t) c). rewrite (Rabs_pos_eq c) in Q2 by lra.
    lra. }
  set (M := h * (Rabs (lag c θ 0) + (c + η) * INR T)) in *.
  assert (HIT : 0 <= INR T) by apply pos_INR.
  assert (HP := Rabs_pos (lag c θ 0)).
  assert (HM : 0 <= M) by (unfold M; apply Rmult_le_pos; nra).
  assert (Hv : adagrad_v v0 g T <= v0 + INR T * M ^ 2).
  { rewrite adagrad_v_sum, <- sum_const. apply Rplus_le_compat_l, sum_le.
    intros k Hk. destruct k as [|k]; [lia|]. unfold squares.
    destruct (drift_step _ _ _ _ _ k Hrun) as [-> _].
    replace (- h * lag c θ k * (- h * lag c θ k)) with ((h * Rabs (lag c θ k)) ^ 2).
    - apply pow_incr. split; [apply Rmult_le_pos; [lra|apply Rabs_pos]|].
      unfold M. apply Rmult_le_compat_l; [lra|].
      eapply Rle_trans; [apply Habs|].
      assert (INR k <= INR T) by (apply le_INR; lia). nra.
    - replace ((h * Rabs (lag c θ k)) ^ 2) with (h ^ 2 * Rabs (lag c θ k) ^ 2) by ring.
      rewrite pow2_abs. ring. }
  assert (Hvpos : v0 <= adagrad_v v0 g T).
  { rewrite adagrad_v_sum.
    assert (0 <= sum (squares g) T)
      by (apply sum_nonneg; intros; apply squares_nonneg). lra. }
  assert (Hlnle : ln (adagrad_v v0 g T / v0) <= ln (1 + INR T * M ^ 2 / v0)).
  { assert (Hq : adagrad_v v0 g T / v0 <= 1 + INR T * M ^ 2 / v0).
    { apply Rmult_le_reg_r with v0; [exact Hv0|].
      replace (adagrad_v v0 g T / v0 * v0) with (adagrad_v v0 g T) by (field; lra).
      replace ((1 + INR T * M ^ 2 / v0) * v0) with (v0 + INR T * M ^ 2) by (field; lra).
      exact Hv. }
    destruct Hq as [Hq|Hq]; [left; apply ln_increasing; [|exact Hq]|right; now rewrite Hq].
    apply Rdiv_lt_0_compat; lra. }
  specialize (Hlow T).
  replace (η * (c / η * INR T / 2 + ln (adagrad_v v0 g T / v0) / (2 * (c / η))))
    with (c * INR T / 2 + η ^ 2 / (2 * c) * ln (adagrad_v v0 g T / v0)) in Hway
    by (field; lra).
  assert (Hk : 0 <= η ^ 2 / (2 * c)).
  { left. apply Rdiv_lt_0_compat; [apply pow_lt; lra|lra]. }
  assert (η ^ 2 / (2 * c) * ln (adagrad_v v0 g T / v0)
          <= η ^ 2 / (2 * c) * ln (1 + INR T * M ^ 2 / v0))
    by (apply Rmult_le_compat_l; lra).
  lra.
Qed.

(** So it exceeds every bound. *)
Theorem adagrad_lag_unbounded η εr ε v0 h c θ g E :
  0 < η -> 0 <= εr -> 0 <= ε -> 0 < v0 -> 0 < h -> 0 < c ->
  trajectory (drifting h c) (adagrad_step η εr ε v0) θ g ->
  exists T, E < lag c θ T.
Proof.
  intros Hη Hεr Hε Hv0 Hh Hc Hrun.
  set (A := Rabs (lag c θ 0) + (c + η)).
  set (K := (h * A) ^ 2 / v0).
  assert (HA : 0 < A) by (assert (P := Rabs_pos (lag c θ 0)); unfold A; lra).
  assert (HK : 0 < K).
  { unfold K. apply Rdiv_lt_0_compat; [|exact Hv0].
    apply pow_lt, Rmult_lt_0_compat; lra. }
  set (k := η ^ 2 / (2 * c)).
  assert (Hk : 0 < k) by (apply Rdiv_lt_0_compat; [apply pow_lt; lra|lra]).
  (* With T = m² the logarithm is at most ln(1 + K) + 6 m. *)
  set (m0 := (12 * k / c + 1) + 2 * (Rabs (E - lag c θ 0 + k * ln (1 + K))) / c).
  destruct (naturals_unbounded m0) as [m Hm].
  assert (Hk2 : 0 < 12 * k / c) by (apply Rdiv_lt_0_compat; lra).
  assert (HR : 0 <= 2 * Rabs (E - lag c θ 0 + k * ln (1 + K)) / c).
  { unfold Rdiv. apply Rmult_le_pos; [|left; now apply Rinv_0_lt_compat].
    assert (P := Rabs_pos (E - lag c θ 0 + k * ln (1 + K))). lra. }
  set (x := INR m) in *.
  assert (Hx : 1 < x) by (unfold m0 in Hm; lra).
  exists (m * m)%nat.
  eapply Rlt_le_trans;
    [|apply (adagrad_lag_grows η εr ε v0 h c θ g (m * m)); assumption].
  rewrite mult_INR. fold x. fold k.
  assert (Hln : ln (1 + x * x * (h * (Rabs (lag c θ 0) + (c + η) * (x * x))) ^ 2 / v0)
                <= ln (1 + K) + 6 * x).
  { assert (Hxx : 1 <= x * x) by nra.
    assert (HP := Rabs_pos (lag c θ 0)).
    assert (HAx : Rabs (lag c θ 0) + (c + η) * (x * x) <= A * (x * x))
      by (unfold A; nra).
    assert (Hpoly : 1 + x * x * (h * (Rabs (lag c θ 0) + (c + η) * (x * x))) ^ 2 / v0
                    <= (1 + K) * x ^ 6).
    { assert (Hsq : (h * (Rabs (lag c θ 0) + (c + η) * (x * x))) ^ 2
                    <= (h * (A * (x * x))) ^ 2).
      { apply pow_incr. split; [apply Rmult_le_pos; nra|].
        apply Rmult_le_compat_l; lra. }
      assert (Hiv : 0 < / v0) by now apply Rinv_0_lt_compat.
      assert (H1 : x * x * (h * (Rabs (lag c θ 0) + (c + η) * (x * x))) ^ 2 / v0
                   <= K * x ^ 6).
      { replace (K * x ^ 6) with (x * x * (h * (A * (x * x))) ^ 2 / v0)
          by (unfold K; field; lra).
        unfold Rdiv. apply Rmult_le_compat_r; [lra|].
        apply Rmult_le_compat_l; lra. }
      assert (1 <= x ^ 6) by (apply pow_R1_Rle; lra). lra. }
    assert (Hpos : 0 < 1 + x * x
              * (h * (Rabs (lag c θ 0) + (c + η) * (x * x))) ^ 2 / v0).
    { assert (0 <= x * x * (h * (Rabs (lag c θ 0) + (c + η) * (x * x))) ^ 2 / v0).
      { unfold Rdiv. apply Rmult_le_pos; [|left; now apply Rinv_0_lt_compat].
        apply Rmult_le_pos; [nra|apply pow2_ge_0]. }
      lra. }
    apply Rle_trans with (ln ((1 + K) * x ^ 6)).
    - destruct Hpoly as [Hp|Hp]; [left; now apply ln_increasing|right; now rewrite Hp].
    - rewrite ln_mult by (try apply pow_lt; lra). apply Rplus_le_compat_l.
      replace (ln (x ^ 6)) with (6 * ln x)
        by (cbn [pow]; rewrite !ln_mult
              by (repeat apply Rmult_lt_0_compat; lra); rewrite ln_1; ring).
      assert (L := ln_le_minus_1 x ltac:(lra)). lra. }
  assert (Hkln : k * ln (1 + x * x
                    * (h * (Rabs (lag c θ 0) + (c + η) * (x * x))) ^ 2 / v0)
                 <= k * (ln (1 + K) + 6 * x)) by (apply Rmult_le_compat_l; lra).
  assert (Hgoal : E - lag c θ 0 + k * ln (1 + K) < x * (c * x / 2 - 6 * k)).
  { assert (L := Rle_abs (E - lag c θ 0 + k * ln (1 + K))).
    set (G := Rabs (E - lag c θ 0 + k * ln (1 + K))) in *.
    assert (Hc1 : 12 * k + c + 2 * G < c * x).
    { apply Rmult_lt_compat_l with (r := c) in Hm; [|lra].
      replace (c * m0) with (12 * k + c + 2 * G) in Hm
        by (unfold m0; fold G; field; lra). exact Hm. }
    assert (HG : 0 <= G) by apply Rabs_pos.
    assert (G + c / 2 < c * x / 2 - 6 * k) by lra.
    nra. }
  lra.
Qed.

Lemma drifting_run_rmsprop :
  exists θ g, θ O = 0 /\
    trajectory (drifting 1 (/ 2)) (rmsprop_step 1 (3 / 4) 0 0 0) θ g.
Proof.
  apply trajectory_exists. exact (rmsprop_causal (fun _ => 1) _ _ _ _).
Qed.

Example rmsprop_lag_bounded_example :
  exists θ g, trajectory (drifting 1 (/ 2)) (rmsprop_step 1 (3 / 4) 0 0 0) θ g /\
    forall t, Rabs (lag (/ 2) θ t) <= 3.
Proof.
  destruct drifting_run_rmsprop as [θ [g [H0 H]]]. exists θ, g. split; [exact H|].
  assert (Hs : sqrt (1 - 3 / 4) = / 2).
  { replace (1 - 3 / 4) with ((/ 2) ^ 2) by field. apply sqrt_pow2. lra. }
  apply (rmsprop_lag_bounded 1 (3 / 4) 0 0 0 1 (/ 2) θ g 3); try lra; try exact H.
  - unfold lag. rewrite H0. cbn [INR]. rewrite Rmult_0_r, Rminus_0_r, Rabs_R0. lra.
  - rewrite Hs. lra.
  - rewrite sqrt_0. lra.
Qed.

Example rmsprop_keeps_up_example :
  exists θ g, trajectory (drifting 1 (/ 2)) (rmsprop_step 1 (3 / 4) 0 0 0) θ g /\
    forall t, Rabs (lag (/ 2) θ t)
      <= Rabs (lag (/ 2) θ 0) + sqrt 0 / 1 + (/ 2 + 1 / sqrt (1 - 3 / 4))
         + / 2 * (sqrt 0 + 0) / (1 * (1 - / 2)).
Proof.
  destruct drifting_run_rmsprop as [θ [g [H0 H]]]. exists θ, g. split; [exact H|].
  apply (rmsprop_keeps_up 1 (3 / 4) 0 0 0 1 (/ 2) θ g); lra || exact H.
Qed.

Example adagrad_way_example :
  sum (fun t => Rabs (adagrad_step 1 0 0 1 (fun _ => 1) t)) 9
  <= 1 * (/ 3 * INR 9 / 2 + ln (adagrad_v 1 (fun _ => 1) 9 / 1) / (2 * / 3)).
Proof. apply adagrad_way; lra. Qed.

Example adagrad_lag_grows_example :
  exists θ g, trajectory (drifting 1 (/ 2)) (adagrad_step 1 0 0 1) θ g /\
    lag (/ 2) θ 0 + / 2 * INR 9 / 2
    - 1 ^ 2 / (2 * / 2)
      * ln (1 + INR 9 * (1 * (Rabs (lag (/ 2) θ 0) + (/ 2 + 1) * INR 9)) ^ 2 / 1)
    <= lag (/ 2) θ 9.
Proof.
  destruct (trajectory_exists (drifting 1 (/ 2)) (adagrad_step 1 0 0 1) 0)
    as [θ [g [_ H]]]; [exact (adagrad_causal (fun _ => 1) _ _ _)|].
  exists θ, g. split; [exact H|]. apply (adagrad_lag_grows 1 0 0 1 1 (/ 2) θ g 9);
    lra || exact H.
Qed.

Example adagrad_lag_unbounded_example :
  exists θ g, trajectory (drifting 1 (/ 2)) (adagrad_step 1 0 0 1) θ g /\
    exists T, 1000 < lag (/ 2) θ T.
Proof.
  destruct (trajectory_exists (drifting 1 (/ 2)) (adagrad_step 1 0 0 1) 0)
    as [θ [g [_ H]]]; [exact (adagrad_causal (fun _ => 1) _ _ _)|].
  exists θ, g. split; [exact H|].
  apply (adagrad_lag_unbounded 1 0 0 1 1 (/ 2) θ g 1000); lra || exact H.
Qed.
