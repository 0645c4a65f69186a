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
