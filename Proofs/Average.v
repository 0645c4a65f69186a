(** What an exponential moving average is: all inputs, with weights that fall
    off geometrically. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Sum.
Open Scope R_scope.

(** The closed form: step k counts (1 − ρ) ρ^(t−k), the start counts ρ^t. *)
Theorem average_closed_form ρ x0 x t :
  average ρ x0 x t
  = ρ ^ t * x0 + (1 - ρ) * sum (fun k => ρ ^ (t - k) * x k) t.
Proof.
  induction t as [|t IH]; [cbn; ring|].
  cbn [average]. rewrite IH. cbn [sum].
  rewrite (sum_ext (fun k => ρ ^ (S t - k) * x k)
                   (fun k => ρ * (ρ ^ (t - k) * x k)) t).
  - rewrite sum_scale. replace (S t - S t)%nat with O by lia. cbn [pow]. ring.
  - intros k Hk. replace (S t - k)%nat with (S (t - k)) by lia. cbn [pow]. ring.
Qed.

(** The same for RMSprop's v. *)
Theorem rmsprop_v_closed_form ρ v0 g t :
  rmsprop_v ρ v0 g t
  = ρ ^ t * v0 + (1 - ρ) * sum (fun k => ρ ^ (t - k) * g k ^ 2) t.
Proof.
  unfold rmsprop_v. rewrite average_closed_form. do 2 f_equal.
  apply sum_ext. intros k _. unfold squares. ring.
Qed.

(** The weights of steps 1, ..., t sum to 1 − ρ^t: what the bias correction
    divides by. *)
Theorem average_weights ρ t :
  (1 - ρ) * sum (fun k => ρ ^ (t - k)) t = 1 - ρ ^ t.
Proof.
  assert (H : average ρ 1 (fun _ => 1) t = 1)
    by (induction t as [|t IH]; [reflexivity|cbn [average]; rewrite IH; ring]).
  rewrite average_closed_form in H.
  rewrite (sum_ext _ (fun k => ρ ^ (t - k))) in H by (intros; ring).
  lra.
Qed.

Lemma pow_unit ρ t : 0 <= ρ <= 1 -> 0 <= ρ ^ t <= 1.
Proof.
  intros H. induction t as [|t IH]; cbn [pow]; [lra|nra].
Qed.

Lemma pow_below_one ρ t : 0 <= ρ < 1 -> (1 <= t)%nat -> ρ ^ t < 1.
Proof.
  intros H Ht. destruct t as [|t]; [lia|].
  assert (Hp := pow_unit ρ t). cbn [pow]. nra.
Qed.

Lemma pow_decreasing β s t : 0 <= β <= 1 -> (s <= t)%nat -> β ^ t <= β ^ s.
Proof.
  intros Hβ H. replace t with (s + (t - s))%nat by lia. rewrite pow_add.
  assert (H1 := pow_unit β s Hβ). assert (H2 := pow_unit β (t - s) Hβ). nra.
Qed.

(** An average of numbers below B is below its share of x0 and B. *)
Lemma average_upper ρ x0 x B t :
  0 <= ρ <= 1 -> (forall k, (1 <= k <= t)%nat -> x k <= B) ->
  average ρ x0 x t <= ρ ^ t * x0 + (1 - ρ ^ t) * B.
Proof.
  intros Hρ. induction t as [|t IH]; intros H; [cbn; lra|].
  cbn [average pow].
  assert (IH' := IH (fun k Hk => H k ltac:(lia))).
  assert (Hx := H (S t) ltac:(lia)).
  assert (ρ * average ρ x0 x t <= ρ * (ρ ^ t * x0 + (1 - ρ ^ t) * B)) by nra.
  assert ((1 - ρ) * x (S t) <= (1 - ρ) * B) by nra.
  lra.
Qed.

Lemma average_lower ρ x0 x B t :
  0 <= ρ <= 1 -> (forall k, (1 <= k <= t)%nat -> B <= x k) ->
  ρ ^ t * x0 + (1 - ρ ^ t) * B <= average ρ x0 x t.
Proof.
  intros Hρ. induction t as [|t IH]; intros H; [cbn; lra|].
  cbn [average pow].
  assert (IH' := IH (fun k Hk => H k ltac:(lia))).
  assert (Hx := H (S t) ltac:(lia)).
  assert (ρ * (ρ ^ t * x0 + (1 - ρ ^ t) * B) <= ρ * average ρ x0 x t) by nra.
  assert ((1 - ρ) * B <= (1 - ρ) * x (S t)) by nra.
  lra.
Qed.

Lemma average_nonneg ρ x0 x t :
  0 <= ρ <= 1 -> 0 <= x0 -> (forall k, 0 <= x k) -> 0 <= average ρ x0 x t.
Proof.
  intros Hρ H0 Hx. induction t as [|t IH]; cbn [average]; [lra|].
  specialize (Hx (S t)). nra.
Qed.

Lemma squares_nonneg g k : 0 <= squares g k.
Proof. unfold squares. nra. Qed.

Lemma rmsprop_v_nonneg ρ v0 g t :
  0 <= ρ <= 1 -> 0 <= v0 -> 0 <= rmsprop_v ρ v0 g t.
Proof. intros. apply average_nonneg; auto using squares_nonneg. Qed.

(** The newest gradient alone contributes (1 − ρ) g². *)
Lemma rmsprop_v_newest ρ v0 g t :
  0 <= ρ <= 1 -> 0 <= v0 -> (1 <= t)%nat ->
  (1 - ρ) * g t ^ 2 <= rmsprop_v ρ v0 g t.
Proof.
  intros Hρ Hv Ht. destruct t as [|t]; [lia|].
  unfold rmsprop_v. cbn [average]. fold (rmsprop_v ρ v0 g t).
  assert (H := rmsprop_v_nonneg ρ v0 g t Hρ Hv). unfold squares. nra.
Qed.

(** v from step N on is that of the later gradients, started at v_N. *)
Lemma rmsprop_v_shift ρ v0 g N t :
  rmsprop_v ρ (rmsprop_v ρ v0 g N) (fun k => g (N + k)%nat) t
  = rmsprop_v ρ v0 g (N + t).
Proof.
  unfold rmsprop_v. induction t as [|t IH]; [now rewrite Nat.add_0_r|].
  rewrite Nat.add_succ_r. cbn [average]. rewrite IH. unfold squares.
  now rewrite Nat.add_succ_r.
Qed.
