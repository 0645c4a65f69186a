(** AMSGrad leaves the point where Adam stays, and converges to the best one.

    The same problem as in NonConvergence.v, for every β2. *)

From Coq Require Import Reals Lra Lia Arith.
From RMSpec Require Import Rules Sum Average StepBound NonConvergence.
Open Scope R_scope.

Definition thirds_amsgrad (α C β2 : R) (t : nat) : R :=
  clipped (fun t => amsgrad_step (α / sqrt (INR t)) 0 β2 0 0 0 0 0 (thirds C) t) t.

Lemma clip_le x y : -1 <= y -> x <= y -> clip x <= y.
Proof.
  intros H1 H2. unfold clip. apply Rmax_lub; [exact H1|].
  eapply Rle_trans; [apply Rmin_r|exact H2].
Qed.

Lemma thirds_square C t : 1 <= C -> squares (thirds C) t <= C ^ 2.
Proof.
  intros HC. unfold squares, thirds. destruct (Nat.eqb _ _); nra.
Qed.

Section Run.

Variables α C β2 : R.
Hypothesis Hα : 0 < α.
Hypothesis HC : 2 < C.
Hypothesis Hβ : 0 <= β2 < 1.

Let x := amsgrad_x β2 0 0 (thirds C).
Let θ := thirds_amsgrad α C β2.

Lemma x_grows t : x t <= x (S t).
Proof. unfold x. cbn [amsgrad_x]. apply Rmax_l. Qed.

Lemma x_upper t : x t <= C ^ 2.
Proof.
  unfold x. induction t as [|t IH]; cbn [amsgrad_x]; [nra|].
  apply Rmax_lub; [exact IH|]. unfold adam_v.
  assert (H := average_upper β2 0 (squares (thirds C)) (C ^ 2) (S t) ltac:(lra)
                 (fun k _ => thirds_square C k ltac:(lra))).
  assert (Hp := pow_unit β2 (S t) ltac:(lra)). nra.
Qed.

Lemma x_lower t : (1 <= t)%nat -> (1 - β2) * C ^ 2 <= x t.
Proof.
  intros Ht. induction Ht as [|t Ht IH].
  - unfold x. cbn [amsgrad_x]. eapply Rle_trans; [|apply Rmax_r].
    unfold adam_v. cbn [average]. unfold squares.
    replace (thirds C 1) with C by reflexivity. nra.
  - eapply Rle_trans; [exact IH|apply x_grows].
Qed.

Lemma x_positive t : (1 <= t)%nat -> 0 < x t.
Proof.
  intros Ht. eapply Rlt_le_trans; [|apply (x_lower t Ht)].
  apply Rmult_lt_0_compat; [lra|apply pow_lt; lra].
Qed.

(** The step of t on a gradient of 1. *)
Let e t := α / sqrt (INR t) / sqrt (x t).

Lemma INR_pos t : (1 <= t)%nat -> 0 < INR t.
Proof. intros. apply lt_0_INR. lia. Qed.

Lemma e_decreases t : (1 <= t)%nat -> 0 < e (S t) <= e t.
Proof.
  intros Ht. unfold e.
  assert (HI := INR_pos t Ht). assert (HX := x_positive t Ht).
  assert (HG := x_grows t). assert (HS := S_INR t).
  assert (s1 := sqrt_lt_R0 _ HI). assert (s2 := sqrt_lt_R0 _ HX).
  assert (s3 : sqrt (INR t) <= sqrt (INR (S t))) by (apply sqrt_le_1_alt; lra).
  assert (s4 : sqrt (x t) <= sqrt (x (S t))) by (apply sqrt_le_1_alt; lra).
  assert (i1 : 0 < / sqrt (INR (S t))) by (apply Rinv_0_lt_compat; lra).
  assert (i2 : 0 < / sqrt (x (S t))) by (apply Rinv_0_lt_compat; lra).
  assert (i3 : / sqrt (INR (S t)) <= / sqrt (INR t))
    by (apply Rinv_le_contravar; lra).
  assert (i4 : / sqrt (x (S t)) <= / sqrt (x t))
    by (apply Rinv_le_contravar; lra).
  unfold Rdiv. split.
  - repeat (lra || apply Rmult_lt_0_compat).
  - apply Rmult_le_compat; [|lra| |exact i4].
    + apply Rmult_le_pos; lra.
    + apply Rmult_le_compat_l; lra.
Qed.

Lemma e_monotone s t : (1 <= s)%nat -> (s <= t)%nat -> e t <= e s.
Proof.
  intros Hs H. induction H as [|t H IH]; [lra|].
  assert (D := e_decreases t ltac:(lia)). lra.
Qed.

Lemma e_positive t : (1 <= t)%nat -> 0 < e t.
Proof. intros Ht. assert (D := e_decreases t Ht). lra. Qed.

(** Not too small, as x ≤ C². *)
Lemma e_floor t : (1 <= t)%nat -> α / C / sqrt (INR t) <= e t.
Proof.
  intros Ht. unfold e.
  assert (HI := INR_pos t Ht). assert (HX := x_positive t Ht).
  assert (s1 := sqrt_lt_R0 _ HI). assert (s2 := sqrt_lt_R0 _ HX).
  assert (s3 : sqrt (x t) <= C).
  { rewrite <- (sqrt_pow2 C) by lra. apply sqrt_le_1_alt, x_upper. }
  replace (α / C / sqrt (INR t)) with (α / sqrt (INR t) * / C) by (field; lra).
  unfold Rdiv. apply Rmult_le_compat_l.
  - apply Rmult_le_pos; [lra|]. left. now apply Rinv_0_lt_compat.
  - apply Rinv_le_contravar; lra.
Qed.

(** And not too large. *)
Lemma e_ceiling t :
  (1 <= t)%nat -> e t <= α / (sqrt (1 - β2) * C) / sqrt (INR t).
Proof.
  intros Ht. unfold e.
  assert (HI := INR_pos t Ht). assert (HX := x_positive t Ht).
  assert (s1 := sqrt_lt_R0 _ HI). assert (s2 := sqrt_lt_R0 _ HX).
  assert (s0 : 0 < sqrt (1 - β2)) by (apply sqrt_lt_R0; lra).
  assert (s3 : sqrt (1 - β2) * C <= sqrt (x t)).
  { rewrite <- (sqrt_pow2 C) by lra. rewrite <- sqrt_mult_alt by lra.
    apply sqrt_le_1_alt. now apply x_lower. }
  assert (0 < sqrt (1 - β2) * C) by (apply Rmult_lt_0_compat; lra).
  replace (α / (sqrt (1 - β2) * C) / sqrt (INR t))
    with (α / sqrt (INR t) * / (sqrt (1 - β2) * C)) by (field; lra).
  unfold Rdiv. apply Rmult_le_compat_l.
  - apply Rmult_le_pos; [lra|]. left. now apply Rinv_0_lt_compat.
  - apply Rinv_le_contravar; lra.
Qed.

Lemma θ_step t : θ (S t) = clip (θ t - thirds C (S t) * e (S t)).
Proof.
  unfold θ, thirds_amsgrad. cbn [clipped]. f_equal. f_equal.
  unfold amsgrad_step, adam_m, denominator, e. cbn [average]. fold x.
  rewrite !Rplus_0_r. unfold Rdiv. ring.
Qed.

Lemma θ1 n : θ (3 * n + 1) = clip (θ (3 * n) - C * e (3 * n + 1)).
Proof.
  replace (3 * n + 1)%nat with (S (3 * n)) by lia. rewrite θ_step.
  replace (S (3 * n)) with (3 * n + 1)%nat by lia. now rewrite thirds_up.
Qed.

Lemma θ2 n : θ (3 * n + 2) = clip (θ (3 * n + 1) + e (3 * n + 2)).
Proof.
  replace (3 * n + 2)%nat with (S (3 * n + 1)) by lia. rewrite θ_step.
  replace (S (3 * n + 1)) with (3 * n + 2)%nat by lia. rewrite thirds_down2.
  f_equal. ring.
Qed.

Lemma θ3 n : θ (3 * n + 3) = clip (θ (3 * n + 2) + e (3 * n + 3)).
Proof.
  replace (3 * n + 3)%nat with (S (3 * n + 2)) by lia. rewrite θ_step.
  replace (S (3 * n + 2)) with (3 * n + 3)%nat by lia. rewrite thirds_down3.
  f_equal. ring.
Qed.

Lemma θ_range t : -1 <= θ t <= 1.
Proof. apply clipped_range. Qed.

Lemma e_order n :
  0 < e (3 * n + 3) <= e (3 * n + 2) /\ e (3 * n + 2) <= e (3 * n + 1).
Proof.
  repeat split.
  - apply e_positive. lia.
  - apply e_monotone; lia.
  - apply e_monotone; lia.
Qed.

(** One period: either the clip is reached, or the parameter falls. *)
Lemma one_period n :
  (θ (3 * n + 1) = -1 /\ θ (3 * n + 3) <= -1 + 2 * e (3 * n + 1)) \/
  (θ (3 * n + 1) <= θ (3 * n) /\
   θ (3 * n + 3) <= θ (3 * n) - (C - 2) * e (3 * n + 1)).
Proof.
  assert (E := e_order n).
  assert (R0 := θ_range (3 * n)). assert (R1 := θ_range (3 * n + 1)).
  assert (R2 := θ_range (3 * n + 2)).
  set (e1 := e (3 * n + 1)) in *.
  assert (U : forall y, -1 <= y -> θ (3 * n + 1) <= y ->
            θ (3 * n + 3) <= y + 2 * e1).
  { intros y Hy H. rewrite θ3. apply clip_le; [lra|].
    assert (θ (3 * n + 2) <= y + e1) by (rewrite θ2; apply clip_le; lra). lra. }
  destruct (Rle_or_lt (-1) (θ (3 * n) - C * e1)) as [H|H].
  - right. assert (D : θ (3 * n + 1) <= θ (3 * n) - C * e1)
      by (rewrite θ1; fold e1; apply clip_le; lra).
    split; [nra|]. specialize (U _ H D). lra.
  - left. assert (D : θ (3 * n + 1) <= -1)
      by (rewrite θ1; fold e1; apply clip_le; lra).
    split; [lra|]. apply U; lra.
Qed.

(** For M periods without reaching −1 the parameter falls by M δ. *)
Lemma falls N M K :
  (K <= M)%nat ->
  (exists n, (N <= n)%nat /\ θ (3 * n + 1) = -1) \/
  θ (3 * (N + K)) <= 1 - INR K * ((C - 2) * (α / C / sqrt (INR (3 * (N + M) + 1)))).
Proof.
  intros HK. induction K as [|K IH].
  - right. rewrite Nat.add_0_r. cbn [INR]. assert (R := θ_range (3 * N)). lra.
  - destruct IH as [IH|IH]; [lia|now left|].
    destruct (one_period (N + K)) as [[H _]|[_ H]].
    + left. exists (N + K)%nat. split; [lia|exact H].
    + right. replace (3 * (N + S K))%nat with (3 * (N + K) + 3)%nat by lia.
      eapply Rle_trans; [exact H|]. rewrite S_INR.
      assert (F : α / C / sqrt (INR (3 * (N + M) + 1)) <= e (3 * (N + K) + 1)).
      { eapply Rle_trans; [|apply e_floor; lia]. unfold Rdiv.
        assert (HI : 0 < INR (3 * (N + K) + 1)) by (apply INR_pos; lia).
        assert (HJ : INR (3 * (N + K) + 1) <= INR (3 * (N + M) + 1))
          by (apply le_INR; lia).
        apply Rmult_le_compat_l.
        - apply Rmult_le_pos; [lra|]. left. apply Rinv_0_lt_compat. lra.
        - apply Rinv_le_contravar; [now apply sqrt_lt_R0|].
          now apply sqrt_le_1_alt. }
      nra.
Qed.

Lemma reaches N : exists n, (N <= n)%nat /\ θ (3 * n + 1) = -1.
Proof.
  set (B := 28 * C ^ 2 / ((C - 2) ^ 2 * α ^ 2)).
  assert (HB0 : 0 < (C - 2) ^ 2 * α ^ 2)
    by (apply Rmult_lt_0_compat; apply pow_lt; lra).
  destruct (naturals_unbounded B) as [M0 HM0].
  set (M := (M0 + N + 1)%nat).
  destruct (falls N M M (Nat.le_refl M)) as [H|H]; [exact H|exfalso].
  assert (R := θ_range (3 * (N + M))).
  assert (HM1 : 1 <= INR M) by (replace 1 with (INR 1) by reflexivity; apply le_INR; unfold M; lia).
  assert (HMB : B < INR M).
  { eapply Rlt_le_trans; [exact HM0|]. apply le_INR. unfold M. lia. }
  assert (HJ : INR (3 * (N + M) + 1) <= 7 * INR M).
  { replace (7 * INR M) with (INR (7 * M)) by (rewrite mult_INR; cbn [INR]; ring).
    apply le_INR. unfold M. lia. }
  assert (HJ0 : 0 < INR (3 * (N + M) + 1)) by (apply INR_pos; lia).
  set (J := INR (3 * (N + M) + 1)) in *.
  assert (sJ := sqrt_lt_R0 _ HJ0).
  assert (Hle : INR M * ((C - 2) * (α / C / sqrt J)) <= 2) by lra.
  (* Clear the fractions, then square. *)
  assert (Hcl : INR M * ((C - 2) * α) <= 2 * C * sqrt J).
  { replace (INR M * ((C - 2) * (α / C / sqrt J)))
      with (INR M * ((C - 2) * α) * / (C * sqrt J)) in Hle by (field; lra).
    apply Rmult_le_compat_r with (r := C * sqrt J) in Hle; [|nra].
    rewrite Rmult_assoc, Rinv_l in Hle by nra. lra. }
  assert (Hsq : (INR M * ((C - 2) * α)) ^ 2 <= (2 * C * sqrt J) ^ 2).
  { apply pow_incr. split; [|exact Hcl]. apply Rmult_le_pos; [lra|nra]. }
  replace ((2 * C * sqrt J) ^ 2) with (4 * C ^ 2 * (sqrt J * sqrt J)) in Hsq by ring.
  rewrite sqrt_sqrt in Hsq by lra.
  assert (Hfin : INR M * ((C - 2) ^ 2 * α ^ 2) <= 28 * C ^ 2).
  { apply Rmult_le_reg_l with (INR M); [lra|].
    replace (INR M * (INR M * ((C - 2) ^ 2 * α ^ 2)))
      with ((INR M * ((C - 2) * α)) ^ 2) by ring.
    eapply Rle_trans; [exact Hsq|].
    assert (0 <= C ^ 2) by apply pow2_ge_0. nra. }
  assert (HBM : B * ((C - 2) ^ 2 * α ^ 2) = 28 * C ^ 2)
    by (unfold B; field; split; lra).
  nra.
Qed.

(** Once at −1, it stays within 4 e of it. *)
Lemma stays n m :
  θ (3 * n + 1) = -1 -> (n <= m)%nat ->
  θ (3 * m + 1) <= -1 + 2 * e (3 * n + 1) /\
  θ (3 * m + 3) <= -1 + 2 * e (3 * n + 1).
Proof.
  intros H Hm. assert (En := e_positive (3 * n + 1) ltac:(lia)).
  induction Hm as [|m Hm IH].
  - split; [lra|]. destruct (one_period n) as [[_ P]|[_ P]]; [exact P|].
    rewrite θ3. apply clip_le; [lra|].
    assert (E := e_order n).
    assert (θ (3 * n + 2) <= -1 + e (3 * n + 1))
      by (rewrite θ2; apply clip_le; lra). lra.
  - destruct IH as [_ IH].
    replace (3 * m + 3)%nat with (3 * S m)%nat in IH by lia.
    assert (Em := e_monotone (3 * n + 1) (3 * S m + 1) ltac:(lia) ltac:(lia)).
    assert (Ep := e_positive (3 * S m + 1) ltac:(lia)).
    destruct (one_period (S m)) as [[P1 P2]|[P1 P2]].
    + split; lra.
    + split; [lra|]. nra.
Qed.

Lemma converges δ :
  0 < δ -> exists N, forall t, (N <= t)%nat -> -1 <= θ t <= -1 + δ.
Proof.
  intros Hδ. set (c := α / (sqrt (1 - β2) * C)).
  assert (s0 : 0 < sqrt (1 - β2)) by (apply sqrt_lt_R0; lra).
  assert (Hc : 0 < c).
  { unfold c. apply Rdiv_lt_0_compat; [lra|]. apply Rmult_lt_0_compat; lra. }
  destruct (naturals_unbounded ((3 * c / δ) ^ 2)) as [N0 HN0].
  destruct (reaches N0) as [n [Hn H]]. exists (3 * n + 1)%nat.
  assert (Hsmall : 3 * e (3 * n + 1) <= δ).
  { assert (Hceil := e_ceiling (3 * n + 1) ltac:(lia)). fold c in Hceil.
    assert (HJ : (3 * c / δ) ^ 2 < INR (3 * n + 1)).
    { eapply Rlt_le_trans; [exact HN0|]. apply le_INR. lia. }
    set (J := INR (3 * n + 1)) in *.
    assert (Hq : 0 < 3 * c / δ) by (apply Rdiv_lt_0_compat; lra).
    assert (Hs : 3 * c / δ <= sqrt J).
    { rewrite <- (sqrt_pow2 (3 * c / δ)) by lra. apply sqrt_le_1_alt. lra. }
    assert (sJ : 0 < sqrt J) by lra.
    assert (c / sqrt J <= δ / 3).
    { apply Rmult_le_reg_r with (sqrt J); [exact sJ|].
      replace (c / sqrt J * sqrt J) with c by (field; lra).
      apply Rmult_le_compat_l with (r := δ / 3) in Hs; [|lra].
      replace (δ / 3 * (3 * c / δ)) with c in Hs by (field; lra). lra. }
    lra. }
  intros t Ht. split; [apply θ_range|].
  assert (Ep := e_positive (3 * n + 1) ltac:(lia)).
  (* t is one of 3 m + 1, 3 m + 2, 3 m + 3. *)
  set (m := ((t - 1) / 3)%nat).
  assert (Hm : (t - 1 = 3 * m + (t - 1) mod 3)%nat) by (apply Nat.div_mod; lia).
  assert (Hr : ((t - 1) mod 3 < 3)%nat) by (apply Nat.mod_upper_bound; lia).
  assert (Hnm : (n <= m)%nat) by (unfold m; apply Nat.div_le_lower_bound; lia).
  destruct (stays n m H Hnm) as [S1 S3].
  destruct ((t - 1) mod 3) as [|[|[|r]]]; [| | |lia].
  - replace t with (3 * m + 1)%nat by lia. lra.
  - replace t with (3 * m + 2)%nat by lia. rewrite θ2. apply clip_le; [lra|].
    assert (E := e_order m).
    assert (e (3 * m + 1) <= e (3 * n + 1)) by (apply e_monotone; lia). lra.
  - replace t with (3 * m + 3)%nat by lia. lra.
Qed.

End Run.

(** It reaches −1 again and again. *)
Theorem amsgrad_reaches_the_best_point α C β2 N :
  0 < α -> 2 < C -> 0 <= β2 < 1 ->
  exists n, (N <= n)%nat /\ thirds_amsgrad α C β2 (3 * n + 1) = -1.
Proof. intros Hα HC Hβ. exact (reaches α C β2 Hα HC Hβ N). Qed.

(** And converges to it. *)
Theorem amsgrad_converges α C β2 δ :
  0 < α -> 2 < C -> 0 <= β2 < 1 -> 0 < δ ->
  exists N, forall t, (N <= t)%nat -> -1 <= thirds_amsgrad α C β2 t <= -1 + δ.
Proof. intros Hα HC Hβ Hδ. exact (converges α C β2 Hα HC Hβ δ Hδ). Qed.

Example amsgrad_reaches_the_best_point_example :
  exists n, (100 <= n)%nat /\ thirds_amsgrad 1 3 (/ 10) (3 * n + 1) = -1.
Proof. apply amsgrad_reaches_the_best_point; lra. Qed.

Example amsgrad_converges_example :
  exists N, forall t, (N <= t)%nat -> -1 <= thirds_amsgrad 1 3 (/ 10) t <= -1 + / 100.
Proof. apply amsgrad_converges; lra. Qed.
