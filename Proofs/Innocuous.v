(** Small formats emulated through binary32: rounding twice does no harm.

    The general lemmas are Pierre Roux's, in Flocq's Prop.Double_rounding. They
    do not cover the bfloat16 product, whose exponent range leaves binary32 no
    room; [mul_innocuous_even] does. *)

From Coq Require Import Reals Lra Lia ZArith.
From Flocq Require Import Core Double_rounding.
From RMSpec Require Import Rounding.
Open Scope R_scope.

(** The operation is computed in binary32 and its result rounded to the small
    format; it is as if it were rounded once. *)
Definition innocuous (emin prec : Z) (exact : R) : Prop :=
  rnd emin prec (binary32 exact) = rnd emin prec exact.

(** A product needs prec' ≥ 2 prec and emin' ≤ emin − 2 prec: if its 2 prec
    bits do not fit above emin', it is so small that both ways give 0. *)
Theorem mul_innocuous_even emin prec emin' prec' x y :
  (0 < prec)%Z -> (emin' <= emin - 2 * prec)%Z -> (2 * prec <= prec')%Z ->
  in_format emin prec x -> in_format emin prec y ->
  rnd emin prec (rnd emin' prec' (x * y)) = rnd emin prec (x * y).
Proof.
  intros Hp He Hp' [[mx ex] Hx Hmx Hex] [[my ey] Hy Hmy Hey].
  cbn [Fnum Fexp] in *.
  assert (Hprod : x * y = F2R (Float radix2 (mx * my) (ex + ey))).
  { rewrite Hx, Hy. unfold F2R. cbn [Fnum Fexp].
    rewrite mult_IZR, bpow_plus. ring. }
  assert (Hm : (Z.abs (mx * my) < 2 ^ (2 * prec))%Z).
  { rewrite Z.abs_mul. replace (2 * prec)%Z with (prec + prec)%Z by lia.
    rewrite Z.pow_add_r by lia. change (radix_val radix2) with 2%Z in *. nia. }
  destruct (Z_le_gt_dec emin' (ex + ey)) as [Hfit|Hlow].
  - (* The product is exact in the large format. *)
    rewrite (rnd_exact emin' prec' (x * y)); [reflexivity|lia|].
    apply (FLT_spec _ _ _ _ (Float radix2 (mx * my) (ex + ey)));
      cbn [Fnum Fexp]; [exact Hprod| |lia].
    change (radix_val radix2) with 2%Z.
    eapply Z.lt_le_trans; [exact Hm|]. apply Z.pow_le_mono_r; lia.
  - (* The product is below half the smallest subnormal number. *)
    assert (Hsmall : Rabs (x * y) <= bpow radix2 (emin - 1)).
    { rewrite Hprod, <- F2R_Zabs. left.
      apply Rlt_le_trans with (F2R (Float radix2 (2 ^ (2 * prec)) (ex + ey))).
      - apply F2R_lt. exact Hm.
      - unfold F2R. cbn [Fnum Fexp].
        change (2 ^ (2 * prec))%Z with (radix_val radix2 ^ (2 * prec))%Z.
        rewrite IZR_Zpower by lia. rewrite <- bpow_plus. apply bpow_le. lia. }
    rewrite (rnd_tiny emin prec (x * y)) by (assumption || lia).
    apply rnd_tiny; [lia|].
    assert (Hp0 : Prec_gt_0 prec') by (unfold Prec_gt_0; lia).
    unfold rnd. apply abs_round_le_generic.
    + now apply FLT_exp_valid.
    + apply valid_rnd_N.
    + apply generic_format_bpow. unfold FLT_exp. lia.
    + exact Hsmall.
Qed.

Lemma p24 : Prec_gt_0 24. Proof. reflexivity. Qed.

Theorem add_innocuous emin prec x y :
  (0 < prec)%Z -> (-149 <= emin)%Z -> (2 * prec + 1 <= 24)%Z ->
  in_format emin prec x -> in_format emin prec y ->
  innocuous emin prec (x + y).
Proof.
  intros Hp He H Hx Hy.
  apply (@round_round_plus_FLT radix2 emin prec (-149) 24 Hp p24);
    assumption.
Qed.

Theorem sub_innocuous emin prec x y :
  (0 < prec)%Z -> (-149 <= emin)%Z -> (2 * prec + 1 <= 24)%Z ->
  in_format emin prec x -> in_format emin prec y ->
  innocuous emin prec (x - y).
Proof.
  intros Hp He H Hx Hy.
  apply (@round_round_minus_FLT radix2 emin prec (-149) 24 Hp p24);
    assumption.
Qed.

Theorem mul_innocuous emin prec x y :
  (0 < prec)%Z -> (-149 <= emin - 2 * prec)%Z -> (2 * prec <= 24)%Z ->
  in_format emin prec x -> in_format emin prec y ->
  innocuous emin prec (x * y).
Proof. intros. apply mul_innocuous_even; assumption. Qed.

Theorem div_innocuous emin prec x y :
  (0 < prec)%Z -> (-149 <= emin - prec - 2)%Z -> (2 * prec <= 24)%Z -> y <> 0 ->
  in_format emin prec x -> in_format emin prec y ->
  innocuous emin prec (x / y).
Proof.
  intros Hp He H H0 Hx Hy.
  apply (@round_round_div_FLT radix2 emin prec (-149) 24 Hp p24);
    try assumption. now exists 1%Z.
Qed.

Theorem sqrt_innocuous emin prec x :
  (0 < prec)%Z -> (-149 <= emin - prec - 2)%Z -> (emin <= 0)%Z ->
  (2 * prec + 2 <= 24)%Z ->
  in_format emin prec x ->
  innocuous emin prec (sqrt x).
Proof.
  intros Hp He H0 H Hx.
  apply (@round_round_sqrt_FLT radix2 emin prec (-149) 24 Hp p24);
    try assumption. now left.
Qed.

(** All five operations of a format at once. *)
Definition all_innocuous (emin prec : Z) : Prop :=
  forall x y, in_format emin prec x -> in_format emin prec y ->
    innocuous emin prec (x + y) /\ innocuous emin prec (x - y) /\
    innocuous emin prec (x * y) /\
    (y <> 0 -> innocuous emin prec (x / y)) /\
    innocuous emin prec (sqrt x).

Lemma all_innocuous_intro emin prec :
  (0 < prec)%Z -> (-149 <= emin - 2 * prec)%Z -> (-149 <= emin - prec - 2)%Z ->
  (emin <= 0)%Z -> (2 * prec + 2 <= 24)%Z ->
  all_innocuous emin prec.
Proof.
  intros Hp He1 He2 H0 H x y Hx Hy. repeat split.
  - apply add_innocuous; assumption || lia.
  - apply sub_innocuous; assumption || lia.
  - apply mul_innocuous; assumption || lia.
  - intros Hy0. apply div_innocuous; assumption || lia.
  - apply sqrt_innocuous; assumption || lia.
Qed.

Theorem binary16_innocuous : all_innocuous (-24) 11.
Proof. apply all_innocuous_intro; lia. Qed.

Theorem bfloat16_innocuous : all_innocuous (-133) 8.
Proof. apply all_innocuous_intro; lia. Qed.

Theorem e4m3_innocuous : all_innocuous (-9) 4.
Proof. apply all_innocuous_intro; lia. Qed.

Theorem e5m2_innocuous : all_innocuous (-16) 3.
Proof. apply all_innocuous_intro; lia. Qed.

Lemma in_format_one emin prec : (0 < prec)%Z -> (emin <= 0)%Z -> in_format emin prec 1.
Proof.
  intros Hp He. apply (FLT_spec _ _ _ _ (Float radix2 1 0)).
  - unfold F2R. cbn. ring.
  - cbn [Fnum]. change (Z.abs 1) with 1%Z. now apply Zpower_gt_1.
  - exact He.
Qed.

Example mul_innocuous_even_example :
  bfloat16 (binary32 (1 * 1)) = bfloat16 (1 * 1).
Proof. apply mul_innocuous_even; try lia; apply in_format_one; lia. Qed.

Example add_innocuous_example : innocuous (-24) 11 (1 + 1).
Proof. apply add_innocuous; try lia; apply in_format_one; lia. Qed.

Example sub_innocuous_example : innocuous (-24) 11 (1 - 1).
Proof. apply sub_innocuous; try lia; apply in_format_one; lia. Qed.

Example mul_innocuous_example : innocuous (-133) 8 (1 * 1).
Proof. apply mul_innocuous; try lia; apply in_format_one; lia. Qed.

Example div_innocuous_example : innocuous (-133) 8 (1 / 1).
Proof. apply div_innocuous; try lia; try lra; apply in_format_one; lia. Qed.

Example sqrt_innocuous_example : innocuous (-24) 11 (sqrt 1).
Proof. apply sqrt_innocuous; try lia; apply in_format_one; lia. Qed.
