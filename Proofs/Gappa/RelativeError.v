(** Relative errors in binary32, in units of its unit roundoff. *)

From Coq Require Import Reals Lra Lia ZArith.
From Flocq Require Import Core.
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
