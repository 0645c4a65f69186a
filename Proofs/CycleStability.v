(** The cycle of TwoCycle.v attracts its neighbours, to first order.

    One step followed by a change of sign maps the cycle's point to itself. Its
    derivative there has determinant ρ and trace 1 + ρ − 2 (1 − ρ) κ, with κ in
    (0, 1]: both multipliers are inside the unit circle, for every ρ. *)

From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From RMSpec Require Import Rules.
Open Scope R_scope.

(** The new θ, reflected, and the new v, from x and v. *)
Definition reflected_θ (η ρ εr ε h x v : R) : R :=
  - (x - rmsprop_step η ρ εr ε v (fun _ => h * x) 1).

Definition next_v (ρ h x v : R) : R := rmsprop_v ρ v (fun _ => h * x) 1.

(** x is on a cycle: D = η h / 2. *)
Definition on_cycle (η εr ε h x : R) : Prop :=
  0 < η /\ 0 < h /\ 0 < x /\ ε < η * h / 2 /\
  (h * x) ^ 2 + εr = (η * h / 2 - ε) ^ 2.

Definition cycle_κ (η ε h x : R) : R :=
  2 * (h * x) ^ 2 / (η * h * (η * h / 2 - ε)).

Definition cycle_trace (ρ κ : R) : R := 1 + ρ - 2 * (1 - ρ) * κ.

Lemma cycle_root η εr ε h x :
  on_cycle η εr ε h x -> sqrt ((h * x) ^ 2 + εr) = η * h / 2 - ε.
Proof.
  intros [Hη [Hh [Hx [Hε HD]]]]. rewrite HD. apply sqrt_pow2. lra.
Qed.

Lemma cycle_v ρ h x : next_v ρ h x ((h * x) ^ 2) = (h * x) ^ 2.
Proof. unfold next_v, rmsprop_v, squares. cbn [average]. ring. Qed.

(** The point is fixed. *)
Theorem cycle_fixed η ρ εr ε h x :
  on_cycle η εr ε h x ->
  reflected_θ η ρ εr ε h x ((h * x) ^ 2) = x /\
  next_v ρ h x ((h * x) ^ 2) = (h * x) ^ 2.
Proof.
  intros Hc. split; [|apply cycle_v].
  assert (Hr := cycle_root _ _ _ _ _ Hc). destruct Hc as [Hη [Hh _]].
  unfold reflected_θ, rmsprop_step, denominator.
  fold (next_v ρ h x ((h * x) ^ 2)). rewrite cycle_v, Hr.
  replace (η * h / 2 - ε + ε) with (η * h / 2) by ring. field. lra.
Qed.

(** The four partial derivatives at it. *)
Theorem cycle_derivatives η ρ εr ε h x :
  on_cycle η εr ε h x ->
  let v := (h * x) ^ 2 in
  let κ := cycle_κ η ε h x in
  is_derive (fun y => reflected_θ η ρ εr ε h y v) x (1 - 2 * (1 - ρ) * κ) /\
  is_derive (fun w => reflected_θ η ρ εr ε h x w) v (- ρ * κ / (h ^ 2 * x)) /\
  is_derive (fun y => next_v ρ h y v) x (2 * (1 - ρ) * h ^ 2 * x) /\
  is_derive (fun w => next_v ρ h x w) v ρ.
Proof.
  intros Hc v κ. assert (Hr := cycle_root _ _ _ _ _ Hc).
  destruct Hc as [Hη [Hh [Hx [Hε HD]]]].
  assert (Hηh : 0 < η * h) by (apply Rmult_lt_0_compat; lra).
  assert (Harg : ρ * v + (1 - ρ) * (h * x * (h * x)) + εr = (h * x) ^ 2 + εr)
    by (unfold v; ring).
  assert (Hpos : 0 < (h * x) ^ 2 + εr)
    by (rewrite HD; apply pow_lt; lra).
  assert (Hs : 0 < η * h / 2 - ε) by lra.
  unfold reflected_θ, next_v, rmsprop_step, rmsprop_v, denominator, squares.
  cbn [average]. split; [|split; [|split]].
  - auto_derive; fold v.
    + rewrite Harg, Hr. repeat split; lra.
    + rewrite Harg, Hr. unfold κ, cycle_κ.
      replace (η * h / 2 - ε + ε) with (η * h / 2) by ring. field. lra.
  - auto_derive; fold v.
    + rewrite Harg, Hr. repeat split; lra.
    + rewrite Harg, Hr. unfold κ, cycle_κ.
      replace (η * h / 2 - ε + ε) with (η * h / 2) by ring. field. lra.
  - auto_derive; [exact I|ring].
  - auto_derive; [exact I|ring].
Qed.

(** So the derivative has determinant ρ, and its trace is 1 + ρ − 2 (1 − ρ) κ. *)
Theorem cycle_determinant_trace η ρ εr ε h x :
  on_cycle η εr ε h x ->
  let κ := cycle_κ η ε h x in
  let a := 1 - 2 * (1 - ρ) * κ in
  let b := - ρ * κ / (h ^ 2 * x) in
  let c := 2 * (1 - ρ) * h ^ 2 * x in
  let d := ρ in
  a * d - b * c = ρ /\ a + d = cycle_trace ρ κ.
Proof.
  intros [_ [Hh [Hx _]]]. cbv zeta. split.
  - field. lra.
  - unfold cycle_trace. ring.
Qed.

(** κ in the usual two cases. *)
Theorem cycle_κ_outside η ε h x :
  on_cycle η 0 ε h x -> cycle_κ η ε h x = 1 - 2 * ε / (η * h).
Proof.
  intros [Hη [Hh [Hx [Hε HD]]]]. rewrite Rplus_0_r in HD.
  unfold cycle_κ. rewrite HD. field. repeat split; lra.
Qed.

Theorem cycle_κ_inside η εr h x :
  on_cycle η εr 0 h x -> cycle_κ η 0 h x = 1 - 4 * εr / (η * h) ^ 2.
Proof.
  intros [Hη [Hh [Hx [Hε HD]]]]. unfold cycle_κ.
  replace ((h * x) ^ 2) with ((η * h / 2 - 0) ^ 2 - εr) by lra.
  field. repeat split; lra.
Qed.

Lemma cycle_κ_unit η εr ε h x :
  0 <= εr -> 0 <= ε -> on_cycle η εr ε h x -> 0 < cycle_κ η ε h x <= 1.
Proof.
  intros Hεr Hε0 [Hη [Hh [Hx [Hε HD]]]]. unfold cycle_κ.
  assert (Hηh : 0 < η * h) by (apply Rmult_lt_0_compat; lra).
  assert (Hhx : 0 < (h * x) ^ 2) by (apply pow_lt, Rmult_lt_0_compat; lra).
  set (s := η * h / 2 - ε) in *.
  assert (Hs : 0 < s) by (unfold s; lra).
  assert (Hden : 0 < η * h * s) by (apply Rmult_lt_0_compat; lra).
  split; [apply Rdiv_lt_0_compat; lra|].
  apply Rmult_le_reg_r with (η * h * s); [exact Hden|].
  replace (2 * (h * x) ^ 2 / (η * h * s) * (η * h * s))
    with (2 * (h * x) ^ 2) by (field; split; lra).
  assert (s <= η * h / 2) by (unfold s; lra).
  assert (s ^ 2 <= η * h / 2 * s) by nra. lra.
Qed.

(** Jury's conditions put the roots of z² − τ z + δ inside the unit circle;
    the root is p + i q. *)
Theorem jury_roots τ δ p q :
  δ < 1 -> Rabs τ < 1 + δ ->
  p ^ 2 - q ^ 2 - τ * p + δ = 0 -> 2 * p * q - τ * q = 0 ->
  p ^ 2 + q ^ 2 < 1.
Proof.
  intros Hδ Hτ Hre Him. apply Rabs_def2 in Hτ. destruct Hτ as [Hτ1 Hτ2].
  destruct (Req_dec q 0) as [->|Hq].
  - (* A real root: beyond ±1 the polynomial is positive. *)
    destruct (Rlt_or_le (p ^ 2 + 0 ^ 2) 1) as [H|H]; [exact H|exfalso].
    destruct (Rle_or_lt 0 p) as [Hp|Hp].
    + assert (1 <= p) by nra. nra.
    + assert (p <= -1) by nra. nra.
  - assert (Hp : 2 * p = τ).
    { apply Rmult_eq_reg_r with q; [lra|exact Hq]. }
    rewrite <- Hp in Hre. nra.
Qed.

(** For every ρ in (0, 1) and both places of ε, the cycle attracts. *)
Theorem cycle_attracts η ρ εr ε h x p q :
  0 < ρ < 1 -> 0 <= εr -> 0 <= ε -> on_cycle η εr ε h x ->
  let τ := cycle_trace ρ (cycle_κ η ε h x) in
  p ^ 2 - q ^ 2 - τ * p + ρ = 0 -> 2 * p * q - τ * q = 0 ->
  p ^ 2 + q ^ 2 < 1.
Proof.
  intros Hρ Hεr Hε Hc τ. assert (Hκ := cycle_κ_unit _ _ _ _ _ Hεr Hε Hc).
  apply jury_roots; [lra|]. unfold τ, cycle_trace.
  set (κ := cycle_κ η ε h x) in *. apply Rabs_def1; nra.
Qed.

Lemma on_cycle_one : on_cycle 1 0 0 2 (/ 2).
Proof. unfold on_cycle. repeat split; lra. Qed.

Example cycle_fixed_example : next_v (9 / 10) 2 (/ 2) ((2 * / 2) ^ 2) = (2 * / 2) ^ 2.
Proof. apply (cycle_fixed 1 (9 / 10) 0 0 2 (/ 2)). exact on_cycle_one. Qed.

Example cycle_derivatives_example :
  is_derive (fun w => next_v (9 / 10) 2 (/ 2) w) ((2 * / 2) ^ 2) (9 / 10).
Proof. apply (cycle_derivatives 1 (9 / 10) 0 0 2 (/ 2)). exact on_cycle_one. Qed.

Example cycle_determinant_trace_example :
  1 - 2 * (1 - 9 / 10) * cycle_κ 1 0 2 (/ 2) + 9 / 10
  = cycle_trace (9 / 10) (cycle_κ 1 0 2 (/ 2)).
Proof. apply (cycle_determinant_trace 1 (9 / 10) 0 0 2 (/ 2)). exact on_cycle_one. Qed.

Example cycle_κ_outside_example : cycle_κ 1 0 2 (/ 2) = 1 - 2 * 0 / (1 * 2).
Proof. apply cycle_κ_outside. exact on_cycle_one. Qed.

Example cycle_κ_inside_example : cycle_κ 1 0 2 (/ 2) = 1 - 4 * 0 / (1 * 2) ^ 2.
Proof. apply cycle_κ_inside. exact on_cycle_one. Qed.

Example jury_roots_example : 0 ^ 2 + 0 ^ 2 < 1.
Proof. apply (jury_roots 0 0); try rewrite Rabs_R0; lra. Qed.

(** At ρ = 1/9 without ε both multipliers are −1/3. *)
Example cycle_attracts_example : (- / 3) ^ 2 + 0 ^ 2 < 1.
Proof.
  apply (cycle_attracts 1 (/ 9) 0 0 2 (/ 2)); try lra; try exact on_cycle_one.
  unfold cycle_trace, cycle_κ. field.
Qed.
