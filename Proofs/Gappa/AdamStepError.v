(** The error of one Adam step in binary32, scalars included.

    m and g may cancel in the new m, so that no bound is relative to the step
    itself. It is relative to the step that |m| and |g| would give, which is the
    same where m and g have one sign. *)

From Coq Require Import Reals Lra Lia ZArith.
From Flocq Require Import Core.
From Gappa Require Import Gappa_tactic.
From RMSpec Require Import Rules Rounding Gappa.RelativeError.
Open Scope R_scope.

(** 1 − β^t from the power p = β^t, both rounded in binary64, then once to
    binary32. *)
Definition binary32_correction (p : R) : R :=
  binary32 (binary64 (1 - binary64 p)).

(** β x + (1 − β) y. *)
Definition binary32_average (β x y : R) : R :=
  binary32 (binary32 (binary32 β * x)
            + binary32 (binary32 (binary64 (1 - β)) * y)).

(** SPEC.md §5, both corrections on, [epsilonFrame = corrected], from the new m. *)
Definition binary32_adam_rest (η β2 p1 p2 ε m v g : R) : R :=
  binary32 (binary32 η
    * binary32 (binary32 (m / binary32_correction p1)
                / binary32 (binary32 (sqrt (binary32
                      (binary32_average β2 v (binary32 (g * g))
                       / binary32_correction p2)))
                    + binary32 ε))).

Definition binary32_adam_step (η β1 β2 p1 p2 ε m v g : R) : R :=
  binary32_adam_rest η β2 p1 p2 ε (binary32_average β1 m g) v g.

(** The same without rounding. *)
Definition exact_adam_rest (η β2 p1 p2 ε m v g : R) : R :=
  η * (m / (1 - p1)
       / (sqrt ((β2 * v + (1 - β2) * (g * g)) / (1 - p2)) + ε)).

Definition exact_adam_step (η β1 β2 p1 p2 ε m v g : R) : R :=
  exact_adam_rest η β2 p1 p2 ε (β1 * m + (1 - β1) * g) v g.

(** ** What Gappa proves *)

Lemma relative_error_rest eta b2 p1 p2 eps m v g :
  1 / 16 <= b2 <= 16383 / 16384 ->
  0 <= p1 <= 16383 / 16384 ->
  0 <= p2 <= 16383 / 16384 ->
  powerRZ 2 (-60) <= m <= powerRZ 2 22 ->
  powerRZ 2 (-40) <= v <= powerRZ 2 40 ->
  powerRZ 2 (-20) <= g <= powerRZ 2 20 ->
  powerRZ 2 (-60) <= eps <= 1 / 8 ->
  powerRZ 2 (-20) <= eta <= 1 ->
  - 40961 * powerRZ 2 (-36)
  <= (binary32_adam_rest eta b2 p1 p2 eps m v g
      - exact_adam_rest eta b2 p1 p2 eps m v g)
     / exact_adam_rest eta b2 p1 p2 eps m v g
  <= 40961 * powerRZ 2 (-36).
Proof.
  unfold binary32_adam_rest, exact_adam_rest, binary32_average,
    binary32_correction, binary32, binary64, rnd.
  intros. gappa.
Qed.

Lemma relative_error_old b x :
  1 / 16 <= b <= 16383 / 16384 ->
  powerRZ 2 (-20) <= x <= powerRZ 2 20 ->
  - 8193 * powerRZ 2 (-36)
  <= (binary32 (binary32 b * x) - b * x) / (b * x) <= 8193 * powerRZ 2 (-36).
Proof. unfold binary32, rnd. intros. gappa. Qed.

Lemma relative_error_new b x :
  1 / 16 <= b <= 16383 / 16384 ->
  powerRZ 2 (-20) <= x <= powerRZ 2 20 ->
  - 8193 * powerRZ 2 (-36)
  <= (binary32 (binary32 (binary64 (1 - b)) * x) - (1 - b) * x) / ((1 - b) * x)
  <= 8193 * powerRZ 2 (-36).
Proof. unfold binary32, binary64, rnd. intros. gappa. Qed.

(** ** All signs *)

Definition moderate (x : R) : Prop :=
  bpow radix2 (-20) <= Rabs x <= bpow radix2 20.

Lemma binary32_odd_error f c b x :
  (forall y, f (- y) = - f y) -> 0 < c ->
  (0 < x -> Rabs (f x - c * x) <= b * Rabs (c * x)) ->
  (x < 0 -> Rabs (f (- x) - c * - x) <= b * Rabs (c * - x)) ->
  x <> 0 -> Rabs (f x - c * x) <= b * (c * Rabs x).
Proof.
  intros Hodd Hc Hpos Hneg Hx.
  assert (E : Rabs (c * x) = c * Rabs x)
    by (rewrite Rabs_mult, (Rabs_pos_eq c); lra).
  destruct (Rlt_or_le 0 x) as [H|H].
  - rewrite <- E. now apply Hpos.
  - specialize (Hneg ltac:(lra)). rewrite Hodd in Hneg.
    replace (- f x - c * - x) with (- (f x - c * x)) in Hneg by ring.
    replace (c * - x) with (- (c * x)) in Hneg by ring.
    rewrite !Rabs_Ropp, E in Hneg. exact Hneg.
Qed.

Lemma moderate_nonzero x : moderate x -> x <> 0.
Proof.
  intros [H _] ->. rewrite Rabs_R0 in H.
  assert (P := bpow_gt_0 radix2 (-20)). lra.
Qed.

Lemma moderate_range x : 0 < x -> moderate x -> powerRZ 2 (-20) <= x <= powerRZ 2 20.
Proof.
  intros Hx H. unfold moderate in H. rewrite Rabs_pos_eq in H by lra.
  now apply range_powerRZ.
Qed.

Lemma moderate_opp x : moderate x -> moderate (- x).
Proof. unfold moderate. now rewrite Rabs_Ropp. Qed.

Lemma product_opp a y : binary32 (a * - y) = - binary32 (a * y).
Proof. rewrite Ropp_mult_distr_r_reverse. apply binary32_opp. Qed.

Lemma old_error β x :
  1 / 16 <= β <= 16383 / 16384 -> moderate x ->
  Rabs (binary32 (binary32 β * x) - β * x) <= (2 + / 4096) * u * (β * Rabs x).
Proof.
  intros Hβ Hx. apply (binary32_odd_error (fun y => binary32 (binary32 β * y)));
    try lra; [apply product_opp| | |now apply moderate_nonzero].
  - intros H. apply relative_to_absolute with (k := 8193); [nra| |lra].
    now apply relative_error_old; [|apply moderate_range].
  - intros H. apply relative_to_absolute with (k := 8193); [nra| |lra].
    apply relative_error_old; [exact Hβ|].
    apply moderate_range; [lra|now apply moderate_opp].
Qed.

Lemma new_error β x :
  1 / 16 <= β <= 16383 / 16384 -> moderate x ->
  Rabs (binary32 (binary32 (binary64 (1 - β)) * x) - (1 - β) * x)
  <= (2 + / 4096) * u * ((1 - β) * Rabs x).
Proof.
  intros Hβ Hx.
  apply (binary32_odd_error (fun y => binary32 (binary32 (binary64 (1 - β)) * y)));
    try lra; [apply product_opp| | |now apply moderate_nonzero].
  - intros H. apply relative_to_absolute with (k := 8193); [nra| |lra].
    now apply relative_error_new; [|apply moderate_range].
  - intros H. apply relative_to_absolute with (k := 8193); [nra| |lra].
    apply relative_error_new; [exact Hβ|].
    apply moderate_range; [lra|now apply moderate_opp].
Qed.

(** The size of m and g in the new m. *)
Definition magnitude (β m g : R) : R := β * Rabs m + (1 - β) * Rabs g.

Lemma average_error β m g :
  1 / 16 <= β <= 16383 / 16384 -> moderate m -> moderate g ->
  Rabs (binary32_average β m g - (β * m + (1 - β) * g))
  <= (3 + / 2048) * u * magnitude β m g.
Proof.
  intros Hβ Hm Hg. unfold binary32_average.
  assert (Hp := old_error β m Hβ Hm). assert (Hq := new_error β g Hβ Hg).
  set (p := binary32 (binary32 β * m)) in *.
  set (q := binary32 (binary32 (binary64 (1 - β)) * g)) in *.
  assert (Hs := plus_error p q (binary32_is_format _) (binary32_is_format _)).
  rewrite u_value in *.
  unfold magnitude. set (A := β * Rabs m) in *. set (C := (1 - β) * Rabs g) in *.
  assert (HA : 0 <= A) by (apply Rmult_le_pos; [lra|apply Rabs_pos]).
  assert (HC : 0 <= C) by (apply Rmult_le_pos; [lra|apply Rabs_pos]).
  assert (HpA : Rabs p <= Rabs (p - β * m) + A).
  { replace p with (p - β * m + β * m) at 1 by ring.
    eapply Rle_trans; [apply Rabs_triang|].
    unfold A. rewrite Rabs_mult, (Rabs_pos_eq β); lra. }
  assert (HqC : Rabs q <= Rabs (q - (1 - β) * g) + C).
  { replace q with (q - (1 - β) * g + (1 - β) * g) at 1 by ring.
    eapply Rle_trans; [apply Rabs_triang|].
    unfold C. rewrite Rabs_mult, (Rabs_pos_eq (1 - β)); lra. }
  assert (Hpq := Rabs_triang p q).
  replace (binary32 (p + q) - (β * m + (1 - β) * g))
    with (binary32 (p + q) - (p + q) + ((p - β * m) + (q - (1 - β) * g))) by ring.
  eapply Rle_trans; [apply Rabs_triang|].
  assert (T2 := Rabs_triang (p - β * m) (q - (1 - β) * g)). lra.
Qed.

(** The new m is 0 or not tiny: it is a sum of multiples of 2^−60. *)
Lemma multiple x :
  generic_format radix2 (fexp (-149) 24) x -> bpow radix2 (-36) <= Rabs x ->
  exists k, x = IZR k * bpow radix2 (-60).
Proof.
  intros Hx Hlow. set (c := cexp radix2 (fexp (-149) 24) x).
  assert (Hc : (-60 <= c)%Z).
  { assert (Hm : (-36 < mag radix2 x)%Z) by (apply mag_gt_bpow; exact Hlow).
    unfold c, cexp, FLT_exp. lia. }
  exists (Ztrunc (scaled_mantissa radix2 (fexp (-149) 24) x) * 2 ^ (c + 60))%Z.
  rewrite Hx at 1. unfold F2R. cbn [Fnum Fexp]. fold c.
  rewrite mult_IZR, Rmult_assoc. f_equal.
  change (2 ^ (c + 60))%Z with (radix_val radix2 ^ (c + 60))%Z.
  rewrite IZR_Zpower, <- bpow_plus by lia.
  now replace (c + 60 + -60)%Z with c by lia.
Qed.

Lemma product_large x y e :
  Rabs (binary32 x - y) <= (2 + / 4096) * u * Rabs y -> 2 * bpow radix2 e <= Rabs y ->
  bpow radix2 e <= Rabs (binary32 x).
Proof.
  intros H Hy. rewrite u_value in H.
  assert (T := Rabs_triang_inv y (y - binary32 x)).
  replace (y - (y - binary32 x)) with (binary32 x) in T by ring.
  rewrite (Rabs_minus_sym y) in T.
  assert (P := Rabs_pos y). lra.
Qed.

Lemma average_range β m g :
  1 / 16 <= β <= 16383 / 16384 -> moderate m -> moderate g ->
  binary32_average β m g = 0 \/
  bpow radix2 (-60) <= Rabs (binary32_average β m g) <= bpow radix2 22.
Proof.
  intros Hβ Hm Hg.
  assert (Herr := average_error β m g Hβ Hm Hg).
  assert (Hp := old_error β m Hβ Hm). assert (Hq := new_error β g Hβ Hg).
  assert (V : Valid_exp (fexp (-149) 24)) by now apply FLT_exp_valid.
  unfold binary32_average in *.
  set (p := binary32 (binary32 β * m)) in *.
  set (q := binary32 (binary32 (binary64 (1 - β)) * g)) in *.
  assert (Fp : generic_format radix2 (fexp (-149) 24) p)
    by (apply generic_format_round; [exact V|apply valid_rnd_N]).
  assert (Fq : generic_format radix2 (fexp (-149) 24) q)
    by (apply generic_format_round; [exact V|apply valid_rnd_N]).
  assert (B20 : bpow radix2 (-20) = / 1048576) by reflexivity.
  assert (B36 : bpow radix2 (-36) = / 68719476736) by reflexivity.
  assert (C20 : bpow radix2 20 = 1048576) by reflexivity.
  assert (C22 : bpow radix2 22 = 4194304) by reflexivity.
  destruct Hm as [Hm1 Hm2]. destruct Hg as [Hg1 Hg2].
  rewrite B20 in Hm1, Hg1. rewrite C20 in Hm2, Hg2.
  assert (Lp : bpow radix2 (-36) <= Rabs p).
  { apply (product_large _ (β * m)).
    - rewrite Rabs_mult, (Rabs_pos_eq β) by lra. exact Hp.
    - rewrite Rabs_mult, (Rabs_pos_eq β) by lra. rewrite B36. nra. }
  assert (Lq : bpow radix2 (-36) <= Rabs q).
  { apply (product_large _ ((1 - β) * g)).
    - rewrite Rabs_mult, (Rabs_pos_eq (1 - β)) by lra. exact Hq.
    - rewrite Rabs_mult, (Rabs_pos_eq (1 - β)) by lra. rewrite B36. nra. }
  destruct (multiple p Fp Lp) as [k Hk]. destruct (multiple q Fq Lq) as [l Hl].
  destruct (Req_dec (p + q) 0) as [E|E].
  - left. rewrite E. unfold binary32, rnd. apply round_0, valid_rnd_N.
  - right. split.
    + assert (Hsum : p + q = IZR (k + l) * bpow radix2 (-60))
        by (rewrite Hk, Hl at 1; rewrite plus_IZR; ring).
      assert (Hkl : (k + l <> 0)%Z)
        by (intros H0; apply E; rewrite Hsum, H0; ring).
      unfold binary32, rnd.
      apply abs_round_ge_generic; [exact V|apply valid_rnd_N| |].
      * apply generic_format_bpow. unfold FLT_exp. lia.
      * rewrite Hsum, Rabs_mult, (Rabs_pos_eq (bpow _ _)) by apply bpow_ge_0.
        rewrite <- (Rmult_1_l (bpow radix2 (-60))) at 1.
        apply Rmult_le_compat_r; [apply bpow_ge_0|].
        rewrite <- abs_IZR. apply IZR_le. lia.
    + rewrite C22. unfold magnitude in Herr. rewrite u_value in Herr.
      assert (T := Rabs_triang (binary32 (p + q) - (β * m + (1 - β) * g))
                     (β * m + (1 - β) * g)).
      replace (binary32 (p + q) - (β * m + (1 - β) * g) + (β * m + (1 - β) * g))
        with (binary32 (p + q)) in T by ring.
      assert (T2 := Rabs_triang (β * m) ((1 - β) * g)).
      rewrite !Rabs_mult, (Rabs_pos_eq β), (Rabs_pos_eq (1 - β)) in T2 by lra.
      assert (β * Rabs m <= 1048576) by nra.
      assert ((1 - β) * Rabs g <= 1048576) by nra. lra.
Qed.

(** ** The whole step *)

Section Step.

Variables η β2 p1 p2 ε v g : R.
Hypothesis Hβ2 : 1 / 16 <= β2 <= 16383 / 16384.
Hypothesis Hp1 : 0 <= p1 <= 16383 / 16384.
Hypothesis Hp2 : 0 <= p2 <= 16383 / 16384.
Hypothesis Hv : bpow radix2 (-40) <= v <= bpow radix2 40.
Hypothesis Hg : moderate g.
Hypothesis Hε : bpow radix2 (-60) <= ε <= 1 / 8.
Hypothesis Hη : bpow radix2 (-20) <= η <= 1.

Let D := sqrt ((β2 * v + (1 - β2) * (g * g)) / (1 - p2)) + ε.
Let rest m := exact_adam_rest η β2 p1 p2 ε m v g.

Lemma rest_factor : exists k, 0 < k /\ forall m, rest m = k * m.
Proof.
  assert (HD : 0 < D).
  { assert (P := sqrt_pos ((β2 * v + (1 - β2) * (g * g)) / (1 - p2))).
    assert (Q := bpow_gt_0 radix2 (-60)). unfold D. lra. }
  assert (Hη0 : 0 < η) by (assert (P := bpow_gt_0 radix2 (-20)); lra).
  exists (η / (1 - p1) / D). split.
  - apply Rdiv_lt_0_compat; [apply Rdiv_lt_0_compat; lra|exact HD].
  - intros m. unfold rest, exact_adam_rest. fold D. field. lra.
Qed.

Lemma rest_opp m :
  binary32_adam_rest η β2 p1 p2 ε (- m) v g
  = - binary32_adam_rest η β2 p1 p2 ε m v g.
Proof.
  unfold binary32_adam_rest. unfold Rdiv.
  rewrite Ropp_mult_distr_l_reverse, binary32_opp.
  rewrite Ropp_mult_distr_l_reverse, binary32_opp. apply product_opp.
Qed.

Lemma rest_square m :
  binary32_adam_rest η β2 p1 p2 ε m v g
  = binary32_adam_rest η β2 p1 p2 ε m v (Rabs g) /\
  rest m = exact_adam_rest η β2 p1 p2 ε m v (Rabs g).
Proof.
  assert (E : Rabs g * Rabs g = g * g).
  { rewrite <- Rabs_mult. apply Rabs_pos_eq, Rle_0_sqr. }
  unfold rest, binary32_adam_rest, exact_adam_rest. rewrite E. split; reflexivity.
Qed.

Lemma rest_error m :
  bpow radix2 (-60) <= Rabs m <= bpow radix2 22 ->
  Rabs (binary32_adam_rest η β2 p1 p2 ε m v g - rest m)
  <= (10 + / 4096) * u * Rabs (rest m).
Proof.
  destruct rest_factor as [k [Hk Hrest]].
  assert (B := bpow_gt_0 radix2 (-60)).
  assert (Hpos : forall x, 0 < x -> bpow radix2 (-60) <= x <= bpow radix2 22 ->
    Rabs (binary32_adam_rest η β2 p1 p2 ε x v g - rest x)
    <= (10 + / 4096) * u * Rabs (rest x)).
  { intros x Hx0 Hx. destruct (rest_square x) as [E1 E2].
    assert (Hne : rest x <> 0)
      by (rewrite Hrest; apply Rgt_not_eq, Rmult_lt_0_compat; assumption).
    rewrite E1. rewrite E2 in *.
    apply relative_to_absolute with (k := 40961); [exact Hne| |lra].
    apply relative_error_rest; try assumption; try now apply range_powerRZ.
    - now apply range_powerRZ_8.
    - now apply range_powerRZ_1. }
  intros Hm. destruct (Rlt_or_le 0 m) as [H|H].
  - rewrite Rabs_pos_eq in Hm by lra. now apply Hpos.
  - assert (Hne : m <> 0) by (intros ->; rewrite Rabs_R0 in Hm; lra).
    assert (E : Rabs m = - m) by (rewrite Rabs_left; lra). rewrite E in Hm.
    assert (HA := Hpos (- m) ltac:(lra) Hm).
    rewrite rest_opp in HA. rewrite (Hrest (- m)), (Hrest m) in *.
    replace (- binary32_adam_rest η β2 p1 p2 ε m v g - k * - m)
      with (- (binary32_adam_rest η β2 p1 p2 ε m v g - k * m)) in HA by ring.
    replace (k * - m) with (- (k * m)) in HA by ring.
    rewrite !Rabs_Ropp in HA. exact HA.
Qed.

Lemma step_error β1 m :
  1 / 16 <= β1 <= 16383 / 16384 -> moderate m ->
  Rabs (binary32_adam_step η β1 β2 p1 p2 ε m v g
        - exact_adam_step η β1 β2 p1 p2 ε m v g)
  <= (13 + / 512) * u * rest (magnitude β1 m g).
Proof.
  intros Hβ1 Hm. unfold binary32_adam_step, exact_adam_step.
  assert (Herr := average_error β1 m g Hβ1 Hm Hg).
  assert (Hr := average_range β1 m g Hβ1 Hm Hg).
  set (m' := binary32_average β1 m g) in *.
  set (n := β1 * m + (1 - β1) * g) in *. fold (rest n).
  assert (Hn : Rabs n <= magnitude β1 m g).
  { unfold n, magnitude. eapply Rle_trans; [apply Rabs_triang|].
    rewrite !Rabs_mult, (Rabs_pos_eq β1), (Rabs_pos_eq (1 - β1)); lra. }
  set (A := magnitude β1 m g) in *.
  destruct rest_factor as [k [Hk Hrest]].
  assert (HA : 0 <= A) by (assert (P := Rabs_pos n); lra).
  rewrite u_value in *.
  destruct Hr as [Hz|Hr].
  - rewrite Hz in *.
    assert (E : binary32_adam_rest η β2 p1 p2 ε 0 v g = 0).
    { unfold binary32_adam_rest. unfold Rdiv.
      assert (Z : binary32 0 = 0) by (apply round_0, valid_rnd_N).
      now rewrite !Rmult_0_l, Z, Rmult_0_l, Z, Rmult_0_r, Z. }
    rewrite E, !Hrest. replace (0 - k * n) with (k * (0 - n)) by ring.
    rewrite Rabs_mult, (Rabs_pos_eq k) by lra. nra.
  - assert (Hre := rest_error m' Hr). rewrite u_value in Hre. rewrite !Hrest in *.
    replace (binary32_adam_rest η β2 p1 p2 ε m' v g - k * n)
      with (binary32_adam_rest η β2 p1 p2 ε m' v g - k * m' + k * (m' - n)) by ring.
    eapply Rle_trans; [apply Rabs_triang|].
    rewrite Rabs_mult, (Rabs_pos_eq k) in Hre by lra.
    rewrite (Rabs_mult k), (Rabs_pos_eq k) by lra.
    assert (Hm' : Rabs m' <= Rabs (m' - n) + Rabs n).
    { replace m' with (m' - n + n) at 1 by ring. apply Rabs_triang. }
    set (x := Rabs (m' - n)) in *. set (y := Rabs m') in *.
    assert (k * x <= k * ((3 + / 2048) * / 16777216 * A))
      by (apply Rmult_le_compat_l; lra).
    assert (Hy : y <= (1 + (3 + / 2048) * / 16777216) * A) by lra.
    assert (k * y <= k * ((1 + (3 + / 2048) * / 16777216) * A))
      by (apply Rmult_le_compat_l; lra).
    assert (0 <= k * A) by (apply Rmult_le_pos; lra). lra.
Qed.

End Step.

(** The step that the rule takes at t + 1 is the exact step from m and v. *)
Lemma exact_adam_step_rule η β1 β2 ε m0 v0 g t :
  adam_step η β1 β2 0 ε m0 v0 g (S t)
  = exact_adam_step η β1 β2 (β1 ^ S t) (β2 ^ S t) ε
      (adam_m β1 m0 g t) (adam_v β2 v0 g t) (g (S t)).
Proof.
  unfold adam_step, exact_adam_step, exact_adam_rest, adam_n, adam_w, denominator.
  unfold adam_m at 1, adam_v at 1. cbn [average]. unfold squares at 2.
  now rewrite Rplus_0_r.
Qed.

Lemma power_range β t :
  1 / 16 <= β <= 16383 / 16384 -> 0 <= β ^ S t <= 16383 / 16384.
Proof.
  intros Hβ. split; [apply pow_le; lra|]. cbn [pow].
  assert (β ^ t <= 1 ^ t) by (apply pow_incr; lra). rewrite pow1 in *.
  assert (0 <= β ^ t) by (apply pow_le; lra). nra.
Qed.

(** The step errs by at most 13.002 u, relative to the step that |m| and |g|
    would give. *)
Theorem binary32_adam_step_error η β1 β2 ε m0 v0 g t :
  1 / 16 <= β1 <= 16383 / 16384 -> 1 / 16 <= β2 <= 16383 / 16384 ->
  let m := adam_m β1 m0 g t in
  let v := adam_v β2 v0 g t in
  moderate m -> moderate (g (S t)) -> bpow radix2 (-40) <= v <= bpow radix2 40 ->
  bpow radix2 (-60) <= ε <= 1 / 8 -> bpow radix2 (-20) <= η <= 1 ->
  Rabs (binary32_adam_step η β1 β2 (β1 ^ S t) (β2 ^ S t) ε m v (g (S t))
        - adam_step η β1 β2 0 ε m0 v0 g (S t))
  <= (13 + / 512) * u
     * exact_adam_step η β1 β2 (β1 ^ S t) (β2 ^ S t) ε
         (Rabs m) v (Rabs (g (S t))).
Proof.
  intros Hβ1 Hβ2 m v Hm Hg Hv Hε Hη. rewrite exact_adam_step_rule. fold m v.
  assert (H := step_error η β2 (β1 ^ S t) (β2 ^ S t) ε v (g (S t)) Hβ2
                 (power_range β1 t Hβ1) (power_range β2 t Hβ2) Hv Hg Hε Hη
                 β1 m Hβ1 Hm).
  eapply Rle_trans; [exact H|]. right. f_equal.
  unfold exact_adam_step, magnitude.
  exact (proj2 (rest_square η β2 (β1 ^ S t) (β2 ^ S t) ε v (g (S t))
                  (β1 * Rabs m + (1 - β1) * Rabs (g (S t))))).
Qed.

(** Where m and g have one sign, relative to the step itself. *)
Theorem binary32_adam_step_error_one_sign η β1 β2 ε m0 v0 g t :
  1 / 16 <= β1 <= 16383 / 16384 -> 1 / 16 <= β2 <= 16383 / 16384 ->
  let m := adam_m β1 m0 g t in
  let v := adam_v β2 v0 g t in
  moderate m -> moderate (g (S t)) -> bpow radix2 (-40) <= v <= bpow radix2 40 ->
  bpow radix2 (-60) <= ε <= 1 / 8 -> bpow radix2 (-20) <= η <= 1 ->
  0 < m * g (S t) ->
  Rabs (binary32_adam_step η β1 β2 (β1 ^ S t) (β2 ^ S t) ε m v (g (S t))
        - adam_step η β1 β2 0 ε m0 v0 g (S t))
  <= (13 + / 512) * u * Rabs (adam_step η β1 β2 0 ε m0 v0 g (S t)).
Proof.
  intros Hβ1 Hβ2 m v Hm Hg Hv Hε Hη Hsign.
  assert (H := binary32_adam_step_error η β1 β2 ε m0 v0 g t Hβ1 Hβ2 Hm Hg Hv Hε Hη).
  fold m v in H. eapply Rle_trans; [exact H|]. right. f_equal.
  rewrite exact_adam_step_rule. fold m v. unfold exact_adam_step.
  set (p1 := β1 ^ S t). set (p2 := β2 ^ S t).
  destruct (rest_factor η β2 p1 p2 ε v (g (S t)) (power_range β1 t Hβ1) Hε Hη)
    as [k [Hk Hrest]].
  destruct (rest_square η β2 p1 p2 ε v (g (S t))
              (β1 * Rabs m + (1 - β1) * Rabs (g (S t)))) as [_ <-].
  rewrite !Hrest, Rabs_mult, (Rabs_pos_eq k) by lra. f_equal.
  clearbody m. set (y := g (S t)) in *. clearbody y.
  unfold Rabs. repeat destruct Rcase_abs; nra.
Qed.

Lemma moderate_one : moderate 1.
Proof.
  unfold moderate. rewrite Rabs_R1. change 1 with (bpow radix2 0).
  split; apply bpow_le; lia.
Qed.

Example binary32_adam_step_error_example :
  Rabs (binary32_adam_step 1 (9 / 10) (99 / 100) ((9 / 10) ^ 1) ((99 / 100) ^ 1)
          (/ 1024) 1 1 (-1)
        - adam_step 1 (9 / 10) (99 / 100) 0 (/ 1024) 1 1 (fun _ => -1) 1)
  <= (13 + / 512) * u
     * exact_adam_step 1 (9 / 10) (99 / 100) ((9 / 10) ^ 1) ((99 / 100) ^ 1)
         (/ 1024) (Rabs 1) 1 (Rabs (-1)).
Proof.
  apply (binary32_adam_step_error 1 (9 / 10) (99 / 100) (/ 1024) 1 1
           (fun _ => -1) 0); cbn; try lra.
  - exact moderate_one.
  - apply (moderate_opp 1). exact moderate_one.
Qed.

Example binary32_adam_step_error_one_sign_example :
  Rabs (binary32_adam_step 1 (9 / 10) (99 / 100) ((9 / 10) ^ 1) ((99 / 100) ^ 1)
          (/ 1024) 1 1 1
        - adam_step 1 (9 / 10) (99 / 100) 0 (/ 1024) 1 1 (fun _ => 1) 1)
  <= (13 + / 512) * u
     * Rabs (adam_step 1 (9 / 10) (99 / 100) 0 (/ 1024) 1 1 (fun _ => 1) 1).
Proof.
  apply (binary32_adam_step_error_one_sign 1 (9 / 10) (99 / 100) (/ 1024) 1 1
           (fun _ => 1) 0); cbn; try lra; exact moderate_one.
Qed.
