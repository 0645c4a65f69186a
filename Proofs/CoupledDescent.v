(** What one preconditioned step does to a coupled quadratic.

    A step η p_i / D_i does not follow the gradient, as each coordinate has a
    divisor D_i of its own, and p need not be the gradient, but only close to it.
    The loss falls all the same, until it is as small as the steps allow. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum Average StepBound Coupled.
Open Scope R_scope.

(** ** One coordinate: g p / D is not much below g² / (2 D̄), although p may have
    the wrong sign where g is small. *)

Lemma square_share g Dbar E :
  0 < Dbar -> 0 <= E -> Rabs g <= Dbar -> Rabs g <= 2 * E -> g ^ 2 / (2 * Dbar) <= E.
Proof.
  intros HD HE H1 H2. apply Rmult_le_reg_r with (2 * Dbar); [lra|].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  rewrite <- pow2_abs. assert (P := Rabs_pos g).
  assert (Rabs g * Rabs g <= 2 * E * Dbar) by (apply Rmult_le_compat; lra). lra.
Qed.

Lemma coordinate_descent g p D Dbar U E :
  0 <= D <= Dbar -> 0 < Dbar -> 1 <= U -> 0 <= E ->
  Rabs p <= U * D -> Rabs (p - g) <= E -> Rabs g <= Dbar ->
  g ^ 2 / (2 * Dbar) - 2 * U * E <= g * (p / D) /\ (p / D) ^ 2 <= U ^ 2.
Proof.
  intros [HD0 HD] HDbar HU HE Hp Hpg Hg.
  assert (HUE : E <= U * E) by nra.
  assert (Hw : Rabs (p / D) <= U).
  { apply ratio_upper; [exact HD0|lra|]. intros Hp0. split; [|exact Hp].
    assert (0 < Rabs p) by now apply Rabs_pos_lt. nra. }
  split.
  2: { rewrite <- (pow2_abs (p / D)). apply pow_incr. split; [apply Rabs_pos|exact Hw]. }
  destruct (Rle_or_lt (Rabs g) (2 * E)) as [Hsmall|Hlarge].
  - assert (Hs := square_share g Dbar E HDbar HE Hg Hsmall).
    assert (Hsplit : - (E * U) <= g * (p / D)).
    { replace (g * (p / D)) with (p * (p / D) + - ((p - g) * (p / D))) by ring.
      assert (0 <= p * (p / D)).
      { unfold Rdiv. replace (p * (p * / D)) with (p * p * / D) by ring.
        apply Rmult_le_pos; [apply Rle_0_sqr|].
        destruct (Rle_lt_or_eq_dec 0 D HD0) as [H|H].
        - left. now apply Rinv_0_lt_compat.
        - rewrite <- H, Rinv_0. lra. }
      assert (Hx : Rabs ((p - g) * (p / D)) <= E * U)
        by (rewrite Rabs_mult; apply Rmult_le_compat; auto using Rabs_pos).
      assert (A := Rle_abs ((p - g) * (p / D))). lra. }
    lra.
  - (* p has the sign of g, and at least half its size. *)
    assert (Hgp : g ^ 2 / 2 <= g * p).
    { replace (g * p) with (g ^ 2 + g * (p - g)) by ring.
      assert (Hx : Rabs (g * (p - g)) <= Rabs g * (Rabs g / 2)).
      { rewrite Rabs_mult. apply Rmult_le_compat_l; [apply Rabs_pos|lra]. }
      assert (A := Rle_abs (- (g * (p - g)))). rewrite Rabs_Ropp in A.
      replace (Rabs g * (Rabs g / 2)) with (g ^ 2 / 2) in Hx
        by (rewrite <- (pow2_abs g); field). lra. }
    assert (Hgpos : 0 < Rabs g) by lra.
    assert (HDpos : 0 < D).
    { destruct (Rle_lt_or_eq_dec 0 D HD0) as [H|H]; [exact H|exfalso].
      rewrite <- H, Rmult_0_r in Hp. assert (P := Rabs_pos p).
      destruct (Req_dec p 0) as [Ep|Ep]; [|apply Rabs_pos_lt in Ep; lra].
      rewrite Ep, Rminus_0_l, Rabs_Ropp in Hpg. lra. }
    assert (Hi : / Dbar <= / D) by (apply Rinv_le_contravar; lra).
    assert (Hi0 : 0 < / Dbar) by now apply Rinv_0_lt_compat.
    assert (Hsq : 0 <= g ^ 2 / 2) by (assert (P := pow2_ge_0 g); lra).
    replace (g ^ 2 / (2 * Dbar)) with (g ^ 2 / 2 * / Dbar) by (field; lra).
    replace (g * (p / D)) with (g * p * / D) by (unfold Rdiv; ring).
    assert (g ^ 2 / 2 * / Dbar <= g * p * / D)
      by (apply Rmult_le_compat; lra).
    assert (0 <= 2 * U * E) by nra. lra.
Qed.

(** ** All coordinates *)

(** p and D belong to an inexact step from x with the rate η: U bounds |p| / D,
    E is the distance of p from the gradient, Dbar bounds the divisors. *)
Definition inexact_step (d : nat) (A : nat -> nat -> R) (η U E Dbar : R)
    (p D x x' : nat -> R) : Prop :=
  forall i, (1 <= i <= d)%nat ->
    x' i = x i - η * (p i / D i) /\
    0 <= D i <= Dbar /\ Rabs (p i) <= U * D i /\
    Rabs (p i - mul d A x i) <= E /\ Rabs (mul d A x i) <= Dbar.

Theorem inexact_descent d A ℓ L η U E Dbar p D x x' :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L -> 0 <= η -> 1 <= U -> 0 <= E -> 0 < Dbar ->
  inexact_step d A η U E Dbar p D x x' ->
  loss d A x' <= (1 - η * ℓ / Dbar) * loss d A x
                 + INR d * η * (2 * U * E + L * η * U ^ 2 / 2).
Proof.
  intros Hd Hℓ HA Hη HU HE HDbar H.
  assert (HL := ℓ_le_L d A ℓ L Hd HA). set (g := mul d A x) in *.
  assert (Hc : forall i, (1 <= i <= d)%nat ->
            g i ^ 2 / (2 * Dbar) - 2 * U * E <= g i * (p i / D i)
            /\ (p i / D i) ^ 2 <= U ^ 2).
  { intros i Hi. destruct (H i Hi) as [_ [H1 [H2 [H3 H4]]]].
    now apply coordinate_descent. }
  eapply Rle_trans.
  { apply (loss_step d A ℓ L HA x (fun i => η * (p i / D i))).
    intros i Hi. now apply H. }
  fold g.
  assert (H1 : η * (dot d g g / (2 * Dbar) - INR d * (2 * U * E))
               <= dot d (fun i => η * (p i / D i)) g).
  { unfold Rdiv at 1. rewrite (Rmult_comm (dot d g g)).
    unfold dot. rewrite <- sum_scale.
    replace (INR d * (2 * U * E)) with (- sum (fun _ => - (2 * U * E)) d)
      by (rewrite sum_const; ring).
    unfold Rminus. rewrite Ropp_involutive, <- sum_plus, <- sum_scale.
    apply sum_le. intros i Hi. destruct (Hc i Hi) as [H1 _].
    replace (η * (p i / D i) * g i) with (η * (g i * (p i / D i))) by ring.
    apply Rmult_le_compat_l; [exact Hη|].
    replace (/ (2 * Dbar) * (g i * g i) + - (2 * U * E))
      with (g i ^ 2 / (2 * Dbar) - 2 * U * E) by (unfold Rdiv; ring). exact H1. }
  assert (H2 : dot d (fun i => η * (p i / D i)) (fun i => η * (p i / D i))
               <= INR d * (η ^ 2 * U ^ 2)).
  { rewrite <- sum_const. apply sum_le. intros i Hi. destruct (Hc i Hi) as [_ H2].
    replace (η * (p i / D i) * (η * (p i / D i))) with (η ^ 2 * (p i / D i) ^ 2) by ring.
    apply Rmult_le_compat_l; [apply pow2_ge_0|exact H2]. }
  assert (H3 : η * (ℓ / Dbar * loss d A x) <= η * (dot d g g / (2 * Dbar))).
  { apply Rmult_le_compat_l; [exact Hη|].
    assert (G := gradient_lower d A ℓ L Hℓ HA x). fold g in G.
    replace (ℓ / Dbar * loss d A x) with (2 * ℓ * loss d A x * / (2 * Dbar))
      by (field; lra).
    apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|exact G]. }
  assert (H4 : L / 2 * dot d (fun i => η * (p i / D i)) (fun i => η * (p i / D i))
               <= L / 2 * (INR d * (η ^ 2 * U ^ 2)))
    by (apply Rmult_le_compat_l; lra).
  replace ((1 - η * ℓ / Dbar) * loss d A x)
    with (loss d A x - η * (ℓ / Dbar * loss d A x)) by (field; lra).
  replace (INR d * η * (2 * U * E + L * η * U ^ 2 / 2))
    with (η * (INR d * (2 * U * E)) + L / 2 * (INR d * (η ^ 2 * U ^ 2))) by field.
  lra.
Qed.

(** ** RMSprop, where p is the gradient *)

(** An average of numbers of at most V, from a start of at most V. *)
Lemma average_bounded ρ x0 x V t :
  0 <= ρ <= 1 -> x0 <= V -> (forall k, (1 <= k <= t)%nat -> x k <= V) ->
  average ρ x0 x t <= V.
Proof.
  intros Hρ H0 H. eapply Rle_trans; [now apply (average_upper ρ x0 x V)|].
  assert (P := pow_unit ρ t Hρ). nra.
Qed.

(** |g| ≤ D / √(1 − ρ) *)
Lemma rmsprop_gradient_bound ρ εr ε v0 g t :
  0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> (1 <= t)%nat ->
  Rabs (g t) <= / sqrt (1 - ρ) * denominator εr ε (rmsprop_v ρ v0 g t).
Proof.
  intros Hρ Hεr Hε Hv0 Ht. set (v := rmsprop_v ρ v0 g t).
  assert (Hs : 0 < sqrt (1 - ρ)) by (apply sqrt_lt_R0; lra).
  assert (Hnew : (1 - ρ) * g t ^ 2 <= v) by (apply rmsprop_v_newest; lra || lia).
  assert (Hroot : sqrt (1 - ρ) * Rabs (g t) <= sqrt v).
  { rewrite <- sqrt_Rsqr_abs, <- sqrt_mult_alt by lra.
    apply sqrt_le_1_alt. unfold Rsqr. lra. }
  assert (HD : sqrt v <= denominator εr ε v) by now apply denominator_sqrt.
  apply Rmult_le_reg_l with (sqrt (1 - ρ)); [exact Hs|].
  rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra. lra.
Qed.

(** |g| / D, how far a step goes for η = 1, is at most 1 / √(1 − ρ). *)
Lemma rmsprop_ratio_bound ρ εr ε v0 g t :
  0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> (1 <= t)%nat ->
  Rabs (g t / denominator εr ε (rmsprop_v ρ v0 g t)) <= / sqrt (1 - ρ).
Proof.
  intros Hρ Hεr Hε Hv0 Ht.
  assert (H := rmsprop_step_bound 1 ρ εr ε v0 g t ltac:(lra) Hρ Hεr Hε Hv0 Ht).
  unfold rmsprop_step in H. rewrite Rmult_1_l in H. unfold Rdiv at 2 in H. lra.
Qed.

(** Coordinates whose gradient exceeds L B / 2 lower the loss, with
    B = η / √(1 − ρ); the others raise it by at most d L B² / 2. *)
Theorem rmsprop_coupled_descent η ρ εr ε v0 d A ℓ L x g t :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  (forall t, 0 <= η t) -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  coupled_run d A (fun g t => rmsprop_step (η t) ρ εr ε v0 g t) x g ->
  let B := η (S t) / sqrt (1 - ρ) in
  let w i := Rabs (g (S t) i)
             / denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) (S t)) in
  loss d A (x (S t))
  <= loss d A (x t)
     - η (S t) * sum (fun i => w i * (Rabs (g (S t) i) - L * B / 2)) d /\
  loss d A (x (S t)) <= loss d A (x t) + INR d * (L * B ^ 2 / 2).
Proof.
  intros Hd Hℓ HA Hη Hρ Hεr Hε Hv0 Hrun B w.
  assert (HL := ℓ_le_L d A ℓ L Hd HA). specialize (Hη (S t)).
  assert (Hroot : 0 < sqrt (1 - ρ)) by (apply sqrt_lt_R0; lra).
  set (D i := denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) (S t))).
  assert (HD : forall i, 0 <= D i) by (intros i; now apply denominator_nonneg).
  assert (HiD : forall i, 0 <= / D i).
  { intros i. destruct (Rle_lt_or_eq_dec 0 (D i) (HD i)) as [H|H].
    - left. now apply Rinv_0_lt_compat.
    - rewrite <- H, Rinv_0. lra. }
  assert (Hw : forall i, 0 <= w i /\ η (S t) * w i <= B).
  { intros i. unfold w. fold (D i). split.
    - apply Rmult_le_pos; [apply Rabs_pos|apply HiD].
    - assert (H := rmsprop_ratio_bound ρ εr ε v0 (fun k => g k i) (S t)
                     Hρ Hεr Hε Hv0 ltac:(lia)). fold (D i) in H.
      unfold Rdiv in H. rewrite Rabs_mult, (Rabs_pos_eq (/ D i)) in H by apply HiD.
      now apply Rmult_le_compat_l. }
  assert (HB : 0 <= B) by (apply Rmult_le_pos; [lra|left; now apply Rinv_0_lt_compat]).
  (* A coordinate's share of the change. *)
  set (c i := - (η (S t) * w i) * Rabs (g (S t) i) + L / 2 * (η (S t) * w i) ^ 2).
  assert (Hstep : loss d A (x (S t)) <= loss d A (x t) + sum c d).
  { eapply Rle_trans.
    - apply (loss_step d A ℓ L HA (x t) (fun i => η (S t) * (g (S t) i / D i))).
      intros i Hi. destruct (Hrun t i Hi) as [_ ->]. reflexivity.
    - right. unfold Rminus. rewrite Rplus_assoc. f_equal.
      replace (- dot d (fun i => η (S t) * (g (S t) i / D i)) (mul d A (x t)))
        with (sum (fun i => -1 * (η (S t) * (g (S t) i / D i) * mul d A (x t) i)) d)
        by (rewrite sum_scale; unfold dot; ring).
      unfold dot. rewrite <- sum_scale, <- sum_plus. apply sum_ext. intros i Hi.
      destruct (Hrun t i Hi) as [<- _]. unfold c, w. fold (D i).
      assert (Esq : g (S t) i ^ 2 = Rabs (g (S t) i) ^ 2) by now rewrite pow2_abs.
      unfold Rdiv.
      replace (- (η (S t) * (Rabs (g (S t) i) * / D i)) * Rabs (g (S t) i))
        with (- (η (S t) * / D i * Rabs (g (S t) i) ^ 2)) by ring.
      replace ((η (S t) * (Rabs (g (S t) i) * / D i)) ^ 2)
        with ((η (S t) * / D i) ^ 2 * Rabs (g (S t) i) ^ 2) by ring.
      rewrite <- Esq. ring. }
  assert (HcB : forall i, 0 <= η (S t) * w i /\
            L / 2 * (η (S t) * w i) ^ 2 <= η (S t) * w i * (L * B / 2)).
  { intros i. destruct (Hw i) as [Hw0 HwB].
    assert (Hηw : 0 <= η (S t) * w i) by (apply Rmult_le_pos; lra). split; [exact Hηw|].
    replace (L / 2 * (η (S t) * w i) ^ 2)
      with (η (S t) * w i * (L / 2 * (η (S t) * w i))) by ring.
    apply Rmult_le_compat_l; [exact Hηw|].
    replace (L * B / 2) with (L / 2 * B) by field.
    apply Rmult_le_compat_l; lra. }
  split.
  - eapply Rle_trans; [exact Hstep|]. unfold Rminus. apply Rplus_le_compat_l.
    replace (- (η (S t) * sum (fun i => w i * (Rabs (g (S t) i) + - (L * B / 2))) d))
      with (sum (fun i => - η (S t) * (w i * (Rabs (g (S t) i) + - (L * B / 2)))) d)
      by (rewrite sum_scale; ring).
    apply sum_le. intros i _. destruct (HcB i) as [_ H]. unfold c. lra.
  - eapply Rle_trans; [exact Hstep|]. apply Rplus_le_compat_l.
    rewrite <- sum_const. apply sum_le. intros i _. destruct (Hw i) as [Hw0 HwB].
    destruct (HcB i) as [H0 H]. unfold c.
    assert (0 <= η (S t) * w i * Rabs (g (S t) i))
      by (apply Rmult_le_pos; [exact H0|apply Rabs_pos]).
    assert (η (S t) * w i * (L * B / 2) <= B * (L * B / 2)).
    { apply Rmult_le_compat_r; [|exact HwB].
      assert (0 <= L * B) by (apply Rmult_le_pos; lra). lra. }
    lra.
Qed.

(** So where coordinate j has a large gradient, against V, the largest square of
    its gradients so far, the step lowers the loss. *)
Theorem rmsprop_coupled_lowers η ρ εr ε v0 d A ℓ L x g t j V :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  (forall t, 0 <= η t) -> 0 < η (S t) -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  coupled_run d A (fun g t => rmsprop_step (η t) ρ εr ε v0 g t) x g ->
  (1 <= j <= d)%nat -> v0 <= V ->
  (forall k, (1 <= k <= S t)%nat -> g k j ^ 2 <= V) ->
  let B := η (S t) / sqrt (1 - ρ) in
  let G := Rabs (g (S t) j) in
  (INR d - 1) * (L * B / 2) / sqrt (1 - ρ)
  < G * (G - L * B / 2) / denominator εr ε V ->
  loss d A (x (S t)) < loss d A (x t).
Proof.
  intros Hd Hℓ HA Hη Hpos Hρ Hεr Hε Hv0 Hrun Hj HV HgV B G Hout.
  destruct (rmsprop_coupled_descent η ρ εr ε v0 d A ℓ L x g t
              Hd Hℓ HA Hη Hρ Hεr Hε Hv0 Hrun) as [H _].
  assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (Hroot : 0 < sqrt (1 - ρ)) by (apply sqrt_lt_R0; lra).
  assert (Hi : 0 < / sqrt (1 - ρ)) by now apply Rinv_0_lt_compat.
  set (D i := denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) (S t))).
  set (c i := Rabs (g (S t) i) / D i * (Rabs (g (S t) i) - L * B / 2)).
  set (m := L * B / 2 * / sqrt (1 - ρ)).
  assert (HB : 0 <= B) by (apply Rmult_le_pos; lra).
  assert (HLB : 0 <= L * B / 2) by (assert (0 <= L * B) by (apply Rmult_le_pos; lra); lra).
  assert (Hm : 0 <= m) by (apply Rmult_le_pos; lra).
  assert (HD : forall i, 0 <= D i) by (intros; now apply denominator_nonneg).
  (* No coordinate raises the loss by more than m. *)
  assert (Hc : forall i, 0 <= c i + m).
  { intros i. assert (HiD : 0 <= / D i).
    { destruct (Rle_lt_or_eq_dec 0 (D i) (HD i)) as [L1|L1].
      - left. now apply Rinv_0_lt_compat.
      - rewrite <- L1, Rinv_0. lra. }
    assert (Hw := rmsprop_ratio_bound ρ εr ε v0 (fun k => g k i) (S t)
                    Hρ Hεr Hε Hv0 ltac:(lia)). fold (D i) in Hw.
    unfold Rdiv in Hw. rewrite Rabs_mult, (Rabs_pos_eq (/ D i)) in Hw by exact HiD.
    assert (P := Rabs_pos (g (S t) i)). unfold c, m, Rdiv.
    set (w := Rabs (g (S t) i) * / D i) in *.
    assert (Hw0 : 0 <= w) by (apply Rmult_le_pos; lra).
    assert (0 <= w * Rabs (g (S t) i)) by (apply Rmult_le_pos; lra).
    assert (L * B / 2 * w <= L * B / 2 * / sqrt (1 - ρ))
      by (apply Rmult_le_compat_l; lra).
    unfold Rdiv in *. lra. }
  (* Coordinate j lowers it by more than all others can raise it. *)
  assert (HDj : D j <= denominator εr ε V).
  { apply denominator_le. apply average_bounded; [lra|exact HV|].
    intros k Hk. unfold squares. specialize (HgV k Hk). lra. }
  assert (Hd1 : 0 <= INR d - 1).
  { assert (1 <= INR d) by (replace 1 with (INR 1) by reflexivity; now apply le_INR). lra. }
  assert (HDV : 0 <= denominator εr ε V) by now apply denominator_nonneg.
  assert (Hleft : 0 <= (INR d - 1) * (L * B / 2) / sqrt (1 - ρ))
    by (repeat (lra || apply Rmult_le_pos)).
  assert (HG : 0 <= G) by apply Rabs_pos.
  assert (HDV' : 0 < denominator εr ε V).
  { destruct (Rle_lt_or_eq_dec _ _ HDV) as [L1|L1]; [exact L1|exfalso].
    rewrite <- L1 in Hout. unfold Rdiv at 3 in Hout. rewrite Rinv_0 in Hout. lra. }
  assert (HiV : 0 < / denominator εr ε V) by now apply Rinv_0_lt_compat.
  assert (HGpos : 0 < G * (G - L * B / 2)).
  { apply Rmult_lt_reg_r with (/ denominator εr ε V); [exact HiV|].
    unfold Rdiv in *. lra. }
  assert (HG0 : 0 < G) by (destruct (Rle_lt_or_eq_dec 0 G HG) as [L1|L1];
    [exact L1|rewrite <- L1 in HGpos; lra]).
  assert (HDj0 : 0 < D j).
  { assert (Hb := rmsprop_gradient_bound ρ εr ε v0 (fun k => g k j) (S t)
                    Hρ Hεr Hε Hv0 ltac:(lia)). cbv beta in Hb. fold (D j) G in Hb.
    destruct (Rle_lt_or_eq_dec 0 (D j) (HD j)) as [L1|L1]; [exact L1|].
    rewrite <- L1 in Hb. lra. }
  assert (Hcj : G * (G - L * B / 2) / denominator εr ε V <= c j).
  { unfold c. fold G. replace (G / D j * (G - L * B / 2))
      with (G * (G - L * B / 2) * / D j) by (unfold Rdiv; ring).
    apply Rmult_le_compat_l; [lra|]. apply Rinv_le_contravar; lra. }
  assert (Hsum : 0 < sum c d).
  { assert (T := sum_term (fun i => c i + m) d j (fun i _ => Hc i) Hj). cbv beta in T.
    rewrite sum_plus, sum_const in T.
    replace ((INR d - 1) * (L * B / 2) / sqrt (1 - ρ)) with ((INR d - 1) * m) in Hout
      by (unfold m, Rdiv; ring).
    lra. }
  assert (0 < η (S t) * sum c d) by now apply Rmult_lt_0_compat.
  change (loss d A (x (S t)) <= loss d A (x t) - η (S t) * sum c d) in H. lra.
Qed.

Example inexact_descent_example :
  inexact_step 2 two_one 1 1 0 3 (mul 2 two_one (fun _ => 1)) (fun _ => 3)
    (fun _ => 1) (fun _ => 0) /\
  loss 2 two_one (fun _ => 0)
  <= (1 - 1 * 1 / 3) * loss 2 two_one (fun _ => 1)
     + INR 2 * 1 * (2 * 1 * 0 + 3 * 1 * 1 ^ 2 / 2).
Proof.
  assert (H : inexact_step 2 two_one 1 1 0 3 (mul 2 two_one (fun _ => 1)) (fun _ => 3)
                (fun _ => 1) (fun _ => 0)).
  { intros i Hi.
    assert (E : mul 2 two_one (fun _ => 1) i = 3).
    { assert (Ei : i = 1%nat \/ i = 2%nat) by lia. destruct Ei as [-> | ->]; cbn; ring. }
    rewrite E. rewrite (Rabs_pos_eq 3) by lra.
    replace (3 - 3) with 0 by ring. rewrite Rabs_R0.
    repeat split; try lra. }
  split; [exact H|].
  exact (inexact_descent 2 two_one 1 3 1 1 0 3 _ _ _ _ ltac:(lia) ltac:(lra)
           two_one_definite ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) H).
Qed.

Example rmsprop_coupled_descent_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (rmsprop_step 1 (3 / 4) 0 0 0) x g /\
    loss 2 two_one (x 1%nat)
    <= loss 2 two_one (x O) + INR 2 * (3 * (1 / sqrt (1 - 3 / 4)) ^ 2 / 2).
Proof.
  destruct (coupled_run_exists 2 two_one (rmsprop_step 1 (3 / 4) 0 0 0) (fun _ => 5)
              (rmsprop_causal (fun _ => 1) _ _ _ _)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  apply (rmsprop_coupled_descent (fun _ => 1) (3 / 4) 0 0 0 2 two_one 1 3 x g 0);
    try lra; try lia; try exact two_one_definite; try exact H. intros; lra.
Qed.

Example rmsprop_coupled_lowers_example :
  exists x g, x O = (fun _ => 1) /\
    coupled_run 2 two_one (rmsprop_step (/ 4) (3 / 4) 0 0 0) x g /\
    loss 2 two_one (x 1%nat) < loss 2 two_one (x O).
Proof.
  destruct (coupled_run_exists 2 two_one (rmsprop_step (/ 4) (3 / 4) 0 0 0) (fun _ => 1)
              (rmsprop_causal (fun _ => / 4) _ _ _ _)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  assert (Hg : g 1%nat 1%nat = 3).
  { destruct (H 0%nat 1%nat ltac:(lia)) as [-> _]. rewrite H0. cbn. ring. }
  assert (Hs : sqrt (1 - 3 / 4) = / 2).
  { replace (1 - 3 / 4) with ((/ 2) ^ 2) by field. apply sqrt_pow2. lra. }
  assert (HD : denominator 0 0 9 = 3).
  { unfold denominator. replace (9 + 0) with (3 ^ 2) by ring.
    rewrite sqrt_pow2 by lra. ring. }
  apply (rmsprop_coupled_lowers (fun _ => / 4) (3 / 4) 0 0 0 2 two_one 1 3 x g 0 1 9);
    try lra; try lia; try exact two_one_definite; try exact H.
  - intros. lra.
  - intros k Hk. replace k with 1%nat by lia. rewrite Hg. lra.
  - rewrite Hg, Rabs_pos_eq, Hs, HD by lra. cbn [INR]. lra.
Qed.
