(** Centered RMSprop divides by the gradients' standard deviation instead of
    their root mean square, and so it has no largest step: gradients that do not
    change have no deviation, and the step grows until ε stops it. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Sum Average StepBound StepFloor AdaGradDecay.
Open Scope R_scope.

(** ** The variance *)

Theorem centered_variance_recurrence ρ v0 g t :
  rmsprop_centered_q ρ v0 g (S t)
  = ρ * rmsprop_centered_q ρ v0 g t
    + ρ * (1 - ρ) * (average ρ 0 g t - g (S t)) ^ 2.
Proof.
  unfold rmsprop_centered_q, rmsprop_v. cbn [average].
  unfold squares. ring.
Qed.

(** So in exact arithmetic it needs no clamp. *)
Theorem centered_variance_nonneg ρ v0 g t :
  0 <= ρ <= 1 -> 0 <= v0 -> 0 <= rmsprop_centered_q ρ v0 g t.
Proof.
  intros Hρ Hv0. induction t as [|t IH].
  - unfold rmsprop_centered_q, rmsprop_v. cbn [average]. lra.
  - rewrite centered_variance_recurrence.
    assert (H := pow2_ge_0 (average ρ 0 g t - g (S t))).
    assert (0 <= ρ * (1 - ρ)) by nra.
    apply Rplus_le_le_0_compat; apply Rmult_le_pos; lra.
Qed.

(** All that it is sure of: ε stops the step. *)
Theorem centered_step_stopped η ρ εr ε v0 g t :
  0 <= η -> 0 <= ρ <= 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < sqrt εr + ε ->
  Rabs (rmsprop_centered_step η ρ εr ε v0 g t) <= η * Rabs (g t) / (sqrt εr + ε).
Proof.
  intros Hη Hρ Hεr Hε Hv0 HE. unfold rmsprop_centered_step.
  apply step_upper; try apply Rabs_pos; try lra.
  split; [exact HE|]. unfold denominator. apply Rplus_le_compat_r.
  apply sqrt_le_1_alt. assert (H := centered_variance_nonneg ρ v0 g t Hρ Hv0). lra.
Qed.

(** ** Constant gradients *)

Lemma average_constant ρ x0 c t :
  average ρ x0 (fun _ => c) t = ρ ^ t * x0 + (1 - ρ ^ t) * c.
Proof. induction t as [|t IH]; cbn [average pow]; [ring|rewrite IH; ring]. Qed.

Lemma centered_variance_constant ρ v0 g t :
  rmsprop_centered_q ρ v0 (fun _ => g) t = ρ ^ t * (v0 + (1 - ρ ^ t) * g ^ 2).
Proof.
  unfold rmsprop_centered_q, rmsprop_v, squares.
  rewrite !average_constant. ring.
Qed.

(** From v = 0: m = (1 − ρ^t) g, v = (1 − ρ^t) g², and the variance is what is
    left. *)
Theorem centered_step_constant η ρ ε g t :
  0 <= ρ <= 1 ->
  rmsprop_centered_step η ρ 0 ε 0 (fun _ => g) t
  = η * g / (Rabs g * sqrt (ρ ^ t * (1 - ρ ^ t)) + ε).
Proof.
  intros Hρ. unfold rmsprop_centered_step, denominator. rewrite centered_variance_constant.
  assert (Hp := pow_unit ρ t Hρ).
  replace (ρ ^ t * (0 + (1 - ρ ^ t) * g ^ 2) + 0)
    with (Rsqr g * (ρ ^ t * (1 - ρ ^ t))) by (unfold Rsqr; ring).
  rewrite sqrt_mult_alt, sqrt_Rsqr_abs by apply Rle_0_sqr.
  unfold Rdiv. ring.
Qed.

(** Without ε the step grows geometrically, as ρ^(−t/2). *)
Theorem centered_step_grows η ρ g t :
  0 <= η -> 0 < ρ < 1 -> g <> 0 -> (1 <= t)%nat ->
  η / sqrt (ρ ^ t) <= Rabs (rmsprop_centered_step η ρ 0 0 0 (fun _ => g) t).
Proof.
  intros Hη Hρ Hg Ht. rewrite centered_step_constant by lra.
  assert (Hp : 0 < ρ ^ t) by (apply pow_lt; lra).
  assert (Hp1 := pow_below_one ρ t ltac:(lra) Ht).
  assert (Hg0 := Rabs_pos_lt g Hg).
  assert (Hr : 0 < sqrt (ρ ^ t * (1 - ρ ^ t))) by (apply sqrt_lt_R0; nra).
  assert (Hle : sqrt (ρ ^ t * (1 - ρ ^ t)) <= sqrt (ρ ^ t))
    by (apply sqrt_le_1_alt; nra).
  rewrite Rplus_0_r. unfold Rdiv.
  rewrite !Rabs_mult, (Rabs_pos_eq η), (Rabs_pos_eq (/ _)) by
    (lra || (left; apply Rinv_0_lt_compat; nra)).
  replace (η * Rabs g * / (Rabs g * sqrt (ρ ^ t * (1 - ρ ^ t))))
    with (η * / sqrt (ρ ^ t * (1 - ρ ^ t))) by (field; lra).
  apply Rmult_le_compat_l; [exact Hη|]. apply Rinv_le_contravar; lra.
Qed.

(** So every bound is exceeded. *)
Theorem centered_step_unbounded η ρ g M :
  0 < η -> 0 < ρ < 1 -> g <> 0 ->
  exists N, forall t, (N <= t)%nat ->
    M <= Rabs (rmsprop_centered_step η ρ 0 0 0 (fun _ => g) t).
Proof.
  intros Hη Hρ Hg. set (K := Rabs M + 1).
  assert (HK : 0 < K) by (assert (P := Rabs_pos M); unfold K; lra).
  assert (HηK : 0 < η / K) by now apply Rdiv_lt_0_compat.
  destruct (pow_lt_1_zero ρ ltac:(rewrite Rabs_pos_eq; lra) ((η / K) ^ 2)
              ltac:(now apply pow_lt)) as [N HN].
  exists (S N). intros t Ht.
  eapply Rle_trans; [|apply centered_step_grows; lra || lia || assumption].
  assert (Hp : 0 < ρ ^ t) by (apply pow_lt; lra).
  specialize (HN t ltac:(lia)). rewrite Rabs_pos_eq in HN by lra.
  assert (Hs : sqrt (ρ ^ t) <= η / K).
  { rewrite <- (sqrt_pow2 (η / K)) by lra. apply sqrt_le_1_alt. lra. }
  assert (Hs0 : 0 < sqrt (ρ ^ t)) by now apply sqrt_lt_R0.
  apply Rle_trans with K; [assert (L := Rle_abs M); unfold K; lra|].
  apply ratio_lower; [exact Hs0|].
  apply Rmult_le_compat_l with (r := K) in Hs; [|lra].
  replace (K * (η / K)) with η in Hs by (field; lra). exact Hs.
Qed.

(** ε stops it at η g / (√εr + ε), from any v0, and it comes as near as that. *)
Theorem centered_step_near_limit η ρ εr ε v0 g t :
  0 <= η -> 0 <= ρ <= 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < sqrt εr + ε ->
  Rabs (rmsprop_centered_step η ρ εr ε v0 (fun _ => g) t - η * g / (sqrt εr + ε))
  <= η * Rabs g / (sqrt εr + ε) ^ 2 * sqrt (ρ ^ t * (v0 + g ^ 2)).
Proof.
  intros Hη Hρ Hεr Hε Hv0 HE. unfold rmsprop_centered_step.
  rewrite centered_variance_constant.
  assert (Hp := pow_unit ρ t Hρ). assert (Hg2 := pow2_ge_0 g).
  set (E := sqrt εr + ε) in *.
  set (q := ρ ^ t * (v0 + (1 - ρ ^ t) * g ^ 2)).
  assert (Hq : 0 <= q) by (unfold q; apply Rmult_le_pos; nra).
  set (r := sqrt (ρ ^ t * (v0 + g ^ 2))).
  assert (Hr : sqrt q <= r).
  { apply sqrt_le_1_alt. unfold q. apply Rmult_le_compat_l; nra. }
  set (D := denominator εr ε q).
  assert (HDE : E <= D <= E + r).
  { unfold D, E, denominator. split.
    - apply Rplus_le_compat_r, sqrt_le_1_alt. lra.
    - enough (sqrt (q + εr) <= sqrt q + sqrt εr) by lra.
      assert (P := sqrt_pos q). assert (Q := sqrt_pos εr).
      apply Rsqr_incr_0_var; [|lra]. rewrite Rsqr_sqrt by lra.
      assert (P2 := sqrt_sqrt q Hq). assert (Q2 := sqrt_sqrt εr Hεr).
      unfold Rsqr. nra. }
  replace (η * (g / D) - η * g / E) with (- (η * g * ((D - E) * / (D * E))))
    by (field; lra).
  rewrite Rabs_Ropp, !Rabs_mult, (Rabs_pos_eq η) by exact Hη.
  rewrite (Rabs_pos_eq (D - E)), (Rabs_pos_eq (/ _))
    by (lra || (left; apply Rinv_0_lt_compat; nra)).
  replace (η * Rabs g / E ^ 2 * r) with (η * Rabs g * (r * / (E * E)))
    by (field; lra).
  apply Rmult_le_compat_l.
  - apply Rmult_le_pos; [exact Hη|apply Rabs_pos].
  - apply Rmult_le_compat; [lra|left; apply Rinv_0_lt_compat; nra|lra|].
    apply Rinv_le_contravar; nra.
Qed.

Theorem centered_step_limit η ρ εr ε v0 g :
  0 <= η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 < sqrt εr + ε ->
  Un_cv (rmsprop_centered_step η ρ εr ε v0 (fun _ => g)) (η * g / (sqrt εr + ε)).
Proof.
  intros Hη Hρ Hεr Hε Hv0 HE δ Hδ.
  set (a := η * Rabs g / (sqrt εr + ε) ^ 2).
  assert (Ha : 0 <= a).
  { apply Rmult_le_pos; [apply Rmult_le_pos; [exact Hη|apply Rabs_pos]|].
    left. now apply Rinv_0_lt_compat, pow_lt. }
  set (K := v0 + g ^ 2). assert (HK : 0 <= K) by (assert (P := pow2_ge_0 g); unfold K; lra).
  set (d := δ / (a + 1)). assert (Hd : 0 < d) by (apply Rdiv_lt_0_compat; lra).
  destruct (pow_lt_1_zero ρ ltac:(rewrite Rabs_pos_eq; lra) (d ^ 2 / (K + 1)))
    as [N HN]; [apply Rdiv_lt_0_compat; [now apply pow_lt|lra]|].
  exists N. intros t Ht. unfold R_dist. specialize (HN t ltac:(lia)).
  assert (Hp := pow_unit ρ t ltac:(lra)). rewrite Rabs_pos_eq in HN by lra.
  eapply Rle_lt_trans; [apply centered_step_near_limit; lra|]. fold a K.
  assert (Hs : sqrt (ρ ^ t * K) <= d).
  { rewrite <- (sqrt_pow2 d) by lra. apply sqrt_le_1_alt.
    apply Rle_trans with (d ^ 2 / (K + 1) * (K + 1)); [nra|right; field; lra]. }
  apply Rle_lt_trans with (a * d); [now apply Rmult_le_compat_l|].
  replace δ with (d * (a + 1)) by (unfold d; field; lra). lra.
Qed.

Example centered_variance_nonneg_example :
  0 <= rmsprop_centered_q (/ 2) 0 (fun t => INR t) 3.
Proof. apply centered_variance_nonneg; lra. Qed.

Example centered_step_stopped_example :
  Rabs (rmsprop_centered_step 1 (/ 2) 0 (/ 8) 0 (fun t => INR t) 3)
  <= 1 * Rabs (INR 3) / (sqrt 0 + / 8).
Proof. apply centered_step_stopped; try lra. rewrite sqrt_0. lra. Qed.

Example centered_step_constant_example :
  rmsprop_centered_step 1 (/ 2) 0 0 0 (fun _ => -3) 5
  = 1 * -3 / (Rabs (-3) * sqrt ((/ 2) ^ 5 * (1 - (/ 2) ^ 5)) + 0).
Proof. apply centered_step_constant. lra. Qed.

Example centered_step_grows_example :
  1 / sqrt ((/ 2) ^ 5) <= Rabs (rmsprop_centered_step 1 (/ 2) 0 0 0 (fun _ => 3) 5).
Proof. apply centered_step_grows; lra || lia. Qed.

Example centered_step_unbounded_example :
  exists N, forall t, (N <= t)%nat ->
    1000 <= Rabs (rmsprop_centered_step 1 (/ 2) 0 0 0 (fun _ => 3) t).
Proof. apply centered_step_unbounded; lra. Qed.

Example centered_step_near_limit_example :
  Rabs (rmsprop_centered_step 1 (/ 2) 0 (/ 8) 0 (fun _ => 3) 9 - 1 * 3 / (sqrt 0 + / 8))
  <= 1 * Rabs 3 / (sqrt 0 + / 8) ^ 2 * sqrt ((/ 2) ^ 9 * (0 + 3 ^ 2)).
Proof. apply centered_step_near_limit; try lra. rewrite sqrt_0. lra. Qed.

Example centered_step_limit_example :
  Un_cv (rmsprop_centered_step 1 (/ 2) 0 (/ 8) 0 (fun _ => 3)) (1 * 3 / (sqrt 0 + / 8)).
Proof. apply centered_step_limit; try lra. rewrite sqrt_0. lra. Qed.
