(** RMSprop forgets large gradients in an explicit number of steps; AdaGrad
    never does. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Sum Average HalfLife StepBound StepFloor AdaGradDecay.
Open Scope R_scope.

(** Steps n + 1, ..., n + j have gradients of at most a. *)
Definition quiet (a : R) (g : nat -> R) (n j : nat) : Prop :=
  forall k, (1 <= k <= j)%nat -> Rabs (g (n + k)%nat) <= a.

Lemma ln_pow_neg ρ j : 0 < ρ < 1 -> ln (ρ ^ j) = - (INR j * - ln ρ).
Proof.
  intros Hρ. induction j as [|j IH]; [cbn; rewrite ln_1; ring|].
  cbn [pow]. rewrite ln_mult, IH, S_INR by (try apply pow_lt; lra). ring.
Qed.

(** Once j ≥ ln(V / ((2 δ + δ²) a²)) / −ln ρ, where V ≥ v_n, the denominator is
    within a factor 1 + δ of a + ε, which it has for gradients of size a. *)
Theorem rmsprop_forgets ρ ε v0 g n j V a δ :
  0 < ρ < 1 -> 0 <= ε -> 0 < a -> 0 < δ -> 0 < V -> rmsprop_v ρ v0 g n <= V ->
  quiet a g n j -> ln (V / ((2 * δ + δ ^ 2) * a ^ 2)) / - ln ρ <= INR j ->
  denominator 0 ε (rmsprop_v ρ v0 g (n + j)) <= (1 + δ) * (a + ε).
Proof.
  intros Hρ Hε Ha Hδ HV Hv Hq Hj.
  assert (Hln : ln ρ < 0) by (rewrite <- ln_1; apply ln_increasing; lra).
  assert (Hw : 0 < (2 * δ + δ ^ 2) * a ^ 2)
    by (apply Rmult_lt_0_compat; [nra|apply pow_lt; lra]).
  set (W := (2 * δ + δ ^ 2) * a ^ 2) in *.
  assert (Hp := pow_unit ρ j ltac:(lra)).
  assert (Hp0 : 0 < ρ ^ j) by (apply pow_lt; lra).
  (* The choice of j, without logarithms. *)
  assert (HjW : ρ ^ j * V <= W).
  { assert (Hx : 0 < V / W) by (apply Rdiv_lt_0_compat; lra).
    assert (Hjln : ln (V / W) <= INR j * - ln ρ).
    { apply Rmult_le_compat_r with (r := - ln ρ) in Hj; [|lra].
      unfold Rdiv in Hj at 1. rewrite Rmult_assoc, Rinv_l in Hj by lra. lra. }
    assert (Hsum : ln (ρ ^ j * (V / W)) <= 0)
      by (rewrite ln_mult, ln_pow_neg by lra; lra).
    assert (Hle1 : ρ ^ j * (V / W) <= 1).
    { destruct (Rle_or_lt (ρ ^ j * (V / W)) 1) as [L|L]; [exact L|exfalso].
      apply ln_increasing in L; [|lra]. rewrite ln_1 in L. lra. }
    apply Rmult_le_compat_r with (r := W) in Hle1; [|lra].
    replace (ρ ^ j * (V / W) * W) with (ρ ^ j * V) in Hle1 by (field; lra). lra. }
  assert (Hup : rmsprop_v ρ v0 g (n + j) <= ((1 + δ) * a) ^ 2).
  { rewrite <- rmsprop_v_shift.
    assert (H : average ρ (rmsprop_v ρ v0 g n) (squares (fun k => g (n + k)%nat)) j
                <= ρ ^ j * rmsprop_v ρ v0 g n + (1 - ρ ^ j) * a ^ 2).
    { apply average_upper; [lra|]. intros k Hk. unfold squares.
      assert (Q := Hq k Hk). assert (P := Rabs_pos (g (n + k)%nat)).
      replace (g (n + k)%nat * g (n + k)%nat) with (Rabs (g (n + k)%nat) ^ 2)
        by (rewrite pow2_abs; ring). apply pow_incr. lra. }
    unfold rmsprop_v in *. assert (0 < a ^ 2) by (apply pow_lt; lra).
    replace (((1 + δ) * a) ^ 2) with (W + a ^ 2) by (unfold W; ring).
    set (w := average ρ v0 (squares g) n) in *.
    assert (ρ ^ j * w <= ρ ^ j * V) by (apply Rmult_le_compat_l; lra). nra. }
  unfold denominator. rewrite Rplus_0_r.
  assert (sqrt (rmsprop_v ρ v0 g (n + j)) <= (1 + δ) * a).
  { rewrite <- (sqrt_pow2 ((1 + δ) * a)) by nra. now apply sqrt_le_1_alt. }
  nra.
Qed.

(** So on gradients of size a its step is back to within that factor. *)
Theorem rmsprop_recovers η ρ ε v0 g n j V a δ :
  0 <= η -> 0 < ρ < 1 -> 0 <= ε -> 0 <= v0 -> 0 < a -> 0 < δ -> 0 < V ->
  rmsprop_v ρ v0 g n <= V ->
  (1 <= j)%nat -> quiet a g n j -> Rabs (g (n + j)%nat) = a ->
  ln (V / ((2 * δ + δ ^ 2) * a ^ 2)) / - ln ρ <= INR j ->
  / (1 + δ) * (η * a / (a + ε)) <= Rabs (rmsprop_step η ρ 0 ε v0 g (n + j)).
Proof.
  intros Hη Hρ Hε Hv0 Ha Hδ HV Hv Hj1 Hq Hlast Hj.
  assert (HD := rmsprop_forgets ρ ε v0 g n j V a δ Hρ Hε Ha Hδ HV Hv Hq Hj).
  replace (/ (1 + δ) * (η * a / (a + ε))) with (η * a / ((1 + δ) * (a + ε)))
    by (field; lra).
  unfold rmsprop_step. apply step_lower; try lra. split; [|exact HD].
  apply denominator_positive; try lra.
  eapply Rlt_le_trans; [|apply rmsprop_v_newest; lra || lia].
  rewrite <- pow2_abs, Hlast. apply Rmult_lt_0_compat; [lra|]. apply pow_lt; lra.
Qed.

(** AdaGrad had steps of up to η / √n; after n gradients of at least b none
    exceeds the share a / b of that, however long gradients of at most a last. *)
Theorem adagrad_never_recovers η εr ε v0 g n j a b :
  0 <= η -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < a -> 0 < b ->
  (1 <= n)%nat -> (1 <= j)%nat ->
  (forall k, (1 <= k <= n)%nat -> b <= Rabs (g k)) -> quiet a g n j ->
  Rabs (adagrad_step η εr ε v0 g (n + j)) <= a / b * (η / sqrt (INR n)).
Proof.
  intros Hη Hεr Hε Hv0 Ha Hb Hn Hj Hloud Hq. unfold adagrad_step.
  assert (HI : 0 < INR n) by (apply lt_0_INR; lia).
  assert (Hs : 0 < sqrt (INR n)) by now apply sqrt_lt_R0.
  assert (Hv : INR n * b ^ 2 <= adagrad_v v0 g (n + j)).
  { assert (Hgrow : forall i, adagrad_v v0 g n <= adagrad_v v0 g (n + i)).
    { induction i as [|i IH]; [rewrite Nat.add_0_r; lra|].
      rewrite Nat.add_succ_r. cbn [adagrad_v]. nra. }
    eapply Rle_trans; [|apply (Hgrow j)]. rewrite adagrad_v_sum, <- sum_const.
    assert (sum (fun _ => b ^ 2) n <= sum (squares g) n).
    { apply sum_le. intros k Hk. unfold squares.
      replace (g k * g k) with (Rabs (g k) ^ 2) by (rewrite pow2_abs; ring).
      apply pow_incr. specialize (Hloud k Hk). lra. }
    lra. }
  replace (a / b * (η / sqrt (INR n))) with (η * a / (b * sqrt (INR n)))
    by (field; lra).
  apply step_upper; try lra; [|apply Hq; lia].
  split; [nra|].
  eapply Rle_trans; [|apply denominator_sqrt; lra].
  replace (b * sqrt (INR n)) with (sqrt (INR n * b ^ 2))
    by (rewrite sqrt_mult_alt, sqrt_pow2 by lra; ring).
  now apply sqrt_le_1_alt.
Qed.

(** From v = 1 down to gradients of 1/10: six steps do at ρ = 1/2 and δ = 1. *)
Definition fall (t : nat) : R := if Nat.leb t 3 then 1 else / 10.

Lemma fall_quiet j : quiet (/ 10) fall 3 j.
Proof.
  intros k Hk. unfold fall. destruct (Nat.leb_spec (3 + k) 3); [lia|].
  rewrite Rabs_pos_eq; lra.
Qed.

Lemma fall_v : rmsprop_v (/ 2) 1 fall 3 <= 1.
Proof.
  unfold rmsprop_v, squares, fall. cbn [average Nat.leb]. lra.
Qed.

Lemma fall_time : ln (1 / ((2 * 1 + 1 ^ 2) * (/ 10) ^ 2)) / - ln (/ 2) <= INR 6.
Proof.
  assert (H2 : 0 < ln 2) by (rewrite <- ln_1; apply ln_increasing; lra).
  rewrite ln_Rinv, Ropp_involutive by lra.
  apply Rmult_le_reg_r with (ln 2); [exact H2|].
  unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l by lra. rewrite Rmult_1_r.
  replace (INR 6 * ln 2) with (ln (2 ^ 6))
    by (cbn [pow INR]; rewrite !ln_mult by lra; rewrite ln_1; ring).
  left. apply ln_increasing; lra.
Qed.

Example rmsprop_forgets_example :
  denominator 0 0 (rmsprop_v (/ 2) 1 fall (3 + 6)) <= (1 + 1) * (/ 10 + 0).
Proof.
  apply (rmsprop_forgets (/ 2) 0 1 fall 3 6 1 (/ 10) 1); try lra.
  - exact fall_v.
  - apply fall_quiet.
  - exact fall_time.
Qed.

Example rmsprop_recovers_example :
  / (1 + 1) * (1 * / 10 / (/ 10 + 0))
  <= Rabs (rmsprop_step 1 (/ 2) 0 0 1 fall (3 + 6)).
Proof.
  apply (rmsprop_recovers 1 (/ 2) 0 1 fall 3 6 1 (/ 10) 1); try lra; try lia.
  - exact fall_v.
  - apply fall_quiet.
  - unfold fall. cbn [Nat.leb Nat.add]. rewrite Rabs_pos_eq; lra.
  - exact fall_time.
Qed.

Example adagrad_never_recovers_example :
  Rabs (adagrad_step 1 0 0 0 fall (3 + 1000))
  <= / 10 / 1 * (1 / sqrt (INR 3)).
Proof.
  apply adagrad_never_recovers; try lra; try lia.
  - intros k Hk. unfold fall. destruct (Nat.leb_spec k 3); [|lia].
    rewrite Rabs_R1. lra.
  - apply fall_quiet.
Qed.
