(** Sums over the steps 1, ..., t. *)

From Coq Require Import Reals Lra Lia.
Open Scope R_scope.

Fixpoint sum (f : nat -> R) (t : nat) : R :=
  match t with
  | O => 0
  | S k => sum f k + f t
  end.

Lemma sum_ext f h t :
  (forall k, (1 <= k <= t)%nat -> f k = h k) -> sum f t = sum h t.
Proof.
  induction t as [|t IH]; intros H; [reflexivity|].
  cbn [sum]. rewrite IH by (intros; apply H; lia).
  rewrite (H (S t)) by lia. reflexivity.
Qed.

Lemma sum_scale c f t : sum (fun k => c * f k) t = c * sum f t.
Proof. induction t as [|t IH]; cbn [sum]; [|rewrite IH]; ring. Qed.

Lemma sum_plus f h t : sum (fun k => f k + h k) t = sum f t + sum h t.
Proof. induction t as [|t IH]; cbn [sum]; [|rewrite IH]; ring. Qed.

Lemma sum_le f h t :
  (forall k, (1 <= k <= t)%nat -> f k <= h k) -> sum f t <= sum h t.
Proof.
  induction t as [|t IH]; intros H; cbn [sum]; [lra|].
  apply Rplus_le_compat; [apply IH; intros; apply H; lia|apply H; lia].
Qed.

Lemma sum_const c t : sum (fun _ => c) t = INR t * c.
Proof.
  induction t as [|t IH]; [cbn; ring|]. cbn [sum]. rewrite IH, S_INR. ring.
Qed.

Lemma sum_nonneg f t :
  (forall k, (1 <= k <= t)%nat -> 0 <= f k) -> 0 <= sum f t.
Proof.
  intros H. replace 0 with (sum (fun _ => 0) t) by (rewrite sum_const; ring).
  now apply sum_le.
Qed.

(** Cauchy and Schwarz, in the form that needs no root. *)
Lemma sum_cauchy_schwarz f h t :
  sum (fun k => f k * h k) t ^ 2
  <= sum (fun k => f k ^ 2) t * sum (fun k => h k ^ 2) t.
Proof.
  induction t as [|t IH]; cbn [sum]; [lra|].
  set (A := sum (fun k => f k ^ 2) t) in *.
  set (B := sum (fun k => h k ^ 2) t) in *.
  set (P := sum (fun k => f k * h k) t) in *.
  assert (HA : 0 <= A) by (apply sum_nonneg; intros; apply pow2_ge_0).
  assert (HB : 0 <= B) by (apply sum_nonneg; intros; apply pow2_ge_0).
  set (a := f (S t)). set (b := h (S t)).
  assert (Hcross : 2 * P * (a * b) <= A * b ^ 2 + a ^ 2 * B).
  { assert (HX : (P * (a * b)) ^ 2 <= (A * b ^ 2) * (a ^ 2 * B)).
    { replace ((P * (a * b)) ^ 2) with (P ^ 2 * (a * b) ^ 2) by ring.
      replace (A * b ^ 2 * (a ^ 2 * B)) with (A * B * (a * b) ^ 2) by ring.
      apply Rmult_le_compat_r; [apply pow2_ge_0|exact IH]. }
    assert (H1 : 0 <= A * b ^ 2) by (apply Rmult_le_pos; [lra|apply pow2_ge_0]).
    assert (H2 : 0 <= a ^ 2 * B) by (apply Rmult_le_pos; [apply pow2_ge_0|lra]).
    set (X := P * (a * b)) in *.
    set (Y := A * b ^ 2) in *. set (Z := a ^ 2 * B) in *.
    replace (2 * P * (a * b)) with (2 * X) by (unfold X; ring).
    destruct (Rle_or_lt (2 * X) (Y + Z)) as [H|H]; [exact H|exfalso].
    assert (0 <= (Y - Z) ^ 2) by apply pow2_ge_0. nra. }
  replace ((P + a * b) ^ 2)
    with (P ^ 2 + 2 * P * (a * b) + a ^ 2 * b ^ 2) by ring.
  replace ((A + a ^ 2) * (B + b ^ 2))
    with (A * B + (A * b ^ 2 + a ^ 2 * B) + a ^ 2 * b ^ 2) by ring.
  lra.
Qed.

Lemma naturals_unbounded B : exists n, B < INR n.
Proof.
  exists (Z.to_nat (up (Rabs B))). destruct (archimed (Rabs B)) as [H _].
  assert (P := Rabs_pos B). assert (L := Rle_abs B).
  assert (Hz : (0 <= up (Rabs B))%Z) by (apply le_IZR; lra).
  rewrite INR_IZR_INZ, Z2Nat.id by exact Hz. lra.
Qed.

Lemma sum_first f t : sum f (S t) = f 1%nat + sum (fun k => f (S k)) t.
Proof.
  induction t as [|t IH]; [cbn; ring|].
  change (sum f (S (S t))) with (sum f (S t) + f (S (S t))).
  rewrite IH. cbn [sum]. ring.
Qed.

(** The terms in the opposite order. *)
Lemma sum_reverse f t : sum (fun k => f (t + 1 - k)%nat) t = sum f t.
Proof.
  induction t as [|t IH]; [reflexivity|].
  rewrite sum_first. cbn [sum]. rewrite <- IH.
  replace (S t + 1 - 1)%nat with (S t) by lia.
  apply Rplus_comm.
Qed.
