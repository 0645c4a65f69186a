(** Adam and AMSGrad, with both corrections and with none, on a coupled quadratic:
    the trap and the neighbourhood.

    Momentum is a gradient that is late: m is made of past gradients, and as steps
    are small, they are close to the newest. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum Average StepBound AdamStepBound.
From RMSpec Require Import Coupled CoupledDescent CoupledNeighbourhood CoupledTrap.
Open Scope R_scope.

(** ** The buffer of bounded numbers is bounded. *)

Lemma buffer_bounded β r B t :
  0 <= β < 1 -> (forall k, 0 <= r k <= B) -> 0 <= momentum_buffer β r t <= B / (1 - β).
Proof.
  intros Hβ Hr. assert (HB : 0 <= B) by (specialize (Hr 0%nat); lra).
  assert (E : β * (B / (1 - β)) + B = B / (1 - β)) by (field; lra).
  induction t as [|t IH]; cbn [momentum_buffer].
  - split; [lra|]. apply Rmult_le_pos; [exact HB|].
    left. apply Rinv_0_lt_compat. lra.
  - specialize (Hr (S t)). nra.
Qed.

(** ** How late: where a gradient changes by at most δ_k from step k to the next,
    the corrected average is within Σ β^j δ_(t−j) of the newest one. *)

Definition lag (β : R) (δ : nat -> R) (t : nat) : R :=
  momentum_buffer β (fun k => β * δ (k - 1)%nat) t.

Lemma corrected_lag β g δ t :
  0 <= β < 1 -> (forall k, 0 <= δ k) ->
  (forall k, (1 <= k)%nat -> Rabs (g (S k) - g k) <= δ k) ->
  Rabs (adam_n β 0 g (S t) - g (S t)) <= lag β δ (S t).
Proof.
  intros Hβ Hδ Hg. unfold lag. induction t as [|t IH].
  - assert (E : adam_n β 0 g 1 - g 1%nat = 0)
      by (unfold adam_n, adam_m; cbn [average pow]; field; lra).
    rewrite E, Rabs_R0. cbn. specialize (Hδ O). nra.
  - assert (H1 := pow_below_one β (S t) Hβ ltac:(lia)).
    assert (H2 := pow_below_one β (S (S t)) Hβ ltac:(lia)).
    assert (P := pow_unit β (S t) ltac:(lra)).
    set (e := adam_n β 0 g (S t) - g (S t)) in *.
    (* The old average, with its weight, is off by its own error and the change. *)
    assert (E : adam_n β 0 g (S (S t)) - g (S (S t))
                = β * ((1 - β ^ S t) / (1 - β ^ S (S t)))
                  * (e + (g (S t) - g (S (S t))))).
    { unfold e, adam_n, adam_m. cbn [average].
      fold (adam_m β 0 g t). cbn [average] in *.
      set (M := β * adam_m β 0 g t + (1 - β) * g (S t)).
      change (β ^ S (S t)) with (β * β ^ S t) in *. field. lra. }
    rewrite E, Rabs_mult.
    assert (Hq : 0 <= (1 - β ^ S t) / (1 - β ^ S (S t)) <= 1).
    { split.
      - apply Rmult_le_pos; [lra|]. left. apply Rinv_0_lt_compat. lra.
      - apply Rmult_le_reg_r with (1 - β ^ S (S t)); [lra|].
        unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra.
        change (β ^ S (S t)) with (β * β ^ S t) in *. nra. }
    rewrite (Rabs_pos_eq (β * _)) by (apply Rmult_le_pos; lra).
    assert (Hsum : Rabs (e + (g (S t) - g (S (S t))))
              <= momentum_buffer β (fun k => β * δ (k - 1)%nat) (S t) + δ (S t)).
    { eapply Rle_trans; [apply Rabs_triang|]. apply Rplus_le_compat; [exact IH|].
      rewrite Rabs_minus_sym. apply Hg. lia. }
    change (momentum_buffer β (fun k => β * δ (k - 1)%nat) (S (S t)))
      with (β * momentum_buffer β (fun k => β * δ (k - 1)%nat) (S t)
            + β * δ (S (S t) - 1)%nat).
    replace (S (S t) - 1)%nat with (S t) by lia.
    rewrite <- Rmult_plus_distr_l.
    assert (Hpos := Rabs_pos (e + (g (S t) - g (S (S t))))).
    apply Rmult_le_compat; try lra; [apply Rmult_le_pos; lra|]. nra.
Qed.

(** The same with a largest rate. *)
Lemma lag_bounded d L U β η η0 t :
  0 <= β < 1 -> 0 <= L -> 0 <= U -> (forall k, 0 <= η k <= η0) ->
  0 <= lag β (fun k => L * sqrt (INR d) * (U * η k)) t <= coupled_E d L η0 U β.
Proof.
  intros Hβ HL HU Hη. unfold lag.
  replace (coupled_E d L η0 U β)
    with (β * (L * sqrt (INR d) * (U * η0)) / (1 - β)) by (unfold coupled_E; field; lra).
  apply buffer_bounded; [exact Hβ|]. intros k. destruct (Hη (k - 1)%nat) as [H1 H2].
  assert (P := sqrt_pos (INR d)).
  assert (HLd : 0 <= L * sqrt (INR d)) by (apply Rmult_le_pos; lra).
  assert (H3 : 0 <= U * η (k - 1)%nat <= U * η0).
  { split; [apply Rmult_le_pos; lra|apply Rmult_le_compat_l; lra]. }
  split.
  - apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; lra.
  - apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; lra.
Qed.

(** ** C *)

Lemma adam_C_one β1 β2 : β1 ^ 2 < β2 < 1 -> 1 <= sqrt (adam_C β1 β2).
Proof.
  intros Hβ. assert (0 <= β1 ^ 2) by apply pow2_ge_0.
  rewrite <- sqrt_1 at 1. apply sqrt_le_1_alt. unfold adam_C.
  apply ratio_lower.
  - apply Rmult_lt_0_compat; lra.
  - assert (H' := pow2_ge_0 (β2 - β1)). nra.
Qed.

Lemma root_bound x w D K :
  0 <= K -> sqrt w <= D -> x ^ 2 <= K * w -> Rabs x <= sqrt K * D.
Proof.
  intros HK HD H. apply Rle_trans with (sqrt K * sqrt w).
  - rewrite <- sqrt_mult_alt by exact HK. rewrite <- sqrt_Rsqr_abs.
    apply sqrt_le_1_alt. unfold Rsqr. lra.
  - apply Rmult_le_compat_l; [apply sqrt_pos|exact HD].
Qed.

(** 1 − β^t is at least 1 − β. *)
Lemma correction_bounds β t : 0 <= β < 1 -> 1 - β <= 1 - β ^ S t <= 1.
Proof. intros Hβ. assert (P := pow_unit β t ltac:(lra)). cbn [pow]. nra. Qed.

(** U for Adam. *)
Definition adam_U (β1 β2 : R) : R := sqrt (adam_C β1 β2) / (1 - β1).

Lemma adam_U_one β1 β2 : 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 -> 1 <= adam_U β1 β2.
Proof.
  intros Hβ1 Hβ. assert (H := adam_C_one β1 β2 Hβ). unfold adam_U.
  apply ratio_lower; lra.
Qed.

(** |n| ≤ U D, for v and all that exceeds it. *)
Lemma corrected_ratio_bound β1 β2 εr ε g q t :
  0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε ->
  adam_v β2 0 g (S t) <= q ->
  Rabs (adam_n β1 0 g (S t))
  <= adam_U β1 β2 * denominator εr ε (q / (1 - β2 ^ S t)).
Proof.
  intros Hβ1 Hβ Hεr Hε Hq. assert (Hsq : 0 <= β1 ^ 2) by apply pow2_ge_0.
  assert (HC := adam_C_nonneg β1 β2 Hβ).
  assert (H1 := correction_bounds β1 t Hβ1).
  assert (H2 := pow_below_one β2 (S t) ltac:(lra) ltac:(lia)).
  assert (P2 := pow_unit β2 (S t) ltac:(lra)).
  assert (Hv : 0 <= adam_v β2 0 g (S t))
    by (apply (rmsprop_v_nonneg β2 0 g (S t)); lra).
  assert (Hm := adam_moments_bound_uniform β1 β2 0 g (S t) Hβ ltac:(lra)).
  replace (adam_U β1 β2) with (sqrt (adam_C β1 β2 / (1 - β1) ^ 2)).
  2: { unfold adam_U. rewrite sqrt_div_alt, sqrt_pow2 by (try apply pow_lt; lra).
       reflexivity. }
  apply (root_bound _ (q / (1 - β2 ^ S t))).
  - apply Rmult_le_pos; [exact HC|left; apply Rinv_0_lt_compat, pow_lt; lra].
  - now apply denominator_sqrt.
  - unfold adam_n. set (m := adam_m β1 0 g (S t)) in *.
    set (v := adam_v β2 0 g (S t)) in *. set (C := adam_C β1 β2) in *.
    set (c1 := 1 - β1 ^ S t) in *. set (c2 := 1 - β2 ^ S t) in *.
    assert (I1 : / c1 ^ 2 <= / (1 - β1) ^ 2).
    { apply Rinv_le_contravar; [apply pow_lt; lra|]. apply pow_incr. lra. }
    assert (I0 : 0 < / c1 ^ 2) by (apply Rinv_0_lt_compat, pow_lt; lra).
    assert (I2 : 1 <= / c2).
    { rewrite <- Rinv_1 at 1. apply Rinv_le_contravar; unfold c2; lra. }
    replace ((m / c1) ^ 2) with (m ^ 2 * / c1 ^ 2) by (field; lra).
    replace (C / (1 - β1) ^ 2 * (q / c2)) with (C * q * / (1 - β1) ^ 2 * / c2)
      by (field; unfold c2; lra).
    assert (HCv : C * v <= C * q) by (apply Rmult_le_compat_l; assumption).
    assert (HCv0 : 0 <= C * v) by (apply Rmult_le_pos; assumption).
    assert (J1 : m ^ 2 * / c1 ^ 2 <= C * q * / (1 - β1) ^ 2)
      by (apply Rmult_le_compat; try lra; apply pow2_ge_0).
    assert (J2 : 0 <= C * q * / (1 - β1) ^ 2).
    { apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat, pow_lt; lra]. }
    nra.
Qed.

(** |p| ≤ U D makes steps of at most η U. *)
Lemma ratio_of_bound p D U : 0 <= D -> 0 <= U -> Rabs p <= U * D -> Rabs (p / D) <= U.
Proof.
  intros HD HU H. apply ratio_upper; [exact HD|exact HU|]. intros Hp.
  split; [|exact H]. assert (0 < Rabs p) by now apply Rabs_pos_lt. nra.
Qed.

(** ** Runs whose p is the corrected average *)

Section Average.

Variable d : nat.
Variable A : nat -> nat -> R.
Variables ℓ L : R.
Hypothesis Hd : (1 <= d)%nat.
Hypothesis Hℓ : 0 < ℓ.
Hypothesis HA : definite d A ℓ L.

Variable η : nat -> R.
Variables β1 U : R.
Variables x g D : nat -> nat -> R.
Variable Dbar : R -> R.
Hypothesis Hη : forall t, 0 <= η t.
Hypothesis Hβ1 : 0 <= β1 < 1.
Hypothesis HU : 0 <= U.

Let n t i := adam_n β1 0 (fun k => g k i) t.

Hypothesis Hg : forall t i, (1 <= i <= d)%nat -> g (S t) i = mul d A (x t) i.
Hypothesis Hx : forall t i, (1 <= i <= d)%nat ->
  x (S t) i = x t i - η (S t) * (n (S t) i / D (S t) i).
Hypothesis HD : forall t i, (1 <= i <= d)%nat ->
  0 <= D (S t) i /\ Rabs (n (S t) i) <= U * D (S t) i.
Hypothesis HDbar : forall t F i, (1 <= i <= d)%nat ->
  (forall k, (k <= t)%nat -> loss d A (x k) <= F) -> D (S t) i <= Dbar F.
Hypothesis Hlow : forall F, 0 <= F -> sqrt (2 * L * F) <= Dbar F.

(** The distance of the corrected average from the gradient. *)
Definition average_E (t : nat) : R :=
  lag β1 (fun k => L * sqrt (INR d) * (U * η k)) t.

Lemma gradient_moves t i :
  (1 <= i <= d)%nat ->
  Rabs (g (S (S t)) i - g (S t) i) <= L * sqrt (INR d) * (U * η (S t)).
Proof.
  intros Hi. rewrite !Hg by exact Hi.
  apply (gradient_change d A ℓ L Hd Hℓ HA); [exact Hi| |].
  - apply Rmult_le_pos; [exact HU|apply Hη].
  - intros j Hj. rewrite Hx by exact Hj. destruct (HD t j Hj) as [D1 D2].
    replace (x t j - η (S t) * (n (S t) j / D (S t) j) - x t j)
      with (- (η (S t) * (n (S t) j / D (S t) j))) by ring.
    rewrite Rabs_Ropp, Rabs_mult, (Rabs_pos_eq (η (S t))) by apply Hη.
    rewrite Rmult_comm. apply Rmult_le_compat_r; [apply Hη|].
    now apply ratio_of_bound.
Qed.

Lemma average_inexact : inexact_run d A η U average_E Dbar n D x.
Proof.
  intros t F HF i Hi. destruct (HD t i Hi) as [D1 D2].
  assert (HF0 : 0 <= F).
  { eapply Rle_trans; [exact (loss_nonneg d A ℓ L Hℓ HA (x t))|apply HF; lia]. }
  assert (HL := ℓ_le_L d A ℓ L Hd HA).
  split; [now apply Hx|]. split; [split; [exact D1|now apply (HDbar t F i)]|].
  split; [exact D2|]. split.
  - rewrite <- Hg by exact Hi. unfold average_E, n.
    apply (corrected_lag β1 (fun k => g k i)); [exact Hβ1| |].
    + intros k. assert (P := sqrt_pos (INR d)). specialize (Hη k).
      repeat (lra || apply Rmult_le_pos).
    + intros k Hk. destruct k as [|k]; [lia|]. now apply gradient_moves.
  - eapply Rle_trans; [|now apply Hlow].
    apply (gradient_entry d A ℓ L Hd Hℓ HA); [exact Hi|apply HF; lia].
Qed.

End Average.

(** ** What divides

    Adam's v and AMSGrad's x: at least v, and at most what bounds the start V0 and
    every v so far. *)

Definition second_moment (β2 v0 V0 : R) (q : (nat -> R) -> nat -> R) : Prop :=
  forall g t, adam_v β2 v0 g (S t) <= q g (S t) /\
    forall V, V0 <= V -> (forall k, (k <= S t)%nat -> adam_v β2 v0 g k <= V) ->
    q g (S t) <= V.

Lemma adam_second_moment β2 v0 : second_moment β2 v0 v0 (adam_v β2 v0).
Proof. intros g t. split; [lra|]. intros V _ H. now apply H. Qed.

Lemma amsgrad_x_upper β2 v0 x0 V (g : nat -> R) t :
  x0 <= V -> (forall k, (k <= t)%nat -> adam_v β2 v0 g k <= V) ->
  amsgrad_x β2 v0 x0 g t <= V.
Proof.
  intros H0. induction t as [|t IH]; intros H; cbn [amsgrad_x]; [exact H0|].
  apply Rmax_lub; [apply IH; intros; apply H; lia|apply H; lia].
Qed.

Lemma amsgrad_second_moment β2 v0 x0 V0 :
  x0 <= V0 -> second_moment β2 v0 V0 (amsgrad_x β2 v0 x0).
Proof.
  intros H0 g t. split; [cbn [amsgrad_x]; apply Rmax_r|].
  intros V HV H. apply amsgrad_x_upper; [lra|exact H].
Qed.

(** ** With both corrections *)

Definition corrected_step (η β1 β2 εr ε : R) (q : (nat -> R) -> nat -> R)
    (g : nat -> R) (t : nat) : R :=
  η * (adam_n β1 0 g t / denominator εr ε (q g t / (1 - β2 ^ t))).

Definition adam_Dbar (L εr ε F : R) : R := denominator εr ε (2 * L * F).

Section Corrected.

Variable d : nat.
Variable A : nat -> nat -> R.
Variables ℓ L : R.
Hypothesis Hd : (1 <= d)%nat.
Hypothesis Hℓ : 0 < ℓ.
Hypothesis HA : definite d A ℓ L.

Variable η : nat -> R.
Variables β1 β2 εr ε : R.
Variable q : (nat -> R) -> nat -> R.
Variables x g : nat -> nat -> R.
Hypothesis Hη : forall t, 0 <= η t.
Hypothesis Hβ1 : 0 <= β1 < 1.
Hypothesis Hβ : β1 ^ 2 < β2 < 1.
Hypothesis Hεr : 0 <= εr.
Hypothesis Hε : 0 <= ε.
Hypothesis Hq : second_moment β2 0 0 q.

Lemma adam_Dbar_low F : 0 <= F -> sqrt (2 * L * F) <= adam_Dbar L εr ε F.
Proof. intros HF. now apply denominator_sqrt. Qed.

Lemma adam_Dbar_up F :
  0 <= F -> adam_Dbar L εr ε F <= 1 * (sqrt εr + ε + sqrt (2 * L * F)).
Proof.
  intros HF. assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (0 <= 2 * L * F) by nra.
  eapply Rle_trans.
  - apply (denominator_plus εr ε 0 (2 * L * F)); lra.
  - unfold denominator. rewrite Rplus_0_l. lra.
Qed.

Hypothesis Hrun :
  coupled_run d A (fun g t => corrected_step (η t) β1 β2 εr ε q g t) x g.

Lemma corrected_inexact :
  inexact_run d A η (adam_U β1 β2) (average_E d L η β1 (adam_U β1 β2))
    (adam_Dbar L εr ε) (fun t i => adam_n β1 0 (fun k => g k i) t)
    (fun t i => denominator εr ε (q (fun k => g k i) t / (1 - β2 ^ t))) x.
Proof.
  assert (Hsq : 0 <= β1 ^ 2) by apply pow2_ge_0.
  assert (HU := adam_U_one β1 β2 Hβ1 Hβ). assert (HL := ℓ_le_L d A ℓ L Hd HA).
  apply (average_inexact d A ℓ L); try assumption; try lra.
  - intros t i Hi. now apply Hrun.
  - intros t i Hi. now apply Hrun.
  - intros t i Hi. split; [now apply denominator_nonneg|].
    apply corrected_ratio_bound; try assumption. apply Hq.
  - intros t F i Hi HF. apply denominator_le.
    assert (P := pow_below_one β2 (S t) ltac:(lra) ltac:(lia)).
    assert (HF0 : 0 <= F).
    { eapply Rle_trans; [exact (loss_nonneg d A ℓ L Hℓ HA (x O))|apply HF; lia]. }
    assert (HLF : 0 <= 2 * L * F) by (repeat (lra || apply Rmult_le_pos)).
    apply Rmult_le_reg_r with (1 - β2 ^ S t); [lra|].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
    (* Earlier v have smaller weights. *)
    apply Hq; [apply Rmult_le_pos; lra|]. intros n Hn.
    eapply Rle_trans.
    + apply (average_upper β2 0 _ (2 * L * F)); [lra|]. intros k Hk.
      destruct k as [|k]; [lia|]. unfold squares.
      destruct (Hrun k i Hi) as [-> _].
      assert (G := gradient_upper d A ℓ L Hd Hℓ HA (x k)).
      assert (T := dot_term d (mul d A (x k)) i Hi).
      assert (2 * L * loss d A (x k) <= 2 * L * F)
        by (apply Rmult_le_compat_l; [lra|apply HF; lia]). lra.
    + assert (Hp := pow_decreasing β2 n (S t) ltac:(lra) Hn).
      rewrite Rmult_0_r, Rplus_0_l, Rmult_comm. apply Rmult_le_compat_l; lra.
  - intros F. apply adam_Dbar_low.
Qed.

End Corrected.

Lemma corrected_trapped q η η0 β1 β2 εr ε d A ℓ L x g :
  second_moment β2 0 0 q ->
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η0 -> (forall t, 0 <= η t <= η0) -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 ->
  0 <= εr -> 0 <= ε ->
  coupled_run d A (fun g t => corrected_step (η t) β1 β2 εr ε q g t) x g ->
  let k := coupled_k d ℓ L η0 (adam_U β1 β2) β1 in
  forall t, loss d A (x t)
    <= Rmax (loss d A (x O)) (coupled_N L k (sqrt εr + ε)).
Proof.
  intros Hq Hd Hℓ HA Hη0 Hη Hβ1 Hβ Hεr Hε Hrun k t.
  assert (HU := adam_U_one β1 β2 Hβ1 Hβ). assert (HL := ℓ_le_L d A ℓ L Hd HA).
  rewrite <- (Rmult_1_l k).
  apply (run_trapped d A ℓ L Hd Hℓ HA η (average_E d L η β1 (adam_U β1 β2)) η0
    (adam_U β1 β2) β1 (sqrt εr + ε) 1 (adam_Dbar L εr ε)
    (fun t i => adam_n β1 0 (fun k => g k i) t)
    (fun t i => denominator εr ε (q (fun k => g k i) t / (1 - β2 ^ t))) x);
    try assumption; try lra.
  - intros n. apply lag_bounded; try assumption; lra.
  - intros F. now apply adam_Dbar_low.
  - intros F. now apply (adam_Dbar_up d A ℓ L).
  - apply (corrected_inexact d A ℓ L); try assumption. apply Hη.
Qed.

Lemma corrected_enters q η β1 β2 εr ε d A ℓ L x g :
  second_moment β2 0 0 q ->
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε ->
  coupled_run d A (corrected_step η β1 β2 εr ε q) x g ->
  let k := coupled_k d ℓ L η (adam_U β1 β2) β1 in
  let F := Rmax (loss d A (x O)) (coupled_N L k (sqrt εr + ε)) in
  let Dbar := denominator εr ε (2 * L * F) in
  let r := η * ℓ / Dbar in
  0 < r <= 1 / 2 /\
  (forall n, loss d A (x n) <= (1 - r) ^ n * loss d A (x O) + k * Dbar) /\
  (forall δ n, 0 < δ -> ln (loss d A (x O) / δ) / r <= INR n ->
     loss d A (x n) <= k * Dbar + δ).
Proof.
  intros Hq Hd Hℓ HA Hη Hβ1 Hβ Hεr Hε Hrun k F Dbar r.
  assert (HU := adam_U_one β1 β2 Hβ1 Hβ). assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (H := run_enters d A ℓ L Hd Hℓ HA (fun _ => η)
    (average_E d L (fun _ => η) β1 (adam_U β1 β2)) η
    (adam_U β1 β2) β1 (sqrt εr + ε) 1 (adam_Dbar L εr ε)
    (fun t i => adam_n β1 0 (fun k => g k i) t)
    (fun t i => denominator εr ε (q (fun k => g k i) t / (1 - β2 ^ t))) x).
  rewrite Rmult_1_l in H. apply H; try assumption; try lra; try reflexivity.
  - intros. lra.
  - intros n. apply lag_bounded; try assumption; intros; lra.
  - intros F'. now apply adam_Dbar_low.
  - intros F'. now apply (adam_Dbar_up d A ℓ L).
  - apply (corrected_inexact d A ℓ L); try assumption. intros. lra.
Qed.

Theorem adam_coupled_trapped η η0 β1 β2 εr ε d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η0 -> (forall t, 0 <= η t <= η0) -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 ->
  0 <= εr -> 0 <= ε ->
  coupled_run d A (fun g t => adam_step (η t) β1 β2 εr ε 0 0 g t) x g ->
  let k := coupled_k d ℓ L η0 (adam_U β1 β2) β1 in
  forall t, loss d A (x t)
    <= Rmax (loss d A (x O)) (coupled_N L k (sqrt εr + ε)).
Proof. exact (corrected_trapped _ _ _ _ _ _ _ _ _ _ _ _ _ (adam_second_moment β2 0)). Qed.

Theorem adam_coupled_enters η β1 β2 εr ε d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε ->
  coupled_run d A (adam_step η β1 β2 εr ε 0 0) x g ->
  let k := coupled_k d ℓ L η (adam_U β1 β2) β1 in
  let F := Rmax (loss d A (x O)) (coupled_N L k (sqrt εr + ε)) in
  let Dbar := denominator εr ε (2 * L * F) in
  let q := η * ℓ / Dbar in
  0 < q <= 1 / 2 /\
  (forall n, loss d A (x n) <= (1 - q) ^ n * loss d A (x O) + k * Dbar) /\
  (forall δ n, 0 < δ -> ln (loss d A (x O) / δ) / q <= INR n ->
     loss d A (x n) <= k * Dbar + δ).
Proof. exact (corrected_enters _ _ _ _ _ _ _ _ _ _ _ _ (adam_second_moment β2 0)). Qed.

Theorem amsgrad_corrected_coupled_trapped η η0 β1 β2 εr ε d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η0 -> (forall t, 0 <= η t <= η0) -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 ->
  0 <= εr -> 0 <= ε ->
  coupled_run d A (fun g t => amsgrad_corrected_step (η t) β1 β2 εr ε 0 0 0 g t) x g ->
  let k := coupled_k d ℓ L η0 (adam_U β1 β2) β1 in
  forall t, loss d A (x t)
    <= Rmax (loss d A (x O)) (coupled_N L k (sqrt εr + ε)).
Proof.
  apply (corrected_trapped (amsgrad_x β2 0 0)). apply amsgrad_second_moment. lra.
Qed.

Theorem amsgrad_corrected_coupled_enters η β1 β2 εr ε d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε ->
  coupled_run d A (amsgrad_corrected_step η β1 β2 εr ε 0 0 0) x g ->
  let k := coupled_k d ℓ L η (adam_U β1 β2) β1 in
  let F := Rmax (loss d A (x O)) (coupled_N L k (sqrt εr + ε)) in
  let Dbar := denominator εr ε (2 * L * F) in
  let q := η * ℓ / Dbar in
  0 < q <= 1 / 2 /\
  (forall n, loss d A (x n) <= (1 - q) ^ n * loss d A (x O) + k * Dbar) /\
  (forall δ n, 0 < δ -> ln (loss d A (x O) / δ) / q <= INR n ->
     loss d A (x n) <= k * Dbar + δ).
Proof.
  apply (corrected_enters (amsgrad_x β2 0 0)). apply amsgrad_second_moment. lra.
Qed.

(** ** Without corrections

    The correction of m cancels against one of D, which makes D larger by at most
    1 / (1 − β1). *)

Definition uncorrected_step (η β1 εr ε : R) (q : (nat -> R) -> nat -> R)
    (g : nat -> R) (t : nat) : R :=
  η * (adam_m β1 0 g t / denominator εr ε (q g t)).

(** The start of the second moment is at most V0. *)
Definition uncorrected_Dbar (L β1 εr ε V0 F : R) : R :=
  denominator εr ε (Rmax V0 (2 * L * F)) / (1 - β1).

Section Uncorrected.

Variable d : nat.
Variable A : nat -> nat -> R.
Variables ℓ L : R.
Hypothesis Hd : (1 <= d)%nat.
Hypothesis Hℓ : 0 < ℓ.
Hypothesis HA : definite d A ℓ L.

Variable η : nat -> R.
Variables β1 β2 εr ε v0 V0 : R.
Variable q : (nat -> R) -> nat -> R.
Variables x g : nat -> nat -> R.
Hypothesis Hη : forall t, 0 <= η t.
Hypothesis Hβ1 : 0 <= β1 < 1.
Hypothesis Hβ : β1 ^ 2 < β2 < 1.
Hypothesis Hεr : 0 <= εr.
Hypothesis Hε : 0 <= ε.
Hypothesis Hv0 : 0 <= v0 <= V0.
Hypothesis Hq : second_moment β2 v0 V0 q.

Lemma uncorrected_Dbar_low F :
  0 <= F -> sqrt (2 * L * F) <= uncorrected_Dbar L β1 εr ε V0 F.
Proof.
  intros HF. unfold uncorrected_Dbar.
  assert (H : sqrt (2 * L * F) <= denominator εr ε (Rmax V0 (2 * L * F))).
  { eapply Rle_trans; [apply (denominator_sqrt εr ε); assumption|].
    apply denominator_le, Rmax_r. }
  assert (P := sqrt_pos (2 * L * F)). apply ratio_lower; [lra|]. nra.
Qed.

Lemma uncorrected_Dbar_up F :
  0 <= F ->
  uncorrected_Dbar L β1 εr ε V0 F
  <= / (1 - β1) * (denominator εr ε V0 + sqrt (2 * L * F)).
Proof.
  intros HF. assert (HL := ℓ_le_L d A ℓ L Hd HA). unfold uncorrected_Dbar, Rdiv.
  rewrite Rmult_comm. apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat; lra|].
  assert (0 <= 2 * L * F) by nra.
  apply denominator_plus; try assumption; [lra|]. apply Rmax_plus; lra.
Qed.

Hypothesis Hrun :
  coupled_run d A (fun g t => uncorrected_step (η t) β1 εr ε q g t) x g.

Lemma uncorrected_inexact :
  inexact_run d A η (sqrt (adam_C β1 β2)) (average_E d L η β1 (sqrt (adam_C β1 β2)))
    (uncorrected_Dbar L β1 εr ε V0) (fun t i => adam_n β1 0 (fun k => g k i) t)
    (fun t i => denominator εr ε (q (fun k => g k i) t) / (1 - β1 ^ t)) x.
Proof.
  assert (Hsq : 0 <= β1 ^ 2) by apply pow2_ge_0.
  assert (HU := adam_C_one β1 β2 Hβ). assert (HL := ℓ_le_L d A ℓ L Hd HA).
  apply (average_inexact d A ℓ L); try assumption; try lra.
  - intros t i Hi. now apply Hrun.
  - intros t i Hi. destruct (Hrun t i Hi) as [_ ->]. f_equal.
    unfold uncorrected_step, adam_n. f_equal. assert (Hc := correction_bounds β1 t Hβ1).
    set (m := adam_m β1 0 (fun k => g k i) (S t)).
    set (D := denominator εr ε (q (fun k => g k i) (S t))).
    destruct (Req_dec D 0) as [E|E].
    + rewrite E. unfold Rdiv. rewrite Rmult_0_l, Rinv_0. ring.
    + field. lra.
  - intros t i Hi. assert (Hc := correction_bounds β1 t Hβ1).
    assert (Hi1 : 0 < / (1 - β1 ^ S t)) by (apply Rinv_0_lt_compat; lra).
    set (D := denominator εr ε (q (fun k => g k i) (S t))).
    assert (HD : 0 <= D) by now apply denominator_nonneg.
    split; [apply Rmult_le_pos; lra|].
    unfold adam_n, Rdiv. rewrite Rabs_mult, (Rabs_pos_eq (/ _)) by lra.
    rewrite <- Rmult_assoc. apply Rmult_le_compat_r; [lra|].
    apply (root_bound _ (adam_v β2 v0 (fun k => g k i) (S t))).
    + now apply adam_C_nonneg.
    + eapply Rle_trans; [|apply denominator_sqrt; assumption].
      apply sqrt_le_1_alt. apply Hq.
    + apply adam_moments_bound_uniform; [exact Hβ|lra].
  - intros t F i Hi HF. unfold uncorrected_Dbar, Rdiv.
    assert (Hc := correction_bounds β1 t Hβ1).
    apply Rmult_le_compat.
    + now apply denominator_nonneg.
    + left. apply Rinv_0_lt_compat. lra.
    + apply denominator_le. apply Hq; [apply Rmax_l|].
      intros k Hk. destruct k as [|k].
      { eapply Rle_trans; [apply Hv0|apply Rmax_l]. }
      eapply Rle_trans.
      { apply (v_coupled d A ℓ L β2 v0 x g k F); try assumption; try lra.
        - intros n Hn. now apply Hrun.
        - intros n Hn. apply HF. lia. }
      apply Rle_max_compat_r. apply Hv0.
    + apply Rinv_le_contravar; lra.
  - intros F. apply uncorrected_Dbar_low.
Qed.

End Uncorrected.

Lemma inverse_one β : 0 <= β < 1 -> 1 <= / (1 - β).
Proof. intros H. rewrite <- Rinv_1 at 1. apply Rinv_le_contravar; lra. Qed.

Lemma uncorrected_trapped q η η0 β1 β2 εr ε v0 V0 d A ℓ L x g :
  second_moment β2 v0 V0 q -> 0 <= v0 <= V0 ->
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η0 -> (forall t, 0 <= η t <= η0) -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 ->
  0 <= εr -> 0 <= ε ->
  coupled_run d A (fun g t => uncorrected_step (η t) β1 εr ε q g t) x g ->
  let k := coupled_k d ℓ L η0 (sqrt (adam_C β1 β2)) β1 in
  forall t, loss d A (x t)
    <= Rmax (loss d A (x O)) (coupled_N L (k / (1 - β1)) (denominator εr ε V0)).
Proof.
  intros Hq Hv0 Hd Hℓ HA Hη0 Hη Hβ1 Hβ Hεr Hε Hrun k t.
  assert (HU := adam_C_one β1 β2 Hβ). assert (HL := ℓ_le_L d A ℓ L Hd HA).
  unfold Rdiv. rewrite (Rmult_comm k).
  apply (run_trapped d A ℓ L Hd Hℓ HA η
    (average_E d L η β1 (sqrt (adam_C β1 β2))) η0
    (sqrt (adam_C β1 β2)) β1 (denominator εr ε V0) (/ (1 - β1))
    (uncorrected_Dbar L β1 εr ε V0)
    (fun t i => adam_n β1 0 (fun k => g k i) t)
    (fun t i => denominator εr ε (q (fun k => g k i) t) / (1 - β1 ^ t)) x);
    try assumption; try lra.
  - intros n. apply lag_bounded; try assumption; lra.
  - now apply inverse_one.
  - intros F. now apply uncorrected_Dbar_low.
  - intros F. now apply (uncorrected_Dbar_up d A ℓ L Hd Hℓ HA β1 εr ε v0 V0).
  - apply (uncorrected_inexact d A ℓ L Hd Hℓ HA η β1 β2 εr ε v0 V0 q);
      try assumption. apply Hη.
Qed.

Lemma uncorrected_enters q η β1 β2 εr ε v0 V0 d A ℓ L x g :
  second_moment β2 v0 V0 q -> 0 <= v0 <= V0 ->
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε ->
  coupled_run d A (uncorrected_step η β1 εr ε q) x g ->
  let k := coupled_k d ℓ L η (sqrt (adam_C β1 β2)) β1 in
  let F := Rmax (loss d A (x O)) (coupled_N L (k / (1 - β1)) (denominator εr ε V0)) in
  let Dbar := denominator εr ε (Rmax V0 (2 * L * F)) / (1 - β1) in
  let r := η * ℓ / Dbar in
  0 < r <= 1 / 2 /\
  (forall n, loss d A (x n) <= (1 - r) ^ n * loss d A (x O) + k * Dbar) /\
  (forall δ n, 0 < δ -> ln (loss d A (x O) / δ) / r <= INR n ->
     loss d A (x n) <= k * Dbar + δ).
Proof.
  intros Hq Hv0 Hd Hℓ HA Hη Hβ1 Hβ Hεr Hε Hrun k F Dbar r.
  assert (HU := adam_C_one β1 β2 Hβ). assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (H := run_enters d A ℓ L Hd Hℓ HA (fun _ => η)
    (average_E d L (fun _ => η) β1 (sqrt (adam_C β1 β2))) η
    (sqrt (adam_C β1 β2)) β1 (denominator εr ε V0) (/ (1 - β1))
    (uncorrected_Dbar L β1 εr ε V0)
    (fun t i => adam_n β1 0 (fun k => g k i) t)
    (fun t i => denominator εr ε (q (fun k => g k i) t) / (1 - β1 ^ t)) x).
  rewrite (Rmult_comm (/ (1 - β1)) (coupled_k _ _ _ _ _ _)) in H.
  apply H; try assumption; try lra; try reflexivity.
  - intros. lra.
  - intros n. apply lag_bounded; try assumption; intros; lra.
  - now apply inverse_one.
  - intros F'. now apply uncorrected_Dbar_low.
  - intros F'. now apply (uncorrected_Dbar_up d A ℓ L Hd Hℓ HA β1 εr ε v0 V0).
  - apply (uncorrected_inexact d A ℓ L Hd Hℓ HA (fun _ => η) β1 β2 εr ε v0 V0 q);
      try assumption. intros. lra.
Qed.

Theorem adam_uncorrected_coupled_trapped η η0 β1 β2 εr ε v0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η0 -> (forall t, 0 <= η t <= η0) -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 ->
  0 <= εr -> 0 <= ε -> 0 <= v0 ->
  coupled_run d A (fun g t => adam_uncorrected_step (η t) β1 β2 εr ε 0 v0 g t) x g ->
  let k := coupled_k d ℓ L η0 (sqrt (adam_C β1 β2)) β1 in
  forall t, loss d A (x t)
    <= Rmax (loss d A (x O)) (coupled_N L (k / (1 - β1)) (denominator εr ε v0)).
Proof.
  intros Hd Hℓ HA Hη0 Hη Hβ1 Hβ Hεr Hε Hv0 Hrun.
  apply (uncorrected_trapped (adam_v β2 v0) η η0 β1 β2 εr ε v0 v0 d A ℓ L x g);
    try assumption; [apply adam_second_moment|lra].
Qed.

Theorem adam_uncorrected_coupled_enters η β1 β2 εr ε v0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  coupled_run d A (adam_uncorrected_step η β1 β2 εr ε 0 v0) x g ->
  let k := coupled_k d ℓ L η (sqrt (adam_C β1 β2)) β1 in
  let F := Rmax (loss d A (x O)) (coupled_N L (k / (1 - β1)) (denominator εr ε v0)) in
  let Dbar := denominator εr ε (Rmax v0 (2 * L * F)) / (1 - β1) in
  let q := η * ℓ / Dbar in
  0 < q <= 1 / 2 /\
  (forall n, loss d A (x n) <= (1 - q) ^ n * loss d A (x O) + k * Dbar) /\
  (forall δ n, 0 < δ -> ln (loss d A (x O) / δ) / q <= INR n ->
     loss d A (x n) <= k * Dbar + δ).
Proof.
  intros Hd Hℓ HA Hη Hβ1 Hβ Hεr Hε Hv0 Hrun.
  apply (uncorrected_enters (adam_v β2 v0) η β1 β2 εr ε v0 v0 d A ℓ L x g);
    try assumption; [apply adam_second_moment|lra].
Qed.

Theorem amsgrad_coupled_trapped η η0 β1 β2 εr ε v0 x0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η0 -> (forall t, 0 <= η t <= η0) -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 ->
  0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 <= x0 ->
  coupled_run d A (fun g t => amsgrad_step (η t) β1 β2 εr ε 0 v0 x0 g t) x g ->
  let k := coupled_k d ℓ L η0 (sqrt (adam_C β1 β2)) β1 in
  forall t, loss d A (x t)
    <= Rmax (loss d A (x O))
         (coupled_N L (k / (1 - β1)) (denominator εr ε (Rmax v0 x0))).
Proof.
  intros Hd Hℓ HA Hη0 Hη Hβ1 Hβ Hεr Hε Hv0 Hx0 Hrun.
  apply (uncorrected_trapped (amsgrad_x β2 v0 x0) η η0 β1 β2 εr ε v0 (Rmax v0 x0)
           d A ℓ L x g);
    try assumption; [apply amsgrad_second_moment, Rmax_r|split; [lra|apply Rmax_l]].
Qed.

Theorem amsgrad_coupled_enters η β1 β2 εr ε v0 x0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 ->
  0 <= εr -> 0 <= ε -> 0 <= v0 -> 0 <= x0 ->
  coupled_run d A (amsgrad_step η β1 β2 εr ε 0 v0 x0) x g ->
  let k := coupled_k d ℓ L η (sqrt (adam_C β1 β2)) β1 in
  let F := Rmax (loss d A (x O))
             (coupled_N L (k / (1 - β1)) (denominator εr ε (Rmax v0 x0))) in
  let Dbar := denominator εr ε (Rmax (Rmax v0 x0) (2 * L * F)) / (1 - β1) in
  let q := η * ℓ / Dbar in
  0 < q <= 1 / 2 /\
  (forall n, loss d A (x n) <= (1 - q) ^ n * loss d A (x O) + k * Dbar) /\
  (forall δ n, 0 < δ -> ln (loss d A (x O) / δ) / q <= INR n ->
     loss d A (x n) <= k * Dbar + δ).
Proof.
  intros Hd Hℓ HA Hη Hβ1 Hβ Hεr Hε Hv0 Hx0 Hrun.
  apply (uncorrected_enters (amsgrad_x β2 v0 x0) η β1 β2 εr ε v0 (Rmax v0 x0)
           d A ℓ L x g);
    try assumption; [apply amsgrad_second_moment, Rmax_r|split; [lra|apply Rmax_l]].
Qed.

Example adam_coupled_trapped_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (adam_step 1 (9 / 10) (999 / 1000) 0 0 0 0) x g /\
    loss 2 two_one (x 10%nat)
    <= Rmax (loss 2 two_one (x O))
         (coupled_N 3 (coupled_k 2 1 3 1 (adam_U (9 / 10) (999 / 1000)) (9 / 10))
            (sqrt 0 + 0)).
Proof.
  destruct (coupled_run_exists 2 two_one (adam_step 1 (9 / 10) (999 / 1000) 0 0 0 0)
              (fun _ => 5) (adam_causal (fun _ => 1) _ _ _ _ _ _)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  apply (adam_coupled_trapped (fun _ => 1) 1 (9 / 10) (999 / 1000) 0 0
           2 two_one 1 3 x g);
    try lra; try lia; try exact two_one_definite; try exact H. intros; lra.
Qed.

Example adam_coupled_enters_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (adam_step 1 (9 / 10) (999 / 1000) 0 0 0 0) x g /\
    exists C q, 0 < q <= 1 / 2 /\
      forall n, loss 2 two_one (x n) <= (1 - q) ^ n * loss 2 two_one (x O) + C.
Proof.
  destruct (coupled_run_exists 2 two_one (adam_step 1 (9 / 10) (999 / 1000) 0 0 0 0)
              (fun _ => 5) (adam_causal (fun _ => 1) _ _ _ _ _ _)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  destruct (adam_coupled_enters 1 (9 / 10) (999 / 1000) 0 0 2 two_one 1 3 x g)
    as [Hq [E _]]; try lra; try lia; try exact two_one_definite; try exact H.
  eexists. eexists. split; [exact Hq|exact E].
Qed.

Example amsgrad_coupled_trapped_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (amsgrad_step 1 (9 / 10) (999 / 1000) 0 0 0 0 0) x g /\
    loss 2 two_one (x 10%nat)
    <= Rmax (loss 2 two_one (x O))
         (coupled_N 3 (coupled_k 2 1 3 1 (sqrt (adam_C (9 / 10) (999 / 1000))) (9 / 10)
                       / (1 - 9 / 10)) (denominator 0 0 (Rmax 0 0))).
Proof.
  destruct (coupled_run_exists 2 two_one (amsgrad_step 1 (9 / 10) (999 / 1000) 0 0 0 0 0)
              (fun _ => 5) (amsgrad_causal (fun _ => 1) _ _ _ _ _ _ _)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  apply (amsgrad_coupled_trapped (fun _ => 1) 1 (9 / 10) (999 / 1000) 0 0 0 0
           2 two_one 1 3 x g);
    try lra; try lia; try exact two_one_definite; try exact H. intros; lra.
Qed.

Example amsgrad_coupled_enters_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (amsgrad_step 1 (9 / 10) (999 / 1000) 0 0 0 0 0) x g /\
    exists C q, 0 < q <= 1 / 2 /\
      forall n, loss 2 two_one (x n) <= (1 - q) ^ n * loss 2 two_one (x O) + C.
Proof.
  destruct (coupled_run_exists 2 two_one (amsgrad_step 1 (9 / 10) (999 / 1000) 0 0 0 0 0)
              (fun _ => 5) (amsgrad_causal (fun _ => 1) _ _ _ _ _ _ _)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  destruct (amsgrad_coupled_enters 1 (9 / 10) (999 / 1000) 0 0 0 0 2 two_one 1 3 x g)
    as [Hq [E _]]; try lra; try lia; try exact two_one_definite; try exact H.
  eexists. eexists. split; [exact Hq|exact E].
Qed.

Example amsgrad_corrected_coupled_trapped_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (amsgrad_corrected_step 1 (9 / 10) (999 / 1000) 0 0 0 0 0) x g /\
    loss 2 two_one (x 10%nat)
    <= Rmax (loss 2 two_one (x O))
         (coupled_N 3 (coupled_k 2 1 3 1 (adam_U (9 / 10) (999 / 1000)) (9 / 10))
            (sqrt 0 + 0)).
Proof.
  destruct (coupled_run_exists 2 two_one
    (amsgrad_corrected_step 1 (9 / 10) (999 / 1000) 0 0 0 0 0) (fun _ => 5)
    (amsgrad_corrected_causal (fun _ => 1) _ _ _ _ _ _ _)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  apply (amsgrad_corrected_coupled_trapped (fun _ => 1) 1 (9 / 10) (999 / 1000) 0 0
           2 two_one 1 3 x g);
    try lra; try lia; try exact two_one_definite; try exact H. intros; lra.
Qed.

Example amsgrad_corrected_coupled_enters_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (amsgrad_corrected_step 1 (9 / 10) (999 / 1000) 0 0 0 0 0) x g /\
    exists C q, 0 < q <= 1 / 2 /\
      forall n, loss 2 two_one (x n) <= (1 - q) ^ n * loss 2 two_one (x O) + C.
Proof.
  destruct (coupled_run_exists 2 two_one
    (amsgrad_corrected_step 1 (9 / 10) (999 / 1000) 0 0 0 0 0) (fun _ => 5)
    (amsgrad_corrected_causal (fun _ => 1) _ _ _ _ _ _ _)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  destruct (amsgrad_corrected_coupled_enters 1 (9 / 10) (999 / 1000) 0 0
              2 two_one 1 3 x g)
    as [Hq [E _]]; try lra; try lia; try exact two_one_definite; try exact H.
  eexists. eexists. split; [exact Hq|exact E].
Qed.

Example adam_uncorrected_coupled_trapped_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (adam_uncorrected_step 1 (9 / 10) (999 / 1000) 0 0 0 0) x g /\
    loss 2 two_one (x 10%nat)
    <= Rmax (loss 2 two_one (x O))
         (coupled_N 3 (coupled_k 2 1 3 1 (sqrt (adam_C (9 / 10) (999 / 1000))) (9 / 10)
                       / (1 - 9 / 10)) (denominator 0 0 0)).
Proof.
  destruct (coupled_run_exists 2 two_one
    (adam_uncorrected_step 1 (9 / 10) (999 / 1000) 0 0 0 0) (fun _ => 5)
    (adam_uncorrected_causal (fun _ => 1) _ _ _ _ _ _)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  apply (adam_uncorrected_coupled_trapped (fun _ => 1) 1 (9 / 10) (999 / 1000) 0 0 0
           2 two_one 1 3 x g);
    try lra; try lia; try exact two_one_definite; try exact H. intros; lra.
Qed.

Example adam_uncorrected_coupled_enters_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (adam_uncorrected_step 1 (9 / 10) (999 / 1000) 0 0 0 0) x g /\
    exists C q, 0 < q <= 1 / 2 /\
      forall n, loss 2 two_one (x n) <= (1 - q) ^ n * loss 2 two_one (x O) + C.
Proof.
  destruct (coupled_run_exists 2 two_one
    (adam_uncorrected_step 1 (9 / 10) (999 / 1000) 0 0 0 0) (fun _ => 5)
    (adam_uncorrected_causal (fun _ => 1) _ _ _ _ _ _)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  destruct (adam_uncorrected_coupled_enters 1 (9 / 10) (999 / 1000) 0 0 0
              2 two_one 1 3 x g)
    as [Hq [E _]]; try lra; try lia; try exact two_one_definite; try exact H.
  eexists. eexists. split; [exact Hq|exact E].
Qed.
