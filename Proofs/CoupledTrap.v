(** RMSprop on a coupled quadratic: the loss stays in a trap, and comes down to
    a neighbourhood of 0 that shrinks with the learning rate. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum Average StepBound StepFloor.
From RMSpec Require Import Coupled CoupledDescent CoupledNeighbourhood.
Open Scope R_scope.

(** ** Divisors *)

Lemma denominator_plus εr ε v X q :
  0 <= εr -> 0 <= v -> 0 <= X -> q <= v + X ->
  denominator εr ε q <= denominator εr ε v + sqrt X.
Proof.
  intros Hεr Hv HX Hq. unfold denominator.
  assert (sqrt (q + εr) <= sqrt (v + εr) + sqrt X); [|lra].
  assert (P1 := sqrt_pos (v + εr)). assert (P2 := sqrt_pos X).
  rewrite <- (sqrt_pow2 (sqrt (v + εr) + sqrt X)) by lra. apply sqrt_le_1_alt.
  assert (E1 := sqrt_sqrt (v + εr) ltac:(lra)). assert (E2 := sqrt_sqrt X HX). nra.
Qed.

Lemma Rmax_plus v X : 0 <= v -> 0 <= X -> Rmax v X <= v + X.
Proof. intros. apply Rmax_lub; lra. Qed.

(** 1 / √(1 − ρ) *)
Lemma rmsprop_U ρ : 0 <= ρ < 1 -> 1 <= / sqrt (1 - ρ).
Proof.
  intros Hρ. rewrite <- Rinv_1 at 1. apply Rinv_le_contravar.
  - apply sqrt_lt_R0. lra.
  - rewrite <- sqrt_1 at 2. apply sqrt_le_1_alt. lra.
Qed.

Lemma rmsprop_U_square ρ : 0 <= ρ < 1 -> (/ sqrt (1 - ρ)) ^ 2 = / (1 - ρ).
Proof.
  intros Hρ. assert (Hs : 0 < sqrt (1 - ρ)) by (apply sqrt_lt_R0; lra).
  rewrite pow_inv, <- Rsqr_pow2, Rsqr_sqrt by lra. reflexivity.
Qed.

(** ** Runs *)

(** While the loss is at most F, v is at most max(v0, 2 L F). *)
Lemma v_coupled d A ℓ L ρ v0 (x g : nat -> nat -> R) t F i :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L -> 0 <= ρ < 1 -> (1 <= i <= d)%nat ->
  (forall k, (k <= t)%nat -> g (S k) i = mul d A (x k) i) ->
  (forall k, (k <= t)%nat -> loss d A (x k) <= F) ->
  rmsprop_v ρ v0 (fun k => g k i) (S t) <= Rmax v0 (2 * L * F).
Proof.
  intros Hd Hℓ HA Hρ Hi Hg HF. apply average_bounded; [lra|apply Rmax_l|].
  intros n Hn. eapply Rle_trans; [|apply Rmax_r].
  destruct n as [|n]; [lia|]. unfold squares.
  rewrite (Hg n) by lia. specialize (HF n ltac:(lia)).
  assert (G := gradient_upper d A ℓ L Hd Hℓ HA (x n)).
  assert (T := dot_term d (mul d A (x n)) i Hi). assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (2 * L * loss d A (x n) <= 2 * L * F) by (apply Rmult_le_compat_l; lra). lra.
Qed.

(** The divisors then. *)
Definition rmsprop_Dbar (εr ε v0 L F : R) : R :=
  denominator εr ε (Rmax v0 (2 * L * F)).

Section RMSprop.

Variable d : nat.
Variable A : nat -> nat -> R.
Variables ℓ L : R.
Hypothesis Hd : (1 <= d)%nat.
Hypothesis Hℓ : 0 < ℓ.
Hypothesis HA : definite d A ℓ L.

Variable η : nat -> R.
Variables ρ εr ε v0 : R.
Variables x g : nat -> nat -> R.
Hypothesis Hρ : 0 <= ρ < 1.
Hypothesis Hεr : 0 <= εr.
Hypothesis Hε : 0 <= ε.
Hypothesis Hv0 : 0 <= v0.

Lemma rmsprop_Dbar_low F : 0 <= F -> sqrt (2 * L * F) <= rmsprop_Dbar εr ε v0 L F.
Proof.
  intros HF. eapply Rle_trans; [apply (denominator_sqrt εr ε); assumption|].
  apply denominator_le, Rmax_r.
Qed.

Lemma rmsprop_Dbar_up F :
  0 <= F -> rmsprop_Dbar εr ε v0 L F <= 1 * (denominator εr ε v0 + sqrt (2 * L * F)).
Proof.
  intros HF. rewrite Rmult_1_l. assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (0 <= 2 * L * F) by nra.
  apply denominator_plus; try assumption. now apply Rmax_plus.
Qed.

Hypothesis Hrun : coupled_run d A (fun g t => rmsprop_step (η t) ρ εr ε v0 g t) x g.

Lemma rmsprop_v_coupled t F i :
  (1 <= i <= d)%nat -> (forall k, (k <= t)%nat -> loss d A (x k) <= F) ->
  rmsprop_v ρ v0 (fun k => g k i) (S t) <= Rmax v0 (2 * L * F).
Proof.
  intros Hi HF. apply (v_coupled d A ℓ L ρ v0 x g); try assumption.
  intros n Hn. now apply Hrun.
Qed.

Lemma rmsprop_inexact :
  inexact_run d A η (/ sqrt (1 - ρ)) (fun _ => 0) (rmsprop_Dbar εr ε v0 L)
    g (fun t i => denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) t)) x.
Proof.
  intros t F HF i Hi. destruct (Hrun t i Hi) as [Hg Hx].
  assert (HF0 : 0 <= F).
  { eapply Rle_trans; [exact (loss_nonneg d A ℓ L Hℓ HA (x t))|apply HF; lia]. }
  split; [exact Hx|]. split; [split|split; [|split]].
  - now apply denominator_nonneg.
  - apply denominator_le. now apply rmsprop_v_coupled.
  - apply (rmsprop_gradient_bound ρ εr ε v0 (fun k => g k i)); assumption || lia.
  - rewrite Hg, Rminus_eq_0, Rabs_R0. lra.
  - eapply Rle_trans; [|now apply rmsprop_Dbar_low].
    apply (gradient_entry d A ℓ L Hd Hℓ HA); [exact Hi|apply HF; lia].
Qed.

End RMSprop.

(** k for RMSprop. *)
Definition rmsprop_k (d : nat) (ℓ L η ρ : R) : R :=
  INR d * L * η / (2 * ℓ * (1 - ρ)).

Lemma rmsprop_k_meaning d ℓ L η ρ :
  0 < ℓ -> 0 <= ρ < 1 ->
  rmsprop_k d ℓ L η ρ = coupled_k d ℓ L η (/ sqrt (1 - ρ)) 0.
Proof.
  intros Hℓ Hρ. unfold rmsprop_k, coupled_k. rewrite rmsprop_U_square by exact Hρ.
  field. lra.
Qed.

Lemma rmsprop_no_error d L η U t : 0 <= (fun _ : nat => 0) t <= coupled_E d L η U 0.
Proof. unfold coupled_E, Rdiv. lra. Qed.

(** With rates of at most η0. *)
Theorem rmsprop_coupled_trapped η η0 ρ εr ε v0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η0 -> (forall t, 0 <= η t <= η0) -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  coupled_run d A (fun g t => rmsprop_step (η t) ρ εr ε v0 g t) x g ->
  forall t, loss d A (x t)
    <= Rmax (loss d A (x O))
         (coupled_N L (rmsprop_k d ℓ L η0 ρ) (denominator εr ε v0)).
Proof.
  intros Hd Hℓ HA Hη0 Hη Hρ Hεr Hε Hv0 Hrun t.
  rewrite rmsprop_k_meaning by assumption.
  rewrite <- (Rmult_1_l (coupled_k d ℓ L η0 (/ sqrt (1 - ρ)) 0)).
  apply (run_trapped d A ℓ L Hd Hℓ HA η (fun _ => 0) η0 (/ sqrt (1 - ρ)) 0
    (denominator εr ε v0) 1 (rmsprop_Dbar εr ε v0 L) g
    (fun t i => denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) t)) x);
    try assumption; try lra.
  - now apply rmsprop_U.
  - apply rmsprop_no_error.
  - intros F. now apply rmsprop_Dbar_low.
  - intros F. now apply (rmsprop_Dbar_up d A ℓ L).
  - now apply (rmsprop_inexact d A ℓ L).
Qed.

(** With a constant rate: geometrically down to k D̄, and how long that takes. *)
Theorem rmsprop_coupled_enters η ρ εr ε v0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  coupled_run d A (rmsprop_step η ρ εr ε v0) x g ->
  let k := rmsprop_k d ℓ L η ρ in
  let F := Rmax (loss d A (x O)) (coupled_N L k (denominator εr ε v0)) in
  let Dbar := denominator εr ε (Rmax v0 (2 * L * F)) in
  let q := η * ℓ / Dbar in
  0 < q <= 1 / 2 /\
  (forall n, loss d A (x n) <= (1 - q) ^ n * loss d A (x O) + k * Dbar) /\
  (forall δ n, 0 < δ -> ln (loss d A (x O) / δ) / q <= INR n ->
     loss d A (x n) <= k * Dbar + δ).
Proof.
  intros Hd Hℓ HA Hη Hρ Hεr Hε Hv0 Hrun k F Dbar q.
  unfold q, Dbar, F, k. rewrite rmsprop_k_meaning by assumption.
  assert (H := run_enters d A ℓ L Hd Hℓ HA (fun _ => η) (fun _ => 0) η
    (/ sqrt (1 - ρ)) 0 (denominator εr ε v0) 1 (rmsprop_Dbar εr ε v0 L) g
    (fun t i => denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) t)) x).
  rewrite Rmult_1_l in H. apply H; try assumption; try lra; try reflexivity.
  - intros. lra.
  - now apply rmsprop_U.
  - apply rmsprop_no_error.
  - intros F'. now apply rmsprop_Dbar_low.
  - intros F'. now apply (rmsprop_Dbar_up d A ℓ L).
  - now apply (rmsprop_inexact d A ℓ L).
Qed.

Example rmsprop_coupled_trapped_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (rmsprop_step 1 (3 / 4) 0 0 0) x g /\
    loss 2 two_one (x 10%nat)
    <= Rmax (loss 2 two_one (x O))
         (coupled_N 3 (rmsprop_k 2 1 3 1 (3 / 4)) (denominator 0 0 0)).
Proof.
  destruct (coupled_run_exists 2 two_one (rmsprop_step 1 (3 / 4) 0 0 0) (fun _ => 5)
              (rmsprop_causal (fun _ => 1) _ _ _ _)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  apply (rmsprop_coupled_trapped (fun _ => 1) 1 (3 / 4) 0 0 0 2 two_one 1 3 x g);
    try lra; try lia; try exact two_one_definite; try exact H. intros; lra.
Qed.

Example rmsprop_coupled_enters_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (rmsprop_step 1 (3 / 4) 0 0 0) x g /\
    exists C, forall δ, 0 < δ -> exists n, loss 2 two_one (x n) <= C + δ.
Proof.
  destruct (coupled_run_exists 2 two_one (rmsprop_step 1 (3 / 4) 0 0 0) (fun _ => 5)
              (rmsprop_causal (fun _ => 1) _ _ _ _)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  destruct (rmsprop_coupled_enters 1 (3 / 4) 0 0 0 2 two_one 1 3 x g) as [_ [_ E]];
    try lra; try lia; try exact two_one_definite; try exact H.
  eexists. intros δ Hδ.
  destruct (naturals_unbounded (ln (loss 2 two_one (x O) / δ)
    / (1 * 1 / denominator 0 0 (Rmax 0 (2 * 3 * Rmax (loss 2 two_one (x O))
         (coupled_N 3 (rmsprop_k 2 1 3 1 (3 / 4)) (denominator 0 0 0))))))) as [n Hn].
  exists n. apply E; [exact Hδ|]. left. exact Hn.
Qed.
