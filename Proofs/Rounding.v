(** Rounding to a binary format, to nearest, ties to even.

    A format is given by its precision [prec] and the exponent [emin] of its
    smallest subnormal number, as in Flocq's FLT: underflow is gradual, and
    overflow, NaN and the sign of zero are left out. *)

From Coq Require Import Reals Lra Lia ZArith.
From Flocq Require Import Core.
Open Scope R_scope.

Notation fexp emin prec := (FLT_exp emin prec).

Definition rnd (emin prec : Z) (x : R) : R :=
  round radix2 (fexp emin prec) ZnearestE x.

Definition in_format (emin prec : Z) (x : R) : Prop :=
  FLT_format radix2 emin prec x.

(** ** The formats *)

Definition binary32 := rnd (-149) 24.
Definition binary16 := rnd (-24) 11.
Definition bfloat16 := rnd (-133) 8.
Definition e4m3 := rnd (-9) 4.
Definition e5m2 := rnd (-16) 3.

Definition is_binary32 := in_format (-149) 24.
Definition is_binary16 := in_format (-24) 11.
Definition is_bfloat16 := in_format (-133) 8.
Definition is_e4m3 := in_format (-9) 4.
Definition is_e5m2 := in_format (-16) 3.

(** ** Computing a rounding *)

Lemma nearest_tie n :
  ZnearestE (IZR n + / 2) = if Z.even n then n else (n + 1)%Z.
Proof.
  unfold Znearest.
  assert (Hf : Zfloor (IZR n + / 2) = n)
    by (apply Zfloor_imp; rewrite plus_IZR; lra).
  assert (Hc : Zceil (IZR n + / 2) = (n + 1)%Z).
  { apply Zceil_imp. replace (n + 1 - 1)%Z with n by lia.
    rewrite plus_IZR. lra. }
  rewrite Hf, Hc.
  replace (IZR n + / 2 - IZR n) with (/ 2) by ring.
  rewrite Rcompare_Eq by reflexivity. now destruct (Z.even n).
Qed.

Lemma nearest_small x : Rabs x <= / 2 -> ZnearestE x = 0%Z.
Proof.
  intros H. destruct (Rle_lt_or_eq_dec _ _ H) as [L|E].
  - apply Znearest_imp. now rewrite Rminus_0_r.
  - unfold Rabs in E. destruct (Rcase_abs x).
    + replace x with (IZR (-1) + / 2) by lra. now rewrite nearest_tie.
    + replace x with (IZR 0 + / 2) by lra. now rewrite nearest_tie.
Qed.

(** The number of binary exponent e - 1 rounds as its scaled mantissa does. *)
Lemma rnd_at emin prec x e n c :
  bpow radix2 (e - 1) <= Rabs x < bpow radix2 e ->
  c = Z.max (e - prec) emin ->
  ZnearestE (x * bpow radix2 (- c)) = n ->
  rnd emin prec x = IZR n * bpow radix2 c.
Proof.
  intros He Hc Hn. unfold rnd, round, scaled_mantissa, cexp, F2R. cbn.
  rewrite (mag_unique radix2 x e He).
  unfold FLT_exp. rewrite <- Hc, Hn. reflexivity.
Qed.

(** At most half the smallest subnormal number rounds to 0. *)
Lemma rnd_tiny emin prec z :
  (0 < prec)%Z -> Rabs z <= bpow radix2 (emin - 1) -> rnd emin prec z = 0.
Proof.
  intros Hp Hz. destruct (Req_dec z 0) as [->|Hnz].
  { unfold rnd. apply round_0. apply valid_rnd_N. }
  unfold rnd, round, scaled_mantissa, cexp.
  assert (Hm : (mag radix2 z <= emin)%Z).
  { apply mag_le_bpow; [exact Hnz|].
    eapply Rle_lt_trans; [exact Hz|]. apply bpow_lt. lia. }
  assert (He : FLT_exp emin prec (mag radix2 z) = emin)
    by (unfold FLT_exp; lia).
  rewrite He. rewrite nearest_small.
  - apply F2R_0.
  - rewrite Rabs_mult, (Rabs_pos_eq (bpow radix2 _)) by apply bpow_ge_0.
    apply Rle_trans with (bpow radix2 (emin - 1) * bpow radix2 (- emin)).
    + apply Rmult_le_compat_r; [apply bpow_ge_0|exact Hz].
    + rewrite <- bpow_plus. replace (emin - 1 + - emin)%Z with (-1)%Z by lia.
      cbn. lra.
Qed.

(** What is in a format rounds to itself. *)
Lemma rnd_exact emin prec x :
  (0 < prec)%Z -> in_format emin prec x -> rnd emin prec x = x.
Proof.
  intros Hp Hx. unfold rnd. apply round_generic; [apply valid_rnd_N|].
  apply generic_format_FLT. exact Hx.
Qed.
