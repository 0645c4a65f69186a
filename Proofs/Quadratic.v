(** RMSprop on the loss h θ² / 2 stays in a trap, and falls into a smaller one.

    The gradient is h θ. Learning rates may change from step to step; they are
    at most η0, and B = η0 / √(1 − ρ) bounds every step. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum Average StepBound StepFloor.
Open Scope R_scope.

Definition quadratic_run (η : nat -> R) (ρ εr ε v0 h : R) (θ g : nat -> R) : Prop :=
  trajectory (fun _ x => h * x)
    (fun g t => rmsprop_step (η t) ρ εr ε v0 g t) θ g.

Theorem quadratic_run_exists η ρ εr ε v0 h θ0 :
  exists θ g, θ O = θ0 /\ quadratic_run η ρ εr ε v0 h θ g.
Proof. apply trajectory_exists, rmsprop_causal. Qed.

Section Run.

Variable η : nat -> R.
Variables η0 ρ εr ε v0 h : R.
Variables θ g : nat -> R.
Hypothesis Hη : forall t, 0 <= η t <= η0.
Hypothesis Hρ : 0 <= ρ < 1.
Hypothesis Hεr : 0 <= εr.
Hypothesis Hε : 0 <= ε.
Hypothesis Hv0 : 0 <= v0.
Hypothesis Hh : 0 < h.
Hypothesis Hrun : quadratic_run η ρ εr ε v0 h θ g.

Let B := η0 / sqrt (1 - ρ).
Let s t := rmsprop_step (η t) ρ εr ε v0 g t.

Lemma run_g t : g (S t) = h * θ t.
Proof. apply Hrun. Qed.

Lemma run_θ t : θ (S t) = θ t - s (S t).
Proof. apply Hrun. Qed.

Lemma root_positive : 0 < sqrt (1 - ρ).
Proof. apply sqrt_lt_R0. lra. Qed.

Lemma B_nonneg : 0 <= B.
Proof.
  unfold B, Rdiv. assert (H := Hη 0). apply Rmult_le_pos; [lra|].
  left. apply Rinv_0_lt_compat, root_positive.
Qed.

Lemma s_bound t : Rabs (s (S t)) <= B.
Proof.
  eapply Rle_trans.
  - apply rmsprop_step_bound; try assumption; try apply Hη; lia.
  - unfold B, Rdiv. apply Rmult_le_compat_r; [|apply Hη].
    left. apply Rinv_0_lt_compat, root_positive.
Qed.

(** Each step points to the minimum. *)
Lemma s_sign t : 0 <= s (S t) * θ t.
Proof.
  unfold s, rmsprop_step. rewrite run_g.
  set (D := denominator εr ε (rmsprop_v ρ v0 g (S t))).
  assert (HD : 0 <= D) by now apply denominator_nonneg.
  assert (HiD : 0 <= / D).
  { destruct (Rle_lt_or_eq_dec 0 D HD) as [L|L].
    - left. now apply Rinv_0_lt_compat.
    - rewrite <- L, Rinv_0. lra. }
  replace (η (S t) * (h * θ t / D) * θ t)
    with (η (S t) * h * / D * (θ t * θ t)) by (unfold Rdiv; ring).
  assert (Hs := Hη (S t)).
  repeat (lra || apply Rle_0_sqr || apply Rmult_le_pos).
Qed.

(** A step of at most B towards 0 ends within max(|θ|, B), and outside [−B, B]
    it shortens |θ| by its full length. *)
Lemma toward_zero x d :
  0 <= d * x -> Rabs d <= B ->
  Rabs (x - d) <= Rmax (Rabs x) B /\
  (B <= Rabs x -> Rabs (x - d) = Rabs x - Rabs d).
Proof.
  intros Hs Hd. assert (HB := B_nonneg). unfold Rmax.
  split.
  - assert (Rabs (x - d) <= Rabs x \/ Rabs (x - d) <= B).
    { unfold Rabs in *. repeat destruct Rcase_abs; try lra; nra. }
    destruct (Rle_dec (Rabs x) B); lra.
  - intros HBx. unfold Rabs in *.
    repeat destruct Rcase_abs; try lra; nra.
Qed.

Lemma trapped t : Rabs (θ t) <= Rmax (Rabs (θ 0)) B.
Proof.
  induction t as [|t IH]; [apply Rmax_l|]. rewrite run_θ.
  destruct (toward_zero (θ t) (s (S t)) (s_sign t) (s_bound t)) as [H _].
  eapply Rle_trans; [exact H|]. apply Rmax_lub; [exact IH|apply Rmax_r].
Qed.

Lemma stays_in t n : (t <= n)%nat -> Rabs (θ t) <= B -> Rabs (θ n) <= B.
Proof.
  intros Hn H. induction Hn as [|n Hn IH]; [exact H|]. rewrite run_θ.
  destruct (toward_zero (θ n) (s (S n)) (s_sign n) (s_bound n)) as [U _].
  eapply Rle_trans; [exact U|]. apply Rmax_lub; lra.
Qed.

(** So gradients, and v, are bounded. *)
Let V := Rmax v0 ((h * Rmax (Rabs (θ 0)) B) ^ 2).

Lemma v_bounded t : rmsprop_v ρ v0 g t <= V.
Proof.
  assert (Hp := pow_unit ρ t ltac:(lra)).
  apply Rle_trans with (ρ ^ t * v0 + (1 - ρ ^ t) * V).
  - apply average_upper; [lra|]. intros k Hk.
    destruct k as [|k]; [lia|]. unfold squares. rewrite run_g.
    eapply Rle_trans; [|apply Rmax_r].
    replace (h * θ k * (h * θ k)) with ((h * Rabs (θ k)) ^ 2).
    + apply pow_incr. split.
      * apply Rmult_le_pos; [lra|apply Rabs_pos].
      * apply Rmult_le_compat_l; [lra|apply trapped].
    + replace ((h * Rabs (θ k)) ^ 2) with (h ^ 2 * Rabs (θ k) ^ 2) by ring.
      rewrite pow2_abs. ring.
  - assert (v0 <= V) by apply Rmax_l. nra.
Qed.

Lemma s_lower t :
  0 < denominator εr ε V -> 
  η (S t) * h * Rabs (θ t) / denominator εr ε V <= Rabs (s (S t)).
Proof.
  intros HDV. destruct (Req_dec (θ t) 0) as [E|E].
  { rewrite E, Rabs_R0. unfold Rdiv. rewrite Rmult_0_r, Rmult_0_l.
    apply Rabs_pos. }
  unfold s, rmsprop_step. rewrite run_g.
  assert (Hgne : 0 < rmsprop_v ρ v0 g (S t)).
  { eapply Rlt_le_trans; [|apply rmsprop_v_newest; lra || lia].
    rewrite run_g. apply Rmult_lt_0_compat; [lra|].
    rewrite <- Rsqr_pow2. apply Rsqr_pos_lt.
    apply Rmult_integral_contrapositive. split; lra. }
  replace (η (S t) * h * Rabs (θ t) / denominator εr ε V)
    with (η (S t) * (h * Rabs (θ t)) / denominator εr ε V)
    by (unfold Rdiv; ring).
  apply step_lower; try apply Hη.
  - apply Rmult_le_pos; [lra|apply Rabs_pos].
  - split; [now apply denominator_positive|].
    apply denominator_le, v_bounded.
  - rewrite Rabs_mult, (Rabs_pos_eq h) by lra. lra.
Qed.

End Run.

(** The trap. *)
Theorem quadratic_trapped η η0 ρ εr ε v0 h θ g :
  (forall t, 0 <= η t <= η0) -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < h ->
  quadratic_run η ρ εr ε v0 h θ g ->
  forall t, Rabs (θ t) <= Rmax (Rabs (θ O)) (η0 / sqrt (1 - ρ)).
Proof.
  intros Hη Hρ Hεr Hε Hv0 Hh Hrun t.
  exact (trapped η η0 ρ εr ε v0 h θ g Hη Hρ Hεr Hε Hv0 Hh Hrun t).
Qed.

(** The length of the way per step at distance B, and how many steps it takes:
    the neighbourhood of size B is of the order of η. *)
Definition quadratic_V (B v0 h θ0 : R) : R := Rmax v0 ((h * Rmax (Rabs θ0) B) ^ 2).

Theorem quadratic_enters η ρ εr ε v0 h θ g :
  0 < η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < h ->
  quadratic_run (fun _ => η) ρ εr ε v0 h θ g ->
  let B := η / sqrt (1 - ρ) in
  let c := η * h * B / denominator εr ε (quadratic_V B v0 h (θ O)) in
  0 < c /\
  forall n, (Rabs (θ O) - B) / c <= INR n -> Rabs (θ n) <= B.
Proof.
  intros Hη Hρ Hεr Hε Hv0 Hh Hrun B c.
  assert (HB : 0 < B)
    by (apply Rdiv_lt_0_compat; [lra|apply sqrt_lt_R0; lra]).
  assert (HV : 0 < quadratic_V B v0 h (θ 0%nat)).
  { unfold quadratic_V. eapply Rlt_le_trans; [|apply Rmax_r].
    apply pow_lt, Rmult_lt_0_compat; [lra|].
    eapply Rlt_le_trans; [exact HB|apply Rmax_r]. }
  assert (HD := denominator_positive εr ε _ Hεr Hε HV).
  assert (Hc : 0 < c).
  { unfold c. apply Rdiv_lt_0_compat; [|exact HD].
    repeat (lra || apply Rmult_lt_0_compat). }
  split; [exact Hc|].
  assert (Hηt : forall t : nat, 0 <= η <= η) by (intros; lra).
  assert (Hdown : forall n, Rabs (θ n) <= Rmax B (Rabs (θ 0%nat) - INR n * c)).
  { induction n as [|n IH].
    - cbn [INR]. rewrite Rmult_0_l, Rminus_0_r. apply Rmax_r.
    - rewrite (run_θ _ _ _ _ _ _ _ _ Hrun).
      destruct (toward_zero (fun _ => η) η ρ Hηt Hρ (θ n) _
        (s_sign (fun _ => η) η ρ εr ε v0 h θ g Hηt Hε Hh Hrun n)
        (s_bound (fun _ => η) η ρ εr ε v0 g Hηt Hρ Hεr Hε Hv0 n)) as [U W].
      fold B in U, W.
      destruct (Rle_or_lt (Rabs (θ n)) B) as [L|L].
      + eapply Rle_trans; [exact U|]. eapply Rle_trans; [|apply Rmax_l].
        apply Rmax_lub; lra.
      + rewrite W by lra. rewrite S_INR.
        assert (HS := s_lower (fun _ => η) η ρ εr ε v0 h θ g Hηt Hρ Hεr Hε Hv0
                        Hh Hrun n).
        fold B in HS. change (Rmax v0 ((h * Rmax (Rabs (θ 0%nat)) B) ^ 2))
          with (quadratic_V B v0 h (θ 0%nat)) in HS.
        specialize (HS HD).
        assert (Hcs : c <= η * h * Rabs (θ n)
                          / denominator εr ε (quadratic_V B v0 h (θ 0%nat))).
        { unfold c, Rdiv. apply Rmult_le_compat_r.
          - left. now apply Rinv_0_lt_compat.
          - apply Rmult_le_compat_l; [nra|lra]. }
        unfold Rmax in *.
        destruct (Rle_dec B (Rabs (θ 0%nat) - INR n * c));
        destruct (Rle_dec B (Rabs (θ 0%nat) - (INR n + 1) * c)); lra. }
  intros n Hn. eapply Rle_trans; [apply Hdown|]. apply Rmax_lub; [lra|].
  apply Rmult_le_compat_r with (r := c) in Hn; [|lra].
  unfold Rdiv in Hn. rewrite Rmult_assoc, Rinv_l in Hn by lra. lra.
Qed.

(** A diagonal quadratic Σ h_i θ_i² / 2 in d dimensions: its coordinates run
    apart, so all of them are within B after the largest of their times, and
    the loss is at most B² / 2 Σ h_i from then on. *)
Theorem diagonal_quadratic_enters η ρ εr ε d
    (v0 h : nat -> R) (θ g : nat -> nat -> R) :
  0 < η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε ->
  (forall i, (1 <= i <= d)%nat -> 0 <= v0 i /\ 0 < h i /\
     quadratic_run (fun _ => η) ρ εr ε (v0 i) (h i) (θ i) (g i)) ->
  let B := η / sqrt (1 - ρ) in
  let c i := η * h i * B
             / denominator εr ε (quadratic_V B (v0 i) (h i) (θ i O)) in
  forall n,
  (forall i, (1 <= i <= d)%nat -> (Rabs (θ i O) - B) / c i <= INR n) ->
  (forall i, (1 <= i <= d)%nat -> Rabs (θ i n) <= B) /\
  sum (fun i => h i * θ i n ^ 2 / 2) d <= B ^ 2 / 2 * sum h d.
Proof.
  intros Hη Hρ Hεr Hε Hall B c n Hn.
  assert (Hin : forall i, (1 <= i <= d)%nat -> Rabs (θ i n) <= B).
  { intros i Hi. destruct (Hall i Hi) as [Hv [Hh Hrun]].
    destruct (quadratic_enters η ρ εr ε (v0 i) (h i) (θ i) (g i)
                Hη Hρ Hεr Hε Hv Hh Hrun) as [_ H].
    apply H. now apply Hn. }
  split; [exact Hin|]. rewrite <- sum_scale. apply sum_le. intros i Hi.
  destruct (Hall i Hi) as [_ [Hh _]]. assert (H := Hin i Hi).
  assert (θ i n ^ 2 <= B ^ 2).
  { rewrite <- (pow2_abs (θ i n)). apply pow_incr. split; [apply Rabs_pos|exact H]. }
  nra.
Qed.

Example quadratic_trapped_example :
  exists θ g, θ O = 5 /\ quadratic_run (fun _ => 1) (3 / 4) 0 (/ 8) 0 2 θ g /\
    Rabs (θ 10%nat) <= Rmax (Rabs (θ O)) (1 / sqrt (1 - 3 / 4)).
Proof.
  destruct (quadratic_run_exists (fun _ => 1) (3 / 4) 0 (/ 8) 0 2 5)
    as [θ [g [H0 H]]].
  exists θ, g. repeat split; try apply H; [exact H0|].
  apply (quadratic_trapped (fun _ => 1) 1 (3 / 4) 0 (/ 8) 0 2 θ g); auto;
    intros; lra.
Qed.

Example quadratic_enters_example :
  exists θ g, θ O = 5 /\ quadratic_run (fun _ => 1) (3 / 4) 0 (/ 8) 0 2 θ g /\
    exists N, forall n, (N <= n)%nat -> Rabs (θ n) <= 1 / sqrt (1 - 3 / 4).
Proof.
  destruct (quadratic_run_exists (fun _ => 1) (3 / 4) 0 (/ 8) 0 2 5)
    as [θ [g [H0 H]]].
  exists θ, g. split; [exact H0|]. split; [exact H|].
  destruct (quadratic_enters 1 (3 / 4) 0 (/ 8) 0 2 θ g) as [_ E];
    try lra; [exact H|].
  destruct (naturals_unbounded ((Rabs (θ O) - 1 / sqrt (1 - 3 / 4))
    / (1 * 2 * (1 / sqrt (1 - 3 / 4)) / denominator 0 (/ 8)
        (quadratic_V (1 / sqrt (1 - 3 / 4)) 0 2 (θ O))))) as [N HN].
  exists N. intros n Hn. apply E. apply le_INR in Hn. lra.
Qed.

Example diagonal_quadratic_enters_example :
  exists θ g : nat -> nat -> R, forall i, (1 <= i <= 2)%nat ->
    0 <= 0 /\ 0 < INR i /\ quadratic_run (fun _ => 1) (3 / 4) 0 0 0 (INR i) (θ i) (g i).
Proof.
  destruct (quadratic_run_exists (fun _ => 1) (3 / 4) 0 0 0 (INR 1) 5)
    as [θ1 [g1 [_ H1]]].
  destruct (quadratic_run_exists (fun _ => 1) (3 / 4) 0 0 0 (INR 2) 5)
    as [θ2 [g2 [_ H2]]].
  exists (fun i => if Nat.eqb i 1 then θ1 else θ2).
  exists (fun i => if Nat.eqb i 1 then g1 else g2).
  intros i Hi. split; [lra|]. split; [apply lt_0_INR; lia|].
  destruct i as [|[|[|i]]]; [lia|exact H1|exact H2|lia].
Qed.
