(** With learning rates that tend to 0 and have no finite sum, RMSprop converges
    to the minimum of every diagonal quadratic. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum Average StepBound StepFloor.
From RMSpec Require Import Quadratic.
Open Scope R_scope.

(** The rest of a run is a run, from the v reached. *)
Lemma run_tail η ρ εr ε v0 h θ g N :
  quadratic_run η ρ εr ε v0 h θ g ->
  quadratic_run (fun t => η (N + t)%nat) ρ εr ε (rmsprop_v ρ v0 g N) h
    (fun t => θ (N + t)%nat) (fun t => g (N + t)%nat).
Proof.
  intros Hrun t. destruct (Hrun (N + t)%nat) as [Hg Hθ].
  rewrite Nat.add_succ_r. split; [exact Hg|]. rewrite Hθ. f_equal.
  unfold rmsprop_step. rewrite rmsprop_v_shift. now rewrite Nat.add_succ_r.
Qed.

Lemma sum_tail f N n :
  sum f (N + n) = sum f N + sum (fun t => f (N + t)%nat) n.
Proof.
  induction n as [|n IH]; [rewrite Nat.add_0_r; cbn; ring|].
  rewrite Nat.add_succ_r. cbn [sum]. rewrite IH, Nat.add_succ_r. ring.
Qed.

(** Rates that tend to 0 although their sum grows beyond all bounds. *)
Definition vanishing_rates (η : nat -> R) : Prop :=
  (forall t, 0 <= η t) /\ Un_cv η 0 /\ (forall A, exists n, A < sum η n).

(** With rates of at most η0, the run falls below B = η0 / √(1 − ρ). *)
Lemma falls_below η η0 ρ εr ε v0 h θ g :
  (forall t, 0 <= η t <= η0) -> 0 < η0 -> (forall A, exists n, A < sum η n) ->
  0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < h ->
  quadratic_run η ρ εr ε v0 h θ g ->
  exists N, forall n, (N <= n)%nat -> Rabs (θ n) <= η0 / sqrt (1 - ρ).
Proof.
  intros Hη Hη0 Hsum Hρ Hεr Hε Hv0 Hh Hrun.
  set (B := η0 / sqrt (1 - ρ)).
  assert (HB : 0 < B)
    by (apply Rdiv_lt_0_compat; [lra|apply sqrt_lt_R0; lra]).
  set (V := Rmax v0 ((h * Rmax (Rabs (θ 0%nat)) B) ^ 2)).
  assert (HV : 0 < V).
  { unfold V. eapply Rlt_le_trans; [|apply Rmax_r].
    apply pow_lt, Rmult_lt_0_compat; [lra|].
    eapply Rlt_le_trans; [exact HB|apply Rmax_r]. }
  assert (HD := denominator_positive εr ε V Hεr Hε HV).
  set (c := h * B / denominator εr ε V).
  assert (Hc : 0 < c).
  { unfold c. apply Rdiv_lt_0_compat; [|exact HD].
    apply Rmult_lt_0_compat; [exact Hh|exact HB]. }
  assert (Hdown : forall n, (exists k, (k <= n)%nat /\ Rabs (θ k) <= B) \/
            Rabs (θ n) <= Rabs (θ 0%nat) - c * sum η n).
  { induction n as [|n IH].
    - right. cbn [sum]. lra.
    - destruct IH as [[k [Hk H]]|IH]; [left; exists k; split; [lia|exact H]|].
      destruct (Rle_or_lt (Rabs (θ n)) B) as [L|L];
        [left; exists n; split; [lia|exact L]|right].
      rewrite (run_θ _ _ _ _ _ _ _ _ Hrun).
      destruct (toward_zero η η0 ρ Hη Hρ (θ n) _
        (s_sign η η0 ρ εr ε v0 h θ g Hη Hε Hh Hrun n)
        (s_bound η η0 ρ εr ε v0 g Hη Hρ Hεr Hε Hv0 n)) as [_ W].
      fold B in W. rewrite W by lra.
      assert (HS := s_lower η η0 ρ εr ε v0 h θ g Hη Hρ Hεr Hε Hv0 Hh Hrun n HD).
      cbn [sum].
      assert (c * η (S n) <= η (S n) * h * Rabs (θ n) / denominator εr ε V).
      { replace (c * η (S n)) with (η (S n) * h * B / denominator εr ε V)
          by (unfold c, Rdiv; ring).
        unfold Rdiv. apply Rmult_le_compat_r.
        - left. now apply Rinv_0_lt_compat.
        - apply Rmult_le_compat_l; [|lra]. apply Rmult_le_pos; [apply Hη|lra]. }
      fold B in HS. fold V in HS. lra. }
  destruct (Hsum (Rabs (θ 0%nat) / c)) as [n Hn].
  assert (Hin : exists k, Rabs (θ k) <= B).
  { destruct (Hdown n) as [[k [_ H]]|H]; [now exists k|].
    apply Rmult_lt_compat_l with (r := c) in Hn; [|exact Hc].
    replace (c * (Rabs (θ 0%nat) / c)) with (Rabs (θ 0%nat)) in Hn by (field; lra).
    exists n. assert (P := Rabs_pos (θ n)). lra. }
  destruct Hin as [k Hk]. exists k. intros m Hm.
  exact (stays_in η η0 ρ εr ε v0 h θ g Hη Hρ Hεr Hε Hv0 Hh Hrun k m Hm Hk).
Qed.

Theorem quadratic_converges_decreasing η ρ εr ε v0 h θ g :
  vanishing_rates η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < h ->
  quadratic_run η ρ εr ε v0 h θ g -> Un_cv θ 0.
Proof.
  intros [Hpos [Hcv Hsum]] Hρ Hεr Hε Hv0 Hh Hrun δ Hδ.
  assert (Hs : 0 < sqrt (1 - ρ)) by (apply sqrt_lt_R0; lra).
  set (η0 := δ / 2 * sqrt (1 - ρ)).
  assert (Hη0 : 0 < η0) by (apply Rmult_lt_0_compat; lra).
  destruct (Hcv η0 Hη0) as [N HN].
  destruct (falls_below (fun t => η (N + t)%nat) η0 ρ εr ε (rmsprop_v ρ v0 g N) h
              (fun t => θ (N + t)%nat) (fun t => g (N + t)%nat)) as [M HM];
    try assumption.
  - intros t. specialize (HN (N + t)%nat ltac:(lia)). specialize (Hpos (N + t)%nat).
    unfold R_dist in HN. rewrite Rminus_0_r, Rabs_pos_eq in HN by lra. lra.
  - intros A. destruct (Hsum (A + sum η N)) as [n Hn]. exists n.
    assert (Hmore : sum η n <= sum η (N + n)).
    { rewrite Nat.add_comm, sum_tail.
      assert (0 <= sum (fun t => η (n + t)%nat) N) by (apply sum_nonneg; auto). lra. }
    rewrite sum_tail in Hmore. lra.
  - apply rmsprop_v_nonneg; lra.
  - now apply run_tail.
  - exists (N + M)%nat. intros n Hn. specialize (HM (n - N)%nat ltac:(lia)).
    replace (N + (n - N))%nat with n in HM by lia.
    replace (η0 / sqrt (1 - ρ)) with (δ / 2) in HM by (unfold η0; field; lra).
    unfold R_dist. rewrite Rminus_0_r. lra.
Qed.

(** In d dimensions: all coordinates, at once. *)
Theorem diagonal_quadratic_converges η ρ εr ε d
    (v0 h : nat -> R) (θ g : nat -> nat -> R) :
  vanishing_rates η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε ->
  (forall i, (1 <= i <= d)%nat -> 0 <= v0 i /\ 0 < h i /\
     quadratic_run η ρ εr ε (v0 i) (h i) (θ i) (g i)) ->
  forall δ, 0 < δ ->
  exists N, forall n, (N <= n)%nat ->
    forall i, (1 <= i <= d)%nat -> Rabs (θ i n) < δ.
Proof.
  intros Hη Hρ Hεr Hε. induction d as [|d IH]; intros Hall δ Hδ.
  - exists 0%nat. intros. lia.
  - destruct IH with (δ := δ) as [N1 H1];
      [intros i Hi; apply Hall; lia|exact Hδ|].
    destruct (Hall (S d) ltac:(lia)) as [Hv [Hh Hrun]].
    destruct (quadratic_converges_decreasing η ρ εr ε _ _ _ _ Hη Hρ Hεr Hε Hv Hh
                Hrun δ Hδ) as [N2 H2].
    exists (N1 + N2)%nat. intros n Hn i Hi.
    destruct (Nat.eq_dec i (S d)) as [->|Hne].
    + specialize (H2 n ltac:(lia)). unfold R_dist in H2.
      now rewrite Rminus_0_r in H2.
    + apply H1; lia.
Qed.

(** 1 / √t is such a sequence. *)
Lemma inverse_root_rates : vanishing_rates (fun t => / sqrt (INR (S t))).
Proof.
  assert (Hpos : forall t, 0 < sqrt (INR (S t)))
    by (intros t; apply sqrt_lt_R0, lt_0_INR; lia).
  repeat split.
  - intros t. left. apply Rinv_0_lt_compat, Hpos.
  - intros δ Hδ. destruct (naturals_unbounded ((/ δ) ^ 2)) as [N HN].
    exists N. intros t Ht. unfold R_dist. rewrite Rminus_0_r.
    rewrite Rabs_pos_eq by (left; apply Rinv_0_lt_compat, Hpos).
    assert (Hi : 0 < / δ) by now apply Rinv_0_lt_compat.
    rewrite <- (Rinv_inv δ). apply Rinv_lt_contravar.
    + apply Rmult_lt_0_compat; [exact Hi|apply Hpos].
    + rewrite <- (sqrt_pow2 (/ δ)) by lra. apply sqrt_lt_1_alt.
      split; [apply pow2_ge_0|]. eapply Rlt_le_trans; [exact HN|].
      apply le_INR. lia.
  - intros A. destruct (naturals_unbounded (2 * (Rabs A + 1) ^ 2 + 2)) as [n Hn].
    exists n. assert (HA := Rle_abs A). assert (HA0 := Rabs_pos A).
    apply Rlt_le_trans with (INR n * / sqrt (INR (S n))).
    + assert (HS := S_INR n). set (x := INR n) in *. set (y := Rabs A + 1) in *.
      assert (Hy : 1 <= y) by (unfold y; lra).
      assert (Hx : 2 * y ^ 2 + 2 < x) by exact Hn.
      apply Rlt_le_trans with y; [unfold y; lra|].
      apply ratio_lower; [apply Hpos|].
      apply Rsqr_incr_0_var; [|nra]. unfold Rsqr.
      assert (Hq := sqrt_sqrt (INR (S n)) ltac:(apply pos_INR)).
      replace (y * sqrt (INR (S n)) * (y * sqrt (INR (S n))))
        with (y ^ 2 * (sqrt (INR (S n)) * sqrt (INR (S n)))) by ring.
      rewrite Hq, HS. assert (1 <= y ^ 2) by nra. nra.
    + rewrite <- (sum_const (/ sqrt (INR (S n)))). apply sum_le. intros k Hk.
      apply Rinv_le_contravar; [apply Hpos|]. apply sqrt_le_1_alt, le_INR. lia.
Qed.

Example quadratic_converges_decreasing_example :
  exists θ g, θ O = 5 /\
    quadratic_run (fun t => / sqrt (INR (S t))) (9 / 10) 0 0 0 1 θ g /\ Un_cv θ 0.
Proof.
  destruct (quadratic_run_exists (fun t => / sqrt (INR (S t))) (9 / 10) 0 0 0 1 5)
    as [θ [g [H0 H]]].
  exists θ, g. split; [exact H0|]. split; [exact H|].
  apply (quadratic_converges_decreasing _ (9 / 10) 0 0 0 1 θ g
           inverse_root_rates); try lra. exact H.
Qed.

Example diagonal_quadratic_converges_example :
  exists θ g : nat -> nat -> R, forall i, (1 <= i <= 2)%nat ->
    0 <= 0 /\ 0 < INR i /\
    quadratic_run (fun t => / sqrt (INR (S t))) (9 / 10) 0 0 0 (INR i) (θ i) (g i).
Proof.
  destruct (quadratic_run_exists (fun t => / sqrt (INR (S t))) (9 / 10) 0 0 0
              (INR 1) 5) as [θ1 [g1 [_ H1]]].
  destruct (quadratic_run_exists (fun t => / sqrt (INR (S t))) (9 / 10) 0 0 0
              (INR 2) 5) as [θ2 [g2 [_ H2]]].
  exists (fun i => if Nat.eqb i 1 then θ1 else θ2).
  exists (fun i => if Nat.eqb i 1 then g1 else g2).
  intros i Hi. split; [lra|]. split; [apply lt_0_INR; lia|].
  destruct (Nat.eqb_spec i 1) as [->|Hne]; [exact H1|].
  replace i with 2%nat by lia. exact H2.
Qed.
