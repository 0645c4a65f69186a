(** Rules that are the same: by a choice of hyperparameters, or after scaling. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum Average StepBound.
Open Scope R_scope.

(** ** RMSprop as a case of Adam *)

Theorem adam_without_momentum η ρ εr ε m0 v0 g t :
  (1 <= t)%nat ->
  adam_uncorrected_step η 0 ρ εr ε m0 v0 g t = rmsprop_step η ρ εr ε v0 g t.
Proof.
  intros Ht. destruct t as [|t]; [lia|].
  unfold adam_uncorrected_step, rmsprop_step, adam_m. cbn [average].
  replace (0 * average 0 m0 g t + (1 - 0) * g (S t)) with (g (S t)) by ring.
  reflexivity.
Qed.

(** ** Bias correction is exact on constant gradients *)

Lemma average_constant β c t : average β 0 (fun _ => c) t = (1 - β ^ t) * c.
Proof.
  induction t as [|t IH]; [cbn; ring|]. cbn [average pow]. rewrite IH. ring.
Qed.

Theorem corrected_moments_constant β1 β2 c t :
  0 <= β1 < 1 -> 0 <= β2 < 1 -> (1 <= t)%nat ->
  adam_n β1 0 (fun _ => c) t = c /\ adam_w β2 0 (fun _ => c) t = c ^ 2.
Proof.
  intros H1 H2 Ht. unfold adam_n, adam_w, adam_m, adam_v.
  assert (B1 := pow_below_one β1 t H1 Ht). assert (B2 := pow_below_one β2 t H2 Ht).
  change (squares (fun _ => c)) with (fun _ : nat => c * c).
  rewrite !average_constant. split; field; lra.
Qed.

Theorem adam_step_constant η β1 β2 εr ε c t :
  0 <= β1 < 1 -> 0 <= β2 < 1 -> (1 <= t)%nat ->
  adam_step η β1 β2 εr ε 0 0 (fun _ => c) t = η * (c / denominator εr ε (c ^ 2)).
Proof.
  intros H1 H2 Ht.
  destruct (corrected_moments_constant β1 β2 c t H1 H2 Ht) as [E1 E2].
  unfold adam_step. now rewrite E1, E2.
Qed.

(** ** Scaling the gradients, and ε with them, changes nothing *)

Lemma average_scale ρ c x0 x t :
  average ρ (c * x0) (fun k => c * x k) t = c * average ρ x0 x t.
Proof.
  induction t as [|t IH]; [reflexivity|]. cbn [average]. rewrite IH. ring.
Qed.

Lemma average_squares_scale ρ c v0 g t :
  average ρ (c ^ 2 * v0) (squares (fun k => c * g k)) t
  = c ^ 2 * average ρ v0 (squares g) t.
Proof.
  rewrite <- average_scale.
  induction t as [|t IH]; [reflexivity|]. cbn [average]. rewrite IH.
  unfold squares. ring.
Qed.

Lemma denominator_scale c εr ε q :
  0 <= c ->
  denominator (c ^ 2 * εr) (c * ε) (c ^ 2 * q) = c * denominator εr ε q.
Proof.
  intros Hc. unfold denominator.
  replace (c ^ 2 * q + c ^ 2 * εr) with (c ^ 2 * (q + εr)) by ring.
  rewrite sqrt_mult_alt, sqrt_pow2 by (apply pow2_ge_0 || exact Hc). ring.
Qed.

Lemma quotient_scale c x D : c <> 0 -> c * x / (c * D) = x / D.
Proof.
  intros Hc. destruct (Req_dec D 0) as [->|HD].
  - rewrite Rmult_0_r. unfold Rdiv. rewrite Rinv_0. ring.
  - field. split; assumption.
Qed.

Theorem rmsprop_scale η ρ εr ε v0 g c t :
  0 < c ->
  rmsprop_step η ρ (c ^ 2 * εr) (c * ε) (c ^ 2 * v0) (fun k => c * g k) t
  = rmsprop_step η ρ εr ε v0 g t.
Proof.
  intros Hc. unfold rmsprop_step, rmsprop_v.
  rewrite average_squares_scale, denominator_scale, quotient_scale by lra.
  reflexivity.
Qed.

Theorem adagrad_scale η εr ε v0 g c t :
  0 < c ->
  adagrad_step η (c ^ 2 * εr) (c * ε) (c ^ 2 * v0) (fun k => c * g k) t
  = adagrad_step η εr ε v0 g t.
Proof.
  intros Hc. unfold adagrad_step.
  assert (H : adagrad_v (c ^ 2 * v0) (fun k => c * g k) t
              = c ^ 2 * adagrad_v v0 g t).
  { induction t as [|t IH]; [reflexivity|]. cbn [adagrad_v]. rewrite IH. ring. }
  rewrite H, denominator_scale, quotient_scale by lra. reflexivity.
Qed.

Theorem adam_scale η β1 β2 εr ε m0 v0 g c t :
  0 < c ->
  adam_step η β1 β2 (c ^ 2 * εr) (c * ε) (c * m0) (c ^ 2 * v0) (fun k => c * g k) t
  = adam_step η β1 β2 εr ε m0 v0 g t.
Proof.
  intros Hc. unfold adam_step, adam_n, adam_w, adam_m, adam_v.
  rewrite average_scale, average_squares_scale.
  replace (c * average β1 m0 g t / (1 - β1 ^ t))
    with (c * (average β1 m0 g t / (1 - β1 ^ t))) by (unfold Rdiv; ring).
  replace (c ^ 2 * average β2 v0 (squares g) t / (1 - β2 ^ t))
    with (c ^ 2 * (average β2 v0 (squares g) t / (1 - β2 ^ t)))
    by (unfold Rdiv; ring).
  rewrite denominator_scale, quotient_scale by lra. reflexivity.
Qed.

(** So a loss that is c times as large gives the same run. *)
Theorem rmsprop_scaled_run η ρ εr ε v0 grad θ g c :
  0 < c ->
  trajectory grad (rmsprop_step η ρ εr ε v0) θ g ->
  trajectory (fun t x => c * grad t x)
    (rmsprop_step η ρ (c ^ 2 * εr) (c * ε) (c ^ 2 * v0)) θ (fun t => c * g t).
Proof.
  intros Hc Hrun t. destruct (Hrun t) as [Hg Hθ].
  split; [now rewrite Hg|]. rewrite rmsprop_scale by exact Hc. exact Hθ.
Qed.

Theorem adam_scaled_run η β1 β2 εr ε m0 v0 grad θ g c :
  0 < c ->
  trajectory grad (adam_step η β1 β2 εr ε m0 v0) θ g ->
  trajectory (fun t x => c * grad t x)
    (adam_step η β1 β2 (c ^ 2 * εr) (c * ε) (c * m0) (c ^ 2 * v0))
    θ (fun t => c * g t).
Proof.
  intros Hc Hrun t. destruct (Hrun t) as [Hg Hθ].
  split; [now rewrite Hg|]. rewrite adam_scale by exact Hc. exact Hθ.
Qed.

(** ** Without memory and ε, RMSprop is sign descent *)

Theorem rmsprop_sign η v0 g t :
  (1 <= t)%nat ->
  (0 < g t -> rmsprop_step η 0 0 0 v0 g t = η) /\
  (g t < 0 -> rmsprop_step η 0 0 0 v0 g t = - η) /\
  (g t = 0 -> rmsprop_step η 0 0 0 v0 g t = 0).
Proof.
  intros Ht. destruct t as [|t]; [lia|].
  unfold rmsprop_step, rmsprop_v, denominator, squares. cbn [average].
  replace (0 * average 0 v0 (fun t0 => g t0 * g t0) t
           + (1 - 0) * (g (S t) * g (S t)) + 0)
    with (Rsqr (g (S t))) by (unfold Rsqr; ring).
  rewrite sqrt_Rsqr_abs, Rplus_0_r. repeat split; intros H.
  - rewrite Rabs_pos_eq by lra. field. lra.
  - rewrite Rabs_left by lra. field. lra.
  - rewrite H. unfold Rdiv. ring.
Qed.

(** ** Weight decay *)

Theorem decay_zero κ s θ :
  decay_before κ 0 s θ = θ - s /\
  decay_same κ 0 s θ = θ - s /\
  decay_after κ 0 s θ = θ - s.
Proof. unfold decay_before, decay_same, decay_after. repeat split; ring. Qed.

Theorem decay_before_is_same κ λ s θ : decay_before κ λ s θ = decay_same κ λ s θ.
Proof. unfold decay_before, decay_same. ring. Qed.

(** [after] also decays the step. *)
Theorem decay_after_differs κ λ s θ :
  decay_after κ λ s θ - decay_before κ λ s θ = κ * λ * s.
Proof. unfold decay_before, decay_after. ring. Qed.

(** ** The two places where Adam's ε may be corrected *)

(** ε-hat in the raw frame is ε / √(1 − β2^t) in the corrected frame, and
    likewise under the root. *)
Theorem epsilon_hat η β1 β2 εr ε m0 v0 g t :
  0 <= β2 < 1 -> (1 <= t)%nat ->
  let c2 := 1 - β2 ^ t in
  adam_raw_frame_step η β1 β2 εr ε m0 v0 g t
  = adam_step η β1 β2 (εr / c2) (ε / sqrt c2) m0 v0 g t.
Proof.
  intros Hβ Ht c2. unfold adam_raw_frame_step, adam_step. do 2 f_equal.
  assert (Hc : 0 < c2) by (assert (H := pow_below_one β2 t Hβ Ht); unfold c2; lra).
  assert (Hs : 0 < sqrt c2) by now apply sqrt_lt_R0.
  unfold denominator, adam_w. fold c2.
  replace (adam_v β2 v0 g t / c2 + εr / c2)
    with ((adam_v β2 v0 g t + εr) * / c2) by (field; lra).
  destruct (Rle_or_lt 0 (adam_v β2 v0 g t + εr)) as [H|H].
  - rewrite sqrt_mult_alt by exact H.
    rewrite (sqrt_inv c2). field. lra.
  - (* Both roots are of negative numbers, and 0 in Coq. *)
    rewrite (sqrt_neg_0 (adam_v β2 v0 g t + εr)) by lra.
    rewrite (sqrt_neg_0 ((adam_v β2 v0 g t + εr) * / c2)); [field; lra|].
    assert (0 < / c2) by now apply Rinv_0_lt_compat. nra.
Qed.

(** In the raw frame both corrections are one factor of η. *)
Theorem raw_frame_rate η β1 β2 εr ε m0 v0 g t :
  0 <= β1 < 1 -> 0 <= β2 < 1 -> (1 <= t)%nat ->
  adam_raw_frame_step η β1 β2 εr ε m0 v0 g t
  = adam_uncorrected_step (η * sqrt (1 - β2 ^ t) / (1 - β1 ^ t))
      β1 β2 εr ε m0 v0 g t.
Proof.
  intros H1 H2 Ht. unfold adam_raw_frame_step, adam_uncorrected_step, adam_n.
  assert (B1 := pow_below_one β1 t H1 Ht). assert (B2 := pow_below_one β2 t H2 Ht).
  assert (Hs : 0 < sqrt (1 - β2 ^ t)) by (apply sqrt_lt_R0; lra).
  set (D := denominator εr ε (adam_v β2 v0 g t)).
  destruct (Req_dec D 0) as [E|E].
  - rewrite E. unfold Rdiv. rewrite Rmult_0_l, Rinv_0. ring.
  - field. repeat split; lra.
Qed.

Example adam_without_momentum_example :
  adam_uncorrected_step 1 0 (9 / 10) 0 0 5 0 (fun _ => 2) 3
  = rmsprop_step 1 (9 / 10) 0 0 0 (fun _ => 2) 3.
Proof. apply adam_without_momentum. lia. Qed.

Example corrected_moments_constant_example :
  adam_n (9 / 10) 0 (fun _ => 2) 3 = 2.
Proof. apply (corrected_moments_constant (9 / 10) (99 / 100)); lra || lia. Qed.

Example adam_step_constant_example :
  adam_step 1 (9 / 10) (99 / 100) 0 1 0 0 (fun _ => 2) 3
  = 1 * (2 / denominator 0 1 (2 ^ 2)).
Proof. apply adam_step_constant; lra || lia. Qed.

(** Without ε: ten times the gradients, the same steps. *)
Example rmsprop_scale_example g t :
  rmsprop_step 1 (9 / 10) 0 0 0 (fun k => 10 * g k) t
  = rmsprop_step 1 (9 / 10) 0 0 0 g t.
Proof.
  assert (H := rmsprop_scale 1 (9 / 10) 0 0 0 g 10 t ltac:(lra)).
  now rewrite !Rmult_0_r in H.
Qed.

Example adagrad_scale_example g t :
  adagrad_step 1 0 0 0 (fun k => 10 * g k) t = adagrad_step 1 0 0 0 g t.
Proof.
  assert (H := adagrad_scale 1 0 0 0 g 10 t ltac:(lra)).
  now rewrite !Rmult_0_r in H.
Qed.

Example adam_scale_example g t :
  adam_step 1 (9 / 10) (99 / 100) 0 0 0 0 (fun k => 10 * g k) t
  = adam_step 1 (9 / 10) (99 / 100) 0 0 0 0 g t.
Proof.
  assert (H := adam_scale 1 (9 / 10) (99 / 100) 0 0 0 0 g 10 t ltac:(lra)).
  now rewrite !Rmult_0_r in H.
Qed.

Example rmsprop_scaled_run_example :
  exists θ g, trajectory (fun _ x => 10 * x)
    (rmsprop_step 1 (9 / 10) (10 ^ 2 * 0) (10 * 1) (10 ^ 2 * 0)) θ g.
Proof.
  destruct (trajectory_exists (fun _ x => x) (rmsprop_step 1 (9 / 10) 0 1 0) 3)
    as [θ [g [_ H]]]; [exact (rmsprop_causal (fun _ => 1) _ _ _ _)|].
  exists θ, (fun t => 10 * g t). apply rmsprop_scaled_run; [lra|exact H].
Qed.

Example adam_scaled_run_example :
  exists θ g, trajectory (fun _ x => 10 * x)
    (adam_step 1 (9 / 10) (99 / 100) (10 ^ 2 * 0) (10 * 1) (10 * 0) (10 ^ 2 * 0))
    θ g.
Proof.
  destruct (trajectory_exists (fun _ x => x)
              (adam_step 1 (9 / 10) (99 / 100) 0 1 0 0) 3) as [θ [g [_ H]]];
    [exact (adam_causal (fun _ => 1) _ _ _ _ _ _)|].
  exists θ, (fun t => 10 * g t). apply adam_scaled_run; [lra|exact H].
Qed.

Example rmsprop_sign_example : rmsprop_step 1 0 0 0 7 (fun _ => -3) 4 = - (1).
Proof. apply (rmsprop_sign 1 7 (fun _ => -3) 4); lra || lia. Qed.

Example epsilon_hat_example :
  adam_raw_frame_step 1 (9 / 10) (99 / 100) 0 1 0 0 (fun _ => 2) 3
  = adam_step 1 (9 / 10) (99 / 100) (0 / (1 - (99 / 100) ^ 3))
      (1 / sqrt (1 - (99 / 100) ^ 3)) 0 0 (fun _ => 2) 3.
Proof. apply epsilon_hat; lra || lia. Qed.

Example raw_frame_rate_example :
  adam_raw_frame_step 1 (9 / 10) (99 / 100) 0 1 0 0 (fun _ => 2) 3
  = adam_uncorrected_step (1 * sqrt (1 - (99 / 100) ^ 3) / (1 - (9 / 10) ^ 3))
      (9 / 10) (99 / 100) 0 1 0 0 (fun _ => 2) 3.
Proof. apply raw_frame_rate; lra || lia. Qed.
