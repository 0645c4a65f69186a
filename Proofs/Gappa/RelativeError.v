(** Relative errors in binary32, in units of its unit roundoff. *)

From Coq Require Import Reals Lra Lia ZArith.
From Flocq Require Import Core Relative Plus_error.
From RMSpec Require Import Rounding.
Open Scope R_scope.

Definition binary64 := rnd (-1074) 53.

(** The unit roundoff of binary32. *)
Definition u := bpow radix2 (-24).

Lemma relative_to_absolute a b k c :
  b <> 0 -> - k * powerRZ 2 (-36) <= (a - b) / b <= k * powerRZ 2 (-36) ->
  k = c * 4096 -> Rabs (a - b) <= c * u * Rabs b.
Proof.
  intros Hb H Hk. replace (a - b) with ((a - b) / b * b) by (field; exact Hb).
  rewrite Rabs_mult. apply Rmult_le_compat_r; [apply Rabs_pos|].
  assert (E : k * powerRZ 2 (-36) = c * u).
  { change 2 with (IZR radix2). rewrite <- bpow_powerRZ, Hk. unfold u.
    replace 4096 with (bpow radix2 12) by reflexivity.
    rewrite Rmult_assoc, <- bpow_plus. reflexivity. }
  rewrite <- E. apply Rabs_le. lra.
Qed.

Lemma binary32_opp x : binary32 (- x) = - binary32 x.
Proof. apply round_NE_opp. Qed.

Lemma range_powerRZ a b x :
  bpow radix2 a <= x <= bpow radix2 b -> powerRZ 2 a <= x <= powerRZ 2 b.
Proof. now rewrite !bpow_powerRZ. Qed.

Lemma range_powerRZ_1 a x : bpow radix2 a <= x <= 1 -> powerRZ 2 a <= x <= 1.
Proof. now rewrite bpow_powerRZ. Qed.

Lemma range_powerRZ_8 a x :
  bpow radix2 a <= x <= 1 / 8 -> powerRZ 2 a <= x <= 1 / 8.
Proof. now rewrite bpow_powerRZ. Qed.

(** Numbers whose squares, quotients and roots neither overflow nor underflow. *)
Definition ordinary (x : R) : Prop :=
  bpow radix2 (-30) <= Rabs x <= bpow radix2 30.

Definition ordinary_square (x : R) : Prop :=
  bpow radix2 (-60) <= x <= bpow radix2 60.

Lemma ordinary_one : ordinary 1.
Proof.
  unfold ordinary. rewrite Rabs_R1. change 1 with (bpow radix2 0).
  split; apply bpow_le; lia.
Qed.

Lemma ordinary_square_one : ordinary_square 1.
Proof.
  unfold ordinary_square. change 1 with (bpow radix2 0).
  split; apply bpow_le; lia.
Qed.

Lemma u_value : u = / 16777216.
Proof. reflexivity. Qed.

(** The sum of two numbers of the format is off by a factor, also where it is
    subnormal. *)
Lemma plus_error x y :
  generic_format radix2 (fexp (-149) 24) x ->
  generic_format radix2 (fexp (-149) 24) y ->
  Rabs (binary32 (x + y) - (x + y)) <= u * Rabs (x + y).
Proof.
  intros Hx Hy. assert (P : Prec_gt_0 24) by reflexivity.
  destruct (@FLT_plus_error_N_ex radix2 (-149) 24 P (fun n => negb (Z.even n))
              x y Hx Hy) as [δ [Hδ Heq]].
  unfold binary32, rnd. rewrite Heq.
  replace ((x + y) * (1 + δ) - (x + y)) with (δ * (x + y)) by ring.
  rewrite Rabs_mult. apply Rmult_le_compat_r; [apply Rabs_pos|].
  eapply Rle_trans; [exact Hδ|]. unfold u_ro. rewrite u_value. cbn. lra.
Qed.

Lemma binary32_is_format x : generic_format radix2 (fexp (-149) 24) (binary32 x).
Proof.
  assert (P : Prec_gt_0 24) by reflexivity.
  apply generic_format_round; [now apply FLT_exp_valid|apply valid_rnd_N].
Qed.

(** The new parameter: the error of the step, and half an ulp. *)
Theorem binary32_update_error θ s s' e :
  is_binary32 θ -> is_binary32 s' -> Rabs (s' - s) <= e ->
  Rabs (binary32 (θ - s') - (θ - s)) <= u * Rabs (θ - s) + (1 + u) * e.
Proof.
  intros Hθ Hs He.
  assert (H : Rabs (binary32 (θ + - s') - (θ + - s')) <= u * Rabs (θ + - s')).
  { apply plus_error; [now apply generic_format_FLT|].
    apply generic_format_opp. now apply generic_format_FLT. }
  fold (θ - s') in H. rewrite u_value in *.
  assert (T1 : Rabs (θ - s') <= Rabs (θ - s) + Rabs (s' - s)).
  { replace (θ - s') with (θ - s + - (s' - s)) by ring.
    eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_Ropp. lra. }
  replace (binary32 (θ - s') - (θ - s))
    with (binary32 (θ - s') - (θ - s') + - (s' - s)) by ring.
  eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_Ropp. lra.
Qed.

Example binary32_update_error_example :
  Rabs (binary32 (1 - / 2) - (1 - / 3)) <= u * Rabs (1 - / 3) + (1 + u) * / 6.
Proof.
  apply binary32_update_error.
  - apply (FLT_spec _ _ _ _ (Float radix2 1 0));
      [unfold F2R; cbn; ring|..]; cbn; lia.
  - apply (FLT_spec _ _ _ _ (Float radix2 1 (-1)));
      [unfold F2R; cbn; lra|..]; cbn; lia.
  - rewrite Rabs_pos_eq; lra.
Qed.
