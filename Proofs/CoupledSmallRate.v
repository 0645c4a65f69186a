(** Where η L < 2 (√εr + ε), RMSprop converges on every coupled quadratic, the
    loss by a constant factor a step. The centered rule too, although it has no
    largest step. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum Average StepBound SmallRate.
From RMSpec Require Import Centered Coupled CoupledDescent CoupledTrap.
Open Scope R_scope.

(** What is left of the loss after a step, at most. *)
Definition small_rate_factor (η ℓ L Dmin Dbar : R) : R :=
  1 - 2 * η * ℓ / Dbar * (1 - η * L / (2 * Dmin)).

Lemma small_rate_factor_unit η ℓ L Dmin Dbar :
  0 < η -> 0 < ℓ <= L -> 0 < Dmin <= Dbar -> η * L < 2 * Dmin ->
  0 <= small_rate_factor η ℓ L Dmin Dbar < 1.
Proof.
  intros Hη Hℓ HD Hsmall. unfold small_rate_factor.
  set (y := η * L / Dmin).
  assert (Ey : η * L = y * Dmin) by (unfold y; field; lra).
  replace (η * L / (2 * Dmin)) with (y / 2) by (unfold y; field; lra).
  assert (HηL : 0 < η * L) by (apply Rmult_lt_0_compat; lra).
  assert (Hy0 : 0 < y) by (apply Rdiv_lt_0_compat; lra).
  assert (Hy : y < 2) by nra.
  set (z := η * ℓ / Dbar).
  replace (2 * η * ℓ / Dbar) with (2 * z) by (unfold z; field; lra).
  assert (Hηℓ : 0 < η * ℓ) by (apply Rmult_lt_0_compat; lra).
  assert (Hz0 : 0 < z) by (apply Rdiv_lt_0_compat; lra).
  assert (Hz : z <= y).
  { unfold z, y, Rdiv. apply Rmult_le_compat.
    - lra.
    - left. apply Rinv_0_lt_compat. lra.
    - apply Rmult_le_compat_l; lra.
    - apply Rinv_le_contravar; lra. }
  assert (2 * z * (1 - y / 2) <= 2 * y * (1 - y / 2)) by (apply Rmult_le_compat_r; lra).
  assert (0 < 2 * z * (1 - y / 2)) by (apply Rmult_lt_0_compat; lra).
  assert (Hsq := Rle_0_sqr (1 - y)). unfold Rsqr in Hsq. lra.
Qed.

Section Run.

Variable d : nat.
Variable A : nat -> nat -> R.
Variables ℓ L : R.
Hypothesis Hd : (1 <= d)%nat.
Hypothesis Hℓ : 0 < ℓ.
Hypothesis HA : definite d A ℓ L.

(** A rule that divides by D, which is at least Dmin, and at most Dbar while the
    loss is no larger than at the start. *)
Variables η Dmin Dbar : R.
Variables x g D : nat -> nat -> R.
Hypothesis Hη : 0 < η.
Hypothesis HDmin : 0 < Dmin <= Dbar.
Hypothesis Hsmall : η * L < 2 * Dmin.
Hypothesis Hx : forall t i, (1 <= i <= d)%nat ->
  g (S t) i = mul d A (x t) i /\ x (S t) i = x t i - η * (g (S t) i / D (S t) i).
Hypothesis HD : forall t i, (1 <= i <= d)%nat ->
  (forall n, (n <= t)%nat -> loss d A (x n) <= loss d A (x O)) ->
  Dmin <= D (S t) i <= Dbar.

Let r := small_rate_factor η ℓ L Dmin Dbar.

Lemma small_rate_step t :
  (forall n, (n <= t)%nat -> loss d A (x n) <= loss d A (x O)) ->
  loss d A (x (S t)) <= r * loss d A (x t).
Proof.
  intros Hpast. set (G := mul d A (x t)).
  assert (HL := ℓ_le_L d A ℓ L Hd HA).
  set (κ := 1 - η * L / (2 * Dmin)).
  assert (Hκ : 0 < κ).
  { unfold κ. assert (η * L / (2 * Dmin) < 1); [|lra].
    apply Rmult_lt_reg_r with (2 * Dmin); [lra|].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  eapply Rle_trans.
  { apply (loss_step d A ℓ L HA (x t) (fun i => η * (G i / D (S t) i))).
    intros i Hi. destruct (Hx t i Hi) as [E1 E2]. rewrite E2, E1. reflexivity. }
  fold G.
  assert (Hsum : η * κ / Dbar * dot d G G
            <= dot d (fun i => η * (G i / D (S t) i)) G
               - L / 2 * dot d (fun i => η * (G i / D (S t) i))
                               (fun i => η * (G i / D (S t) i))).
  { unfold dot, Rminus. rewrite <- Ropp_mult_distr_l_reverse, <- !sum_scale, <- sum_plus.
    apply sum_le. intros i Hi. destruct (HD t i Hi Hpast) as [D1 D2].
    set (Di := D (S t) i) in *.
    assert (I0 : 0 < / Dbar) by (apply Rinv_0_lt_compat; lra).
    assert (I1 : / Dbar <= / Di) by (apply Rinv_le_contravar; lra).
    assert (I2 : / Di <= / Dmin) by (apply Rinv_le_contravar; lra).
    replace (η * (G i / Di) * G i + - (L / 2) * (η * (G i / Di) * (η * (G i / Di))))
      with (η * (G i * G i) * (/ Di * (1 - η * L / 2 * / Di))) by (field; lra).
    replace (η * κ / Dbar * (G i * G i)) with (η * (G i * G i) * (/ Dbar * κ))
      by (unfold Rdiv; ring).
    apply Rmult_le_compat_l.
    - apply Rmult_le_pos; [lra|apply Rle_0_sqr].
    - apply Rmult_le_compat; try lra. unfold κ.
      replace (η * L / (2 * Dmin)) with (η * L / 2 * / Dmin) by (field; lra).
      assert (0 < η * L) by (apply Rmult_lt_0_compat; lra).
      assert (η * L / 2 * / Di <= η * L / 2 * / Dmin)
        by (apply Rmult_le_compat_l; lra). lra. }
  assert (Hg := gradient_lower d A ℓ L Hℓ HA (x t)). fold G in Hg.
  assert (Hc : 0 < η * κ / Dbar).
  { apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra|lra]. }
  assert (H : η * κ / Dbar * (2 * ℓ * loss d A (x t)) <= η * κ / Dbar * dot d G G)
    by (apply Rmult_le_compat_l; lra).
  replace (r * loss d A (x t))
    with (loss d A (x t) - η * κ / Dbar * (2 * ℓ * loss d A (x t)))
    by (unfold r, small_rate_factor; fold κ; field; lra).
  lra.
Qed.

Lemma small_rate_converges :
  0 <= r < 1 /\ forall t, loss d A (x t) <= r ^ t * loss d A (x O).
Proof.
  assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (Hr : 0 <= r < 1) by (apply small_rate_factor_unit; lra).
  split; [exact Hr|].
  assert (Hf := loss_nonneg d A ℓ L Hℓ HA (x O)).
  assert (Hall : forall t n, (n <= t)%nat ->
            loss d A (x n) <= r ^ n * loss d A (x O)).
  { induction t as [|t IH]; intros n Hn.
    - replace n with O by lia. cbn. lra.
    - destruct (Nat.eq_dec n (S t)) as [->|Hne]; [|apply IH; lia].
      eapply Rle_trans.
      + apply small_rate_step. intros m Hm. eapply Rle_trans; [now apply IH|].
        assert (P := pow_unit r m ltac:(lra)). nra.
      + cbn [pow]. assert (H := IH t (le_n t)).
        apply Rmult_le_compat_l with (r := r) in H; [|lra]. lra. }
  intros t. now apply (Hall t).
Qed.

End Run.

Theorem rmsprop_coupled_converges η ρ εr ε v0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  η * L < 2 * (sqrt εr + ε) ->
  coupled_run d A (rmsprop_step η ρ εr ε v0) x g ->
  let Dbar := denominator εr ε (Rmax v0 (2 * L * loss d A (x O))) in
  let r := small_rate_factor η ℓ L (sqrt εr + ε) Dbar in
  0 <= r < 1 /\ forall t, loss d A (x t) <= r ^ t * loss d A (x O).
Proof.
  intros Hd Hℓ HA Hη Hρ Hεr Hε Hv0 Hsmall Hrun Dbar r.
  assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (HηL : 0 < η * L) by (apply Rmult_lt_0_compat; lra).
  apply (small_rate_converges d A ℓ L Hd Hℓ HA η (sqrt εr + ε) Dbar x g
    (fun t i => denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) t))); try assumption.
  - split; [lra|]. apply denominator_floor. eapply Rle_trans; [exact Hv0|apply Rmax_l].
  - intros t i Hi HF. split.
    + apply denominator_floor, rmsprop_v_nonneg; lra.
    + apply denominator_le.
      apply (v_coupled d A ℓ L ρ v0 x g); try assumption.
      intros n Hn. now apply Hrun.
Qed.

(** ** Centered *)

Lemma centered_q_upper ρ v0 g t : rmsprop_centered_q ρ v0 g t <= rmsprop_v ρ v0 g t.
Proof.
  unfold rmsprop_centered_q. assert (P := pow2_ge_0 (average ρ 0 g t)). lra.
Qed.

Theorem rmsprop_centered_converges η ρ εr ε v0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  η * L < 2 * (sqrt εr + ε) ->
  coupled_run d A (rmsprop_centered_step η ρ εr ε v0) x g ->
  let Dbar := denominator εr ε (Rmax v0 (2 * L * loss d A (x O))) in
  let r := small_rate_factor η ℓ L (sqrt εr + ε) Dbar in
  0 <= r < 1 /\ forall t, loss d A (x t) <= r ^ t * loss d A (x O).
Proof.
  intros Hd Hℓ HA Hη Hρ Hεr Hε Hv0 Hsmall Hrun Dbar r.
  assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (HηL : 0 < η * L) by (apply Rmult_lt_0_compat; lra).
  apply (small_rate_converges d A ℓ L Hd Hℓ HA η (sqrt εr + ε) Dbar x g
    (fun t i => denominator εr ε (rmsprop_centered_q ρ v0 (fun k => g k i) t)));
    try assumption.
  - split; [lra|]. apply denominator_floor. eapply Rle_trans; [exact Hv0|apply Rmax_l].
  - intros t i Hi HF. split.
    + apply denominator_floor, centered_variance_nonneg; lra.
    + apply denominator_le. eapply Rle_trans; [apply centered_q_upper|].
      apply (v_coupled d A ℓ L ρ v0 x g); try assumption.
      intros n Hn. now apply Hrun.
Qed.

Lemma rmsprop_centered_causal η ρ εr ε v0 :
  causal (rmsprop_centered_step η ρ εr ε v0).
Proof.
  intros g g' t H Ht. unfold rmsprop_centered_step, rmsprop_centered_q, rmsprop_v.
  rewrite (H t) by lia. rewrite (average_ext _ _ g g' t H).
  rewrite (average_ext _ _ (squares g) (squares g') t); [reflexivity|].
  now apply squares_ext.
Qed.

Example rmsprop_coupled_converges_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (rmsprop_step (/ 2) (9 / 10) 0 1 0) x g /\
    0 <= small_rate_factor (/ 2) 1 3 (sqrt 0 + 1)
           (denominator 0 1 (Rmax 0 (2 * 3 * loss 2 two_one (x O)))) < 1.
Proof.
  destruct (coupled_run_exists 2 two_one (rmsprop_step (/ 2) (9 / 10) 0 1 0)
              (fun _ => 5) (rmsprop_causal (fun _ => / 2) _ _ _ _)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  apply (rmsprop_coupled_converges (/ 2) (9 / 10) 0 1 0 2 two_one 1 3 x g);
    try lra; try lia; try exact two_one_definite; try exact H.
  rewrite sqrt_0. lra.
Qed.

Example rmsprop_centered_converges_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (rmsprop_centered_step (/ 2) (9 / 10) 0 1 0) x g /\
    0 <= small_rate_factor (/ 2) 1 3 (sqrt 0 + 1)
           (denominator 0 1 (Rmax 0 (2 * 3 * loss 2 two_one (x O)))) < 1.
Proof.
  destruct (coupled_run_exists 2 two_one (rmsprop_centered_step (/ 2) (9 / 10) 0 1 0)
              (fun _ => 5) (rmsprop_centered_causal _ _ _ _ _)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  apply (rmsprop_centered_converges (/ 2) (9 / 10) 0 1 0 2 two_one 1 3 x g);
    try lra; try lia; try exact two_one_definite; try exact H.
  rewrite sqrt_0. lra.
Qed.
