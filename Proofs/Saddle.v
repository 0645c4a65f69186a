(** A saddle does not hold the rules: however near to it they start, they leave
    it in steps that do not depend on the distance.

    On x² − y² the coordinates run apart, and the gradient along y is −h y with
    h = 2. It points to the saddle and a step is away from it; so the magnitudes
    of the gradients grow, and the last one is the greatest. g1 = h |y_0| is the
    first. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum Average StepBound StepFloor.
From RMSpec Require Import AdaGradDecay AdamStepFloor.
Open Scope R_scope.

Definition saddle_run (step : (nat -> R) -> nat -> R) (h : R) (y g : nat -> R) : Prop :=
  trajectory (fun _ y => - h * y) step y g.

(** ** What RMSprop and AdaGrad share: steps η g / D *)

(** A step is away from the saddle by its whole length. *)
Lemma away h η D y :
  0 <= h -> 0 <= η -> 0 <= D ->
  Rabs (y - η * (- h * y / D)) = Rabs y + η * (h * Rabs y / D).
Proof.
  intros Hh Hη HD.
  assert (Hi : 0 <= / D).
  { destruct (Rle_lt_or_eq_dec 0 D HD) as [L|L].
    - left. now apply Rinv_0_lt_compat.
    - rewrite <- L, Rinv_0. lra. }
  replace (y - η * (- h * y / D)) with (y * (1 + η * h * / D))
    by (unfold Rdiv; ring).
  rewrite Rabs_mult, (Rabs_pos_eq (1 + _)).
  - unfold Rdiv. ring.
  - assert (0 <= η * h * / D) by (repeat apply Rmult_le_pos; assumption). lra.
Qed.

Lemma denominator_scale εr ε λ q r :
  0 <= εr -> 0 <= ε -> 1 <= λ -> q <= λ ^ 2 * r ->
  denominator εr ε q <= λ * denominator εr ε r.
Proof.
  intros Hεr Hε Hλ H. unfold denominator.
  assert (sqrt (q + εr) <= λ * sqrt (r + εr)).
  { rewrite <- (sqrt_pow2 λ) at 1 by lra.
    rewrite <- sqrt_mult_alt by apply pow2_ge_0. apply sqrt_le_1_alt.
    assert (1 <= λ ^ 2) by nra. nra. }
  nra.
Qed.

Section Run.

Variables η εr ε h : R.
Variable v : (nat -> R) -> nat -> R.
Variables y g : nat -> R.
Hypothesis Hη : 0 <= η.
Hypothesis Hεr : 0 <= εr.
Hypothesis Hε : 0 <= ε.
Hypothesis Hh : 0 < h.
Hypothesis Hy : y O <> 0.
Hypothesis Hv : forall t, g (S t) <> 0 -> 0 < v g (S t).
Hypothesis Hrun :
  saddle_run (fun g t => η * (g t / denominator εr ε (v g t))) h y g.

Lemma saddle_g t : Rabs (g (S t)) = h * Rabs (y t).
Proof.
  destruct (Hrun t) as [-> _].
  now rewrite Rabs_mult, Rabs_Ropp, (Rabs_pos_eq h) by lra.
Qed.

Lemma saddle_y t :
  Rabs (y (S t))
  = Rabs (y t) + η * (h * Rabs (y t) / denominator εr ε (v g (S t))).
Proof.
  destruct (Hrun t) as [Hg Hnext]. rewrite Hnext, Hg.
  apply away; try lra. now apply denominator_nonneg.
Qed.

Lemma saddle_grows t : Rabs (y t) <= Rabs (y (S t)).
Proof.
  rewrite saddle_y. destruct (Req_dec (g (S t)) 0) as [E|E].
  - rewrite <- saddle_g, E, Rabs_R0. unfold Rdiv. lra.
  - assert (HD := denominator_positive εr ε _ Hεr Hε (Hv t E)).
    assert (0 <= h * Rabs (y t) / denominator εr ε (v g (S t))).
    { apply Rmult_le_pos.
      - apply Rmult_le_pos; [lra|apply Rabs_pos].
      - left. now apply Rinv_0_lt_compat. }
    nra.
Qed.

Lemma saddle_monotone k t : (k <= t)%nat -> Rabs (y k) <= Rabs (y t).
Proof.
  intros H. induction H as [|t H IH]; [lra|]. assert (G := saddle_grows t). lra.
Qed.

(** How far y is, in its starts. *)
Let λ t := Rabs (y t) / Rabs (y O).

Lemma λ_one t : 1 <= λ t.
Proof.
  assert (P := Rabs_pos_lt _ Hy). assert (M := saddle_monotone O t ltac:(lia)).
  apply ratio_lower; lra.
Qed.

Lemma λ_y t : Rabs (y t) = λ t * Rabs (y O).
Proof. assert (P := Rabs_pos_lt _ Hy). unfold λ. field. lra. Qed.

(** The squares of the gradients so far, of which the last is the greatest. *)
Lemma saddle_squares t k :
  (1 <= k <= S t)%nat -> squares g k <= λ t ^ 2 * (h * Rabs (y O)) ^ 2.
Proof.
  intros Hk. destruct k as [|k]; [lia|].
  replace (squares g (S k)) with (Rabs (g (S k)) ^ 2)
    by (rewrite pow2_abs; unfold squares; ring).
  rewrite saddle_g.
  replace (λ t ^ 2 * (h * Rabs (y O)) ^ 2) with ((h * (λ t * Rabs (y O))) ^ 2) by ring.
  rewrite <- λ_y. apply pow_incr. assert (P := Rabs_pos (y k)).
  assert (M := saddle_monotone k t ltac:(lia)). split; nra.
Qed.

(** If v has grown no faster than the squares, the step has not shrunk. *)
Lemma saddle_floor t q :
  v g (S t) <= λ t ^ 2 * q ->
  Rabs (y t) + η * (h * Rabs (y O)) / denominator εr ε q <= Rabs (y (S t)).
Proof.
  intros Hq. rewrite saddle_y. apply Rplus_le_compat_l.
  assert (P := Rabs_pos_lt _ Hy). assert (L := λ_one t).
  assert (HD : 0 < denominator εr ε (v g (S t))).
  { apply denominator_positive; try assumption. apply Hv.
    intros E. assert (G := saddle_g t). rewrite E, Rabs_R0, λ_y in G.
    assert (0 < λ t * Rabs (y O)) by nra. nra. }
  assert (HDq := denominator_scale εr ε (λ t) _ q Hεr Hε L Hq).
  assert (HE : 0 < denominator εr ε q) by nra.
  unfold Rdiv. rewrite Rmult_assoc. apply Rmult_le_compat_l; [exact Hη|].
  apply (ratio_lower _ _ _ HD). rewrite (λ_y t).
  replace (h * (λ t * Rabs (y O)))
    with (h * Rabs (y O) * / denominator εr ε q * (λ t * denominator εr ε q))
    by (field; lra).
  apply Rmult_le_compat_l; [|exact HDq].
  apply Rmult_le_pos; [nra|]. left. now apply Rinv_0_lt_compat.
Qed.

End Run.

(** The distance after n steps that are all at least c. *)
Lemma distance_grows (d : nat -> R) c n :
  (forall t, (t < n)%nat -> d t + c <= d (S t)) -> d O + INR n * c <= d n.
Proof.
  induction n as [|n IH]; intros H; [cbn; lra|].
  assert (IH' := IH (fun t Ht => H t ltac:(lia))). assert (Hn := H n ltac:(lia)).
  rewrite S_INR. lra.
Qed.

(** ** RMSprop *)

(** From any v0 and for both places of ε. *)
Theorem rmsprop_leaves_saddle η ρ εr ε v0 h y g :
  0 <= η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < h -> y O <> 0 ->
  saddle_run (rmsprop_step η ρ εr ε v0) h y g ->
  let g1 := h * Rabs (y O) in
  forall t, Rabs (y t) + η * g1 / denominator εr ε (Rmax v0 (g1 ^ 2))
            <= Rabs (y (S t)).
Proof.
  intros Hη Hρ Hεr Hε Hv0 Hh Hy Hrun g1 t.
  assert (Hv : forall t, g (S t) <> 0 -> 0 < rmsprop_v ρ v0 g (S t)).
  { intros k Hk. eapply Rlt_le_trans; [|apply rmsprop_v_newest; lra || lia].
    apply Rmult_lt_0_compat; [lra|]. rewrite <- Rsqr_pow2. now apply Rsqr_pos_lt. }
  apply (saddle_floor η εr ε h (rmsprop_v ρ v0) y g); try assumption.
  assert (L := λ_one η εr ε h (rmsprop_v ρ v0) y g Hη Hεr Hε Hh Hy Hv Hrun t).
  cbv zeta in L. set (λ := Rabs (y t) / Rabs (y O)) in *.
  assert (M1 := Rmax_l v0 (g1 ^ 2)). assert (M2 := Rmax_r v0 (g1 ^ 2)).
  set (q := Rmax v0 (g1 ^ 2)) in *.
  assert (Hp := pow_unit ρ (S t) ltac:(lra)).
  apply Rle_trans with (ρ ^ S t * v0 + (1 - ρ ^ S t) * (λ ^ 2 * q)).
  - apply average_upper; [lra|]. intros k Hk.
    apply Rle_trans with (λ ^ 2 * g1 ^ 2);
      [|apply Rmult_le_compat_l; [apply pow2_ge_0|exact M2]].
    now apply (saddle_squares η εr ε h (rmsprop_v ρ v0) y g).
  - assert (Hλ2 : 1 <= λ ^ 2) by nra.
    assert (v0 <= λ ^ 2 * q) by nra. nra.
Qed.

(** From v0 ≤ g1², for instance 0, and with ε outside the root. *)
Theorem rmsprop_saddle_floor η ρ ε v0 h y g :
  0 <= η -> 0 <= ρ < 1 -> 0 <= ε -> 0 < h -> y O <> 0 ->
  0 <= v0 <= (h * Rabs (y O)) ^ 2 ->
  saddle_run (rmsprop_step η ρ 0 ε v0) h y g ->
  let g1 := h * Rabs (y O) in
  forall t, Rabs (y t) + η * g1 / (g1 + ε) <= Rabs (y (S t)).
Proof.
  intros Hη Hρ Hε Hh Hy Hv0 Hrun g1 t.
  assert (P := Rabs_pos_lt _ Hy).
  assert (H := rmsprop_leaves_saddle η ρ 0 ε v0 h y g Hη Hρ (Rle_refl 0) Hε
                 (proj1 Hv0) Hh Hy Hrun t).
  cbv zeta in H. fold g1 in H, Hv0. rewrite Rmax_right in H by apply Hv0.
  unfold denominator in H. rewrite Rplus_0_r, sqrt_pow2 in H; [exact H|].
  unfold g1. nra.
Qed.

(** So it leaves every bound, after as many steps as its floor takes. *)
Theorem rmsprop_far_from_saddle η ρ εr ε v0 h y g M n :
  0 < η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < h -> y O <> 0 ->
  saddle_run (rmsprop_step η ρ εr ε v0) h y g ->
  let g1 := h * Rabs (y O) in
  (M - Rabs (y O)) / (η * g1 / denominator εr ε (Rmax v0 (g1 ^ 2))) <= INR n ->
  M <= Rabs (y n).
Proof.
  intros Hη Hρ Hεr Hε Hv0 Hh Hy Hrun g1 Hn.
  assert (P : 0 < g1) by (apply Rmult_lt_0_compat; [lra|now apply Rabs_pos_lt]).
  assert (HD : 0 < denominator εr ε (Rmax v0 (g1 ^ 2))).
  { apply denominator_positive; try assumption.
    eapply Rlt_le_trans; [|apply Rmax_r]. now apply pow_lt. }
  set (c := η * g1 / denominator εr ε (Rmax v0 (g1 ^ 2))) in *.
  assert (Hc : 0 < c) by (apply Rdiv_lt_0_compat; [nra|exact HD]).
  assert (H := distance_grows (fun t => Rabs (y t)) c n
                 (fun t _ => rmsprop_leaves_saddle η ρ εr ε v0 h y g ltac:(lra)
                               Hρ Hεr Hε Hv0 Hh Hy Hrun t)).
  cbn beta in H. apply Rmult_le_compat_r with (r := c) in Hn; [|lra].
  unfold Rdiv in Hn. rewrite Rmult_assoc, Rinv_l in Hn by lra. lra.
Qed.

(** ** AdaGrad *)

Theorem adagrad_leaves_saddle η εr ε v0 h y g :
  0 <= η -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < h -> y O <> 0 ->
  saddle_run (adagrad_step η εr ε v0) h y g ->
  let g1 := h * Rabs (y O) in
  forall t, Rabs (y t) + η * g1 / denominator εr ε (v0 + INR (S t) * g1 ^ 2)
            <= Rabs (y (S t)).
Proof.
  intros Hη Hεr Hε Hv0 Hh Hy Hrun g1 t.
  assert (Hv : forall t, g (S t) <> 0 -> 0 < adagrad_v v0 g (S t)).
  { intros k Hk. cbn [adagrad_v]. rewrite adagrad_v_sum.
    assert (S0 := sum_nonneg (squares g) k (fun i _ => squares_nonneg g i)).
    assert (0 < g (S k) * g (S k)) by now apply Rsqr_pos_lt. lra. }
  apply (saddle_floor η εr ε h (adagrad_v v0) y g); try assumption.
  assert (L := λ_one η εr ε h (adagrad_v v0) y g Hη Hεr Hε Hh Hy Hv Hrun t).
  cbv zeta in L. rewrite adagrad_v_sum.
  set (λ := Rabs (y t) / Rabs (y O)) in *.
  assert (Hsum : sum (squares g) (S t) <= INR (S t) * (λ ^ 2 * g1 ^ 2)).
  { rewrite <- sum_const. apply sum_le. intros k Hk.
    now apply (saddle_squares η εr ε h (adagrad_v v0) y g). }
  assert (Hλ2 : 1 <= λ ^ 2) by nra.
  assert (v0 <= λ ^ 2 * v0) by nra. lra.
Qed.

Theorem adagrad_saddle_floor η ε v0 h y g :
  0 <= η -> 0 <= ε -> 0 < h -> y O <> 0 -> 0 <= v0 <= (h * Rabs (y O)) ^ 2 ->
  saddle_run (adagrad_step η 0 ε v0) h y g ->
  let g1 := h * Rabs (y O) in
  forall t, (1 <= t)%nat ->
    Rabs (y (t - 1)%nat) + η * g1 / (sqrt (INR (t + 1)) * g1 + ε) <= Rabs (y t).
Proof.
  intros Hη Hε Hh Hy Hv0 Hrun g1 t Ht. destruct t as [|t]; [lia|].
  replace (S t - 1)%nat with t by lia.
  assert (P : 0 < g1) by (apply Rmult_lt_0_compat; [lra|now apply Rabs_pos_lt]).
  eapply Rle_trans; [|apply (adagrad_leaves_saddle η 0 ε v0 h y g); try assumption; lra].
  fold g1. apply Rplus_le_compat_l. unfold Rdiv. apply Rmult_le_compat_l; [nra|].
  assert (0 <= INR (S t)) by apply pos_INR.
  assert (Hpos : 0 < v0 + INR (S t) * g1 ^ 2).
  { assert (0 < INR (S t)) by (apply lt_0_INR; lia).
    assert (0 < g1 ^ 2) by now apply pow_lt. nra. }
  apply Rinv_le_contravar; [apply denominator_positive; lra|].
  unfold denominator. apply Rplus_le_compat_r.
  rewrite <- (sqrt_pow2 g1) at 2 by lra. rewrite <- sqrt_mult_alt by apply pos_INR.
  apply sqrt_le_1_alt. rewrite plus_INR. fold g1 in Hv0. cbn [INR]. lra.
Qed.

(** So AdaGrad leaves every bound too, though its steps may shrink. *)
Theorem adagrad_far_from_saddle η εr ε v0 h y g n :
  0 <= η -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < h -> y O <> 0 ->
  saddle_run (adagrad_step η εr ε v0) h y g ->
  let g1 := h * Rabs (y O) in
  Rabs (y O) + η * g1 / (denominator εr ε v0 + g1) * sqrt (INR n) <= Rabs (y n).
Proof.
  intros Hη Hεr Hε Hv0 Hh Hy Hrun g1.
  assert (P : 0 < g1) by (apply Rmult_lt_0_compat; [lra|now apply Rabs_pos_lt]).
  destruct n as [|n]; [cbn [INR]; rewrite sqrt_0; lra|].
  set (N := INR (S n)).
  assert (HN : 1 <= N) by (unfold N; rewrite S_INR; assert (Q := pos_INR n); lra).
  assert (HD0 := denominator_nonneg εr ε v0 Hε).
  assert (Hq : forall q, v0 < q -> 0 < denominator εr ε q)
    by (intros; apply denominator_positive; lra).
  assert (Hg2 : 0 < g1 ^ 2) by now apply pow_lt.
  set (c := η * g1 / denominator εr ε (v0 + N * g1 ^ 2)).
  assert (HDN := Hq (v0 + N * g1 ^ 2) ltac:(nra)).
  assert (H := distance_grows (fun t => Rabs (y t)) c (S n)). cbn beta in H.
  eapply Rle_trans; [|apply H].
  - fold N. apply Rplus_le_compat_l.
    (* D at N is at most √N times what it would be at 1. *)
    assert (Hs1 : 1 <= sqrt N) by (rewrite <- sqrt_1; now apply sqrt_le_1_alt).
    assert (HNs := sqrt_sqrt N ltac:(lra)).
    assert (HDle : denominator εr ε (v0 + N * g1 ^ 2)
                   <= sqrt N * (denominator εr ε v0 + g1)).
    { apply Rle_trans with (denominator εr ε v0 + sqrt N * g1); [|nra].
      unfold denominator.
      enough (sqrt (v0 + N * g1 ^ 2 + εr) <= sqrt (v0 + εr) + sqrt N * g1) by lra.
      assert (Q := sqrt_pos (v0 + εr)). assert (R := sqrt_sqrt (v0 + εr) ltac:(lra)).
      apply Rsqr_incr_0_var; [|nra].
      rewrite Rsqr_sqrt by nra. unfold Rsqr.
      assert (0 <= sqrt (v0 + εr) * (sqrt N * g1)) by (apply Rmult_le_pos; nra).
      nra. }
    unfold c, Rdiv. rewrite (Rmult_comm N), !Rmult_assoc.
    apply Rmult_le_compat_l; [exact Hη|]. apply Rmult_le_compat_l; [lra|].
    assert (HE : 0 < denominator εr ε v0 + g1) by lra.
    apply Rmult_le_reg_l with (denominator εr ε (v0 + N * g1 ^ 2)); [exact HDN|].
    rewrite <- Rmult_assoc, (Rmult_comm _ (/ (denominator εr ε v0 + g1))).
    replace (denominator εr ε (v0 + N * g1 ^ 2)
             * (/ denominator εr ε (v0 + N * g1 ^ 2) * N)) with N by (field; lra).
    apply Rmult_le_reg_l with (denominator εr ε v0 + g1); [exact HE|].
    rewrite <- !Rmult_assoc, Rinv_r, Rmult_1_l by lra. nra.
  - intros t Ht.
    eapply Rle_trans; [|apply (adagrad_leaves_saddle η εr ε v0 h y g); assumption].
    fold g1. apply Rplus_le_compat_l. unfold c, Rdiv.
    apply Rmult_le_compat_l; [nra|]. apply Rinv_le_contravar.
    + apply Hq. assert (0 < INR (S t)) by (apply lt_0_INR; lia). nra.
    + apply denominator_le. assert (INR (S t) <= N) by (apply le_INR; lia). nra.
Qed.

(** ** Adam *)

Lemma average_opp ρ x t : average ρ 0 (fun k => - x k) t = - average ρ 0 x t.
Proof. induction t as [|t IH]; cbn [average]; [ring|rewrite IH; ring]. Qed.

Lemma adam_step_opp η β1 β2 εr ε v0 g t :
  adam_step η β1 β2 εr ε 0 v0 (fun k => - g k) t
  = - adam_step η β1 β2 εr ε 0 v0 g t.
Proof.
  unfold adam_step, adam_n, adam_w, adam_m, adam_v. rewrite average_opp.
  rewrite (average_ext β2 v0 (squares (fun k => - g k)) (squares g))
    by (intros; unfold squares; ring).
  unfold Rdiv. ring.
Qed.

(** From a negative y the gradients are positive and grow. *)
Lemma adam_leaves_saddle_below η β1 β2 ε h y g :
  0 <= η -> 0 <= β1 < 1 -> 0 <= β2 < 1 -> 0 <= ε -> 0 < h -> y O < 0 ->
  saddle_run (adam_step η β1 β2 0 ε 0 0) h y g ->
  forall t, y t <= y O /\ y (S t) <= y t - η * (h * - y O) / (h * - y t + ε).
Proof.
  intros Hη Hβ1 Hβ2 Hε Hh Hy Hrun.
  assert (Hstep : forall t, (forall i k, (i <= k <= t)%nat -> y k <= y i) ->
            0 <= η * (h * - y O) / (h * - y t + ε) <= y t - y (S t)).
  { intros t H. assert (H0 := H O t ltac:(lia)).
    assert (Hg1 : 0 < h * - y O) by nra.
    assert (Hgt : h * - y O <= h * - y t) by nra. split.
    - apply Rmult_le_pos; [nra|]. left. apply Rinv_0_lt_compat. lra.
    - destruct (Hrun t) as [_ ->].
      enough (η * (h * - y O) / (h * - y t + ε)
              <= adam_step η β1 β2 0 ε 0 0 g (S t)) by lra.
      apply adam_step_floor; try assumption; [lia|].
      intros k Hk. destruct k as [|k]; [lia|]. destruct (Hrun k) as [-> _].
      assert (H1 := H O k ltac:(lia)). assert (H2 := H k t ltac:(lia)). nra. }
  assert (Hall : forall t i k, (i <= k <= t)%nat -> y k <= y i).
  { induction t as [|t IH]; intros i k Hik.
    - replace k with i by lia. lra.
    - destruct (Nat.eq_dec k (S t)) as [->|]; [|apply IH; lia].
      destruct (Nat.eq_dec i (S t)) as [->|]; [lra|].
      assert (Hs := Hstep t IH). assert (Hi := IH i t ltac:(lia)). lra. }
  intros t. split; [apply (Hall t); lia|].
  assert (Hs := Hstep t (Hall t)). lra.
Qed.

Lemma adam_leaves_saddle_abs η β1 β2 ε h y g :
  0 <= η -> 0 <= β1 < 1 -> 0 <= β2 < 1 -> 0 <= ε -> 0 < h -> y O <> 0 ->
  saddle_run (adam_step η β1 β2 0 ε 0 0) h y g ->
  forall t, Rabs (y O) <= Rabs (y t) /\
    Rabs (y t) + η * (h * Rabs (y O)) / (h * Rabs (y t) + ε) <= Rabs (y (S t)).
Proof.
  assert (Hbelow : forall y g : nat -> R,
    0 <= η -> 0 <= β1 < 1 -> 0 <= β2 < 1 -> 0 <= ε -> 0 < h -> y O < 0 ->
    saddle_run (adam_step η β1 β2 0 ε 0 0) h y g ->
    forall t, Rabs (y O) <= Rabs (y t) /\
      Rabs (y t) + η * (h * Rabs (y O)) / (h * Rabs (y t) + ε) <= Rabs (y (S t))).
  { intros x f Hη Hβ1 Hβ2 Hε Hh Hx Hrun t.
    assert (H := adam_leaves_saddle_below η β1 β2 ε h x f Hη Hβ1 Hβ2 Hε Hh Hx Hrun).
    destruct (H t) as [H1 H2]. destruct (H (S t)) as [H3 _].
    rewrite !Rabs_left by lra. split; lra. }
  intros Hη Hβ1 Hβ2 Hε Hh Hy Hrun t.
  destruct (Rlt_or_le (y O) 0) as [L|L]; [now apply (Hbelow y g)|].
  assert (H := Hbelow (fun t => - y t) (fun t => - g t) Hη Hβ1 Hβ2 Hε Hh).
  cbn beta in H. setoid_rewrite Rabs_Ropp in H. apply H; [lra|].
  intros k. destruct (Hrun k) as [Hg Hnext].
  rewrite adam_step_opp, Hnext, Hg. split; ring.
Qed.

Theorem adam_leaves_saddle η β1 β2 ε h y g :
  0 <= η -> 0 <= β1 < 1 -> 0 <= β2 < 1 -> 0 <= ε -> 0 < h -> y O <> 0 ->
  saddle_run (adam_step η β1 β2 0 ε 0 0) h y g ->
  forall t, Rabs (y t) + η * (h * Rabs (y O)) / (h * Rabs (y t) + ε)
            <= Rabs (y (S t)).
Proof. intros. now apply (adam_leaves_saddle_abs η β1 β2 ε h y g). Qed.

(** So (h |y_n| + ε)² grows at least linearly, and |y_n| beyond every bound. *)
Theorem adam_far_from_saddle η β1 β2 ε h y g n :
  0 <= η -> 0 <= β1 < 1 -> 0 <= β2 < 1 -> 0 <= ε -> 0 < h -> y O <> 0 ->
  saddle_run (adam_step η β1 β2 0 ε 0 0) h y g ->
  let g1 := h * Rabs (y O) in
  (g1 + ε) ^ 2 + 2 * η * h * g1 * INR n <= (h * Rabs (y n) + ε) ^ 2.
Proof.
  intros Hη Hβ1 Hβ2 Hε Hh Hy Hrun g1.
  assert (P := Rabs_pos_lt _ Hy).
  assert (H := distance_grows (fun t => (h * Rabs (y t) + ε) ^ 2)
                 (2 * η * h * g1) n). cbn beta in H.
  fold g1 in H. eapply Rle_trans; [|apply H; intros t _]; [lra|].
  destruct (adam_leaves_saddle_abs η β1 β2 ε h y g Hη Hβ1 Hβ2 Hε Hh Hy Hrun t)
    as [H0 H1].
  fold g1 in H1. set (G := h * Rabs (y t) + ε) in *.
  assert (HG : 0 < G) by (unfold G; nra).
  set (d := η * g1 / G) in *.
  assert (Hg1 : 0 < g1) by (unfold g1; nra).
  assert (Hd : d * G = η * g1) by (unfold d; field; lra).
  assert (Hd0 : 0 <= d).
  { apply Rmult_le_pos; [nra|]. left. now apply Rinv_0_lt_compat. }
  assert (Hn : G + h * d <= h * Rabs (y (S t)) + ε) by (unfold G; nra).
  apply Rle_trans with ((G + h * d) ^ 2).
  - replace ((G + h * d) ^ 2) with (G ^ 2 + 2 * h * (d * G) + (h * d) ^ 2) by ring.
    rewrite Hd. assert (Q := pow2_ge_0 (h * d)). lra.
  - apply pow_incr. split; [nra|exact Hn].
Qed.

(** ** Runs of these kinds exist *)

Lemma rmsprop_saddle_run :
  exists y g, y O = - 1 / 8 /\ saddle_run (rmsprop_step 1 (9 / 10) 0 0 0) 2 y g.
Proof. apply trajectory_exists. exact (rmsprop_causal (fun _ => 1) _ _ _ _). Qed.

Lemma adagrad_saddle_run :
  exists y g, y O = - 1 / 8 /\ saddle_run (adagrad_step 1 0 0 0) 2 y g.
Proof. apply trajectory_exists. exact (adagrad_causal (fun _ => 1) _ _ _). Qed.

Lemma adam_saddle_run :
  exists y g, y O = - 1 / 8 /\
    saddle_run (adam_step 1 (9 / 10) (99 / 100) 0 0 0 0) 2 y g.
Proof. apply trajectory_exists. exact (adam_causal (fun _ => 1) _ _ _ _ _ _). Qed.

Ltac saddle_example run :=
  let y := fresh "y" in let g := fresh "g" in
  let H0 := fresh "H0" in let H := fresh "H" in
  destruct run as [y [g [H0 H]]]; exists y, g; split; [exact H|];
  assert (Rabs (y O) = 1 / 8) by (rewrite H0, Rabs_left; lra).

Example rmsprop_leaves_saddle_example :
  exists y g, saddle_run (rmsprop_step 1 (9 / 10) 0 0 0) 2 y g /\
    Rabs (y 3%nat) + 1 * (2 * Rabs (y O))
      / denominator 0 0 (Rmax 0 ((2 * Rabs (y O)) ^ 2)) <= Rabs (y 4%nat).
Proof.
  saddle_example rmsprop_saddle_run.
  apply (rmsprop_leaves_saddle 1 (9 / 10) 0 0 0 2 y g); try assumption; lra.
Qed.

Example rmsprop_saddle_floor_example :
  exists y g, saddle_run (rmsprop_step 1 (9 / 10) 0 0 0) 2 y g /\
    Rabs (y 3%nat) + 1 * (2 * Rabs (y O)) / (2 * Rabs (y O) + 0) <= Rabs (y 4%nat).
Proof.
  saddle_example rmsprop_saddle_run.
  apply (rmsprop_saddle_floor 1 (9 / 10) 0 0 2 y g); try assumption; try lra.
  split; [lra|apply pow2_ge_0].
Qed.

Example rmsprop_far_from_saddle_example :
  exists y g, saddle_run (rmsprop_step 1 (9 / 10) 0 0 0) 2 y g /\
    exists n, 1000 <= Rabs (y n).
Proof.
  saddle_example rmsprop_saddle_run.
  destruct (naturals_unbounded
    ((1000 - Rabs (y O)) / (1 * (2 * Rabs (y O))
       / denominator 0 0 (Rmax 0 ((2 * Rabs (y O)) ^ 2))))) as [n Hn].
  exists n. apply (rmsprop_far_from_saddle 1 (9 / 10) 0 0 0 2 y g); try assumption; lra.
Qed.

Example adagrad_leaves_saddle_example :
  exists y g, saddle_run (adagrad_step 1 0 0 0) 2 y g /\
    Rabs (y 3%nat) + 1 * (2 * Rabs (y O))
      / denominator 0 0 (0 + INR 4 * (2 * Rabs (y O)) ^ 2) <= Rabs (y 4%nat).
Proof.
  saddle_example adagrad_saddle_run.
  apply (adagrad_leaves_saddle 1 0 0 0 2 y g); try assumption; lra.
Qed.

Example adagrad_saddle_floor_example :
  exists y g, saddle_run (adagrad_step 1 0 0 0) 2 y g /\
    Rabs (y 3%nat) + 1 * (2 * Rabs (y O)) / (sqrt (INR 5) * (2 * Rabs (y O)) + 0)
    <= Rabs (y 4%nat).
Proof.
  saddle_example adagrad_saddle_run.
  apply (adagrad_saddle_floor 1 0 0 2 y g ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra))
    with (t := 4%nat); try assumption; try lia.
  split; [lra|apply pow2_ge_0].
Qed.

Example adagrad_far_from_saddle_example :
  exists y g, saddle_run (adagrad_step 1 0 0 0) 2 y g /\
    Rabs (y O) + 1 * (2 * Rabs (y O)) / (denominator 0 0 0 + 2 * Rabs (y O))
      * sqrt (INR 100) <= Rabs (y 100%nat).
Proof.
  saddle_example adagrad_saddle_run.
  apply (adagrad_far_from_saddle 1 0 0 0 2 y g); try assumption; lra.
Qed.

Example adam_leaves_saddle_example :
  exists y g, saddle_run (adam_step 1 (9 / 10) (99 / 100) 0 0 0 0) 2 y g /\
    Rabs (y 3%nat) + 1 * (2 * Rabs (y O)) / (2 * Rabs (y 3%nat) + 0)
    <= Rabs (y 4%nat).
Proof.
  saddle_example adam_saddle_run.
  apply (adam_leaves_saddle 1 (9 / 10) (99 / 100) 0 2 y g); try assumption; lra.
Qed.

Example adam_far_from_saddle_example :
  exists y g, saddle_run (adam_step 1 (9 / 10) (99 / 100) 0 0 0 0) 2 y g /\
    (2 * Rabs (y O) + 0) ^ 2 + 2 * 1 * 2 * (2 * Rabs (y O)) * INR 9
    <= (2 * Rabs (y 9%nat) + 0) ^ 2.
Proof.
  saddle_example adam_saddle_run.
  apply (adam_far_from_saddle 1 (9 / 10) (99 / 100) 0 2 y g); try assumption; lra.
Qed.
