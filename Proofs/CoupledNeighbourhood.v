(** Runs of inexact preconditioned steps on a coupled quadratic: how far up they
    can go, and how far down they come. RMSprop, Adam and AMSGrad are such runs.

    While the loss is at most F, gradients are at most √(2 L F), and so divisors
    at most D̄(F), which grows like √F. So the loss falls where it is large. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum Average StepBound.
From RMSpec Require Import Coupled CoupledDescent.
Open Scope R_scope.

(** Each step is inexact, with a largest divisor that depends on the largest
    loss so far. *)
Definition inexact_run (d : nat) (A : nat -> nat -> R) (η : nat -> R) (U : R)
    (E : nat -> R) (Dbar : R -> R) (p D z : nat -> nat -> R) : Prop :=
  forall t F, (forall k, (k <= t)%nat -> loss d A (z k) <= F) ->
  inexact_step d A (η (S t)) U (E (S t)) (Dbar F) (p (S t)) (D (S t)) (z t) (z (S t)).

(** With rates of at most η, β for the averaging of gradients and U for the
    largest |p| / D, k sets the scale: it falls to 0 with η, and with it N. *)
Definition coupled_k (d : nat) (ℓ L η U β : R) : R :=
  INR d * η * U ^ 2 * (L / ℓ) * (1 / 2 + 2 * sqrt (INR d) * (β / (1 - β))).

(** Solves k (a + √(2 L N)) ≤ N. *)
Definition coupled_N (L k a : R) : R := Rmax (2 * k * a) (8 * L * k ^ 2).

(** How far p is from the gradient, at most. *)
Definition coupled_E (d : nat) (L η U β : R) : R :=
  L * sqrt (INR d) * U * η * (β / (1 - β)).

(** A geometric decrease by q per step falls below any δ. *)
Lemma decrease_time q f δ n :
  0 < q <= 1 -> 0 <= f -> 0 < δ -> ln (f / δ) / q <= INR n -> (1 - q) ^ n * f <= δ.
Proof.
  intros Hq Hf Hδ Hn.
  assert (Hpow : (1 - q) ^ n <= exp (- (q * INR n))).
  { clear Hn. induction n as [|n IH].
    - cbn. rewrite Rmult_0_r, Ropp_0, exp_0. lra.
    - rewrite S_INR. cbn [pow].
      replace (- (q * (INR n + 1))) with (- q + - (q * INR n)) by ring.
      rewrite exp_plus. assert (H := exp_ineq1_le (- q)).
      apply Rmult_le_compat; [lra|apply pow_le; lra|lra|exact IH]. }
  destruct (Rle_lt_or_eq_dec 0 f Hf) as [H|H]; [|rewrite <- H; lra].
  assert (Hr : 0 < f / δ) by (apply Rdiv_lt_0_compat; lra).
  assert (Hln : ln (f / δ) <= q * INR n).
  { apply Rmult_le_compat_l with (r := q) in Hn; [|lra].
    replace (q * (ln (f / δ) / q)) with (ln (f / δ)) in Hn by (field; lra). exact Hn. }
  assert (Hexp : exp (- (q * INR n)) <= / (f / δ)).
  { rewrite <- (exp_ln (f / δ)) by exact Hr. rewrite <- exp_Ropp.
    destruct (Rle_lt_or_eq_dec _ _ Hln) as [Hl|Hl].
    - left. apply exp_increasing. lra.
    - rewrite Hl. lra. }
  apply Rle_trans with (/ (f / δ) * f).
  - apply Rmult_le_compat_r; lra.
  - right. field. lra.
Qed.

Section Run.

Variable d : nat.
Variable A : nat -> nat -> R.
Variables ℓ L : R.
Hypothesis Hd : (1 <= d)%nat.
Hypothesis Hℓ : 0 < ℓ.
Hypothesis HA : definite d A ℓ L.

Variables η E : nat -> R.
Variables η0 U β a c : R.
Variable Dbar : R -> R.
Variables p D z : nat -> nat -> R.
Hypothesis Hη0 : 0 < η0.
Hypothesis Hη : forall t, 0 <= η t <= η0.
Hypothesis HU : 1 <= U.
Hypothesis Hβ : 0 <= β < 1.
Hypothesis HE : forall t, 0 <= E t <= coupled_E d L η0 U β.
Hypothesis Hc : 1 <= c.
Hypothesis Hlow : forall F, 0 <= F -> sqrt (2 * L * F) <= Dbar F.
Hypothesis Hup : forall F, 0 <= F -> Dbar F <= c * (a + sqrt (2 * L * F)).
Hypothesis Hrun : inexact_run d A η U E Dbar p D z.

Let k := coupled_k d ℓ L η0 U β.
Let N := coupled_N L (c * k) a.
Let F := Rmax (loss d A (z O)) N.

Lemma d_positive : 1 <= INR d.
Proof. replace 1 with (INR 1) by reflexivity. now apply le_INR. Qed.

(** What a step can add, for the largest rate. *)
Lemma k_meaning :
  INR d * (2 * U * coupled_E d L η0 U β + L * η0 * U ^ 2 / 2) = ℓ * k.
Proof. unfold k, coupled_k, coupled_E. field. lra. Qed.

Lemma k_lower : L * η0 / 2 <= ℓ * k.
Proof.
  rewrite <- k_meaning. assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (HD := d_positive). destruct (HE 0) as [E1 E2].
  assert (H1 : 0 <= 2 * U * coupled_E d L η0 U β) by nra.
  assert (H2 : L * η0 / 2 <= L * η0 * U ^ 2 / 2).
  { assert (0 <= L * η0) by nra. assert (1 <= U ^ 2) by nra. nra. }
  assert (0 <= L * η0) by nra. nra.
Qed.

Lemma k_positive : 0 < k.
Proof.
  assert (H := k_lower). assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (0 < L * η0) by nra.
  apply Rmult_lt_reg_l with ℓ; lra.
Qed.

Lemma F_nonneg : 0 <= F.
Proof.
  eapply Rle_trans; [exact (loss_nonneg d A ℓ L Hℓ HA (z 0%nat))|apply Rmax_l].
Qed.

Lemma F_large : 2 * (c * k) * a <= F /\ 8 * L * (c * k) ^ 2 <= F.
Proof.
  assert (N <= F) by apply Rmax_r.
  assert (H1 := Rmax_l (2 * (c * k) * a) (8 * L * (c * k) ^ 2)).
  assert (H2 := Rmax_r (2 * (c * k) * a) (8 * L * (c * k) ^ 2)).
  unfold N, coupled_N in *. lra.
Qed.

(** The neighbourhood where nothing is certain ends below F. *)
Lemma F_closes : k * Dbar F <= F.
Proof.
  assert (HF := F_nonneg). destruct F_large as [F1 F2].
  assert (HL := ℓ_le_L d A ℓ L Hd HA). assert (Hk := k_positive).
  assert (Hck : 0 < c * k) by nra.
  assert (Hroot : c * k * sqrt (2 * L * F) <= F / 2).
  { apply Rsqr_incr_0_var; [|lra]. unfold Rsqr.
    replace (c * k * sqrt (2 * L * F) * (c * k * sqrt (2 * L * F)))
      with ((c * k) ^ 2 * (sqrt (2 * L * F) * sqrt (2 * L * F))) by ring.
    rewrite sqrt_sqrt by nra.
    replace ((c * k) ^ 2 * (2 * L * F)) with (8 * L * (c * k) ^ 2 * (F / 4)) by field.
    replace (F / 2 * (F / 2)) with (F * (F / 4)) by field.
    apply Rmult_le_compat_r; lra. }
  assert (H := Hup F HF). apply Rmult_le_compat_l with (r := k) in H; [|lra].
  lra.
Qed.

(** There the divisors exceed the rates by far. *)
Lemma Dbar_large : 2 * (η0 * ℓ) <= Dbar F.
Proof.
  destruct F_large as [_ F2]. assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (Hk := k_positive). assert (HF := F_nonneg).
  eapply Rle_trans; [|exact (Hlow F HF)].
  rewrite <- (sqrt_pow2 (2 * (η0 * ℓ))) by nra. apply sqrt_le_1_alt.
  assert (H1 : η0 / 2 <= c * k).
  { assert (H := k_lower). assert (η0 / 2 <= k); [|nra].
    apply Rmult_le_reg_l with L; [lra|]. nra. }
  assert (H2 : (η0 / 2) ^ 2 <= (c * k) ^ 2) by (apply pow_incr; lra).
  assert (H3 : 2 * L * (8 * L * (c * k) ^ 2) <= 2 * L * F)
    by (apply Rmult_le_compat_l; lra).
  assert (H4 : 16 * L ^ 2 * (η0 / 2) ^ 2 <= 16 * L ^ 2 * (c * k) ^ 2)
    by (apply Rmult_le_compat_l; [nra|exact H2]).
  assert (H5 : (η0 * ℓ) ^ 2 <= (η0 * L) ^ 2) by (apply pow_incr; nra).
  nra.
Qed.

Lemma Dbar_positive : 0 < Dbar F.
Proof. assert (H := Dbar_large). assert (0 < η0 * ℓ) by nra. lra. Qed.

(** The share of the loss that step t takes away. *)
Let q t := η t * ℓ / Dbar F.

Lemma q_unit t : 0 <= q t <= 1 / 2.
Proof.
  assert (HD := Dbar_positive). assert (HD' := Dbar_large). destruct (Hη t) as [H0 H1].
  unfold q. split.
  - apply Rmult_le_pos; [nra|left; now apply Rinv_0_lt_compat].
  - apply Rmult_le_reg_r with (Dbar F); [exact HD|].
    unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
    assert (η t * ℓ <= η0 * ℓ) by (apply Rmult_le_compat_r; lra). lra.
Qed.

(** One step, as long as the loss has stayed below F. *)
Lemma run_step t :
  (forall n, (n <= t)%nat -> loss d A (z n) <= F) ->
  loss d A (z (S t))
  <= (1 - q (S t)) * loss d A (z t)
     + INR d * η (S t) * (2 * U * E (S t) + L * η (S t) * U ^ 2 / 2).
Proof.
  intros H. destruct (HE (S t)) as [E1 _]. destruct (Hη (S t)) as [H1 _].
  apply (inexact_descent d A ℓ L (η (S t)) U (E (S t)) (Dbar F) (p (S t)) (D (S t)));
    try assumption; [exact Dbar_positive|now apply Hrun].
Qed.

Lemma run_step_share t :
  (forall n, (n <= t)%nat -> loss d A (z n) <= F) ->
  loss d A (z (S t))
  <= (1 - q (S t)) * loss d A (z t) + q (S t) * (k * Dbar F).
Proof.
  intros H. eapply Rle_trans; [now apply run_step|]. apply Rplus_le_compat_l.
  assert (HD := Dbar_positive). assert (HL := ℓ_le_L d A ℓ L Hd HA).
  unfold q. replace (η (S t) * ℓ / Dbar F * (k * Dbar F)) with (η (S t) * (ℓ * k))
    by (field; lra).
  rewrite <- k_meaning. destruct (Hη (S t)) as [H1 H2]. destruct (HE (S t)) as [E1 E2].
  replace (INR d * η (S t) * (2 * U * E (S t) + L * η (S t) * U ^ 2 / 2))
    with (η (S t) * (INR d * (2 * U * E (S t) + L * η (S t) * U ^ 2 / 2))) by ring.
  apply Rmult_le_compat_l; [exact H1|]. apply Rmult_le_compat_l; [apply pos_INR|].
  assert (2 * U * E (S t) <= 2 * U * coupled_E d L η0 U β)
    by (apply Rmult_le_compat_l; lra).
  assert (L * U ^ 2 * η (S t) <= L * U ^ 2 * η0)
    by (apply Rmult_le_compat_l; [nra|exact H2]).
  lra.
Qed.

Lemma run_trapped t : loss d A (z t) <= F.
Proof.
  assert (H : forall n, (n <= t)%nat -> loss d A (z n) <= F).
  { induction t as [|m IH].
    - intros n Hn. replace n with O by lia. apply Rmax_l.
    - intros n Hn. destruct (Nat.eq_dec n (S m)) as [->|Hne]; [|apply IH; lia].
      eapply Rle_trans; [apply run_step_share, IH|].
      assert (Hq := q_unit (S m)). assert (Hm := IH m (le_n m)).
      assert (Hk := F_closes).
      assert ((1 - q (S m)) * loss d A (z m) <= (1 - q (S m)) * F)
        by (apply Rmult_le_compat_l; lra).
      assert (q (S m) * (k * Dbar F) <= q (S m) * F)
        by (apply Rmult_le_compat_l; lra).
      lra. }
  now apply H.
Qed.

(** With a constant rate the loss comes down to k D̄ geometrically. *)
Lemma run_enters :
  (forall t, η t = η0) ->
  let r := η0 * ℓ / Dbar F in
  0 < r <= 1 / 2 /\
  (forall n, loss d A (z n) <= (1 - r) ^ n * loss d A (z O) + k * Dbar F) /\
  (forall δ n, 0 < δ -> ln (loss d A (z O) / δ) / r <= INR n ->
     loss d A (z n) <= k * Dbar F + δ).
Proof.
  intros Hconst r. assert (HD := Dbar_positive).
  assert (Hr : forall t, q t = r) by (intros t; unfold q, r; now rewrite Hconst).
  assert (Hr1 : 0 < r <= 1 / 2).
  { assert (H := q_unit 0). rewrite Hr in H. split; [|lra].
    apply Rdiv_lt_0_compat; [nra|exact HD]. }
  assert (Hall : forall n,
            loss d A (z n) <= (1 - r) ^ n * loss d A (z O) + k * Dbar F).
  { assert (Hk := k_positive). induction n as [|n IH].
    - cbn [pow]. assert (0 < k * Dbar F) by nra. lra.
    - eapply Rle_trans; [apply run_step_share; intros; apply run_trapped|].
      rewrite Hr. cbn [pow].
      apply Rmult_le_compat_l with (r := 1 - r) in IH; [|lra]. lra. }
  split; [exact Hr1|]. split; [exact Hall|].
  intros δ n Hδ Hn. assert (H := Hall n).
  assert (Hf := loss_nonneg d A ℓ L Hℓ HA (z O)).
  assert (Ht := decrease_time r (loss d A (z O)) δ n ltac:(lra) Hf Hδ Hn). lra.
Qed.

End Run.
